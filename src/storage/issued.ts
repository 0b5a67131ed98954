/** Codes, tokens and grants, under digests: whoever reads the storage can use none of them. */
import type { JsonObject } from '../core/identifiers.ts'
import type { IssuedStore } from '../core/ports/issued.ts'
import type { StorageDriver } from './driver.ts'
import type { Records } from './records.ts'
import type { Sealer } from './seal.ts'

interface Issued {
  readonly v: 1
  readonly value: JsonObject
}

/** Ours are short; anything longer was never given out. */
const longestSecret = 512

export function createIssuedStore(
  driver: StorageDriver,
  records: Records,
  sealer: Sealer,
  now: () => number,
): IssuedStore {
  const keyOf = (kind: string, secret: string) => `issued:{${sealer.digest('issued', kind, secret)}}`
  const usedKey = (kind: string, secret: string) => `used:{${sealer.digest('issued', kind, secret)}}`
  const record = (value: JsonObject): Issued => ({ v: 1, value })
  return {
    put: (kind, secret, value, ttl) => records.put(keyOf(kind, secret), record(value), ttl),
    claim: (kind, secret, value, ttl) => records.claim(keyOf(kind, secret), record(value), ttl),
    replace: (kind, secret, value, ttl) => records.replace(keyOf(kind, secret), record(value), ttl),
    async get(kind, secret) {
      if (secret.length > longestSecret) return undefined
      return (await records.get<Issued>(keyOf(kind, secret)))?.value
    },
    delete: (kind, secret) => driver.delete(keyOf(kind, secret)),
    use: (kind, secret, ttl) => driver.claim(usedKey(kind, secret), String(now()), ttl),
    async usedAt(kind, secret) {
      const at = await driver.get(usedKey(kind, secret))
      return at === undefined ? undefined : Number(at)
    },
  }
}
