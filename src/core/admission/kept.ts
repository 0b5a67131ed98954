/**
 * What requests have left in the storage, by sender. It is counted until the record is deleted or expires, whatever
 * became of the request meanwhile: so the count is what the storage really holds.
 */
import { GatewayError } from '../errors.ts'
import { everyone, type OnSpent, siteShare } from './budget.ts'

export interface KeptLimits {
  /** Bytes of one client at a time. */
  readonly most: number
  /** Of all together: from `shared` on a site may keep up to `spared`, and from `most` on nobody may keep any more. */
  readonly all?: { readonly shared: number; readonly most: number; readonly spared: number }
  /** What a person is told. */
  readonly otherwise: string
}

interface Lease {
  readonly names: readonly string[]
  readonly octets: number
  /** When it is forgotten. */
  readonly minute: number
}

const minute = 60_000
/** What a record costs besides its content, in bytes: so that many small ones count too. */
const overhead = 250
/** How often it is reported that one client has spent its budget. */
const toldEvery = 10 * minute

export class Kept {
  readonly #name: string
  readonly #limits: KeptLimits
  readonly #now: () => number
  readonly #onSpent: OnSpent
  readonly #leases = new Map<string, Lease>()
  /** Ids of the leases that end in each minute. */
  readonly #ends = new Map<number, string[]>()
  readonly #octets = new Map<string, number>()
  /** Ids of the leases of a client. */
  readonly #own = new Map<string, Set<string>>()
  readonly #told = new Map<string, number>()
  #all = 0
  #swept: number

  constructor(name: string, limits: KeptLimits, now: () => number, onSpent: OnSpent) {
    this.#name = name
    this.#limits = limits
    this.#now = now
    this.#onSpent = onSpent
    this.#swept = Math.floor(now() / minute)
  }

  /**
   * @param names the client, then its site if it has one
   * @throws GatewayError rate_limited where this many more bytes are too many
   */
  demand(names: readonly string[], octets: number): void {
    this.#sweep()
    const { most, all, otherwise } = this.#limits
    const more = octets + overhead
    const [own = '', site] = names
    const fits = (name: string, limit: number) => (this.#octets.get(name) ?? 0) + more <= limit
    const full = this.#all + more
    const shared = all === undefined || full <= all.shared || (full <= all.most && fits(site ?? own, all.spared))
    if (fits(own, most) && (site === undefined || fits(site, siteShare * most)) && shared) return
    const spent = !fits(own, most) ? own : site !== undefined && !fits(site, siteShare * most) ? site : everyone
    const told = this.#told.get(spent) ?? Number.NEGATIVE_INFINITY
    if (this.#now() - told > toldEvery) {
      this.#told.set(spent, this.#now())
      this.#onSpent(this.#name, spent)
    }
    throw new GatewayError('rate_limited', otherwise, { retryAfter: 60 })
  }

  /** A record is written, or rewritten: then the new size and end count. @param lifetime ms */
  keep(names: readonly string[], id: string, octets: number, lifetime: number): void {
    this.drop(id)
    const lease = { names, octets: octets + overhead, minute: Math.floor((this.#now() + lifetime) / minute) + 1 }
    this.#leases.set(id, lease)
    const [own = ''] = names
    this.#own.set(own, (this.#own.get(own) ?? new Set()).add(id))
    const ends = this.#ends.get(lease.minute)
    if (ends === undefined) this.#ends.set(lease.minute, [id])
    else ends.push(id)
    this.#add(lease, lease.octets)
  }

  /**
   * The record was deleted.
   * @param client where another node may have written it: then one that this client left here no longer counts, as the
   *   other node is not told of those that are deleted here
   */
  drop(id: string, client?: string): void {
    if (this.#leases.has(id)) this.#forget(id)
    else if (client !== undefined) this.#forget(this.#own.get(client)?.values().next().value ?? '')
  }

  #forget(id: string): void {
    const lease = this.#leases.get(id)
    if (lease === undefined) return
    this.#leases.delete(id)
    const [own = ''] = lease.names
    const ids = this.#own.get(own)
    ids?.delete(id)
    if (ids?.size === 0) this.#own.delete(own)
    this.#add(lease, -lease.octets)
  }

  #add({ names }: Lease, octets: number): void {
    for (const name of names) {
      const sum = (this.#octets.get(name) ?? 0) + octets
      if (sum <= 0) this.#octets.delete(name)
      else this.#octets.set(name, sum)
    }
    this.#all += octets
  }

  /** Forgets what has ended: as much work as there were records. */
  #sweep(): void {
    const current = Math.floor(this.#now() / minute)
    for (; this.#swept < current; this.#swept += 1) {
      const ended = this.#swept + 1
      for (const id of this.#ends.get(ended) ?? []) if (this.#leases.get(id)?.minute === ended) this.#forget(id)
      this.#ends.delete(ended)
      for (const [name, at] of this.#told) if (this.#now() - at > toldEvery) this.#told.delete(name)
    }
  }
}
