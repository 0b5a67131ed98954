/**
 * Hears of changes in Redis: each is published, and listed in a stream that is asked every so often, in case the message
 * was lost. The message only says that it is time to ask.
 */
import type { Client } from '../storage/redis-client.ts'

/** ms between two questions: with the reading of what changed, all nodes have it within a second. */
const poll = 400
/** How many changes one answer has at most. */
const mostChanges = 1000

type Run = <T>(command: (client: Client) => Promise<T>) => Promise<T>
type Listener = (changed: ReadonlySet<string> | 'all') => void

export class RedisWatch {
  readonly #stream: string
  readonly #run: Run
  readonly #subscribe: () => Promise<Client>
  readonly #listeners = new Set<Listener>()
  #subscriber: Promise<Client> | undefined
  #timer: NodeJS.Timeout | undefined
  /** The last change that was told; undefined before it is known where the stream ends. */
  #last: string | undefined
  /** Something may have been missed. */
  #lost = false
  #asking: Promise<void> | undefined
  #again = false

  /** @param stream its name is that of the channel too */
  constructor(stream: string, run: Run, subscribe: () => Promise<Client>) {
    this.#stream = stream
    this.#run = run
    this.#subscribe = subscribe
  }

  /** The function that it returns ends it. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener)
    if (this.#timer === undefined) this.#begin()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) void this.close()
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#last = undefined
    this.#listeners.clear()
    const subscriber = this.#subscriber
    this.#subscriber = undefined
    await subscriber?.then(
      (client) => client.disconnect(),
      () => {},
    )
    await this.#asking
  }

  #begin(): void {
    this.#timer = setInterval(() => this.#ask(), poll).unref()
    this.#ask()
    this.#subscriber = this.#subscribe()
    this.#subscriber.then(
      (client) => {
        client.on('error', () => {})
        // Where we may not subscribe, asking every so often is enough.
        client.on('ready', () => void client.subscribe(this.#stream).catch(() => {}))
        client.on('message', () => this.#ask())
      },
      () => {},
    )
  }

  #ask(): void {
    if (this.#asking !== undefined) {
      this.#again = true
      return
    }
    this.#again = false
    this.#asking = this.#askNow().then(
      () => {},
      () => {
        this.#lost = true
      },
    )
    void this.#asking.then(() => {
      this.#asking = undefined
      if (this.#again && this.#timer !== undefined) this.#ask()
    })
  }

  async #askNow(): Promise<void> {
    if (this.#last === undefined) {
      const [newest] = await this.#run((client) => client.xrevrange(this.#stream, '+', '-', 'COUNT', 1))
      this.#last = newest?.[0] ?? '0-0'
      // What came before the first answer may have been read already, or not.
      this.#tell('all')
      return
    }
    const from = this.#last
    const found = await this.#run((client) => client.xrange(this.#stream, `(${from}`, '+', 'COUNT', mostChanges))
    const wasLost = this.#lost
    this.#lost = false
    this.#last = found.at(-1)?.[0] ?? from
    if (wasLost || found.length === mostChanges) this.#tell('all')
    else if (found.length > 0) this.#tell(new Set(found.map(([, [, changed = '']]) => changed)))
  }

  #tell(changed: ReadonlySet<string> | 'all'): void {
    for (const listener of this.#listeners) listener(changed)
  }
}
