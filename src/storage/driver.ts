/**
 * All that a storage backend must know: strings with a TTL. Every write expires, nothing is read, changed and
 * written back. `stores.ts` builds everything typed on these verbs, once; `memory.ts` and `redis.ts` implement them.
 *
 * Keys are plain strings; a part in braces is a hash tag (`tx:{id}`), so that keys touched together lie in one slot
 * of a Redis Cluster. The driver adds its prefix. TTLs are in milliseconds, and a TTL ≤ 0 writes nothing.
 * Every method rejects with StorageUnavailable when the backend can't be reached in time.
 */
export interface StorageDriver {
  /** Writes the value, replacing any. */
  put(key: string, value: string, ttl: number): Promise<void>
  /** Writes the value only if the key is there; resolves to whether it was. Atomic. */
  replace(key: string, value: string, ttl: number): Promise<boolean>
  get(key: string): Promise<string | undefined>
  /** Reads and deletes, atomically: of two takers one gets it. */
  take(key: string): Promise<string | undefined>
  /** Writes only if the key is absent; resolves to whether this call wrote it. Atomic. */
  claim(key: string, value: string, ttl: number): Promise<boolean>
  /** Adds members to a set; the set lives for the longer of its TTL and this one. Atomic. */
  addToSet(key: string, members: readonly string[], ttl: number): Promise<void>
  /** Members of a set, in no order; empty where it is absent. */
  members(key: string): Promise<readonly string[]>
  delete(...keys: readonly string[]): Promise<void>
  /** Resolves when the backend answers. */
  ping(): Promise<void>
  close(): Promise<void>
}

/** The backend did not answer in time: nothing is known of whether the write happened. */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable'
}
