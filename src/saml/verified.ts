/**
 * Signed messages that were verified not long ago. A message that is verified again, byte for byte and with the same
 * keys, can only come out the same: so someone who keeps resending a captured one does not make us do the expensive
 * half each time (attack 6), and the second half of a POST (core/posted-message.ts) costs nothing more. That it is a
 * replay is found later, by its ID.
 */
import { hash } from 'node:crypto'
import type { VerificationKey } from './service-provider.ts'

/** How many messages of one party are remembered: 64 bytes each. */
const most = 2_000

/** Digest of a message → id of the key that verified it. When keys are read again, this starts empty. */
const verified = new WeakMap<readonly VerificationKey[], Map<string, string>>()

/**
 * Id of the key that has verified the signature over this element of this very text, by `verify` where that is not known
 * yet.
 * @param id of the element
 * @throws what `verify` throws; nothing is remembered then
 */
export function signerOnce(xml: string, id: string, keys: readonly VerificationKey[], verify: () => string): string {
  const known = verified.get(keys) ?? new Map<string, string>()
  const digest = hash('sha256', `${id} ${xml}`, 'base64')
  const signedBy = known.get(digest) ?? verify()
  verified.set(keys, known)
  remember(known, digest, signedBy)
  return signedBy
}

/** Forgets the oldest to make room. */
function remember(known: Map<string, string>, digest: string, signedBy: string): void {
  const [oldest] = known.keys()
  if (known.size >= most && oldest !== undefined && !known.has(digest)) known.delete(oldest)
  known.set(digest, signedBy)
}
