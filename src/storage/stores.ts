/**
 * The typed stores of core/ports.ts, on the verbs of a driver. The names of the records (they can't change):
 *
 *   tx:{id}            a PendingLogin, LoginTransaction or Tombstone                       sealed
 *   ticket:{id}        a validated message between a cross-site POST and our GET, 60 s; what   sealed
 *                      a person began to enter, longer
 *   sess:{h}           a Session; h = SHA-256 of the cookie's value                        sealed
 *   beside:{h}         set: the other sessions of that browser, which its cookie finds too
 *   part:{h}           set: digests of the apps that took part
 *   part:{h}:<digest>  the Participant of one app                                          sealed
 *   logout:{h}         the Session once it is ended, sealed as sess:{h}: it was moved              sealed
 *   asked:{h}          who ended it, written in the same step                              sealed
 *   mark:{h}           set: what became of each app
 *   sent:{id}          which logout a message of ours belongs to                           sealed
 *   visit:{h}          where the browser of that cookie was sent last in a logout            sealed
 *   over:<digest>      up to when logins of a description are ended, seconds
 *   told:<digest>      that an app was told a name: (app, name), a day longer than its session
 *   by:name:<digest>   set of h: (app, its name for a person)   by:index:<digest>   (handle)
 *   by:up:<digest>     (issuer, sid)                            by:sub:<digest>     (issuer, sub)
 *   by:browser:<digest>  (browser)
 *   issued:{<digest>}   a code, token or grant of an OpenID Provider: (kind, secret)           sealed
 *   used:{<digest>}     when it was used, ms
 *   consent:<digest>   what a person has agreed to: (app, issuer, sub)                     sealed
 *   consents:<digest>  set: the apps with which a person has agreed: (issuer, sub)
 *   seen:<digest>      who claimed a message: (sender, ID)
 *   limit:<digest>     a counter
 *
 * Digests are keyed (seal.ts) and keep keys short whatever an app or upstream sends.
 */
import type { KeyObject } from 'node:crypto'
import { type AppId, type JsonObject, readAppId } from '../core/identifiers.ts'
import type { ConsentTerms, TransactionRecord } from '../core/login/transaction.ts'
import type { PersonAtIssuer, Stores } from '../core/ports/stores.ts'
import type { StorageDriver } from './driver.ts'
import { createIssuedStore } from './issued.ts'
import { createEndingStore, createLogoutStore } from './logouts.ts'
import { createRecords, type Records, readNumber } from './records.ts'
import { createSealer, openSealer, type Sealer } from './seal.ts'
import { createNameStore, createSessionStore } from './sessions.ts'

/** How long a ticket waits for its GET, ms (contract). */
const ticketLifetime = 60_000

export interface StoresOptions {
  /** The AES-256 key of the key set. */
  readonly sealing: KeyObject
  /** Whether records leave this process's memory and must be sealed; they are where absent. */
  readonly sealed?: boolean
  /** ms since 1970 */
  now(): number
  /** Called with the kind of a record that was there but could not be read, e.g. `sess`. */
  onUnreadable?(kind: string): void
}

/** All stores on one driver. Their methods reject with StorageUnavailable as the driver's do. */
export function createStores(driver: StorageDriver, options: StoresOptions): Stores {
  const { sealing, sealed = true } = options
  const sealer = sealed ? createSealer(sealing) : openSealer
  const records = createRecords(driver, sealer, options.onUnreadable ?? (() => {}))
  return {
    transactions: transactionStore(records),
    tickets: ticketStore(records),
    sessions: createSessionStore(driver, records, sealer, options.now),
    names: createNameStore(driver, sealer),
    consents: consentStore(driver, records, sealer),
    logouts: createLogoutStore(driver, records),
    endings: createEndingStore(driver, sealer),
    issued: createIssuedStore(driver, records, sealer, options.now),
    seen: seenStore(driver, sealer),
    limits: limitStore(driver, sealer),
  }
}

/** Ids are ours, base64url; anything else in a URL is not worth a round trip. */
const isId = (id: string): boolean => /^[\w-]{1,64}$/.test(id)

function transactionStore(records: Records): Stores['transactions'] {
  const keyOf = (id: string) => `tx:{${id}}`
  return {
    put: (record, ttl) => records.put(keyOf(record.id), record, ttl),
    get: async (id) => (isId(id) ? records.get<TransactionRecord>(keyOf(id)) : undefined),
    take: async (id) => (isId(id) ? records.take<TransactionRecord>(keyOf(id)) : undefined),
  }
}

interface Ticket {
  readonly v: 1
  readonly value: JsonObject
}

function ticketStore(records: Records): Stores['tickets'] {
  const keyOf = (id: string) => `ticket:{${id}}`
  return {
    put(id, value, ttl = ticketLifetime) {
      const ticket: Ticket = { v: 1, value }
      return records.put(keyOf(id), ticket, ttl)
    },
    get: async (id) => (isId(id) ? (await records.get<Ticket>(keyOf(id)))?.value : undefined),
    take: async (id) => (isId(id) ? (await records.take<Ticket>(keyOf(id)))?.value : undefined),
  }
}

interface Consent {
  readonly v: 1
  readonly terms: ConsentTerms
}

function consentStore(driver: StorageDriver, records: Records, sealer: Sealer): Stores['consents'] {
  const keyOf = (app: AppId, { issuer, subject }: PersonAtIssuer) =>
    `consent:${sealer.digest('consent', app, issuer, subject)}`
  const listOf = ({ issuer, subject }: PersonAtIssuer) => `consents:${sealer.digest('consents', issuer, subject)}`
  const get = async (app: AppId, person: PersonAtIssuer) => (await records.get<Consent>(keyOf(app, person)))?.terms
  return {
    async put(app, person, terms, ttl) {
      const consent: Consent = { v: 1, terms }
      await records.put(keyOf(app, person), consent, ttl)
      await driver.addToSet(listOf(person), [app], ttl)
    },
    get,
    delete: (app, person) => driver.delete(keyOf(app, person)),
    async apps(person) {
      const listed = (await driver.members(listOf(person))).map(readAppId)
      const known = await Promise.all(listed.map((app) => get(app, person)))
      return listed.filter((_, at) => known[at] !== undefined)
    },
  }
}

function seenStore(driver: StorageDriver, sealer: Sealer): Stores['seen'] {
  const keyOf = (entityId: string, requestId: string) => `seen:${sealer.digest('seen', entityId, requestId)}`
  return {
    async claim(sender, id, claimant, ttl) {
      const key = keyOf(sender, id)
      if (await driver.claim(key, claimant, ttl)) return claimant
      return (await driver.get(key)) ?? ''
    },
    holder: (sender, id) => driver.get(keyOf(sender, id)),
  }
}

function limitStore(driver: StorageDriver, sealer: Sealer): Stores['limits'] {
  const keyOf = (name: string, window: number) => `limit:${sealer.digest('limit', name, String(window))}`
  return {
    count: (name, window) => driver.count(keyOf(name, window), window),
    peek: async (name, window) => readNumber((await driver.get(keyOf(name, window))) ?? '0'),
  }
}
