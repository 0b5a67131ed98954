/** What an error is in SAML's terms (Core 3.2.2.2). A new code does not compile until it has a status here. */
import type { GatewayError, GatewayErrorCode } from '../../core/errors.ts'
import { status } from '../../saml/constants.ts'
import type { Status } from '../../saml/status.ts'

const statuses: Record<GatewayErrorCode, { readonly code: string; readonly subCode?: string }> = {
  access_denied: { code: status.responder, subCode: status.requestDenied },
  subject_mismatch: { code: status.responder, subCode: status.unknownPrincipal },
  subject_policy_unmet: { code: status.requester, subCode: status.invalidNameIdPolicy },
  context_unmet: { code: status.responder, subCode: status.noAuthnContext },
  login_required: { code: status.responder, subCode: status.noPassive },
  consent_required: { code: status.responder, subCode: status.noPassive },
  upstream_denied: { code: status.responder, subCode: status.authnFailed },
  upstream_unavailable: { code: status.responder, subCode: status.noAvailableIdp },
  upstream_invalid: { code: status.responder, subCode: status.authnFailed },
  internal: { code: status.responder },
  // Page codes normally end on a page. One reaches the app only if it is thrown after the reply address was matched.
  malformed_request: { code: status.requester },
  unknown_app: { code: status.requester, subCode: status.requestDenied },
  reply_address_unknown: { code: status.requester, subCode: status.requestDenied },
  signature_refused: { code: status.requester, subCode: status.requestDenied },
  weak_algorithm: { code: status.requester, subCode: status.requestUnsupported },
  stale_or_replayed: { code: status.requester, subCode: status.requestDenied },
  transaction_lost: { code: status.responder, subCode: status.authnFailed },
  rate_limited: { code: status.responder, subCode: status.requestDenied },
}

/**
 * The status of an error. Its message is the error's public one, with the setting responsible, where there is one, and
 * the error's id, so that it can be found in the log.
 */
export function toStatus(error: GatewayError, errorId: string): Status {
  const { setting } = error.facts
  const named = setting === undefined ? '' : `setting ${[setting].flat().join(', ')}, `
  return { ...statuses[error.code], message: `${error.message} (${named}error ${errorId})` }
}
