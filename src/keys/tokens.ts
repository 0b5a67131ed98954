/** Anti-forgery tokens: proof that a form came from a page of ours, without storing anything. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { lengthPrefixed } from '../core/bytes.ts'
import type { KeySet } from './keys.ts'

type Tokens = Pick<KeySet, 'tokens'>

/**
 * A token for one purpose and one value, base64url (43 characters). Bind it to the browser by the value, e.g. the key
 * of its session: it is good for as long as the value is.
 * @param purpose which form, e.g. `logout`: a token for one is not valid for another.
 */
export function signToken(keys: Tokens, purpose: string, value: string): string {
  return mac(keys, purpose, value).toString('base64url')
}

/** Whether the token is the one for this purpose and value; in constant time. */
export function verifyToken(keys: Tokens, purpose: string, value: string, token: string): boolean {
  const expected = mac(keys, purpose, value)
  const received = Buffer.from(token, 'base64url')
  return received.length === expected.length && timingSafeEqual(received, expected)
}

function mac(keys: Tokens, purpose: string, value: string): Buffer {
  return createHmac('sha256', keys.tokens)
    .update(lengthPrefixed([purpose, value]))
    .digest()
}
