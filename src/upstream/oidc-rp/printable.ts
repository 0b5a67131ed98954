/** Foreign text and errors, made fit for a cause or log line. */
import { errors as joseErrors } from 'jose'
import { visible } from '../../core/visible-text.ts'

/**
 * One line, all of it visible, at most 300 characters. What is beyond the BMP is escaped too: some log viewers break
 * it.
 */
export function printable(text: string): string {
  return visible(text, 300).replace(/[\ud800-\udfff]/g, (half) => `\\u{${half.charCodeAt(0).toString(16)}}`)
}

/**
 * A library's error without what it carries: openid-client and jose attach claims and responses to theirs, and a logger
 * prints them. Our own errors pass unchanged.
 */
export function withoutPayload(error: unknown): Error {
  if (!(error instanceof Error)) return new Error('an unknown failure')
  const inner = error.cause instanceof Error ? { cause: withoutPayload(error.cause) } : undefined
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : ''
  const claim = error instanceof joseErrors.JWTClaimValidationFailed ? ` [${error.claim}]` : ''
  return new Error(printable(`${error.message}${claim}${code}`), inner)
}
