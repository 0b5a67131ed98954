/** Whom a message that can't be read says it is from: for whoever looks for its sender, and for nothing else. */
import { claimedBy, GatewayError } from '../core/errors.ts'

/** Characters that are looked through: the Issuer stands at the beginning. */
const searched = 8 * 1024

/** Every part has a length, so that no text makes it slow. */
const issuer = /<(?:[\w.-]{1,40}:)?Issuer(?:\s[^<>]{0,400})?>\s{0,100}([^<\s][^<]{0,1024})</

/**
 * Reads a message; a refusal names the sender that the text names, as a claim.
 * @param text as far as it is known: XML, or bytes that are none
 * @throws GatewayError what `read` throws
 */
export function namingSender<Result>(text: string | Uint8Array, read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    const known = typeof text === 'string' ? text : Buffer.from(text.subarray(0, searched)).toString('latin1')
    const [, sender] = issuer.exec(known.slice(0, searched)) ?? []
    throw sender !== undefined && error instanceof GatewayError ? claimedBy(sender.trimEnd(), error) : error
  }
}
