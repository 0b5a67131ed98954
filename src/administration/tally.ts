/** When somebody last logged in to each app, and how many logins failed today: counted in this process. */
import type { AppHealth } from '../admin/dependencies.ts'
import { type AppId, identifierOf } from '../core/identifiers.ts'
import type { Audit, AuditEvent } from '../core/ports/audit.ts'

interface Counts {
  lastLogin?: number
  failures: number
  /** Days since 1970. */
  day: number
}

const day = 86_400_000

/** Apps that are remembered; an event names only apps of the registry. */
const most = 50_000

export class AppTally {
  readonly #counts = new Map<string, Counts>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /** The same audit, counted. */
  observe(audit: Audit): Audit {
    return {
      ...audit,
      record: (event) => {
        this.#count(event)
        audit.record(event)
      },
      refusal: (errorId, error, details) => {
        if (details.app !== undefined) this.#count({ event: 'login.refused', outcome: 'failure', app: details.app })
        audit.refusal(errorId, error, details)
      },
    }
  }

  of(app: AppId): AppHealth {
    const known = this.#counts.get(identifierOf(app))
    const isToday = known?.day === Math.floor(this.#now() / day)
    return {
      failuresToday: isToday ? known.failures : 0,
      ...(known?.lastLogin !== undefined && { lastLogin: known.lastLogin }),
    }
  }

  #count({ event, app }: Pick<AuditEvent, 'event' | 'outcome' | 'app'>): void {
    if (app === undefined || (event !== 'login.success' && event !== 'login.refused')) return
    const today = Math.floor(this.#now() / day)
    const known = this.#counts.get(app)
    if (known === undefined && this.#counts.size >= most) return
    const failures = known?.day === today ? known.failures : 0
    const lastLogin = event === 'login.success' ? this.#now() : known?.lastLogin
    const isFailure = event === 'login.refused'
    this.#counts.set(app, {
      failures: failures + (isFailure ? 1 : 0),
      day: today,
      ...(lastLogin !== undefined && { lastLogin }),
    })
  }
}
