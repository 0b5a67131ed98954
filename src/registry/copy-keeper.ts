/** One address's documents in the app store. What the store can't do is told once and goes on in memory. */
import type { AppStore } from '../app-store/store.ts'
import { type Deadline, deadlineOf } from './deadline.ts'
import {
  dropQuarantined,
  type FetchedRecord,
  type Kept,
  keepCopy,
  readFetched,
  readQuarantined,
} from './fetched-copy.ts'
import type { SourceEvents, Waiting } from './source-status.ts'
import { digestOf, type TrustChange, type TrustedRoles } from './trust.ts'

export interface OfferedCopy {
  readonly address: string
  readonly from: string | undefined
  readonly xml: string
  readonly changes: readonly TrustChange[]
  readonly inForce: TrustedRoles
  /** ms since 1970 */
  readonly now: number
}

export class CopyKeeper {
  readonly name: string
  readonly #store: AppStore | undefined
  readonly #events: SourceEvents
  #troubled = false
  /** What waits as far as this process knows. */
  #waiting: Waiting | undefined
  #looked = false

  constructor(name: string, store: AppStore | undefined, events: SourceEvents) {
    this.name = name
    this.#store = store
    this.#events = events
  }

  get waiting(): Waiting | undefined {
    return this.#waiting
  }

  /** The copy of an earlier time, or of another node. */
  load(): Promise<Kept<FetchedRecord> | undefined> {
    return this.#ask((store) => readFetched(store, this.name))
  }

  async save(record: FetchedRecord, xml: string): Promise<void> {
    await this.#ask((store) => keepCopy(store, 'fetched', this.name, { record, xml }))
  }

  /** Looks whether something waits, and what was decided. */
  async look(): Promise<void> {
    const kept = await this.#ask((store) => readQuarantined(store, this.name))
    if (this.#store === undefined || this.#troubled) return
    this.#looked = true
    this.#waiting = kept && waitingOf(kept.record)
  }

  /** Lays a copy aside. Resolves to whether it is new: somebody must hear of it. */
  async offer(offered: OfferedCopy): Promise<boolean> {
    await this.look()
    const digest = digestOf(offered.changes)
    const known = this.#waiting
    if (known?.digest === digest && known.state === 'rejected') return false
    const isNew = known?.digest !== digest
    const since = isNew ? offered.now : known.since
    const deadline = isNew ? deadlineOf(offered.changes, offered.inForce, since) : known.deadline
    this.#waiting = { state: 'waiting', digest, since, changes: offered.changes, ...some({ deadline }) }
    const { address, from, xml, changes } = offered
    const copied = changes.map((one) => ({ ...one, gone: [...one.gone], came: [...one.came] }))
    const record = {
      v: 1,
      address,
      state: 'waiting',
      since,
      digest,
      changes: copied,
      ...(from !== undefined && { from }),
      ...some({ deadline }),
    } as const
    await this.#ask((store) =>
      keepCopy(store, 'quarantine', this.name, { record: { ...record, changes: copied }, xml }),
    )
    return isNew
  }

  /** The address has nothing any more that would have to wait. What was rejected stays so, should it come again. */
  async withdraw(): Promise<void> {
    if (this.#looked && this.#waiting?.state !== 'waiting') return
    await this.#ask(async (store) => {
      const kept = await readQuarantined(store, this.name)
      if (kept?.record.state === 'waiting') await dropQuarantined(store, this.name, kept.revision, 'gateway')
    })
    this.#looked = true
    if (this.#waiting?.state === 'waiting') this.#waiting = undefined
  }

  async #ask<Result>(work: (store: AppStore) => Promise<Result>): Promise<Result | undefined> {
    if (this.#store === undefined) return undefined
    try {
      const result = await work(this.#store)
      this.#troubled = false
      return result
    } catch (error) {
      if (!this.#troubled) this.#events.storeTrouble?.(error)
      this.#troubled = true
      return undefined
    }
  }
}

const some = ({ deadline }: { readonly deadline: Deadline | undefined }) => deadline !== undefined && { deadline }

function waitingOf({
  state,
  since,
  changes,
  deadline,
  digest,
}: NonNullable<Awaited<ReturnType<typeof readQuarantined>>>['record']): Waiting {
  return { state, since, changes, digest, ...some({ deadline }) }
}
