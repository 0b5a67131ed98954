/**
 * What one client may cost the others, a minute. Counted in this process alone: the limits protect its CPU and the
 * storage behind it, and a round trip for each request would be what a flood wants.
 *
 *   logins that are begun and not ended fill the storage (attack 102)
 *   forged signatures cost a hundred times what their sender pays for them: time spent in vain is counted (attack 6)
 */
import { clientOf } from './client.ts'
import { GatewayError } from './errors.ts'

const windowLength = 60_000
/** ms a minute that checking the messages of one client may take in vain: a thousand plain ones, thirty of the costliest. */
const mostInVain = 3_000

export interface Admission {
  /** @throws GatewayError rate_limited */
  begin(address: string): void
  /** A login of this address ended, well or not. */
  end(address: string): void
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
  let windowStart = now()
  let open = new Map<string, number>()
  let inVain = new Map<string, number>()
  const turnWindow = () => {
    if (now() - windowStart <= windowLength) return
    windowStart = now()
    open = new Map()
    inVain = new Map()
  }
  const tooMany = (message: string) =>
    new GatewayError('rate_limited', message, { retryAfter: Math.ceil((windowStart + windowLength - now()) / 1000) })

  return {
    begin(address) {
      turnWindow()
      const client = clientOf(address)
      const count = (open.get(client) ?? 0) + 1
      if (count > limit) throw tooMany('Too many sign-ins were begun from your address and not finished.')
      open.set(client, count)
    },
    end(address) {
      const client = clientOf(address)
      const count = open.get(client)
      if (count !== undefined && count > 0) open.set(client, count - 1)
    },
    weigh(address, check) {
      turnWindow()
      const client = clientOf(address)
      const spent = inVain.get(client) ?? 0
      if (spent >= mostInVain) throw tooMany('Too many messages with a false signature came from your address.')
      const began = clock()
      try {
        return check()
      } catch (error) {
        inVain.set(client, spent + clock() - began)
        throw error
      }
    },
  }
}
