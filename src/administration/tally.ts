/**
 * When somebody last logged in to each app, and how many logins failed today (UTC); of each upstream, what failed last
 * (upstream-tally.ts). On all nodes and over restarts. A login costs a look into a map: what was counted is added to the
 * app store once a minute.
 */
import type { AppHealth } from '../admin/dependencies.ts'
import type { AppStore } from '../app-store/store.ts'
import { type AppId, identifierOf, type UpstreamName } from '../core/identifiers.ts'
import type { Audit, AuditEvent } from '../core/ports/audit.ts'
import { addToPart, type Counts, digestOf, partOf, parts, readPart, sum, type Tally } from './tally-record.ts'
import { type UpstreamLogins, upstreamsPart } from './upstream-record.ts'
import { UpstreamTally } from './upstream-tally.ts'

export interface TallyOptions {
  readonly store: AppStore
  /** ms since 1970 */
  readonly now: () => number
  /** It could not be read or written; told once until it can be again. */
  readonly onTrouble?: (error: unknown) => void
}

const day = 86_400_000
/** ms between two writes. */
const interval = 60_000
const documents = [...parts, upstreamsPart]
/** Apps that wait for their write; an event names only apps of the registry. */
const most = 50_000

export class AppTally {
  readonly #options: TallyOptions
  /** As the store has it. */
  readonly #stored = new Map<string, Tally>()
  /** By the app's identifier: what is not in the store yet. */
  #waiting = new Map<string, Counts>()
  /** The same while it is being written. */
  #writing: ReadonlyMap<string, Counts> = new Map()
  /** A list of ten thousand apps asks for all of them. */
  readonly #digests = new Map<string, string>()
  readonly #upstreams = new UpstreamTally()
  #timer: NodeJS.Timeout | undefined
  #flushed: Promise<void> = Promise.resolve()
  #troubled = false

  constructor(options: TallyOptions) {
    this.#options = options
  }

  /** Reads what was counted before, in the background, and from now on what other nodes count. @returns ends that */
  open(): () => void {
    const stop = this.#options.store.watch((changed) => {
      const some = documents.filter((part) => changed === 'all' || changed.has(`tally/${part}`))
      if (some.length > 0) void this.load(some)
    })
    void this.load()
    return stop
  }

  /** Reads what was counted before. Never rejects. */
  async load(some: readonly string[] = documents): Promise<void> {
    await this.#trying(async () => {
      const { store } = this.#options
      const ofApps = some.filter((part) => part !== upstreamsPart)
      const read = await Promise.all(ofApps.map(async (part) => [part, await readPart(store, part)] as const))
      for (const [part, tally] of read) this.#stored.set(part, tally)
      if (some.includes(upstreamsPart)) await this.#upstreams.load(store)
    })
  }

  /** The same audit, counted. */
  observe(audit: Audit): Audit {
    return {
      ...audit,
      record: (event) => {
        this.#count(event)
        if (this.#upstreams.succeeded(event, this.#options.now())) this.#soon()
        audit.record(event)
      },
      refusal: (errorId, error, details) => {
        if (details.app !== undefined) this.#count({ event: 'login.refused', outcome: 'failure', app: details.app })
        const isOfBrowser = details.transaction !== undefined
        if (this.#upstreams.failed(errorId, error, isOfBrowser, this.#options.now())) this.#soon()
        audit.refusal(errorId, error, details)
      },
    }
  }

  of(app: AppId): AppHealth {
    const identifier = identifierOf(app)
    const digest = this.#digests.get(identifier) ?? digestOf(identifier)
    if (this.#digests.size < most) this.#digests.set(identifier, digest)
    const stored = this.#stored.get(partOf(digest))?.get(digest)
    const counts = [stored, this.#writing.get(identifier), this.#waiting.get(identifier)]
    const all = counts.reduce((one, other) => (other === undefined ? one : sum(one, other)), undefined)
    const isToday = all?.day === Math.floor(this.#options.now() / day)
    return {
      failuresToday: isToday ? all.failures : 0,
      ...(all?.lastLogin !== undefined && { lastLogin: all.lastLogin }),
    }
  }

  ofUpstream(name: UpstreamName): UpstreamLogins {
    return this.#upstreams.of(name)
  }

  /** Writes what waits, after what is being written. Never rejects. */
  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#flushed = this.#flushed.then(() => this.#flushAll())
    return this.#flushed
  }

  async #flushAll(): Promise<void> {
    if (this.#upstreams.isWaiting) await this.#trying(() => this.#upstreams.flush(this.#options.store))
    await this.#flushApps()
  }

  async #flushApps(): Promise<void> {
    this.#writing = this.#waiting
    this.#waiting = new Map()
    const digests = [...this.#writing].map(([app, counts]) => [digestOf(app), app, counts] as const)
    for (const part of new Set(digests.map(([digest]) => partOf(digest)))) {
      const own = digests.filter(([digest]) => partOf(digest) === part)
      const more = new Map(own.map(([digest, , counts]) => [digest, counts]))
      const isDone = await this.#trying(async () => {
        this.#stored.set(part, await addToPart(this.#options.store, part, more))
      })
      const rest = new Map(this.#writing)
      for (const [, app, counts] of own) {
        rest.delete(app)
        if (!isDone) this.#waiting.set(app, sum(this.#waiting.get(app), counts))
      }
      this.#writing = rest
    }
  }

  #count({ event, app }: Pick<AuditEvent, 'event' | 'outcome' | 'app'>): void {
    if (app === undefined || (event !== 'login.success' && event !== 'login.refused')) return
    const known = this.#waiting.get(app)
    if (known === undefined && this.#waiting.size >= most) return
    const now = this.#options.now()
    const isFailure = event === 'login.refused'
    const one = { day: Math.floor(now / day), failures: Number(isFailure), ...(!isFailure && { lastLogin: now }) }
    this.#waiting.set(app, sum(known, one))
    this.#soon()
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => void this.flush(), interval).unref()
  }

  async #trying(work: () => Promise<void>): Promise<boolean> {
    try {
      await work()
      this.#troubled = false
      return true
    } catch (error) {
      if (!this.#troubled) this.#options.onTrouble?.(error)
      this.#troubled = true
      return false
    }
  }
}
