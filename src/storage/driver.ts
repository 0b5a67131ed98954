/**
 * Storage: what one request leaves for another. A map of this folder:
 *
 *   driver.ts   the thirteen verbs that a backend must know, and how it fails
 *   memory.ts   the verbs in one process: the embedded default
 *   redis.ts    the verbs on Redis or Valkey (redis-client.ts): one server, Sentinel or Cluster; url.ts reads its address
 *               connection.ts away and back again · redis-server.ts what deserves a warning about the server
 *   open.ts     the config's `storage` → a driver; Redis is loaded only where it is used · proof.ts that it does what a login needs
 *   seal.ts     AES-256-GCM over every record before Redis sees it
 *   stores.ts   the typed stores of core/ports/stores.ts, written once on the verbs; sessions.ts and logouts.ts parts of them
 *               records.ts records with a version, sealed
 */

/**
 * All that a storage backend must know: strings with a TTL. Every write expires; nothing is read, changed and
 * written back. `stores.ts` builds everything typed on these verbs, once; `memory.ts` and `redis.ts` implement them.
 *
 * Keys are plain strings; a part in braces is a hash tag (`tx:{id}`), so that keys used together are in one slot
 * of a Redis Cluster. The driver adds its prefix. TTLs are in milliseconds, and a TTL ≤ 0 writes nothing; one that is
 * not a number, or is infinite, is a RangeError. Values are well-formed Unicode text.
 * Every method rejects with StorageUnavailable when the backend can't be reached in time, or has no room.
 */
export interface StorageDriver {
  /** Writes the value, replacing any. */
  put(key: string, value: string, ttl: number): Promise<void>
  /** Writes the value only if the key is there; resolves to whether it was. Atomic. */
  replace(key: string, value: string, ttl: number): Promise<boolean>
  /** The value, or a counter as a decimal number. */
  get(key: string): Promise<string | undefined>
  /** Reads and deletes, atomically: of two takers only one gets it. */
  take(key: string): Promise<string | undefined>
  /**
   * Moves a value to another key under the same hash tag, unchanged, and writes `beside` in the same step; both live
   * `ttl` from now. Resolves to whether the value was there; where not, nothing is written. What stood at either key is
   * replaced. Atomic.
   */
  move(
    from: string,
    to: string,
    beside: { readonly key: string; readonly value: string },
    ttl: number,
  ): Promise<boolean>
  /** Writes only if the key is absent; resolves to whether this call wrote it. Atomic. */
  claim(key: string, value: string, ttl: number): Promise<boolean>
  /**
   * Adds members to a set. Each member lives for the longer of its own TTL and this one, and is gone after it: a set
   * that is added to forever does not grow forever. Atomic.
   */
  addToSet(key: string, members: readonly string[], ttl: number): Promise<void>
  /** Members of a set, in no order; empty where it is absent. */
  members(key: string): Promise<readonly string[]>
  /**
   * Counts one event; resolves to how many there were, including this one (0 where the TTL is ≤ 0). The first one
   * sets the TTL, later ones leave it: the count starts again when it is over. Atomic.
   */
  count(key: string, ttl: number): Promise<number>
  delete(...keys: readonly string[]): Promise<void>
  /** Every key that begins with this. Slow, and not a snapshot: only for an administrator's commands. */
  keys(beginning: string): Promise<readonly string[]>
  /** Resolves when the backend answers. */
  ping(): Promise<void>
  close(): Promise<void>
}

/** The backend did not answer in time, or refused: it is unknown whether the write happened. */
export class StorageUnavailable extends Error {
  override readonly name: string = 'StorageUnavailable'
}

/** The backend answers, but does not let us in or do what a login needs: nothing changes until an operator acts. */
export class StorageRefused extends StorageUnavailable {
  override readonly name = 'StorageRefused'
  /** What to do about it. */
  readonly cure: string
  constructor(message: string, cure: string) {
    super(message)
    this.cure = cure
  }
}

/**
 * A TTL as whole milliseconds, rounded up; 0 where it is ≤ 0.
 * @throws RangeError where it is not a number or is infinite: every write expires.
 */
export function wholeMilliseconds(ttl: number): number {
  if (!Number.isFinite(ttl)) throw new RangeError(`a TTL must be a number of milliseconds, not ${ttl}`)
  return Math.max(0, Math.ceil(ttl))
}
