/**
 * Authenticates a Response (Core 3.3.3, 5; Profiles 4.1.4): what its signature, or that of its one assertion, covers is
 * all that is read. Nothing of it is judged here but that: which assertion there is, and who signed it.
 */
import { eventsOfChild } from './canonical.ts'
import { ns } from './constants.ts'
import { type SignedDocument, verifyEnveloped, withoutSignature } from './enveloped.ts'
import type { SamlMessage } from './messages.ts'
import { malformed, signatureRefused } from './refusal.ts'
import type { VerificationKey } from './service-provider.ts'
import { checkSignatureShape } from './signature-shape.ts'
import { signerOnce } from './verified.ts'
import { answerLimits, parseMessage } from './xml.ts'
import type { XmlElement } from './xml-element.ts'
import { is, isId, nameOf } from './xml-values.ts'
import { checkIds } from './xmldsig.ts'

export interface ResponseKeys {
  /** Of the identity provider, from its metadata only. */
  readonly keys: readonly VerificationKey[]
  readonly allowSha1: boolean
}

/** An element as a signature has shown it. */
export interface SignedElement {
  /** What was read, and signed just so; without the signature. */
  readonly root: XmlElement
  /** Id of the key. */
  readonly signedBy: string
}

export interface SignedResponse {
  /** The Response itself, of which only the status may be believed where it is not signed. */
  readonly root: XmlElement
  readonly signedBy: string | undefined
  /** Undefined in an answer without one. */
  readonly assertion: SignedElement | 'encrypted' | undefined
  /** It has a signature of its own; one that is encrypted has not been looked at. */
  readonly assertionSigned: boolean
}

/** Whether a key of the identity provider has signed any of it. */
export const bearsSignature = ({ signedBy, assertion }: SignedResponse): boolean =>
  signedBy !== undefined || typeof assertion === 'object'

/**
 * @throws GatewayError `signature_refused`, `weak_algorithm`, `malformed_request`; an assertion that no signature covers
 *   is refused unless it is encrypted: then what is inside is yet to be seen
 */
export function authenticateResponse(message: SamlMessage, keys: ResponseKeys): SignedResponse {
  const { root } = message
  if (!is(root, ns.samlp, 'Response')) throw malformed(`The message is “${nameOf(root)}”, not a Response.`)
  const { assertion, signature, inner } = partsOf(root)
  const whole = signature === undefined ? undefined : verify(message, signature, keys)
  const common = { root: whole?.root ?? root, signedBy: whole?.signedBy, assertionSigned: inner !== undefined }
  if (assertion === undefined) return { ...common, assertion: undefined }
  if (assertion.localName === 'EncryptedAssertion') return { ...common, assertion: 'encrypted' }
  if (whole !== undefined) {
    const covered = whole.root.children.find((child) => is(child, ns.saml, 'Assertion')) ?? assertion
    // It adds nothing, but one that is wrong is refused all the same.
    if (inner !== undefined) verify(childDocument(message, assertion), inner, keys)
    return { ...common, assertion: { root: withoutSignature(covered), signedBy: whole.signedBy } }
  }
  if (inner === undefined) throw signatureRefused('Neither the answer nor the assertion in it is signed.')
  return { ...common, assertion: verify(childDocument(message, assertion), inner, keys) }
}

/**
 * What was decrypted: a document whose root is the assertion. Its own signature counts, or that of the Response that
 * carried it, never the encryption: anyone can encrypt to us (attack 29).
 * @param text of the assertion
 * @param coveredBy who signed the Response around it
 * @throws GatewayError `signature_refused`, `weak_algorithm`, `malformed_request`
 */
export function authenticateDecrypted(
  text: string,
  coveredBy: string | undefined,
  keys: ResponseKeys,
): SignedElement & { readonly assertionSigned: boolean } {
  const document = { xml: text, ...parseMessage(text, answerLimits) }
  const { root } = document
  const { signature } = assertionParts(root)
  if (signature !== undefined) return { ...verify(document, signature, keys), assertionSigned: true }
  if (coveredBy === undefined) throw signatureRefused('Neither the answer nor the assertion in it is signed.')
  return { root, signedBy: coveredBy, assertionSigned: false }
}

