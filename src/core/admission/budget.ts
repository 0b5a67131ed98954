/**
 * A limit per window of time: for a client, for the site that it shares with others, and, as far as sharing
 * goes, for all of them together.
 */
import { GatewayError } from '../errors.ts'
import { clientKeys } from './client-key.ts'

/** A site (an IPv6 /48; everyone behind an untrusted proxy) may have this many times what a client may. */
export const siteShare = 3

export interface BudgetLimits {
  /** Of one client. */
  readonly most: number
  /**
   * Of all clients together. Beyond it nobody who has done little is shut out: a site may still have up to `spared`.
   * So a crowd can use up what is shared, but not what belongs to others.
   */
  readonly all?: { readonly most: number; readonly spared: number }
  /** ms */
  readonly window: number
  /** What a person is told. */
  readonly otherwise: string
}

/** The name given when what is common to all is used up. */
export const everyone = 'everyone'

/** Told once per window that a budget is spent, and whose: a client's, a site's, or the one common to `everyone`. */
export type OnSpent = (budget: string, client: string) => void

/** All windows of a budget begin together, so that the counts are dropped all at once. */
export class Budget {
  readonly #name: string
  readonly #limits: BudgetLimits
  readonly #now: () => number
  readonly #onSpent: OnSpent
  #start: number
  #spent = new Map<string, number>()
  #all = 0
  #told = new Set<string>()

  constructor(name: string, limits: BudgetLimits, now: () => number, onSpent: OnSpent) {
    this.#name = name
    this.#limits = limits
    this.#now = now
    this.#onSpent = onSpent
    this.#start = now()
  }

  /**
   * If it asks for nothing (0), something must still be left.
   * @throws GatewayError rate_limited where client, site or all together have less than that left
   */
  demand(client: string, amount: number): void {
    this.#renew()
    const [own, site] = clientKeys(client)
    const { most, all } = this.#limits
    const fits = (name: string, limit: number) => {
      const spent = this.#spent.get(name) ?? 0
      return amount === 0 ? spent < limit : spent + amount <= limit
    }
    const shared = all === undefined || this.#all + amount <= all.most || fits(site ?? own, all.spared)
    if (fits(own, most) && (site === undefined || fits(site, siteShare * most)) && shared) return
    // One line for a site with 65,536 clients, not one for each.
    const spent = !fits(own, most) ? own : site !== undefined && !fits(site, siteShare * most) ? site : everyone
    if (!this.#told.has(spent)) {
      this.#told.add(spent)
      this.#onSpent(this.#name, spent)
    }
    const retryAfter = Math.max(1, Math.ceil((this.#start + this.#limits.window - this.#now()) / 1000))
    throw new GatewayError('rate_limited', this.#limits.otherwise, { retryAfter })
  }

  /** Never below zero: what was begun before this window may end in it. */
  spend(client: string, amount: number): void {
    this.#renew()
    for (const name of clientKeys(client)) {
      if (name === undefined) continue
      const spent = Math.max(0, (this.#spent.get(name) ?? 0) + amount)
      if (spent === 0) this.#spent.delete(name)
      else this.#spent.set(name, spent)
    }
    this.#all = Math.max(0, this.#all + amount)
  }

  #renew(): void {
    if (this.#now() - this.#start <= this.#limits.window) return
    this.#start = this.#now()
    this.#spent = new Map()
    this.#told = new Set()
    this.#all = 0
  }
}
