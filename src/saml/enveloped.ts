/**
 * Verifies an enveloped signature in one form only (signature-shape.ts), and reads back what was signed: the octets
 * whose digest a key of the sender has signed are parsed again by our gate, and only that parse is believed. So a fault
 * in our canonicalisation could refuse what is sound, but not make anybody read what was not signed
 * (docs/decisions/0010-own-verifier.md).
 */
import { createHash } from 'node:crypto'
import type { GatewayError } from '../core/errors.ts'
import { canonicalMessage, canonicalSignedInfo } from './canonical.ts'
import { ns } from './constants.ts'
import type { SamlMessage } from './messages.ts'
import { signerAmong } from './public-key.ts'
import { signatureRefused } from './refusal.ts'
import type { VerificationKey } from './service-provider.ts'
import type { SignatureShape } from './signature-shape.ts'
import { messageLimits, parseXml } from './xml.ts'
import type { XmlElement, XmlLimits } from './xml-element.ts'
import type { XmlEvent } from './xml-tree.ts'
import { is } from './xml-values.ts'

/** What a signature is directly in, as a document of its own. */
export type SignedDocument = Pick<SamlMessage, 'xml' | 'root' | 'events'>

/**
 * Verifies the signature directly under the root.
 *
 * @param shape what its form says (signature-shape.ts)
 * @param limits of the document, where it is not a message
 * @returns our parse of the signed octets, and the id of the key that verified them
 * @throws GatewayError `signature_refused`
 */
export function verifyEnveloped(
  document: SignedDocument,
  shape: SignatureShape,
  keys: readonly VerificationKey[],
  limits: Partial<XmlLimits> = {},
): { readonly root: XmlElement; readonly signedBy: string } {
  const { signer, text } = signerOf(document, shape, keys, limits.length)
  const root = parseXml(text, limits)
  // One reading for all: the message as it came is read where it is known already (verified.ts).
  if (!saysTheSame(root, withoutSignature(document.root))) {
    throw signatureRefused('The signature does not cover what the message says.')
  }
  return { root, signedBy: signer.id }
}

/** What an enveloped signature covers: all of the element but itself. */
export const withoutSignature = (root: XmlElement): XmlElement => ({
  ...root,
  children: root.children.filter((child) => !is(child, ns.ds, 'Signature')),
})

/**
 * The key that signed the SignedInfo, and the canonical text that has the digest stated there. The key comes first:
 * without one, which is what anyone can send, only the small part is canonicalised.
 * It is all that a signature needs that only confirms what another one, verified by `verifyEnveloped`, covers anyway.
 * @param longest characters of the canonical text, which is read as a document of the same limits
 * @throws GatewayError `signature_refused`, `malformed_request` where that text is too long
 */
export function signerOf(
  { xml, events }: Pick<SignedDocument, 'xml' | 'events'>,
  shape: SignatureShape,
  keys: readonly VerificationKey[],
  longest: number = messageLimits.length,
): { readonly signer: VerificationKey; readonly text: string } {
  if (shape.withComments && xml.includes('<!--')) throw signatureRefused(commentsAmbiguous)
  const signer = signerOfSignedInfo(events, shape, keys)
  if (signer === undefined) throw unverified('no key fits')
  const text = canonicalMessage(events, shape.prefixes.message, longest)
  if (!createHash(shape.digestHash).update(text).digest().equals(shape.digest)) throw unverified('another digest')
  return { signer, text }
}

export const commentsAmbiguous = 'The signature is made with comments (#WithComments), and there are some.'

/** Which key signed what `shape` was read from; undefined where none did. */
export function signerOfSignedInfo(
  events: readonly XmlEvent[],
  { prefixes, method, value, signedInfo }: SignatureShape,
  keys: readonly VerificationKey[],
): VerificationKey | undefined {
  const text = canonicalSignedInfo(events, prefixes.signedInfo, messageLimits.length)
  const signer = signerAmong(keys, method, Buffer.from(text), value)
  return signer !== undefined && saysTheSame(parseXml(text), signedInfo) ? signer : undefined
}

function unverified(cause: unknown): GatewayError {
  const message = 'The signature of the message does not verify with any key of its sender’s metadata.'
  return signatureRefused(message, { cause })
}

const nothing: XmlElement = {
  namespace: '',
  localName: '',
  prefix: '',
  attributes: new Map(),
  qualifiedAttributes: new Map(),
  children: [],
  text: '',
}

function saysTheSame(one: XmlElement, other: XmlElement): boolean {
  return (
    is(one, other.namespace, other.localName) &&
    one.text === other.text &&
    sameAttributes(one.attributes, other.attributes) &&
    sameAttributes(one.qualifiedAttributes, other.qualifiedAttributes) &&
    one.children.length === other.children.length &&
    one.children.every((child, position) => saysTheSame(child, other.children[position] ?? nothing))
  )
}

function sameAttributes(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  if (one === other) return true
  if (one.size !== other.size) return false
  for (const [name, value] of one) if (other.get(name) !== value) return false
  return true
}