/** A child of the message's root, as the document that its signature is about. */
const childDocument = ({ xml, root, events }: SignedDocument, child: XmlElement): SignedDocument => ({
  xml,
  root: child,
  events: eventsOfChild(events, root.children.indexOf(child)),
})

function verify(document: SignedDocument, signature: XmlElement, { keys, allowSha1 }: ResponseKeys): SignedElement {
  const { xml, root } = document
  const id = idOf(root)
  const shape = checkSignatureShape(signature, id, { allowSha1 })
  const signedBy = signerOnce(xml, id, keys, () => verifyEnveloped(document, shape, keys, answerLimits.length))
  return { root: withoutSignature(root), signedBy }
}

function idOf(root: XmlElement): string {
  const id = root.attributes.get('ID') ?? ''
  // Without one, the URI "#" would mean the whole document, whatever its root.
  if (!isId(id)) throw signatureRefused('What is signed has no valid ID that its signature could cover.')
  return id
}

const isSignature = (element: XmlElement): boolean => is(element, ns.ds, 'Signature')

/** What a Response may hold, each thing at its one place. */
interface Parts {
  readonly assertion: XmlElement | undefined
  /** Of the Response. */
  readonly signature: XmlElement | undefined
  /** Of the assertion. */
  readonly inner: XmlElement | undefined
}

/**
 * Refused: a second assertion or one elsewhere (attacks 13, 14), a signature that is of neither (wrapping), names of
 * SAML's and XML Signature's in other namespaces (attack 17), IDs that two readers could take for two elements (attacks
 * 15, 16).
 */
function partsOf(root: XmlElement): Parts {
  const { assertions, signatures } = collect(root)
  const [assertion, ...more] = assertions
  if (more.length > 0) throw signatureRefused('The answer has more than one assertion.')
  if (assertion !== undefined && !root.children.includes(assertion)) {
    throw signatureRefused('The assertion is not directly inside the answer.')
  }
  if (assertion !== undefined && assertion.namespace !== ns.saml) {
    throw signatureRefused('The assertion is in the wrong namespace.')
  }
  const own = signatures.filter((one) => root.children.includes(one))
  const inner = signatures.filter((one) => assertion?.children.includes(one) === true)
  return { assertion, ...onlyOnes(signatures, own, inner) }
}

function onlyOnes(
  all: readonly XmlElement[],
  own: readonly XmlElement[],
  inner: readonly XmlElement[],
): Pick<Parts, 'signature' | 'inner'> {
  if (own.length > 1 || inner.length > 1) throw signatureRefused('The message has more than one signature.')
  if (own.length + inner.length < all.length) {
    throw signatureRefused('The message has a signature that is neither of the answer nor of its assertion.')
  }
  if (!all.every(isSignature)) throw signatureRefused('The message has a Signature element in the wrong namespace.')
  return { signature: own[0], inner: inner[0] }
}

function assertionParts(root: XmlElement): Pick<Parts, 'signature'> {
  if (!is(root, ns.saml, 'Assertion')) throw signatureRefused('What was signed or encrypted is not an assertion.')
  const { assertions, signatures } = collect(root)
  if (assertions.length > 1) throw signatureRefused('The answer has more than one assertion.')
  return onlyOnes(
    signatures,
    signatures.filter((one) => root.children.includes(one)),
    [],
  )
}

/** Every assertion and every signature, wherever it stands and whatever its namespace. */
function collect(root: XmlElement) {
  const seen = new Set<string>()
  const assertions: XmlElement[] = []
  const signatures: XmlElement[] = []
  const visit = (element: XmlElement): void => {
    const { localName } = element
    const isAssertion = localName === 'Assertion' || localName === 'EncryptedAssertion'
    checkIds(element, element === root || localName === 'Assertion', seen)
    if (isAssertion) assertions.push(element)
    if (localName === 'Signature') signatures.push(element)
    element.children.forEach(visit)
  }
  visit(root)
  return { assertions, signatures }
}
