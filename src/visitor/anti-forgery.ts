/** Tokens in our own forms, without which another site's form does nothing here. */
import { GatewayError } from '../core/errors.ts'
import type { AntiForgery } from '../core/ports/anti-forgery.ts'

/**
 * @param body of the form, with its field `token`
 * @throws GatewayError malformed_request where the token is not for this
 */
export function requireToken(antiForgery: AntiForgery, purpose: string, value: string, body: string): void {
  const token = new URLSearchParams(body).get('token') ?? ''
  if (!antiForgery.verify(purpose, value, token)) {
    throw new GatewayError('malformed_request', 'This form is from another session. Go back and try again.')
  }
}
