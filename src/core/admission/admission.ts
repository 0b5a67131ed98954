/**
 * What one client may cost the others. Counted in this process alone: the limits protect its CPU and the storage behind
 * it, and a round trip for each request would be what a flood wants.
 *
 *   logins that are begun and not ended, and posted messages that wait for their GET, fill the storage (attack 102)
 *   forged signatures cost a hundred times what their sender pays for them: time spent in vain is counted (attack 6)
 */

import { GatewayError } from '../errors.ts'
import { clientKey } from './client-key.ts'

const minute = 60_000
const mebioctet = 1024 * 1024
/** A third of the time that unfinished logins are kept: one client fills three times this, of 128 MiB in memory. */
const openWindow = 30 * minute
const mostOpenOctets = 12 * mebioctet
/** A posted message is kept for a minute. Thousands of plain ones. */
const mostWaitingOctets = 8 * mebioctet
/** ms a minute that checking the messages of one client may take in vain: a thousand plain ones, thirty of the costliest. */
const mostInVain = 3_000

export interface Admission {
  /**
   * A login of this address begins, and is kept in so many octets.
   * @throws GatewayError rate_limited
   */
  begin(address: string, octets: number): void
  /** A login of this address ended, well or not. */
  end(address: string, octets: number): void
  /**
   * A posted message of so many octets is to be kept for the GET that follows.
   * @throws GatewayError rate_limited
   */
  wait(address: string, octets: number): void
  /** That GET came, and the message is kept no more. */
  resume(address: string, octets: number): void
  /**
   * Runs a costly check of a message from this address. What it takes counts only where it throws.
   * @throws GatewayError rate_limited, without running it; whatever `check` throws
   */
  weigh<T>(address: string, check: () => T): T
}

/**
 * @param limit - logins that one client may have open in a minute
 * @param now ms since 1970
 * @param clock ms, to measure with
 */
export function createAdmission(limit: number, now: () => number, clock = () => performance.now()): Admission {
  const begun = 'Too many sign-ins were begun from your address and not finished.'
  const logins = new Budget(limit, minute, now, begun)
  const open = new Budget(mostOpenOctets, openWindow, now, begun)
  const waiting = new Budget(mostWaitingOctets, minute, now, 'Too many messages were posted from your address.')
  const inVain = new Budget(mostInVain, minute, now, 'Too many messages with a false signature came from your address.')
  return {
    begin(address, octets) {
      const client = clientKey(address)
      logins.demand(client, 1)
      open.demand(client, octets)
      logins.spend(client, 1)
      open.spend(client, octets)
    },
    end(address, octets) {
      const client = clientKey(address)
      logins.spend(client, -1)
      open.spend(client, -octets)
    },
    wait(address, octets) {
      const client = clientKey(address)
      waiting.demand(client, octets)
      waiting.spend(client, octets)
    },
    resume(address, octets) {
      waiting.spend(clientKey(address), -octets)
    },
    weigh(address, check) {
      const client = clientKey(address)
      inVain.demand(client, 0)
      const began = clock()
      try {
        return check()
      } catch (error) {
        inVain.spend(client, clock() - began)
        throw error
      }
    },
  }
}

/** So much for each client in each window of time; all windows begin together, so that the count is forgotten at once. */
class Budget {
  readonly #most: number
  readonly #window: number
  readonly #now: () => number
  readonly #otherwise: string
  #start: number
  #spent = new Map<string, number>()

  constructor(most: number, window: number, now: () => number, otherwise: string) {
    this.#most = most
    this.#window = window
    this.#now = now
    this.#otherwise = otherwise
    this.#start = now()
  }

  /** Throws rate_limited where the client has not so much left; where it asks for nothing, if nothing is left. */
  demand(client: string, amount: number): void {
    if (this.#now() - this.#start > this.#window) {
      this.#start = this.#now()
      this.#spent = new Map()
    }
    const spent = this.#spent.get(client) ?? 0
    if (amount === 0 ? spent < this.#most : spent + amount <= this.#most) return
    const retryAfter = Math.ceil((this.#start + this.#window - this.#now()) / 1000)
    throw new GatewayError('rate_limited', this.#otherwise, { retryAfter })
  }

  /** Below nothing there is no credit: what was begun before the window may end in it. */
  spend(client: string, amount: number): void {
    const spent = Math.max(0, (this.#spent.get(client) ?? 0) + amount)
    if (spent === 0) this.#spent.delete(client)
    else this.#spent.set(client, spent)
  }
}
