/**
 * A flood of requests that nobody completes fills the storage (attack 102): each client address may have so many
 * logins begun and not ended in a minute. Counted in this process alone: the limit protects the storage behind it,
 * and a round trip for each request would be what the flood wants.
 */
import { GatewayError } from './errors.ts'

const windowLength = 60_000

export interface Admission {
  /** @throws GatewayError rate_limited */
  begin(address: string): void
  /** A login of this address ended, well or not. */
  end(address: string): void
}

/** @param limit - logins that one address may have open in a minute */
export function createAdmission(limit: number, now: () => number): Admission {
  let windowStart = now()
  let open = new Map<string, number>()
  return {
    begin(address) {
      if (now() - windowStart > windowLength) {
        windowStart = now()
        open = new Map()
      }
      const count = (open.get(address) ?? 0) + 1
      if (count > limit) {
        throw new GatewayError('rate_limited', 'Too many sign-ins were begun from your address and not finished.', {
          retryAfter: Math.ceil((windowStart + windowLength - now()) / 1000),
        })
      }
      open.set(address, count)
    },
    end(address) {
      const count = open.get(address)
      if (count !== undefined && count > 0) open.set(address, count - 1)
    },
  }
}
