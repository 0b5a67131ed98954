/** A SAML message as an address, a form or a page carries it: decoded, in words, and whose key its signature fits. */
import { toGatewayError } from '../core/errors.ts'
import { decodeSamlMessage, peekIssuer } from '../saml/bindings.ts'
import { ns } from '../saml/constants.ts'
import type { SamlMessage } from '../saml/messages.ts'
import { authenticateResponse } from '../saml/signed-response.ts'
import { answerLimits } from '../saml/xml.ts'
import type { XmlElement } from '../saml/xml-element.ts'
import { authenticateSamlMessage } from '../saml/xmldsig.ts'
import { readKnown, type Signer, signerOf } from './inspect-keys.ts'
import { type Inspected, momentInWords } from './inspected.ts'
import { Plain } from './output.ts'

type Parameter = 'SAMLRequest' | 'SAMLResponse'

/** By its form: a query, a form's body, base64 of one field, or plain XML. */
function decode(input: string): SamlMessage {
  const query = input.includes('?') ? input.slice(input.indexOf('?') + 1) : input
  const parameter: Parameter = /(?:^|[?&])SAMLResponse=/.test(input) ? 'SAMLResponse' : 'SAMLRequest'
  const isQuery = /(?:^|[?&])SAML(?:Request|Response)=/.test(input)
  const post = (body: string) =>
    decodeSamlMessage(
      { method: 'POST', query: '', body, contentType: 'application/x-www-form-urlencoded' },
      parameter,
      answerLimits,
    )
  if (isQuery) {
    const redirect = { method: 'GET', query: query.split('#', 1)[0] ?? '', body: '', contentType: '' }
    return /^https?:/i.test(input) || /[?&]SigAlg=/.test(`&${query}`)
      ? decodeSamlMessage(redirect, parameter)
      : post(query)
  }
  const base64 = input.startsWith('<') ? Buffer.from(input).toString('base64') : input.replace(/\s/g, '')
  return post(new URLSearchParams({ [parameter]: base64 }).toString())
}

/** @throws Plain where it is no SAML message */
export async function inspectMessage(input: string, config: string, now: number): Promise<Inspected> {
  let message: SamlMessage
  try {
    message = decode(input)
  } catch (error) {
    throw new Plain(`This is no SAML message, metadata or JWT: ${toGatewayError(error).message}`)
  }
  const { root, binding, xml, relayState } = message
  if (root.namespace !== ns.samlp) throw new Plain(`This is XML, but no SAML message: <${root.localName}>.`)
  const facts: Record<string, string> = { message: root.localName, binding }
  for (const name of ['ID', 'InResponseTo', 'Destination', 'AssertionConsumerServiceURL', 'ForceAuthn', 'IsPassive']) {
    const value = root.attributes.get(name)
    if (value !== undefined) facts[name] = value
  }
  if (relayState !== undefined) facts.RelayState = relayState
  const problems: string[] = []
  tellTimes(root, now, facts, problems)
  tellContent(root, facts)
  try {
    facts.issuer = peekIssuer(message)
    Object.assign(facts, await signatureOf(message, config))
  } catch (error) {
    problems.push(toGatewayError(error).message)
  }
  return { kind: 'saml-message', facts, problems, text: xml }
}

/** @throws GatewayError where there is a signature that no key of the config fits */
async function signatureOf(message: SamlMessage, config: string): Promise<Readonly<Record<string, string>>> {
  const issuer = peekIssuer(message)
  const signer = await signerOf(issuer, await readKnown(config))
  const unchecked = `${issuer} is no app or upstream of ${config} with a key, so it was not checked`
  if (message.root.localName === 'Response' && message.binding !== 'redirect') {
    return signer === undefined || signer.keys.length === 0 ? { signature: unchecked } : signaturesIn(message, signer)
  }
  const keys = signer?.keys ?? []
  const { signedBy, unverified } = authenticateSamlMessage(message, keys, 'optional', { allowSha1: true })
  if (signedBy !== undefined) return { signature: `good, by the key ${signedBy} of ${signer?.source}` }
  return { signature: unverified ? `there is one; ${unchecked}` : 'none around the whole message' }
}

function signaturesIn(message: SamlMessage, { keys, source }: Signer): Readonly<Record<string, string>> {
  const { signedBy, assertion } = authenticateResponse(message, { keys, allowSha1: true })
  const good = (key: string) => `good, by the key ${key} of ${source}`
  return {
    signature: signedBy === undefined ? 'none around the whole message' : good(signedBy),
    ...(assertion === 'encrypted' && { assertion: 'encrypted: only its receiver can read it' }),
    ...(typeof assertion === 'object' && { 'signature of the assertion': good(assertion.signedBy) }),
  }
}

/** Depth first, in the order of the document. */
function* within(element: XmlElement): Generator<XmlElement> {
  for (const child of element.children) {
    yield child
    yield* within(child)
  }
}

const times = [
  ['IssueInstant', 'issued'],
  ['NotBefore', 'valid from'],
  ['NotOnOrAfter', 'valid until'],
  ['AuthnInstant', 'signed in'],
  ['SessionNotOnOrAfter', 'session until'],
] as const

/** The strictest of each: the latest beginning, the earliest end. */
function tellTimes(root: XmlElement, now: number, facts: Record<string, string>, problems: string[]): void {
  const all = [root, ...within(root)]
  for (const [attribute, label] of times) {
    const found = all.flatMap(({ attributes }) => attributes.get(attribute) ?? [])
    const sorted = found.toSorted((one, other) => Date.parse(one) - Date.parse(other))
    const written = attribute === 'NotBefore' ? sorted.at(-1) : sorted[0]
    if (written === undefined) continue
    const at = Date.parse(written)
    facts[label] = momentInWords(at, now, written)
    if (attribute === 'NotBefore' && at > now) problems.push('It is not valid yet.')
    if (attribute === 'NotOnOrAfter' && at <= now) problems.push('It is not valid any more.')
  }
}

const lastPart = (urn: string): string => urn.replace(/^urn:.*:/, '')

function tellContent(root: XmlElement, facts: Record<string, string>): void {
  const all = [...within(root)]
  const texts = (name: string) => all.filter(({ localName }) => localName === name).map(({ text }) => text)
  const values = (name: string, attribute: string) =>
    all.filter(({ localName }) => localName === name).flatMap(({ attributes }) => attributes.get(attribute) ?? [])
  const listed: readonly (readonly [label: string, found: readonly string[]])[] = [
    ['status', values('StatusCode', 'Value').map(lastPart)],
    ['status message', texts('StatusMessage')],
    ['wanted NameID', values('NameIDPolicy', 'Format').map(lastPart)],
    ['NameID', texts('NameID')],
    ['NameID format', [...new Set(values('NameID', 'Format').map(lastPart))]],
    ['audience', texts('Audience')],
    ['authentication', texts('AuthnContextClassRef').map(lastPart)],
    ['attributes', values('Attribute', 'Name')],
    ['SessionIndex', [...texts('SessionIndex'), ...values('AuthnStatement', 'SessionIndex')]],
  ]
  for (const [label, found] of listed) if (found.length > 0) facts[label] = found.join(', ')
}
