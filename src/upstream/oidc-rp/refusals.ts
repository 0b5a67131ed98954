/**
 * How often one visitor may make the OP refuse us (attack 101). Authelia answers 429 to everyone behind our one address
 * after 30 refusals in a minute; forged codes in a visitor's own transactions could bring that about. So refusals by
 * the token endpoint are counted in storage, and nobody has more calls in flight than refusals left, even all at once:
 * a client ten a minute, a site (a /48, a proxy that is not trusted) twice as many. Beyond 24 by all together, only
 * clients that were not refused yet are let through: one who guesses codes stands out, and must not use up the OP's
 * limit for the others.
 */
import { clientKeys } from '../../core/admission/client-key.ts'
import { GatewayError } from '../../core/errors.ts'
import type { Stores } from '../../core/ports/stores.ts'
import { within } from '../../core/within.ts'

export interface RefusalLimit {
  /**
   * Runs one exchange for a client; `refused` says which failures were the OP's refusals.
   * @param client as `clientOf` has it
   * @throws GatewayError rate_limited before the OP is called; whatever `exchange` throws
   */
  run<T>(client: string, exchange: () => Promise<T>, refused: (error: unknown) => boolean): Promise<T>
}

/** Refusals per window: for a client, for its site, and for all before clients that have any are held back. */
const allowed = { client: 10, site: 20, all: 24 }
const window = 60_000

/** Something whose refusals are counted, and how many it may have. */
interface Counted {
  readonly key: string
  readonly most: number
}

/**
 * @param name of the upstream: each OP counts for itself
 * @param timeout ms that a call waits for its turn before it gives up
 */
export function refusalLimit(name: string, limits: Stores['limits'], timeout: number): RefusalLimit {
  const running = new Map<string, number>()
  const waiting = new Map<string, Set<() => void>>()

  const everyone = `refused:${name}`

  async function enter(counted: readonly Counted[]): Promise<void> {
    const deadline = performance.now() + timeout
    for (;;) {
      const keys = [...counted.map(({ key }) => key), everyone]
      const refusals = await Promise.all(keys.map((key) => limits.peek(key, window)))
      const left = counted.map(({ most }, at) => most - (refusals[at] ?? 0))
      const guessing = (refusals[0] ?? 0) > 0 && (refusals.at(-1) ?? 0) >= allowed.all
      if (guessing || left.some((one) => one <= 0)) throw tooManyRefusals()
      const busy = counted.find(({ key }, at) => (running.get(key) ?? 0) >= (left[at] ?? 0))
      if (busy === undefined) {
        for (const { key } of counted) running.set(key, (running.get(key) ?? 0) + 1)
        return
      }
      await turn(busy.key, deadline - performance.now())
    }
  }

  /** Resolves when a call that counted there has ended. */
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

  function countedOf(client: string): readonly Counted[] {
    const [own, site] = clientKeys(client)
    const named = (key: string, most: number) => ({ key: `refused:${name}:${key}`, most })
    return [named(own, allowed.client), ...(site === undefined ? [] : [named(site, allowed.site)])]
  }

  return {
    async run(client, exchange, refused) {
      const counted = countedOf(client)
      await enter(counted)
      try {
        return await exchange()
      } catch (error) {
        if (refused(error)) {
          const keys = [...counted.map(({ key }) => key), everyone]
          await Promise.all(keys.map((key) => limits.count(key, window)))
        }
        throw error
      } finally {
        for (const { key } of counted) leave(key)
      }
    },
  }
}

function tooBusy(): GatewayError {
  return new GatewayError(
    'upstream_unavailable',
    'Too many logins from your address are waiting for an answer. Please try again.',
  )
}

function tooManyRefusals(): GatewayError {
  const message =
    'Too many logins from your address were refused in the last minute. Please wait a minute and start again.'
  return new GatewayError('rate_limited', message, { retryAfter: 60 })
}
