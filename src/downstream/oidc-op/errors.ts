/** An error of ours in OAuth's terms (RFC 6749, 4.1.2.1; OpenID Connect Core, 3.1.2.6). */
import { type GatewayError, type GatewayErrorCode, isStorageAway } from '../../core/errors.ts'

const codes: Readonly<Record<GatewayErrorCode, string>> = {
  malformed_request: 'invalid_request',
  unknown_app: 'unauthorized_client',
  reply_address_unknown: 'invalid_request',
  signature_refused: 'invalid_request',
  weak_algorithm: 'invalid_request',
  stale_or_replayed: 'invalid_request',
  transaction_lost: 'invalid_request',
  rate_limited: 'temporarily_unavailable',
  access_denied: 'access_denied',
  subject_mismatch: 'login_required',
  subject_policy_unmet: 'access_denied',
  // OpenID Connect Core Unmet Authentication Requirements 1.0
  context_unmet: 'unmet_authentication_requirements',
  login_required: 'login_required',
  consent_required: 'consent_required',
  upstream_denied: 'access_denied',
  upstream_unavailable: 'temporarily_unavailable',
  upstream_invalid: 'server_error',
  internal: 'server_error',
}

export interface OauthError {
  readonly error: string
  readonly error_description: string
}

/** What we say while the storage is away: the app may ask again as it did. */
export const storageAway: OauthError = {
  error: 'temporarily_unavailable',
  error_description: 'The storage is not responding at the moment.',
}

/** What the app is told, with the id under which the log has the reason. */
export function toOauthError(error: GatewayError, errorId: string): OauthError {
  const known = { error: codes[error.code], error_description: error.message }
  const told = isStorageAway(error) ? storageAway : known
  return { ...told, error_description: inAscii(`${told.error_description} (error ${errorId})`) }
}

/** RFC 6749, appendix A.8: visible ASCII without quotes and backslashes. */
const inAscii = (text: string): string => text.replaceAll(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, "'")
