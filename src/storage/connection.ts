/** Commands on a client that may be away: limits on waiting, one kind of error, and reports of trouble. */
import { StorageRefused, StorageUnavailable } from './driver.ts'
import type { Client } from './redis-client.ts'

/** Called about trouble with the storage, and when it is over; the facts contain no secret. */
export type OnTrouble = (message: string, facts: Readonly<Record<string, unknown>>) => void

/** ms that a call waits for a connection that was just lost; later calls fail at once. */
const timeout = 1000
/** ms between two reports of one refusal, or of changing reasons of one outage. */
const reportInterval = 10_000

/**
 * Runs commands on the client: waits a moment for a connection that was just lost, turns every failure into
 * StorageUnavailable, and says when the storage goes away, why, and when it is back.
 */
export class Connection {
  readonly client: Client
  readonly #onTrouble: OnTrouble
  readonly #waiting = new Set<() => void>()
  readonly #refusals = new Map<string, number>()
  /** ms since 1970 when the connection was lost; undefined while there is one. */
  #lostAt: number | undefined = Date.now()
  #lastError: string | undefined
  #outage: { readonly since: number; reason: string; reportedAt: number } | undefined
  #closed = false

  constructor(client: Client, onTrouble: OnTrouble) {
    this.client = client
    this.#onTrouble = onTrouble
    const failed = (error: Error) => {
      this.#lastError = reasonOf(error)
      if (this.#lostAt !== undefined) this.#reportOutage(this.#lastError)
    }
    client.on('error', failed)
    client.on('node error', failed)
    client.on('ready', () => {
      this.#lostAt = undefined
      this.#lastError = undefined
      for (const wake of this.#waiting) wake()
    })
    client.on('close', () => {
      this.#lostAt ??= Date.now()
    })
  }

  /** @throws StorageUnavailable within about two seconds */
  async run<T>(command: (client: Client) => Promise<T>): Promise<T> {
    if (this.#lostAt !== undefined) await this.#untilReady(this.#lostAt)
    try {
      const answer = await command(this.client)
      if (this.#outage) this.#reportEnd(this.#outage.since)
      return answer
    } catch (error) {
      const reason = reasonOf(error)
      if (isRefusal(error)) this.#reportRefusal(reason)
      else this.#reportOutage(reason)
      throw unavailable(reason)
    }
  }

  /** Ends the connection; calls in flight get their answers where Redis still gives any. */
  async close(): Promise<void> {
    this.#closed = true
    if (this.#lostAt === undefined) await this.client.quit().catch(() => {})
    this.client.disconnect()
  }

  async #untilReady(lostAt: number): Promise<void> {
    const left = lostAt + timeout - Date.now()
    if (left > 0 && !this.#closed) await this.#wakened(left)
    if (this.#lostAt === undefined) return
    const reason = this.#lastError ?? 'the connection is lost'
    this.#reportOutage(reason)
    throw unavailable(reason)
  }

  #wakened(within: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        this.#waiting.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, within)
      this.#waiting.add(wake)
    })
  }

  #reportOutage(reason: string): void {
    if (this.#closed) return
    const now = Date.now()
    const known = this.#outage
    if (known && (known.reason === reason || now - known.reportedAt < reportInterval)) return
    this.#outage = { since: known?.since ?? now, reason, reportedAt: now }
    this.#onTrouble('The storage is not available', { reason })
  }

  #reportEnd(since: number): void {
    this.#outage = undefined
    this.#onTrouble('The storage is available again', { afterMs: Date.now() - since })
  }

  /** Redis is there but refuses: it is full, read-only, or a permission is missing. Reads may work all the while. */
  #reportRefusal(reason: string): void {
    const code = reason.split(' ', 1)[0] ?? reason
    const now = Date.now()
    if (now - (this.#refusals.get(code) ?? 0) < reportInterval) return
    this.#refusals.set(code, now)
    const { cure } = rightsCure(reason) ?? {}
    this.#onTrouble('The storage refuses a command', { reason, ...(cure && { cure }) })
  }
}

/** What is wrong with our permissions, if that is the cause: WRONGPASS and NOAUTH of AUTH, NOPERM of ACLs. */
function rightsCure(reason: string): { readonly cure: string } | undefined {
  if (/^(WRONGPASS|NOAUTH)\b|invalid (username-)?password|no password is set/i.test(reason)) {
    return { cure: 'Correct user and password in the address of the storage.' }
  }
  if (!/\bNOPERM\b|has no permissions|executing the script can't run/i.test(reason)) return undefined
  return {
    cure: 'Give the Redis user of the gateway what the reason names: ACL SETUSER NAME ~isthmus:* +@read +@write +@scripting +@connection +time (docs/keys.md).',
  }
}

function unavailable(reason: string): StorageUnavailable {
  const found = rightsCure(reason)
  const message = `Redis: ${reason}`
  return found === undefined ? new StorageUnavailable(message) : new StorageRefused(message, found.cure)
}

/** An error that Redis itself sent in answer to a command. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && error.name === 'ReplyError'
}

/** Only the error's message: ioredis attaches the command and its arguments to its errors, and they may be secret. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const code = 'code' in error ? String(error.code) : 'unknown'
  return (error.message || code).slice(0, 200)
}
