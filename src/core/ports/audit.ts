/**
 * What the core reports of logins and logouts: audit events, and the steps of a trace. Types only; telemetry/
 * implements them.
 */
import type { GatewayError, GatewayErrorCode } from '../errors.ts'
import type { TransactionId, UpstreamName } from '../identifiers.ts'
import type { LogoutCause, LogoutOutcome } from './logout.ts'

/** An audit event (docs/audit.md). No attribute value, no secret. */
export interface AuditEvent {
  readonly event:
    | 'login.begin'
    | 'login.upstream'
    | 'login.success'
    | 'login.refused'
    | 'consent'
    | 'consent.withdrawn'
    | 'logout'
    | 'logout.app'
    | 'logout.nothing'
    | 'request.refused'
  readonly outcome: 'success' | 'failure'
  readonly code?: GatewayErrorCode
  readonly errorId?: string
  readonly transaction?: TransactionId
  readonly app?: string
  readonly upstream?: UpstreamName
  /** A pseudonym, never the subject itself. */
  readonly subject?: string
  /** First characters of the session's key: a reference, not a credential. */
  readonly session?: string
  readonly address?: string
  readonly acr?: string
  readonly amr?: readonly string[]
  readonly requestId?: string
  readonly responseId?: string
  /** Who wanted a logout, or took a consent back. */
  readonly by?: LogoutCause
  /** What an app did about it. */
  readonly result?: LogoutOutcome
}

export interface Audit {
  record(event: AuditEvent): void
  /** Logs the private cause of a refusal under its id. `warning` is for what only deserves attention. */
  refusal(
    errorId: string,
    error: GatewayError,
    details: Omit<AuditEvent, 'event' | 'outcome' | 'code' | 'errorId'>,
  ): void
  /** A step of a login's trace that is worth a line: facts only, no attribute value. */
  trace(transaction: TransactionId | undefined, step: string, facts?: Readonly<Record<string, unknown>>): void
  /**
   * An expression of this app could not be evaluated (`attribute` absent: its `allow`): counted, and a step of the
   * trace.
   */
  expressionFailed(
    transaction: TransactionId | undefined,
    facts: { readonly app: string; readonly attribute?: string; readonly reason: string },
  ): void
  /** Pseudonym of a subject for audit events: stable, not reversible without the key. */
  pseudonym(subject: string): string
}
