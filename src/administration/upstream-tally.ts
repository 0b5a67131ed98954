/** When logins at each upstream succeeded and failed last: counted in memory until the tally (tally.ts) writes it. */
import type { AppStore } from '../app-store/store.ts'
import type { GatewayError, GatewayErrorCode } from '../core/errors.ts'
import type { AuditEvent } from '../core/ports/audit.ts'
import { loginFaultOf } from './login-faults.ts'
import { addUpstreams, type LoginsByUpstream, later, readUpstreams, type UpstreamLogins } from './upstream-record.ts'

/** What an upstream, or the way there, is to blame for; the others are an app's, or a person's. */
const blamed: readonly GatewayErrorCode[] = [
  ...(['upstream_denied', 'upstream_unavailable', 'upstream_invalid', 'context_unmet'] as const),
  ...(['signature_refused', 'weak_algorithm', 'malformed_request'] as const),
]

export class UpstreamTally {
  #stored: LoginsByUpstream = new Map()
  /** What is not in the store yet. */
  #waiting = new Map<string, UpstreamLogins>()
  /** The same while it is being written. */
  #writing: LoginsByUpstream = new Map()

  of(name: string): UpstreamLogins {
    const all = [this.#stored, this.#writing, this.#waiting].flatMap((logins) => logins.get(name) ?? [])
    return all.reduce<UpstreamLogins>((one, other) => later(one, other), {})
  }

  /** Whether there is anything to write. */
  get isWaiting(): boolean {
    return this.#waiting.size > 0
  }

  /** @returns whether it was a login that an upstream vouched for, not one from a session */
  succeeded({ event, upstream, transaction }: AuditEvent, now: number): boolean {
    if (event !== 'login.success' || upstream === undefined || transaction === undefined) return false
    this.#add(upstream, { lastLogin: now })
    return true
  }

  /**
   * Errors of logins name their upstream themselves; those of logouts do not.
   * @param isOfBrowser whether it ended the login of the browser that brought the answer
   * @returns whether it was a failure at an upstream
   */
  failed(errorId: string, error: GatewayError, isOfBrowser: boolean, now: number): boolean {
    const { upstream, code } = error
    if (upstream === undefined || !blamed.includes(code)) return false
    const fault = loginFaultOf(error)
    const failure = { at: now, errorId, code, ...(fault !== undefined && { fault: fault.key }) }
    // That it can't be asked is our own finding, before anybody was sent there.
    const isTied = isOfBrowser || code === 'upstream_unavailable'
    this.#add(upstream, isTied && fault?.isProved === true ? { failed: failure } : { unproved: failure })
    return true
  }

  /** @throws what the store throws */
  async load(store: AppStore): Promise<void> {
    this.#stored = await readUpstreams(store)
  }

  /** Writes what waits; one call at a time. @throws what the store throws; then it waits again */
  async flush(store: AppStore): Promise<void> {
    this.#writing = this.#waiting
    this.#waiting = new Map()
    try {
      this.#stored = await addUpstreams(store, this.#writing)
    } catch (error) {
      for (const [name, logins] of this.#writing) this.#add(name, logins)
      throw error
    } finally {
      this.#writing = new Map()
    }
  }

  #add(name: string, logins: UpstreamLogins): void {
    this.#waiting.set(name, later(this.#waiting.get(name), logins))
  }
}
