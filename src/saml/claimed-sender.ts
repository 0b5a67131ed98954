/** Whom an unreadable message says it is from: only to help someone find its sender. */
import { claimedBy, GatewayError } from '../core/errors.ts'

/** How many characters are searched: the Issuer stands at the beginning. */
const searched = 8 * 1024

/** Every part is bounded, so that no text makes it slow. */
const issuer = /<(?:[\w.-]{1,40}:)?Issuer(?:\s[^<>]{0,400})?>\s{0,100}([^<\s][^<]{0,1024})</

/**
 * Reads a message; a refusal carries the sender that the text names, as a claim.
 * @param text as far as it is known: XML, or bytes that are not XML
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
