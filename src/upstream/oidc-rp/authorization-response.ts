/**
 * What comes back to the redirect URI (RFC 6749 4.1.2, OIDC Core 3.1.2.6, RFC 9207), judged before the code is used.
 */
import { GatewayError, type GatewayErrorCode } from '../../core/errors.ts'
import type { TransactionId } from '../../core/identifiers.ts'
import type { OpMetadata } from './discovery.ts'
import { printable } from './printable.ts'

/** The OP could go on only with the person's help, which prompt=none forbade (Core 3.1.2.6). */
const needsPerson = ['login_required', 'interaction_required', 'consent_required', 'account_selection_required']

const codes: ReadonlyMap<string, GatewayErrorCode> = new Map([
  ...needsPerson.map((error) => [error, 'login_required'] as const),
  ['access_denied', 'upstream_denied'],
  ['user_cancelled_login', 'upstream_denied'],
  ['user_cancelled_authorize', 'upstream_denied'],
  ['server_error', 'upstream_unavailable'],
  ['temporarily_unavailable', 'upstream_unavailable'],
])

/**
 * What the OP says went wrong, for the log of an answer that belongs to no login: it came without `state`, or too late.
 * Whoever sends a browser here can write it.
 * @returns undefined where the answer is not an error
 */
export function errorAnswer(query: string): Error | undefined {
  const parameters = new URLSearchParams(query)
  const error = parameters.get('error')
  return error === null ? undefined : answered(error, parameters.get('error_description'))
}

const answered = (error: string, description: string | null): Error =>
  new Error(`the OP answered error=${printable(error)}: ${printable(description ?? '')}`)

/**
 * Reads the raw query of the callback.
 * @returns the parameters of a success answer; `code` is there
 * @throws GatewayError login_required, upstream_denied, upstream_unavailable or upstream_invalid. What the OP wrote
 * goes to the
 *   cause only: whoever sends the browser here can write it (attack 98).
 */
export function readAuthorizationResponse(
  query: string,
  id: TransactionId,
  metadata: OpMetadata,
  displayName: string,
): URLSearchParams {
  const parameters = new URLSearchParams(query)
  const invalid = (reason: string) =>
    new GatewayError('upstream_invalid', `The answer from ${displayName} was refused.`, { cause: new Error(reason) })
  const names = [...parameters.keys()]
  if (new Set(names).size !== names.length) throw invalid('a parameter occurs twice')
  if (parameters.get('state') !== id) throw invalid('state is not that of this login')
  const error = parameters.get('error')
  checkIssuer(parameters.get('iss'), error === null, metadata, invalid)
  if (error !== null) throw refusal(error, parameters.get('error_description'), displayName)
  if (!parameters.get('code')) throw invalid('neither code nor error')
  return parameters
}

/**
 * RFC 9207, 2.4: another OP's answer, mistaken for this one's, would hand it the code (mix-up, attack 70). An error
 * brings no code, and Keycloak 23 forgets its iss there.
 */
function checkIssuer(
  iss: string | null,
  success: boolean,
  { issuer, sendsIssuer }: OpMetadata,
  invalid: (reason: string) => Error,
): void {
  if (iss === null && success && sendsIssuer) throw invalid('iss is missing, though discovery announces it (RFC 9207)')
  if (iss !== null && iss !== issuer) throw invalid(`iss is ${printable(iss)}, not ${issuer} (RFC 9207)`)
}

/**
 * Keycloak 24 and later: its page waited too long while the person was logged in, and it wants to be asked again at
 * once.
 */
const wantsFreshRequest = (error: string, description: string | null): boolean =>
  error === 'temporarily_unavailable' && description === 'authentication_expired'

function refusal(error: string, description: string | null, displayName: string): GatewayError {
  const code = codes.get(error) ?? 'upstream_invalid'
  const fresh = wantsFreshRequest(error, description)
  const cause = answered(error, description)
  return new GatewayError(code, refusalText(code, displayName), { cause, ...(fresh && { needsFreshRequest: true }) })
}

function refusalText(code: GatewayErrorCode, displayName: string): string {
  if (code === 'login_required') return `${displayName} needs the person to log in, but the app does not allow asking.`
  if (code === 'upstream_denied') return `${displayName} did not let this person in.`
  if (code === 'upstream_unavailable') return `${displayName} can't log anyone in at the moment. Please try again.`
  return `${displayName} refused the login request.`
}
