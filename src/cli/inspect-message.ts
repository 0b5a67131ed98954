/** A SAML message as an address, a form, an envelope or a page carries it: in words, and whose key its signature fits. */
import { toGatewayError } from '../core/errors.ts'
import { responseIn } from '../saml/artifact.ts'
import { decodeSamlMessage, peekIssuer } from '../saml/bindings.ts'
import { ns } from '../saml/constants.ts'
import type { SamlMessage } from '../saml/messages.ts'
import { authenticateResponse } from '../saml/signed-response.ts'
import { answerLimits } from '../saml/xml.ts'
import { childOf } from '../saml/xml-values.ts'
import { authenticateSamlMessage } from '../saml/xmldsig.ts'
import { type Opened, openAssertion, tellSignature } from './inspect-assertion.ts'
import { type Told, tellContent, tellTimes } from './inspect-content.ts'
import { type Known, readKnown, type Signer, signerOf, skewOf, unchecked } from './inspect-keys.ts'
import { base64Of, isXml } from './inspect-pasted.ts'
import type { Inspected } from './inspected.ts'

const form = 'application/x-www-form-urlencoded'

export interface Decoded {
  readonly message: SamlMessage
  readonly problems: readonly string[]
}

/**
 * Decodes what is in a query or a form's body.
 * @throws GatewayError where it is no message
 */
export function decodeParameters(raw: string, isAddress: boolean): Decoded {
  const name = /(?:^|&)SAMLResponse=/.test(raw) ? 'SAMLResponse' : 'SAMLRequest'
  const posted = (body: string) =>
    decodeSamlMessage({ method: 'POST', query: '', body, contentType: form }, name, answerLimits)
  const value = new RegExp(`(?:^|&)${name}=([^&]*)`).exec(raw)?.[1] ?? ''
  const base64 = base64Of(value)
  const pasted = raw.replace(value, () => encodeURIComponent(base64))
  if (isXml(Buffer.from(base64, 'base64'))) {
    const message = posted(isAddress ? pasted.replace(/(?:^|&)(?:SigAlg|Signature)=[^&]*/g, '') : pasted)
    const wrong = 'It came in an address, and is not DEFLATE-compressed, as HTTP-Redirect demands: it would be refused.'
    return { message, problems: isAddress ? [wrong] : [] }
  }
  const redirect = (query: string) => decodeSamlMessage({ method: 'GET', query, body: '', contentType: '' }, name)
  try {
    return { message: redirect(raw), problems: [] }
  } catch {
    return { message: redirect(pasted), problems: [] }
  }
}

/** A message that stands there as XML. @throws GatewayError */
export const decodeXml = (xml: string): SamlMessage =>
  decodeSamlMessage(
    {
      method: 'POST',
      query: '',
      body: new URLSearchParams({ SAMLResponse: Buffer.from(xml).toString('base64') }).toString(),
      contentType: form,
    },
    'SAMLResponse',
    answerLimits,
  )

const meanings: Readonly<Record<string, string>> = {
  AuthnRequest: 'an app asks an identity provider to sign somebody in',
  Response: 'an identity provider answers that somebody is signed in, or is not',
  LogoutRequest: 'one side asks the other to sign somebody out',
  LogoutResponse: 'the answer to a LogoutRequest',
  ArtifactResolve: 'a server asks another for the message that an artifact stands for',
  ArtifactResponse: 'the answer to an ArtifactResolve',
}

const named = ['ID', 'InResponseTo', 'Destination', 'AssertionConsumerServiceURL', 'ForceAuthn', 'IsPassive']

