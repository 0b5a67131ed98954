/** How the codec refuses: `malformed_request` with a sentence that says what is wrong, and no more of a message than fits. */
import { GatewayError, type GatewayErrorOptions } from '../core/errors.ts'

/** A message or document that can't be read. `message` is shown to a person or an operator. */
export function malformed(message: string, options: GatewayErrorOptions = {}): GatewayError {
  return new GatewayError('malformed_request', message, options)
}

/** A message or document over a limit: answered with 413 (attacks 3–6). */
export function tooLarge(message: string): GatewayError {
  return malformed(message, { status: 413 })
}

/** A signature that is there and can't be accepted, or is missing where it must not be. */
export function signatureRefused(message: string, options: GatewayErrorOptions = {}): GatewayError {
  return new GatewayError('signature_refused', message, options)
}

/**
 * Text from a message, to be quoted in a sentence: at most 120 characters, and no control character, so that it
 * can neither fill nor break a line of the log (attack 98).
 */
export function quoted(text: string): string {
  const short = text.length > 120 ? `${text.slice(0, 120)}…` : text
  return `“${short.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '�')}”`
}
