/** The HTTP status of every refusal, in one table. A new code does not compile until it has one. */
import type { GatewayErrorCode } from '../core/errors.ts'
import type { PageReply } from '../core/http.ts'

/**
 * What the sender got wrong is 400; what was understood and is not allowed is 403; what an upstream got wrong is 502.
 * unknown_app is not a 404: the address exists, but what it was sent is wrong. There is no 401: it would need a
 * challenge.
 */
export const statusOf: Readonly<Record<GatewayErrorCode, number>> = {
  malformed_request: 400,
  unknown_app: 400,
  reply_address_unknown: 400,
  signature_refused: 403,
  weak_algorithm: 403,
  stale_or_replayed: 400,
  transaction_lost: 400,
  rate_limited: 429,
  access_denied: 403,
  subject_mismatch: 403,
  subject_policy_unmet: 403,
  context_unmet: 403,
  login_required: 403,
  consent_required: 403,
  upstream_denied: 403,
  upstream_unavailable: 503,
  upstream_invalid: 502,
  internal: 500,
}

/** The status of a page: its own, else that of its code, else 200. */
export function pageStatus(page: PageReply): number {
  return page.status ?? (page.name === 'error' ? statusOf[page.params.code] : 200)
}
