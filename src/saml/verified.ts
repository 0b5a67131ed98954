/**
 * Signed messages that were verified not long ago. A message that is verified again, byte for byte and with the same
 * keys, can only come out the same: so someone who keeps resending a captured one does not make us do the expensive
 * half each time (attack 6), and the second half of a POST (core/posted-message.ts) costs nothing more. That it is a
 * replay is found later, by its ID.
 */
import { createHash } from 'node:crypto'
import type { VerificationKey } from './service-provider.ts'

/** How many messages of one party are remembered: 64 bytes each. */
const most = 2_000

/** Digest of a message → id of the key that verified it. When keys are read again, this starts empty. */
const verified = new WeakMap<readonly VerificationKey[], Map<string, string>>()

const digestOf = (xml: string, id: string): string => createHash('sha256').update(`${id} ${xml}`).digest('base64')

/**
 * Id of the key that has verified the signature over this element of this very text; undefined where it is not known.
 * @param id of the element
 */
export function verifiedBy(xml: string, id: string, keys: readonly VerificationKey[]): string | undefined {
  return verified.get(keys)?.get(digestOf(xml, id))
}

/** Remembers it, and forgets the oldest to make room. */
export function rememberVerified(xml: string, id: string, keys: readonly VerificationKey[], signedBy: string): void {
  const known = verified.get(keys) ?? new Map<string, string>()
  verified.set(keys, known)
  const [oldest] = known.keys()
  if (known.size >= most && oldest !== undefined) known.delete(oldest)
  known.set(digestOf(xml, id), signedBy)
}
