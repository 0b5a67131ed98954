/**
 * A client assertion (RFC 7523, 3), looked at before its app and its keys are: the library copies what is in one, and a
 * copy calls itself for each level (attack 88).
 */
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { jsonNestsTooDeep } from '../../../core/nesting.ts'

export interface ReadAssertion {
  /** The key that it names; nothing of it is verified. */
  readonly kid?: string
}

/** Characters; real ones have a few hundred, those with a chain of certificates some thousand. */
const longest = 16 * 1024
/** Seconds. One that ends later is none of an app's, which makes one for each request; it would be remembered so long. */
const mostAhead = 86_400

/**
 * @param now ms since 1970
 * @returns undefined where it is none that is worth verifying
 */
export function readAssertion(assertion: string, now: number): ReadAssertion | undefined {
  if (assertion.length > longest) return undefined
  const parts = assertion.split('.', 2).map((part) => Buffer.from(part, 'base64url').toString())
  if (parts.some(jsonNestsTooDeep)) return undefined
  try {
    const { exp = 0 } = decodeJwt(assertion)
    const { kid } = decodeProtectedHeader(assertion)
    if (Number(exp) > now / 1000 + mostAhead) return undefined
    return typeof kid === 'string' ? { kid } : {}
  } catch {
    return undefined
  }
}
