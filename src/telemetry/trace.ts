/**
 * The last steps of each login, in memory: a refusal is logged with the steps before it, even if the log level hides
 * them. Small and bounded: the oldest logins go first, and a process knows only the steps that it took itself.
 */
import type { TransactionId } from '../core/identifiers.ts'

export interface TraceStep {
  readonly time: string
  readonly step: string
  readonly facts?: Readonly<Record<string, unknown>>
}

const mostLogins = 1000
const mostSteps = 24

export interface TraceRing {
  add(transaction: TransactionId, step: TraceStep): void
  /** The steps of a login, oldest first, and forgets them. */
  take(transaction: TransactionId): readonly TraceStep[]
}

/** An empty ring. */
export function createTraceRing(): TraceRing {
  const logins = new Map<TransactionId, TraceStep[]>()
  return {
    add(transaction, step) {
      const steps = logins.get(transaction)
      if (steps !== undefined) {
        if (steps.push(step) > mostSteps) steps.shift()
        return
      }
      if (logins.size >= mostLogins) {
        const [oldest] = logins.keys()
        if (oldest !== undefined) logins.delete(oldest)
      }
      logins.set(transaction, [step])
    },
    take(transaction) {
      const steps = logins.get(transaction) ?? []
      logins.delete(transaction)
      return steps
    },
  }
}
