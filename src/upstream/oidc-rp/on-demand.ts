/**
 * A value that is fetched when first needed and kept: one fetch at a time however many ask, back-off after failures,
 * renewed behind the scenes when old. Discovery uses it, so that the gateway runs while an OP is down and recovers by
 * itself.
 */
export interface OnDemand<T> {
  /** The value; fetched now if there is none. Rejects with the last failure, at once while backing off. */
  get(): Promise<T>
  /** Fetches in the background until the value is there. */
  start(): void
  close(): void
}

export interface OnDemandOptions<T> {
  readonly fetch: () => Promise<T>
  /** ms since 1970 */
  readonly now: () => number
  /** ms after which the value is renewed in the background; the old one serves meanwhile, and on failure. */
  readonly renewAfter: number
  readonly onChange?: (outcome: { readonly value: T } | { readonly error: unknown; readonly failures: number }) => void
}

/**
 * ms to wait after this many failures in a row: 1 s, doubling up to 10 s, the longest that a recovered OP goes
 * unnoticed.
 */
function backOff(failures: number): number {
  return failures === 0 ? 0 : Math.min(1000 * 2 ** (failures - 1), 10_000)
}

/** Makes the holder; nothing is fetched yet. */
export function onDemand<T>(options: OnDemandOptions<T>): OnDemand<T> {
  let held: { readonly value: T; readonly at: number } | undefined
  let pending: Promise<T> | undefined
  let failure: { readonly error: unknown; readonly at: number; readonly count: number } | undefined
  let timer: NodeJS.Timeout | undefined
  let closed = false

  async function attempt(): Promise<T> {
    try {
      const value = await options.fetch()
      held = { value, at: options.now() }
      failure = undefined
      options.onChange?.({ value })
      return value
    } catch (error) {
      failure = { error, at: options.now(), count: (failure?.count ?? 0) + 1 }
      options.onChange?.({ error, failures: failure.count })
      throw error
    } finally {
      pending = undefined
    }
  }

  function fetchOnce(): Promise<T> {
    if (pending !== undefined) return pending
    const waiting = failure !== undefined && options.now() - failure.at < backOff(failure.count)
    if (waiting) return Promise.reject(failure?.error)
    pending = attempt()
    return pending
  }

  function keepTrying(): void {
    if (closed || held !== undefined) return
    fetchOnce().catch(() => {
      if (closed) return
      timer = setTimeout(keepTrying, backOff(failure?.count ?? 0) + 10)
      timer.unref()
    })
  }

  return {
    get() {
      if (held === undefined) return fetchOnce()
      if (options.now() - held.at > options.renewAfter) fetchOnce().catch(() => undefined)
      return Promise.resolve(held.value)
    },
    start: keepTrying,
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}
