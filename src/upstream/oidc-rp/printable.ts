/** Foreign text and errors as they may stand in a cause or log line. */
import { errors as joseErrors } from 'jose'

/** One line, printable, at most 300 characters (attack 98): controls, line separators and bidi controls are escaped. */
export function printable(text: string): string {
  const cut = text.length > 300 ? `${text.slice(0, 300)}…` : text
  return cut.replace(/[^\x20-\x7e\xa1-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd]/g, (character) => {
    return `\\u{${character.charCodeAt(0).toString(16)}}`
  })
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
