/**
 * So much of something in each window of time: for a client, for the site that it shares with others, and, as far as
 * sharing goes, for all together.
 */
import { GatewayError } from '../errors.ts'
import { clientKeys } from './client-key.ts'

/** A site (of IPv6 the /48; whoever is behind a proxy that is not trusted) may have so many times what a client may. */
export const siteShare = 3

export interface BudgetLimits {
  /** Of one client. */
  readonly most: number
  /**
   * Of all clients together. Past it nobody is shut out who has done little: a site goes on up to `spared`. So a crowd
   * can spend what is common, but not what is others'.
   */
  readonly all?: { readonly most: number; readonly spared: number }
  /** ms */
  readonly window: number
  /** What a person is told. */
  readonly otherwise: string
}

/** Who is named where what is common to all is spent. */
export const everyone = 'everyone'

/** Hears once in a window that a budget is spent, and whose it was: a client's, a site's, or what is common to `everyone`. */
export type OnSpent = (budget: string, client: string) => void

/** All windows of a budget begin together, so that the count is forgotten at once. */
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
   * Where it asks for nothing (0), something must be left.
   * @throws GatewayError rate_limited where client, site or all have not so much left
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
    // Of a site with 65,536 clients one line, not one for each.
    const spent = !fits(own, most) ? own : site !== undefined && !fits(site, siteShare * most) ? site : everyone
    if (!this.#told.has(spent)) {
      this.#told.add(spent)
      this.#onSpent(this.#name, spent)
    }
    const retryAfter = Math.max(1, Math.ceil((this.#start + this.#limits.window - this.#now()) / 1000))
    throw new GatewayError('rate_limited', this.#limits.otherwise, { retryAfter })
  }

  /** Below nothing there is no credit: what was begun before the window may end in it. */
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
