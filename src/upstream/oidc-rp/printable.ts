/** Foreign text and errors as they may stand in a cause or log line. */
import { errors as joseErrors } from 'jose'
import { visible } from '../../core/visible-text.ts'

/** One line, all of it seen, at most 300 characters. What is beyond the BMP is escaped too: some viewers of logs break it. */
export function printable(text: string): string {
  return visible(text, 300).replace(/[\ud800-\udfff]/g, (half) => `\\u{${half.charCodeAt(0).toString(16)}}`)
}

/**
 * A library's error without what it carries: openid-client and jose hang claims and responses on theirs, and a logger prints them.
 * Our own errors pass as they are.
 */
export function withoutPayload(error: unknown): Error {
  if (!(error instanceof Error)) return new Error('an unknown failure')
  const inner = error.cause instanceof Error ? { cause: withoutPayload(error.cause) } : undefined
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : ''
  const claim = error instanceof joseErrors.JWTClaimValidationFailed ? ` [${error.claim}]` : ''
  return new Error(printable(`${error.message}${claim}${code}`), inner)
}
