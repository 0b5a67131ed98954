/**
 * Attempts that were refused, in the record of acts. The first of a kind is written at once; whoever goes on is counted,
 * and the count is written after an hour. Nobody fills a disk by being refused (attack 99): those whom nobody knows share
 * one line for each kind.
 */
import { recordAct } from './acts.ts'
import type { Attempt, Attempts } from './attempt.ts'
import type { AdminDependencies } from './dependencies.ts'

const hour = 3_600_000

/** Kinds of attempts of one administrator or token that have a line of their own in an hour. */
const mostKinds = 50

/** Addresses that are told apart. */
const mostAddresses = 1000

interface Counted {
  readonly attempt: Attempt
  readonly addresses: Set<string>
  /** After the first. */
  more: number
}

export class RefusedAttempts implements Attempts {
  readonly #deps: Pick<AdminDependencies, 'store' | 'log' | 'now'>
  readonly #counted = new Map<string, Counted>()
  readonly #kinds = new Map<string, number>()
  readonly #writing = new Set<Promise<void>>()
  #timer: NodeJS.Timeout | undefined

  constructor(deps: Pick<AdminDependencies, 'store' | 'log' | 'now'>) {
    this.#deps = deps
  }

  note(attempt: Attempt): void {
    const one = this.#foldedOf(attempt)
    const key = keyOf(one)
    const known = this.#counted.get(key) ?? { attempt: one, addresses: new Set(), more: -1 }
    this.#counted.set(key, known)
    known.more += 1
    if (attempt.address !== undefined && known.addresses.size < mostAddresses) known.addresses.add(attempt.address)
    if (known.more === 0) this.#write(one, {})
    this.#timer ??= setTimeout(() => void this.flush(), hour).unref()
  }

  /** Writes what was counted. Never rejects. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const all = [...this.#counted.values()]
    this.#counted.clear()
    this.#kinds.clear()
    for (const { attempt, addresses, more } of all) {
      const { address: _, ...rest } = attempt
      if (more > 0) this.#write(rest, { more, ...(addresses.size > 1 && { addresses: addresses.size }) })
    }
    await Promise.all(this.#writing)
  }

  /** One of a kind that is too many for its author stands for all further ones. */
  #foldedOf(attempt: Attempt): Attempt {
    const { who, on: _, ...rest } = attempt
    // What a stranger names is theirs to choose.
    if (who === undefined) return rest
    if (this.#counted.has(keyOf(attempt))) return attempt
    const kinds = (this.#kinds.get(who.author) ?? 0) + 1
    this.#kinds.set(who.author, kinds)
    return kinds > mostKinds ? { ...rest, who, what: 'others' } : attempt
  }

  #write(
    { who, via, what, why, on, address }: Attempt,
    counts: Readonly<Partial<Record<'more' | 'addresses', number>>>,
  ): void {
    const stranger = { role: 'reader', author: 'unknown', via, ...(address !== undefined && { address }) } as const
    const details = { outcome: 'failure', ...(on !== undefined && { on }), facts: { what, why, ...counts } } as const
    // Where the store does not answer, the log has it.
    const writing = recordAct(this.#deps, who ?? stranger, 'refused', details).catch(() => {})
    this.#writing.add(writing)
    void writing.finally(() => this.#writing.delete(writing))
  }
}

const keyOf = ({ via, what, why, who, on = '' }: Attempt): string => [who?.author ?? '', via, what, why, on].join('\n')
