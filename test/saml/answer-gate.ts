/** What the SAML SP makes of an answer, without HTTP: the steps of a login from the form to what is proved. */
import { expect } from 'chai'
import type { SamlUpstreamConfig } from '../../src/config/config.ts'
import { GatewayError } from '../../src/core/errors.ts'
import { entityId, upstreamName } from '../../src/core/identifiers.ts'
import type { Authentication } from '../../src/core/policy/identity.ts'
import { decodeSamlMessage, type SamlHttp } from '../../src/saml/bindings.ts'
import type { IdentityProvider } from '../../src/saml/identity-provider.ts'
import type { SamlMessage } from '../../src/saml/messages.ts'
import { parseIdentityProviders } from '../../src/saml/metadata-idp.ts'
import { answerLimits } from '../../src/saml/xml.ts'
import { judgeAnswer, readAnswer } from '../../src/upstream/saml-sp/answer.ts'
import { toAuthentication } from '../../src/upstream/saml-sp/authentication.ts'
import { claimMaker } from '../../src/upstream/saml-sp/claims.ts'
import type { SamlUpstreamDependencies } from '../../src/upstream/saml-sp/dependencies.ts'
import { asRefusal } from '../../src/upstream/saml-sp/refusals.ts'
import { type Answer, answerXml, idpEntityId, idpMetadata, type Signing } from './answer.ts'
import { spKey } from './keys.ts'
import { form } from './request.ts'

export const acs = 'https://sso.example.net/saml/sp/corp/acs'
export const audience = 'https://sso.example.net/saml/sp/corp/metadata'
export const requestId = '_request1'
/** The time of these tests. */
export const now = Date.parse('2026-11-24T10:00:00Z')

export const upstreamConfig: SamlUpstreamConfig = {
  protocol: 'saml',
  kind: 'saml',
  name: upstreamName('corp'),
  displayName: 'Corp',
  metadata: { kind: 'file', path: '/corp-idp.xml', role: 'identityProvider' },
  entityId: entityId(audience),
  subjectNamespace: 'corp',
  subjectFrom: 'sub',
  subjectSource: 'NameID',
  claimSets: ['eduperson', 'adfs', 'entra', 'keycloak', 'google'],
  claims: {},
  trustEmail: 'absent',
  contexts: [],
  passive: true,
  signRequests: true,
  signMetadata: false,
  wantAssertionsSigned: false,
  artifact: 'never',
  encryptionKey: true,
  allowCbc: false,
  allowSha1: false,
  requestSubject: false,
  requesterId: false,
}

/** Made once, as an upstream does. */
const usualClaims = claimMaker(upstreamConfig)

/** The identity provider of test/saml/answer.ts. */
export const identityProvider = (inside = ''): IdentityProvider => {
  const [idp] = parseIdentityProviders(idpMetadata({ inside })).identityProviders ?? []
  if (idp === undefined) throw new Error('the metadata of the test cannot be read')
  return idp
}

const idp = identityProvider()

/** The gateway's decryption keys: the app's key of other tests serves. */
export const decryptionKey = spKey
const signing = { privateKey: spKey.privateKey, certificateBase64: '' }
const keys = { signing, decryption: signing } as unknown as SamlUpstreamDependencies['keys']

export interface Gate {
  readonly config?: Partial<SamlUpstreamConfig>
  readonly idp?: IdentityProvider
  readonly now?: number
  readonly requestId?: string | undefined
  readonly keys?: SamlUpstreamDependencies['keys']
}

/** A sound answer to the request of these tests. */
export const sound: Answer = {
  acs,
  audience,
  inResponseTo: requestId,
  now,
  attributes: { uid: ['alice'], mail: ['alice@example.org'] },
}

export const soundXml = (changes: Partial<Answer> = {}, options: Signing = {}): string =>
  answerXml({ ...sound, ...changes }, options)

/** The form in which a browser brings it. */
export const postedAnswer = (xml: string | Buffer): SamlHttp => ({
  method: 'POST',
  query: '',
  body: `SAMLResponse=${encodeURIComponent(Buffer.from(xml).toString('base64'))}`,
  contentType: form,
})

/** What an answer proves. @throws as the upstream does */
export function proved(xml: string | Buffer, gate: Gate = {}): Authentication {
  return provedBy(() => decodeSamlMessage(postedAnswer(xml), 'SAMLResponse', answerLimits), gate)
}

/** The same of a message, however it came. */
export function provedBy(message: () => SamlMessage, gate: Gate = {}): Authentication {
  const config = { ...upstreamConfig, ...gate.config }
  const from = gate.idp ?? idp
  try {
    const answer = readAnswer(message(), from, config)
    const expected = {
      idp: from.entityId,
      entityId: config.entityId,
      acs,
      requestId: 'requestId' in gate ? gate.requestId : requestId,
      now: gate.now ?? now,
      skew: 180_000,
    }
    const proof = judgeAnswer(answer, from, config, gate.keys ?? keys, expected)
    const claims = gate.config === undefined ? usualClaims : claimMaker(config)
    return toAuthentication(proof, from, config, claims, () => undefined)
  } catch (error) {
    throw asRefusal(error, config)
  }
}

/** The refusal of an answer; an AssertionError where it was taken. The recipient is always told the same. */
export function refusalOf(xml: string | Buffer, gate: Gate = {}): GatewayError {
  let authentication: Authentication
  try {
    authentication = proved(xml, gate)
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    expect(error.code).to.equal('upstream_invalid')
    return error
  }
  throw new Error(`it was taken, for ${authentication.subject}`)
}

/** Why it was refused, as the log says it. */
export const reasonOf = (xml: string | Buffer, gate: Gate = {}): string => {
  const { cause } = refusalOf(xml, gate)
  return cause instanceof Error ? cause.message : String(cause)
}

/**
 * Expects all of these to be refused, and the sound one to be taken.
 * @param reason of each of them: else one that is merely malformed would pass for the attack
 */
export function expectRefused(
  answers: Readonly<Record<string, string | Buffer>>,
  gate: Gate = {},
  reason = /(?:)/,
): void {
  expect(proved(soundXml(), gate).subject).to.equal(`${encoded(idpEntityId)}!${encoded(audience)}!p-1234`)
  expect(Object.keys(answers)).to.not.have.length(0)
  for (const [name, xml] of Object.entries(answers)) {
    try {
      expect(reasonOf(xml, gate)).to.match(reason)
    } catch (error) {
      throw new Error(`${name}: ${error instanceof Error ? error.message : error}`)
    }
  }
}

const encoded = (text: string): string => text.replaceAll('%', '%25').replaceAll('!', '%21')
