/**
 * How often one visitor may make the OP refuse us (attack 101). Authelia answers 429 to everyone behind our one address after
 * 30 refusals in a minute; forged codes in a visitor's own transactions would bring that about. So refusals by the token endpoint are
 * counted per client in storage, and no client has more calls in flight than it has refusals left: ten a minute, even all at once.
 */
import { clientKey } from '../../core/admission/client-key.ts'
import { GatewayError } from '../../core/errors.ts'
import type { Stores } from '../../core/ports/stores.ts'
import { within } from '../../core/within.ts'

export interface RefusalLimit {
  /**
   * Runs one exchange for a client; `refused` says which failures were the OP's refusals.
   * @param address the client's, IPv4 or IPv6
   * @throws GatewayError rate_limited before the OP is called; whatever `exchange` throws
   */
  run<T>(address: string, exchange: () => Promise<T>, refused: (error: unknown) => boolean): Promise<T>
}

const allowed = 10
const window = 60_000

/**
 * @param name of the upstream: each OP counts for itself
 * @param timeout ms that a call waits for its turn before it gives up
 */
export function refusalLimit(name: string, limits: Stores['limits'], timeout: number): RefusalLimit {
  const running = new Map<string, number>()
  const waiting = new Map<string, Set<() => void>>()

  async function enter(key: string): Promise<void> {
    const deadline = performance.now() + timeout
    for (;;) {
      const refusals = await limits.peek(key, window)
      if (refusals >= allowed) throw tooManyRefusals()
      const others = running.get(key) ?? 0
      if (others < allowed - refusals) {
        running.set(key, others + 1)
        return
      }
      await turn(key, deadline - performance.now())
    }
  }

  /** Resolves when a call of the same client ended. */
  async function turn(key: string, timeout: number): Promise<void> {
    const queue = waiting.get(key) ?? new Set()
    waiting.set(key, queue)
    let wake = () => {}
    const woken = new Promise<void>((resolve) => {
      wake = resolve
      queue.add(wake)
    })
    await within(timeout, woken).catch(() => {
      queue.delete(wake)
      throw tooBusy()
    })
  }

  function leave(key: string): void {
    const others = (running.get(key) ?? 1) - 1
    if (others === 0) running.delete(key)
    else running.set(key, others)
    const woken = waiting.get(key) ?? []
    waiting.delete(key)
    for (const wake of woken) wake()
  }

  return {
    async run(address, exchange, refused) {
      const key = `refused:${name}:${clientKey(address)}`
      await enter(key)
      try {
        return await exchange()
      } catch (error) {
        if (refused(error)) await limits.count(key, window)
        throw error
      } finally {
        leave(key)
      }
    },
  }
}

function tooBusy(): GatewayError {
  return new GatewayError(
    'upstream_unavailable',
    'Too many logins from your address wait for an answer. Please try again.',
  )
}

function tooManyRefusals(): GatewayError {
  const message =
    'Too many logins from your address were refused in the last minute. Please wait a minute and start again.'
  return new GatewayError('rate_limited', message, { retryAfter: 60 })
}
