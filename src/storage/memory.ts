/**
 * Storage in the memory of one process: the embedded default. Nothing survives a restart, and a second process can't
 * see it.
 */
import { type StorageDriver, StorageUnavailable, wholeMilliseconds } from './driver.ts'

/** How often expired entries that are never read again are dropped, ms. */
const sweepInterval = 30_000
/** Roughly what an entry costs besides its text, in bytes. */
const overhead = 150
/** Texts and overhead together: some 50,000 logins in flight. A flood ends here, not at the heap's (attack 102). */
const defaultCapacity = 128 * 1024 * 1024

type Content = string | Map<string, number>
interface Entry {
  readonly content: Content
  /** ms since 1970; of a set: when its last member expires */
  expires: number
  size: number
}

/** Entries by key; expired ones are hidden, and the total size is limited. */
class Shelf {
  readonly #entries = new Map<string, Entry>()
  readonly #now: () => number
  readonly #capacity: number
  #size = 0
  #sweptAt = 0

  constructor(now: () => number, capacity: number) {
    this.#now = now
    this.#capacity = capacity
  }

  read(key: string): Entry | undefined {
    const entry = this.#entries.get(key)
    if (entry === undefined || entry.expires > this.#now()) return entry
    this.remove(key)
    return undefined
  }

  text(key: string): string | undefined {
    const content = this.read(key)?.content
    if (content instanceof Map) throw new StorageUnavailable('the key holds a set')
    return content
  }

  set(key: string): Map<string, number> {
    const content = this.read(key)?.content
    if (typeof content === 'string') throw new StorageUnavailable('the key does not hold a set')
    return content ?? new Map()
  }

  write(key: string, content: string, expires: number): void {
    const size = overhead + key.length + content.length
    const before = this.#entries.get(key)?.size ?? 0
    this.#reserve(size - before)
    this.#entries.set(key, { content, expires, size })
    this.#size += size - before
  }

  /**
   * Adds to a set in place: if it were copied, each login of someone with many sessions would cost more than the last.
   */
  add(key: string, members: readonly string[], expires: number): void {
    const entry = this.read(key)
    const set = this.set(key)
    const fresh = new Set(members.filter((member) => !set.has(member)))
    let growth = entry === undefined ? overhead + key.length : 0
    for (const member of fresh) growth += sizeOfMember(member)
    this.#reserve(growth)
    if (this.#entries.get(key) !== entry) {
      // It expired while room was made.
      this.add(key, members, expires)
      return
    }
    for (const member of members) set.set(member, Math.max(set.get(member) ?? 0, expires))
    if (entry === undefined) this.#entries.set(key, { content: set, expires, size: growth })
    else Object.assign(entry, { expires: Math.max(entry.expires, expires), size: entry.size + growth })
    this.#size += growth
  }

  /** Gives an entry another key and end. Never refused: it already has its room. */
  rename(from: string, to: string, expires: number): void {
    const entry = this.read(from)
    if (entry === undefined) return
    this.remove(from)
    this.remove(to)
    const size = entry.size + to.length - from.length
    this.#entries.set(to, { content: entry.content, expires, size })
    this.#size += size
  }

  remove(key: string): void {
    const entry = this.#entries.get(key)
    if (entry === undefined) return
    this.#entries.delete(key)
    this.#size -= entry.size
  }

  sweep(): void {
    const now = this.#now()
    this.#sweptAt = now
    for (const [key, entry] of this.#entries) {
      if (entry.expires <= now) this.remove(key)
      else if (typeof entry.content !== 'string') this.#drop(entry, entry.content, now)
    }
  }

  /** Drops the expired members of a set. */
  #drop(entry: Entry, members: Map<string, number>, now: number): void {
    for (const [member, expires] of members) {
      if (expires > now) continue
      members.delete(member)
      entry.size -= sizeOfMember(member)
      this.#size -= sizeOfMember(member)
    }
  }

  clear(): void {
    this.#entries.clear()
    this.#size = 0
  }

  *keys(): Iterable<string> {
    const now = this.#now()
    for (const [key, entry] of this.#entries) if (entry.expires > now) yield key
  }

  #reserve(growth: number): void {
    if (!this.#fits(growth)) throw new StorageUnavailable('the memory storage is full')
  }

  /** A full store is searched for expired entries at most once a second: a flood must not cost CPU that way. */
  #fits(growth: number): boolean {
    if (this.#size + growth <= this.#capacity) return true
    if (growth > 0 && this.#now() - this.#sweptAt >= 1000) this.sweep()
    return growth <= 0 || this.#size + growth <= this.#capacity
  }
}

function sizeOfMember(member: string): number {
  return member.length + overhead
}

/**
 * A driver on this process's memory. What is expired is dropped when read and by a sweep that does not keep the
 * process alive.
 * @param now ms since 1970
 * @param capacity bytes, roughly; writes beyond it are refused as a full Redis refuses them, so that what was
 *   acknowledged stays.
 */
export function memoryDriver(now: () => number = Date.now, capacity: number = defaultCapacity): StorageDriver {
  const shelf = new Shelf(now, capacity)
  const sweeper = setInterval(() => shelf.sweep(), sweepInterval)
  sweeper.unref()

  const write = (key: string, value: string, ttl: number, when: (there: boolean) => boolean): boolean => {
    const lifetime = wholeMilliseconds(ttl)
    if (lifetime === 0 || !when(shelf.read(key) !== undefined)) return false
    shelf.write(key, value, now() + lifetime)
    return true
  }
  return {
    async put(key, value, ttl) {
      write(key, value, ttl, () => true)
    },
    async replace(key, value, ttl) {
      return write(key, value, ttl, (there) => there)
    },
    async get(key) {
      return shelf.text(key)
    },
    async take(key) {
      const value = shelf.text(key)
      shelf.remove(key)
      return value
    },
    async move(from, to, beside, ttl) {
      const lifetime = wholeMilliseconds(ttl)
      const value = lifetime === 0 ? undefined : shelf.text(from)
      if (value === undefined) return false
      // What may be refused comes first: a full store must leave the value where it is.
      shelf.write(beside.key, beside.value, now() + lifetime)
      shelf.rename(from, to, now() + lifetime)
      return true
    },
    async claim(key, value, ttl) {
      return write(key, value, ttl, (there) => !there)
    },
    async addToSet(key, members, ttl) {
      const lifetime = wholeMilliseconds(ttl)
      if (lifetime > 0 && members.length > 0) shelf.add(key, members, now() + lifetime)
    },
    async members(key) {
      return [...shelf.set(key)].filter(([, expires]) => expires > now()).map(([member]) => member)
    },
    async count(key, ttl) {
      const lifetime = wholeMilliseconds(ttl)
      if (lifetime === 0) return 0
      const counted = Number(shelf.text(key) ?? 0) + 1
      shelf.write(key, String(counted), shelf.read(key)?.expires ?? now() + lifetime)
      return counted
    },
    async delete(...keys) {
      for (const key of keys) shelf.remove(key)
    },
    async keys(beginning) {
      return [...shelf.keys()].filter((key) => key.startsWith(beginning))
    },
    async ping() {},
    async close() {
      clearInterval(sweeper)
      shelf.clear()
    },
  }
}