export async function inspectMessage({ message, problems }: Decoded, config: string, now: number): Promise<Inspected> {
  const { root, binding, xml, relayState } = message
  if (root.localName === 'ArtifactResponse' && childOf(root, ns.samlp, 'Response') !== undefined)
    return inspectCarried(message, config, now)
  const told: Told = { facts: { message: root.localName, binding }, problems: [...problems] }
  const { facts } = told
  const meaning = meanings[root.localName]
  facts.what = meaning ?? 'a message of SAML that this gateway neither sends nor takes'
  for (const name of named) {
    const value = root.attributes.get(name)
    if (value !== undefined) facts[name] = value
  }
  if (relayState !== undefined) facts.RelayState = relayState
  const known = await readKnown(config)
  const opened = await judge(message, config, known, told)
  const roots = opened === undefined ? [root] : [root, opened.root]
  tellTimes(roots, now, skewOf(known), told)
  tellContent(roots, told)
  return { kind: 'saml-message', ...told, text: opened === undefined ? xml : `${xml}\n\n${opened.text}` }
}

/** The Response that an ArtifactResponse brings: only what is signed in it counts, whoever brought it. */
async function inspectCarried(message: SamlMessage, config: string, now: number): Promise<Inspected> {
  const inner = responseIn(message, message.root.attributes.get('InResponseTo') ?? '')
  const found = await inspectMessage({ message: inner, problems: [] }, config, now)
  return { ...found, facts: { ...found.facts, 'carried in': `ArtifactResponse of ${peekIssuer(message)}` } }
}

/** Who it is from, for whom, and signed by whom. Resolves to an assertion that was encrypted to us. */
async function judge(
  message: SamlMessage,
  config: string,
  known: Known | undefined,
  told: Told,
): Promise<Opened | undefined> {
  const { facts, problems } = told
  let opened: Opened | undefined
  try {
    const issuer = peekIssuer(message)
    facts.issuer = issuer
    const signer = await signerOf(issuer, known)
    tellDestination(message, signer, known, told)
    const encrypted = childOf(message.root, ns.saml, 'EncryptedAssertion')
    if (encrypted !== undefined) opened = openAssertion(encrypted, message.xml, signer, known, told)
    if (message.root.localName !== 'Response' || message.binding === 'redirect') {
      facts.signature = signatureOf(message, signer, unchecked(issuer, known, config))
    } else if (signer === undefined || signer.keys.length === 0) facts.signature = unchecked(issuer, known, config)
    else tellSignatures(message, opened, signer, told)
  } catch (error) {
    problems.push(toGatewayError(error).message)
  }
  return opened
}

function tellDestination(
  { root }: SamlMessage,
  signer: Signer | undefined,
  known: Known | undefined,
  told: Told,
): void {
  const destination = root.attributes.get('Destination')
  if (destination === undefined || known === undefined || signer === undefined || signer.source === 'this gateway')
    return
  const { publicUrl } = known.config
  if (destination === publicUrl || destination.startsWith(`${publicUrl}/`)) return
  told.problems.push(`It is for ${destination}, which is not below ${publicUrl}: it would be refused here.`)
}

/** @throws GatewayError where there is a signature that no key of the config fits */
function signatureOf(message: SamlMessage, signer: Signer | undefined, otherwise: string): string {
  const keys = signer?.keys ?? []
  const { signedBy, unverified } = authenticateSamlMessage(message, keys, 'optional', { allowSha1: true })
  if (signedBy !== undefined) return `good, by the key ${signedBy} of ${signer?.source}`
  return unverified ? `there is one; ${otherwise}` : 'none around the whole message'
}

/** @throws GatewayError likewise */
function tellSignatures(message: SamlMessage, opened: Opened | undefined, signer: Signer, told: Told): void {
  const { signedBy, assertion } = authenticateResponse(message, { keys: signer.keys, allowSha1: true })
  const good = (key: string) => `good, by the key ${key} of ${signer.source}`
  const label = 'signature of the assertion'
  told.facts.signature = signedBy === undefined ? 'none around the whole message' : good(signedBy)
  if (typeof assertion === 'object') told.facts[label] = good(assertion.signedBy)
  if (assertion === 'encrypted' && opened !== undefined) tellSignature(opened, signedBy, signer, label, told)
}
