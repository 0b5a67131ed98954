/**
 * Sealed JSON records over the driver: each states its version, and what can't be read counts as absent.
 */
import type { StorageDriver } from './driver.ts'
import type { Sealer } from './seal.ts'

/** What every record has: a reader of another version treats it as absent. */
export interface Versioned {
  readonly v: number
}

/** The version in which a kind of record is written and read; 1 where it is not named here. */
const versions: Readonly<Record<string, number>> = { tx: 2, sess: 2, part: 2, asked: 2, sent: 2 }

/** The driver's verbs on sealed records. `T` is what the writer put there: nobody else can seal. */
export interface Records {
  put(key: string, record: Versioned, ttl: number): Promise<void>
  claim(key: string, record: Versioned, ttl: number): Promise<boolean>
  replace(key: string, record: Versioned, ttl: number): Promise<boolean>
  /** @param sealedAs the key under which it was sealed, if it was moved since */
  get<T extends Versioned>(key: string, sealedAs?: string): Promise<T | undefined>
  /**
   * Moves a record, still sealed under its old key, and writes another beside it, in one step (the driver's `move`).
   */
  move(
    from: string,
    to: string,
    beside: { readonly key: string; readonly record: Versioned },
    ttl: number,
  ): Promise<boolean>
  take<T extends Versioned>(key: string): Promise<T | undefined>
}

/**
 * A whole number that was written without a seal. What is none counts as higher than all: up to it logins are ended, or
 * so many guesses were made, and neither may be undone by damage.
 */
export function readNumber(text: string): number {
  return /^-?\d{1,16}$/.test(text) ? Number(text) : Number.POSITIVE_INFINITY
}

/**
 * @param onUnreadable called with the kind of a record (`sess`) that was there but could not be read: another sealing
 * key,
 *   another version, or someone wrote to the storage.
 */
export function createRecords(driver: StorageDriver, sealer: Sealer, onUnreadable: (kind: string) => void): Records {
  const write = (key: string, record: Versioned) => sealer.seal(key, JSON.stringify(record))
  const read = <T extends Versioned>(key: string, sealed: string | undefined): T | undefined => {
    if (sealed === undefined) return undefined
    const text = sealer.unseal(key, sealed)
    const record: T | undefined = text === undefined ? undefined : JSON.parse(text)
    const kind = key.slice(0, key.indexOf(':'))
    if (record?.v === (versions[kind] ?? 1)) return record
    onUnreadable(kind)
    return undefined
  }
  return {
    put: (key, record, ttl) => driver.put(key, write(key, record), ttl),
    claim: (key, record, ttl) => driver.claim(key, write(key, record), ttl),
    replace: (key, record, ttl) => driver.replace(key, write(key, record), ttl),
    get: async (key, sealedAs = key) => read(sealedAs, await driver.get(key)),
    move: (from, to, { key, record }, ttl) => driver.move(from, to, { key, value: write(key, record) }, ttl),
    take: async (key) => read(key, await driver.take(key)),
  }
}
