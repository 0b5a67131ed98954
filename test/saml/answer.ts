/**
 * Responses and assertions written by hand, in exclusive-c14n form, as test/saml/request.ts writes requests: nothing of
 * the code under test makes what it is tested with.
 */
import type { KeyObject } from 'node:crypto'
import { otherKey } from './keys.ts'
import { afterIssuer, ds, type SignOptions, saml, samlp, signatureXml } from './request.ts'

export const idpEntityId = 'https://idp.example.org/idp'
/** The identity provider's key. */
export const idpKey = otherKey

export const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'
export const passwordClass = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport'

/** What an answer says. Everything has a sound default but where it goes and what it answers. */
export interface Answer {
  readonly acs: string
  readonly audience: string
  /** ID of the AuthnRequest; none where undefined. */
  readonly inResponseTo?: string | undefined
  readonly id?: string
  readonly assertionId?: string
  readonly issuer?: string
  /** XML of the Response's Issuer; `''` leaves it out. */
  readonly responseIssuer?: string
  readonly assertionIssuer?: string
  readonly destination?: string
  readonly status?: string
  /** ms since 1970 */
  readonly now?: number
  readonly nameId?: string
  /** XML in place of the Subject, of Conditions, of the AuthnStatement; `''` leaves it out. */
  readonly subject?: string
  readonly conditions?: string
  readonly statement?: string
  readonly confirmation?: string
  readonly contextClass?: string
  readonly sessionIndex?: string
  /** Attributes: name → values; a value that begins with < is XML. */
  readonly attributes?: Readonly<Record<string, readonly string[]>>
  /** XML at the end of the assertion. */
  readonly more?: string
}

/** xs:dateTime, some seconds from a moment. */
export const at = (now: number, seconds = 0): string => new Date(now + seconds * 1000).toISOString()

export const success = 'urn:oasis:names:tc:SAML:2.0:status:Success'

const issuerXml = (issuer: string, declared = ` xmlns:saml="${saml}"`) =>
  `<saml:Issuer${declared}>${issuer}</saml:Issuer>`

/** An assertion, in exclusive-c14n form as a document of its own. */
export function assertionXml(answer: Answer): string {
  const { now = Date.now(), assertionId = '_assertion1', issuer = idpEntityId, acs, audience } = answer
  const { nameId = `<saml:NameID Format="${persistent}">p-1234</saml:NameID>`, contextClass = passwordClass } = answer
  const answered = answer.inResponseTo === undefined ? '' : ` InResponseTo="${answer.inResponseTo}"`
  const confirmation =
    answer.confirmation ??
    `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData${answered} NotOnOrAfter="${at(now, 300)}" Recipient="${acs}"></saml:SubjectConfirmationData></saml:SubjectConfirmation>`
  const subject = answer.subject ?? `<saml:Subject>${nameId}${confirmation}</saml:Subject>`
  const conditions =
    answer.conditions ??
    `<saml:Conditions NotBefore="${at(now, -5)}" NotOnOrAfter="${at(now, 300)}"><saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>`
  const statement =
    answer.statement ??
    `<saml:AuthnStatement AuthnInstant="${at(now)}" SessionIndex="${answer.sessionIndex ?? '_session1'}"><saml:AuthnContext><saml:AuthnContextClassRef>${contextClass}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`
  return (
    `<saml:Assertion xmlns:saml="${saml}" ID="${assertionId}" IssueInstant="${at(now)}" Version="2.0">` +
    `${issuerXml(answer.assertionIssuer ?? issuer, '')}${subject}${conditions}${statement}` +
    `${attributesXml(answer.attributes ?? {})}${answer.more ?? ''}</saml:Assertion>`
  )
}

function attributesXml(attributes: Readonly<Record<string, readonly string[]>>): string {
  const all = Object.entries(attributes).map(
    ([name, values]) =>
      `<saml:Attribute Name="${name}">${values
        .map((value) => `<saml:AttributeValue>${value}</saml:AttributeValue>`)
        .join('')}</saml:Attribute>`,
  )
  return all.length === 0 ? '' : `<saml:AttributeStatement>${all.join('')}</saml:AttributeStatement>`
}

/** A Response around any content, in exclusive-c14n form; the content declares what it uses. */
export function responseXml(answer: Answer, content: string): string {
  const { now = Date.now(), id = '_response1', issuer = idpEntityId, acs, status = success } = answer
  const answered = answer.inResponseTo === undefined ? '' : ` InResponseTo="${answer.inResponseTo}"`
  const destination = answer.destination ?? acs
  const to = destination === '' ? '' : ` Destination="${destination}"`
  const codes = status.split(' ')
  const code = codes.reduceRight((inner, value) => `<samlp:StatusCode Value="${value}">${inner}</samlp:StatusCode>`, '')
  return (
    `<samlp:Response xmlns:samlp="${samlp}"${to} ID="${id}"${answered} IssueInstant="${at(now)}" Version="2.0">` +
    `${answer.responseIssuer ?? issuerXml(issuer)}<samlp:Status>${code}</samlp:Status>${content}</samlp:Response>`
  )
}

export interface Signing extends SignOptions {
  readonly what?: 'assertion' | 'response' | 'both' | 'neither'
}

/** A whole answer, signed by the identity provider. */
export function answerXml(answer: Answer, { what = 'assertion', ...options }: Signing = {}): string {
  const withKey = { key: idpKey.privateKey, ...options }
  const plain = assertionXml(answer)
  const assertion = what === 'assertion' || what === 'both' ? signedBy(plain, withKey) : plain
  const response = responseXml(answer, assertion)
  return what === 'response' || what === 'both' ? signedBy(response, withKey) : response
}

/** Signs the root of a text. */
export const signedBy = (xml: string, options: SignOptions & { readonly key: KeyObject }): string =>
  afterIssuer(xml, signatureXml(xml, options))

/** Metadata of an identity provider with this key. */
export function idpMetadata(
  options: { readonly key?: KeyObject; readonly inside?: string; readonly base?: string } = {},
) {
  const { key = idpKey.publicKey, inside = '', base = 'https://idp.example.org' } = options
  const { n = '', e = '' } = key.export({ format: 'jwk' })
  const base64 = (text: string) => Buffer.from(text, 'base64url').toString('base64')
  const service = (name: string, binding: string, path: string) =>
    `<md:${name} Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="${base}/${path}"/>`
  return `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:shibmd="urn:mace:shibboleth:metadata:1.0" xmlns:ds="${ds}" entityID="${idpEntityId}">
  <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${inside}
    <md:KeyDescriptor use="signing"><ds:KeyInfo><ds:KeyValue><ds:RSAKeyValue><ds:Modulus>${base64(n)}</ds:Modulus><ds:Exponent>${base64(e)}</ds:Exponent></ds:RSAKeyValue></ds:KeyValue></ds:KeyInfo></md:KeyDescriptor>
    ${service('ArtifactResolutionService', 'SOAP', 'artifact').replace('/>', ' index="0"/>')}
    ${service('SingleLogoutService', 'HTTP-Redirect', 'slo')}
    ${service('SingleLogoutService', 'HTTP-POST', 'slo')}
    ${service('SingleLogoutService', 'SOAP', 'slo/soap')}
    ${service('SingleSignOnService', 'HTTP-Redirect', 'sso')}
    ${service('SingleSignOnService', 'HTTP-POST', 'sso')}
  </md:IDPSSODescriptor>
</md:EntityDescriptor>`
}
