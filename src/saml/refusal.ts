/**
 * How the codec refuses: `malformed_request` with a sentence that says what is wrong, and quotes no more of a message
 * than fits.
 */
import { GatewayError, type GatewayErrorOptions } from '../core/errors.ts'
import { visible } from '../core/visible-text.ts'

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

/** Text from a message, to be quoted in a sentence: at most 120 characters, all of them visible (attack 98). */
export function quoted(text: string): string {
  return `“${visible(text, 120)}”`
}
