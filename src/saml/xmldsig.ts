/**
 * Authenticates a message: a detached signature on HTTP-Redirect (Bindings 3.4.4.1), an enveloped one elsewhere
 * (Core 5). Keys come from metadata only; KeyInfo is never read (attack 25). A bad signature is
 * refused, even where none was required.
 */
import { ns } from './constants.ts'
import { decodeBase64Lines } from './encoding.ts'
import { verifyEnveloped, withoutSignature } from './enveloped.ts'
import type { ReadableXml, SamlMessage } from './messages.ts'
import { signerAmong } from './public-key.ts'
import { signatureRefused } from './refusal.ts'
import type { VerificationKey } from './service-provider.ts'
import { checkSignatureShape, methodNamed } from './signature-shape.ts'
import { signerOnce } from './verified.ts'
import type { XmlElement } from './xml-element.ts'
import { is, isId } from './xml-values.ts'

export interface AuthenticateOptions {
  /** The app's `allowSha1Requests`. */
  readonly allowSha1: boolean
}

/**
 * Authenticates a decoded message.
 *
 * @param keys of the party that the message claims to be from ({@link peekIssuer}), from its metadata
 * @param mode `required`: an unsigned message is refused; `optional`: one without signature passes, and one with a
 *   signature for which no key is known counts as unsigned (`unverified` is true: the caller warns)
 * @returns our parse of the message, without its signature, which covers just that
 * @throws GatewayError `signature_refused`, `weak_algorithm`
 */
export function authenticateSamlMessage(
  message: SamlMessage,
  keys: readonly VerificationKey[],
  mode: 'required' | 'optional',
  options: AuthenticateOptions,
): ReadableXml {
  const signature = findSignature(message.root)
  if (message.binding === 'redirect' && signature !== undefined && message.detached === undefined) {
    // Bindings 3.4.4.1 removes it; if it were believed, RelayState would not be covered (attack 52). Beside the query's
    // own, as pysaml2 leaves it in its LogoutResponses, it is not looked at.
    throw signatureRefused(
      'The message came by HTTP-Redirect with an XML signature in it; in that binding the query is signed.',
    )
  }
  const signed = signature !== undefined || message.detached !== undefined
  if (!signed && mode === 'required') throw signatureRefused('The message must be signed, but it is not.')
  if (!signed) return readable(message.root, undefined, false)
  if (keys.length === 0 && mode === 'required') {
    throw signatureRefused('The message is signed, but no key is known to verify it with.')
  }
  if (keys.length === 0) return readable(message.root, undefined, true)
  if (message.detached !== undefined) {
    return readable(message.root, verifyDetached(message.detached, keys, options), false)
  }
  const verified = verifyEmbedded(message, signature, keys, options)
  return readable(verified.root, verified.signedBy, false)
}

/** The only place that makes a ReadableXml. */
function readable(root: XmlElement, signedBy: string | undefined, unverified: boolean): ReadableXml {
  return { root, signedBy, unverified } as ReadableXml
}

function verifyEmbedded(
  message: SamlMessage,
  signature: XmlElement | undefined,
  keys: readonly VerificationKey[],
  options: AuthenticateOptions,
): { readonly root: XmlElement; readonly signedBy: string } {
  if (signature === undefined || !message.root.children.includes(signature)) {
    throw signatureRefused('The signature is not directly inside the message that it should cover.')
  }
  const id = message.root.attributes.get('ID') ?? ''
  // Without one, the URI "#" would mean the whole document, whatever its root.
  if (!isId(id)) throw signatureRefused('The message has no valid ID that its signature could cover.')
  const shape = checkSignatureShape(signature, id, options)
  const signedBy = signerOnce(message.xml, id, keys, () => verifyEnveloped(message, shape, keys))
  return { root: withoutSignature(message.root), signedBy }
}

/** Returns the id of the key that verifies the bytes. */
function verifyDetached(
  detached: NonNullable<SamlMessage['detached']>,
  keys: readonly VerificationKey[],
  options: AuthenticateOptions,
): string {
  const method = methodNamed(detached.algorithm, options.allowSha1)
  const signature = decodeBase64Lines(detached.signature)
  if (signature === undefined) throw signatureRefused('The Signature of the message is not valid base64.')
  for (const octets of candidateOctets(detached.signedOctets)) {
    // The binding names no form for ECDSA: OpenSAML for Java sends DER, software on XML Security for C++ the numbers.
    const signer = signerAmong(keys, method, octets, signature, 'any')
    if (signer !== undefined) return signer.id
  }
  throw signatureRefused('The signature of the message does not verify with any key of its sender’s metadata.')
}

/**
 * The bytes as they came; and also, where a browser wrote `'` as %27 when it followed the redirect (URL Standard,
 * special-query percent-encode set), as they were signed: encodeURIComponent, and so node-saml and samlify, leave it as
 * it is. Both decode to the same values, so nothing is read that was not signed.
 */
function candidateOctets(signedOctets: string): readonly Buffer[] {
  const asSigned = signedOctets.replaceAll('%27', "'")
  return asSigned === signedOctets ? [Buffer.from(signedOctets)] : [Buffer.from(signedOctets), Buffer.from(asSigned)]
}

/**
 * The one ds:Signature of a message, wherever it stands. Refused: a second one (wrapping, attack 13), one in another
 * namespace (attack 17), IDs that two readers could take for two elements (attacks 15, 16).
 */
function findSignature(root: XmlElement): XmlElement | undefined {
  const seen = new Set<string>()
  const found: XmlElement[] = []
  const visit = (element: XmlElement): void => {
    checkIds(element, element === root, seen)
    if (element.localName === 'Signature') found.push(element)
    element.children.forEach(visit)
  }
  visit(root)
  const [signature, ...others] = found
  if (others.length > 0) throw signatureRefused('The message has more than one signature.')
  if (signature !== undefined && !is(signature, ns.ds, 'Signature')) {
    throw signatureRefused('The message has a Signature element in the wrong namespace.')
  }
  return signature
}

/**
 * Verifiers look for ID, Id and id in any namespace; readers use ID. So only one way to carry an ID is allowed.
 * @param isRoot it is what a signature may cover: its ID is called ID
 * @param seen of the document so far
 * @throws GatewayError `signature_refused`
 */
export function checkIds(element: XmlElement, isRoot: boolean, seen: Set<string>): void {
  if (element.attributes.size + element.qualifiedAttributes.size === 0) return
  for (const name of element.qualifiedAttributes.keys()) {
    if (/\}id$/i.test(name)) throw signatureRefused('The message has an ID attribute in a namespace.')
  }
  for (const [name, value] of element.attributes) {
    if (name.length !== 2 || name.toLowerCase() !== 'id') continue
    if (isRoot && name !== 'ID')
      throw signatureRefused(`The message has an ${name} attribute besides or instead of ID.`)
    if (seen.has(value)) throw signatureRefused('The message has the same ID twice.')
    seen.add(value)
  }
}
