/** Whether an address answers, since when not, and when somebody should hear of that. */
import { endOf, type Fault, hasRunOut, type Reading, type Wording } from './reading.ts'
import type { SourceEvents, SourceStatus, Waiting } from './source-status.ts'

/** ms of failing, or left to its copy, after which a person is told. */
const long = 86_400_000

interface Described {
  readonly name: string
  readonly address: string
  readonly reading: Reading
  readonly waiting: Waiting | undefined
  readonly etag: string | undefined
}

const wordingOf = ({ severity: _, waits: __, ...wording }: Fault): Wording => wording

export class RemoteHealth {
  readonly #now: () => number
  readonly #events: SourceEvents
  #failures = 0
  #since: number | undefined
  #nextAt: number | undefined
  #alerted = false

  constructor(now: () => number, events: SourceEvents) {
    this.#now = now
    this.#events = events
  }

  /** In a row. */
  get failures(): number {
    return this.#failures
  }

  succeeded(): void {
    this.#failures = 0
    this.#since = undefined
    this.#alerted = false
  }

  /** @param status with this failure not yet counted */
  failed(status: SourceStatus): void {
    this.#failures += 1
    this.#since ??= this.#now()
    const ends = (status.validUntil ?? Number.POSITIVE_INFINITY) - this.#now()
    if (this.#alerted || (this.#now() - this.#since < long && ends > long)) return
    this.#alerted = true
    this.#events.failing?.({ ...status, failingSince: this.#since })
  }

  nextIn(delay: number): void {
    this.#nextAt = this.#now() + delay
  }

  status({ name, address, reading, waiting, etag }: Described): SourceStatus {
    const { readAt, fault } = reading
    const validUntil = endOf(reading)
    const ended = hasRunOut(validUntil, this.#now())
    const failing = this.#failures > 0
    return {
      name,
      address,
      state: readAt === undefined ? 'unread' : ended ? 'ended' : failing ? 'failing' : 'good',
      ...(readAt !== undefined && { readAt }),
      ...(this.#since !== undefined && { failingSince: this.#since }),
      ...(this.#nextAt !== undefined && { nextAt: this.#nextAt }),
      ...(validUntil !== undefined && { validUntil }),
      ...(etag !== undefined && { etag }),
      ...(fault !== undefined && { fault: wordingOf(fault) }),
      ...(waiting !== undefined && { waiting }),
    }
  }
}
