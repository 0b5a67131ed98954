/**
 * The error boundary: whatever is thrown while a request is handled becomes a page with an error id, a log line under
 * the same id, and an audit event.
 */
import { type GatewayError, isStorageAway, GatewayError as Refusal, toGatewayError } from '../core/errors.ts'
import type { Reply } from '../core/http.ts'
import { upstreamName } from '../core/identifiers.ts'
import { spokenIn } from '../core/languages.ts'
import type { Audit } from '../core/ports/audit.ts'
import type { RefusalFacts } from '../core/refusal-form.ts'
import { newErrorId } from '../core/tokens.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import { statusOf } from './refusal-status.ts'

/** Seconds after which a browser may try again when the storage or an upstream is away. */
const retryAfter = 5

export interface Refused {
  readonly page: Reply
  /** The same for a program. */
  readonly facts: RefusalFacts
  readonly status: number
  /** Seconds, for the Retry-After header. */
  readonly retryAfter?: number
}

/** Logs what was thrown and makes the page that reports it. A wrong path or method is worth neither. */
export function refuse(thrown: unknown, address: string, audit: Audit, metrics: Metrics | undefined): Refused {
  const away = isStorageAway(thrown)
  if (away) metrics?.storageTrouble()
  const error = away ? storageAway(thrown) : toGatewayError(thrown)
  const status = error.status ?? statusOf[error.code]
  const wrongAddress = status === 404 || status === 405
  const errorId = wrongAddress ? '' : newErrorId()
  const upstream = error.upstream !== undefined && { upstream: upstreamName(error.upstream) }
  const subject = error.person !== undefined && { subject: error.person }
  if (!wrongAddress) audit.refusal(errorId, error, { ...error.login, address, ...upstream, ...subject })
  const wait = error.retryAfter ?? (status === 503 || status === 429 ? retryAfter : undefined)
  const facts = { code: error.code, status, message: error.message, errorId }
  return { page: errorPage(error, errorId, status), facts, status, ...(wait !== undefined && { retryAfter: wait }) }
}

function errorPage(error: GatewayError, errorId: string, status: number): Reply {
  const { code, message, facts, sender, startAgain } = error
  const from = sender !== undefined && { sender }
  const params = { code, errorId, message, facts, ...from, ...(startAgain !== undefined && { startAgain }) }
  return spokenIn({ kind: 'page', name: 'error', status, params }, error)
}

function storageAway(cause: unknown): GatewayError {
  return new Refusal('internal', 'The storage is not responding at the moment.', { status: 503, retryAfter, cause })
}
