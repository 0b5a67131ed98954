/**
 * Verifies an enveloped signature in one form only (signature-shape.ts), and compares what was signed with what was
 * read: the octets whose digest a key of the sender has signed must say, word for word, what our gate's parse of the
 * message says (canonical-match.ts). So a fault in our canonicalisation could refuse what is sound, but not make anybody
 * read what was not signed (docs/decisions/0010-own-verifier.md).
 */
import { hash } from 'node:crypto'
import type { GatewayError } from '../core/errors.ts'
import { canonicalMessage, canonicalSignedInfo } from './canonical.ts'
import { saysTheSame } from './canonical-match.ts'
import { ns } from './constants.ts'
import type { SamlMessage } from './messages.ts'
import { signerAmong } from './public-key.ts'
import { signatureRefused } from './refusal.ts'
import type { VerificationKey } from './service-provider.ts'
import type { SignatureShape } from './signature-shape.ts'
import { messageLimits } from './xml.ts'
import type { XmlElement } from './xml-element.ts'
import type { XmlEvent } from './xml-tree.ts'
import { is } from './xml-values.ts'

/** What a signature is directly in, as a document of its own. */
export type SignedDocument = Pick<SamlMessage, 'xml' | 'root' | 'events'>

/**
 * Verifies the signature directly under the root. The key comes first: without one, which is what anyone can send, only
 * the small SignedInfo is canonicalised.
 *
 * @param shape what its form says (signature-shape.ts)
 * @param longest characters of the canonical text
 * @returns the id of the key that has signed the root {@link withoutSignature}
 * @throws GatewayError `signature_refused`, `malformed_request` where the canonical text is too long
 */
export function verifyEnveloped(
  { xml, root, events }: SignedDocument,
  shape: SignatureShape,
  keys: readonly VerificationKey[],
  longest: number = messageLimits.length,
): string {
  if (shape.withComments && xml.includes('<!--')) throw signatureRefused(commentsAmbiguous)
  const signer = signerOfSignedInfo(events, shape, keys)
  if (signer === undefined) throw unverified('no key fits')
  const text = canonicalMessage(events, shape.prefixes.message, longest)
  if (!hash(shape.digestHash, text, 'buffer').equals(shape.digest)) throw unverified('another digest')
  if (!saysTheSame(text, withoutSignature(root))) {
    throw signatureRefused('The signature does not cover what the message says.')
  }
  return signer.id
}

/** What an enveloped signature covers: all of the element but itself. */
export const withoutSignature = (root: XmlElement): XmlElement => ({
  ...root,
  children: root.children.filter((child) => !is(child, ns.ds, 'Signature')),
})

export const commentsAmbiguous = 'The signature is made with comments (#WithComments), and there are some.'

/** Which key signed what `shape` was read from; undefined where none did. */
export function signerOfSignedInfo(
  events: readonly XmlEvent[],
  { prefixes, method, value, signedInfo }: SignatureShape,
  keys: readonly VerificationKey[],
): VerificationKey | undefined {
  const text = canonicalSignedInfo(events, prefixes.signedInfo, messageLimits.length)
  const signer = signerAmong(keys, method, Buffer.from(text), value)
  return signer !== undefined && saysTheSame(text, signedInfo) ? signer : undefined
}

function unverified(cause: unknown): GatewayError {
  const message = 'The signature of the message does not verify with any key of its sender’s metadata.'
  return signatureRefused(message, { cause })
}
