/**
 * A federation whose entities are asked for one by one. What was answered is kept as long as it says, and the last copy
 * until its end while the service is away, over a restart too. Anyone can name an app that nobody knows: so that is
 * remembered, and has a budget per client and one for all.
 */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { FederationConfig, FederationSource } from '../../config/federation.ts'
import { Budget } from '../../core/admission/budget.ts'
import { GatewayError } from '../../core/errors.ts'
import type { EntityId } from '../../core/identifiers.ts'
import { inAllLanguages, insteadOf, said } from '../../core/said.ts'
import { OutboundError } from '../../outbound/errors.ts'
import { hasRunOut, reasonOf, sentencesOf } from '../reading.ts'
import { ReadingFault } from '../reading-fault.ts'
import { KeptAnswers } from './kept-answers.ts'
import { type Answer, type Answered, ask, believe } from './query.ts'
import type { EntitySource, FederationOptions, FederationState, FoundEntity } from './source.ts'
import { unusableApp } from './unusable.ts'

type QuerySource = Extract<FederationSource, { kind: 'mdq' }>

const minute = 60_000
/** ms: how long an answer is kept at least and at most, and that there is none. */
const [shortest, longest, unknownFor] = [minute, 1_440 * minute, 10 * minute]
/** ms in which a service that could not be reached is not asked for what nobody knows. */
const rest = 5_000
/** Bytes of all answers that are kept, names that nobody knows, and questions at a time. */
const [mostOctets, mostUnknown, mostAsked] = [32 * 1024 * 1024, 2_000, 32]

/** Questions about apps that turn out to be unknown. */
const budget = {
  most: 10,
  all: { most: 300, spared: 2 },
  window: minute,
  otherwise: 'Too many unknown applications were asked for from your address.',
}

interface Known extends Answered {
  readonly version: string
  /** ms since 1970 at which it is asked for again. */
  readonly renewAt: number
}

/** For a person, whose page has its own words. */
const unanswered = 'The federation that may know this application does not answer properly at the moment.'

export class MetadataQuery implements EntitySource {
  readonly #federation: FederationConfig
  readonly #source: QuerySource
  readonly #options: FederationOptions
  readonly #stop = new AbortController()
  readonly #known = new Map<EntityId, Known>()
  /** Until when a name counts as unknown, or as one that can't be used. */
  readonly #unknown = new Map<EntityId, { readonly until: number; readonly error: GatewayError | undefined }>()
  readonly #asking = new Map<EntityId, Promise<Known | undefined>>()
  readonly #budget: Budget
  readonly #kept: KeptAnswers
  #octets = 0
  #awayUntil = 0
  #fault: FederationState['fault']

  constructor(federation: FederationConfig, source: QuerySource, options: FederationOptions) {
    this.#federation = federation
    this.#source = source
    this.#options = options
    this.#kept = new KeptAnswers(join(options.directory, federation.name))
    this.#budget = new Budget('metadata queries', budget, options.now, () => {})
  }

