/**
 * Audit events in their documented, frozen form (docs/audit.md), refusals with their private cause, and the steps of
 * a login. Audit events and refusals are written whatever the log level is: the id on a page must find its reason.
 */
import { createHmac, type KeyObject } from 'node:crypto'
import type { GatewayError } from '../core/errors.ts'
import type { Audit, AuditEvent } from '../core/ports/audit.ts'
import { fewLines, ofLimited, ofOthers } from './few-lines.ts'
import type { Log } from './logger.ts'
import type { Metrics } from './metrics.ts'
import { flattenCauses, redact } from './redaction.ts'
import { createTraceRing, type TraceRing } from './trace.ts'

export interface AuditOptions {
  readonly logger: Log
  readonly metrics?: Metrics | undefined
  /** HMAC key for the pseudonyms: KeySet.tokens. */
  readonly tokensKey: KeyObject
}

/** The audit port on a logger. */
export function createAudit({ logger, metrics, tokensKey }: AuditOptions): Audit {
  const always = logger.child({}, { level: 'info' })
  const ring = createTraceRing()
  const worthLines = { limited: fewLines(ofLimited), other: fewLines(ofOthers) }

  const record = (event: AuditEvent): void => {
    always.info({ kind: 'audit', v: 1, ...inOrder(event) }, event.event)
    metrics?.event(event)
    if (event.event === 'login.success' && event.transaction !== undefined) ring.take(event.transaction)
  }

  const trace: Audit['trace'] = (transaction, step, facts) => {
    if (transaction !== undefined) {
      const kept = facts !== undefined && { facts: redact(facts) }
      ring.add(transaction, { time: new Date().toISOString(), step, ...kept })
    }
    logger.debug({ kind: 'trace', transaction, ...(facts !== undefined && { facts }) }, step)
  }

  return {
    record,
    trace,
    expressionFailed(transaction, facts) {
      metrics?.expressionFailed(facts.app)
      trace(transaction, facts.attribute === undefined ? 'allow failed' : 'attribute left out', facts)
    },
    refusal(errorId, error, details) {
      // An app appears there only once its LoginRequest was accepted; before that it is what the sender claims.
      const event = details.app === undefined ? 'request.refused' : 'login.refused'
      const told: AuditEvent = { ...details, event, outcome: 'failure', code: error.code, errorId }
      const isWorthLines = worthLines[error.code === 'rate_limited' ? 'limited' : 'other']
      const isOfStranger = event === 'request.refused' && !isOurs(error)
      if (isOfStranger && !isWorthLines(details.address ?? '')) return metrics?.event(told)
      record(told)
      const fields = { kind: 'refusal', errorId, code: error.code, ...refusalFields(error, details, ring) }
      always[isOurs(error) ? 'error' : 'warn'](fields, error.message)
    },
    pseudonym(subject) {
      return createHmac('sha256', tokensKey).update(`audit pseudonym\0${subject}`).digest('base64url').slice(0, 16)
    },
  }
}

/** The fields of an event in the documented order, absent ones left out. */
function inOrder(event: AuditEvent): Record<string, unknown> {
  const { event: name, outcome, code, errorId, transaction, app, upstream, subject, session, address } = event
  const { acr, amr, requestId, responseId, by, result } = event
  const who = { app, upstream, subject, session, address }
  return { event: name, outcome, code, errorId, transaction, ...who, acr, amr, requestId, responseId, by, result }
}

function refusalFields(
  error: GatewayError,
  details: Parameters<Audit['refusal']>[2],
  ring: TraceRing,
): Record<string, unknown> {
  const { transaction, app, upstream, address } = details
  const trace = transaction === undefined ? [] : ring.take(transaction)
  const causes = error.cause === undefined ? [] : flattenCauses(error.cause)
  return {
    ...{ transaction, app, upstream, address },
    ...(Object.keys(error.facts).length > 0 && { facts: error.facts }),
    ...(causes.length > 0 && { causes }),
    ...(trace.length > 0 && { trace }),
  }
}

/** Whether an operator must look at it; the others are mistakes of visitors and apps. */
function isOurs(error: GatewayError): boolean {
  return error.code === 'internal' || error.code === 'upstream_unavailable' || error.code === 'upstream_invalid'
}