  /** Nothing is asked beforehand: what is being asked now. */
  get first(): Promise<void> {
    return Promise.allSettled(this.#asking.values()).then(() => {})
  }

  get state(): FederationState {
    return { warnings: [], ...(this.#fault !== undefined && { fault: this.#fault }) }
  }

  entityIds(): readonly EntityId[] {
    return []
  }

  async find(name: EntityId, client?: string): Promise<FoundEntity | undefined> {
    const now = this.#options.now()
    const known = this.#known.get(name)
    if (known !== undefined && !hasRunOut(known.validUntil, now)) {
      // Nobody waits for a newer one.
      if (known.renewAt <= now) void this.#renew(name).catch(() => {})
      return this.#found(known)
    }
    const unknown = this.#unknown.get(name)
    if (unknown !== undefined && unknown.until > now) {
      if (unknown.error !== undefined) throw unknown.error
      return undefined
    }
    const answered = await this.#askFor(name, client)
    return answered && this.#found(answered)
  }

  /** At their next use. */
  async refresh(): Promise<void> {
    for (const [name, known] of this.#known) this.#known.set(name, { ...known, renewAt: 0 })
    this.#unknown.clear()
  }

  close(): void {
    this.#stop.abort()
  }

  #found({ octets, version, validUntil, address }: Known): FoundEntity {
    return { version, validUntil, read: async () => octets, fetchedFrom: { address } }
  }

  /** Counts against the client until it is known that there is such an app. */
  async #askFor(name: EntityId, client: string | undefined): Promise<Known | undefined> {
    if (client !== undefined) {
      this.#budget.demand(client, 1)
      this.#budget.spend(client, 1)
    }
    const found = await this.#renew(name)
    if (client !== undefined && found !== undefined) this.#budget.spend(client, -1)
    return found
  }

  /** One question at a time about the same. */
  #renew(name: EntityId): Promise<Known | undefined> {
    const asking = this.#asking.get(name)
    if (asking !== undefined) return asking
    if (this.#asking.size >= mostAsked) throw new GatewayError('rate_limited', budget.otherwise, { retryAfter: 5 })
    const asked = this.#renewNow(name).finally(() => this.#asking.delete(name))
    this.#asking.set(name, asked)
    return asked
  }

  async #renewNow(name: EntityId): Promise<Known | undefined> {
    const now = this.#options.now()
    if (now < this.#awayUntil) return this.#copyOrAway(name, new Error('it could not be reached a moment ago'))
    try {
      const outbound = this.#options.outbound()
      const answer = await ask(name, this.#source, this.#federation, { outbound, now, signal: this.#stop.signal })
      if (answer.kind === 'app') this.#refuseOlder(name, answer)
      this.#setFault(undefined)
      return await this.#take(name, answer)
    } catch (error) {
      if (error instanceof GatewayError && error.code === 'unknown_app') throw error
      const away = error instanceof OutboundError
      if (away) this.#awayUntil = now + rest
      const message = said`${this.#source.url}: ${away ? error.says.message : reason(error)}`
      this.#setFault({
        severity: 'warning',
        ...inAllLanguages(message, away ? error.says.cure : 'Tell the federation.'),
      })
      return this.#copyOrAway(name, error)
    }
  }

  /** @throws GatewayError `unknown_app` where the app has a fault of its own, and there is no copy of before */
  async #take(name: EntityId, answer: Answer): Promise<Known | undefined> {
    if (answer.kind === 'app') {
      await this.#kept.keep(name, answer.octets)
      return this.#remember(name, answer)
    }
    const why = answer.kind === 'none' ? answer.why : answer.fault.message
    if (why !== undefined) this.#options.events.notAnApp?.(this.#federation.name, name, why)
    if (answer.kind === 'none') return this.#forget(name)
    const before = await this.#lastCopy(name)
    if (before !== undefined) return before
    const error = unusableApp(this.#federation.name, name, answer.fault)
    this.#note(name, error)
    throw error
  }

  /** An old answer, replayed, would bring back what was withdrawn (attack 66). */
  #refuseOlder(name: EntityId, { validUntil }: Answered): void {
    const inForce = this.#known.get(name)?.validUntil
    if (inForce === undefined || validUntil >= inForce) return
    throw new ReadingFault('Its answer is older than the one in force.', '')
  }

  async #copyOrAway(name: EntityId, cause: unknown): Promise<Known> {
    const copy = await this.#lastCopy(name)
    if (copy !== undefined) return copy
    throw new GatewayError('internal', unanswered, { status: 503, retryAfter: 5, cause })
  }

  /** The one in memory, else the one from before a restart. */
  async #lastCopy(name: EntityId): Promise<Known | undefined> {
    const now = this.#options.now()
    const known = this.#known.get(name)
    if (known !== undefined && !hasRunOut(known.validUntil, now)) {
      const later = { ...known, renewAt: now + minute }
      this.#known.set(name, later)
      return later
    }
    const kept = await this.#keptCopy(name).catch(() => undefined)
    return kept?.kind === 'app' ? this.#remember(name, { ...kept, cacheDuration: 0 }) : undefined
  }

  async #keptCopy(name: EntityId): Promise<Answer> {
    const octets = await this.#kept.read(name)
    return believe(name, octets, this.#federation, { now: this.#options.now(), address: undefined })
  }

  #remember(name: EntityId, answered: Answered): Known {
    const { octets, validUntil, cacheDuration = 60 * minute } = answered
    const now = this.#options.now()
    const wait = Math.max(shortest, Math.min(longest, cacheDuration, (validUntil - now) / 2))
    const known = { ...answered, version: createHash('sha256').update(octets).digest('base64'), renewAt: now + wait }
    this.#drop(name)
    this.#known.set(name, known)
    this.#octets += octets.length
    for (const oldest of this.#known.keys()) {
      if (this.#octets <= mostOctets) break
      this.#drop(oldest)
    }
    this.#unknown.delete(name)
    return known
  }

  #drop(name: EntityId): void {
    this.#octets -= this.#known.get(name)?.octets.length ?? 0
    this.#known.delete(name)
  }

  async #forget(name: EntityId): Promise<undefined> {
    this.#drop(name)
    await this.#kept.forget(name)
    this.#note(name, undefined)
  }

  /** That it is none, or why it can't be used: so it is not asked for again soon. */
  #note(name: EntityId, error: GatewayError | undefined): void {
    this.#unknown.delete(name)
    this.#unknown.set(name, { until: this.#options.now() + unknownFor, error })
    const [oldest] = this.#unknown.keys()
    if (this.#unknown.size > mostUnknown && oldest !== undefined) this.#unknown.delete(oldest)
  }

  #setFault(fault: FederationState['fault']): void {
    const changed = fault?.message !== this.#fault?.message
    this.#fault = fault
    if (changed) this.#options.onChange()
  }
}

/** Why its answer is not taken. */
const reason = (error: unknown) =>
  insteadOf(error instanceof Error ? error.message : String(error), sentencesOf(reasonOf(error)).message)
