/**
 * Sessions, who took part in them, and what finds them for logout. A session's records are under its hash tag;
 * indexes are elsewhere, are written separately and may be stale: code that finds a session by one reads it and checks.
 */
import type { AppId, SessionKey } from '../core/identifiers.ts'
import { sessionKey } from '../core/identifiers.ts'
import type { Stores } from '../core/ports/stores.ts'
import type { Participant, Session, SessionIndexKey } from '../core/session/records.ts'
import type { StorageDriver } from './driver.ts'
import type { Records } from './records.ts'
import type { Sealer } from './seal.ts'

/** Keys of all existing sessions, in no order; slow, only for an administrator's commands. */
export async function allSessionKeys(driver: Pick<StorageDriver, 'keys'>): Promise<readonly SessionKey[]> {
  const found = await driver.keys('sess:{')
  return found.map((key) => sessionKey(key.slice('sess:{'.length, -1)))
}

/** @param now ms since 1970: records end when what they describe ends. */
export function createSessionStore(
  driver: StorageDriver,
  records: Records,
  sealer: Sealer,
  now: () => number,
): Stores['sessions'] {
  const session = (key: SessionKey) => `sess:{${key}}`
  const beside = (key: SessionKey) => `beside:{${key}}`
  // This list opens sessions, so nobody who can't seal may write it: each entry says whose it is.
  const vouched = (key: SessionKey, others: readonly SessionKey[]) =>
    others.map((other) => `${other} ${sealer.digest('beside', key, other)}`)
  const apps = (key: SessionKey) => `part:{${key}}`
  const digestOf = (app: AppId) => sealer.digest('app', app).slice(0, 22)
  const participant = (key: SessionKey, digest: string) => `part:{${key}}:${digest}`
  const index = (by: SessionIndexKey) => {
    const [kind = '', ...parts] = indexParts(by)
    return `by:${kind}:${sealer.digest(kind, ...parts)}`
  }
  const names = createNameStore(driver, sealer)
  const remaining = (record: { readonly end: number }) => record.end - now()
  const pointTo = (key: SessionKey, record: { readonly end: number }, ...by: readonly SessionIndexKey[]) =>
    by.map((one) => driver.addToSet(index(one), [key], remaining(record)))

  return {
    async create(key, record, others = []) {
      const written = records.put(session(key), record, remaining(record))
      const kept = driver.addToSet(beside(key), vouched(key, others), remaining(record))
      await Promise.all([written, kept, ...pointTo(key, record, ...sessionIndexes(record))])
    },
    async beside(key) {
      const members = await driver.members(beside(key))
      const others = members.map((member) => sessionKey(member.split(' ')[0] ?? ''))
      return others.filter((other, index) => vouched(key, [other])[0] === members[index])
    },
    keepBeside: (key, other, end) => driver.addToSet(beside(key), vouched(key, [other]), end - now()),
    async replace(key, record) {
      const replaced = records.replace(session(key), record, remaining(record))
      await Promise.all([replaced, ...pointTo(key, record, ...sessionIndexes(record))])
      return replaced
    },
    get: (key) => records.get<Session>(session(key)),
    async addParticipant(key, record) {
      const digest = digestOf(record.app)
      await Promise.all([
        records.put(participant(key, digest), record, remaining(record)),
        driver.addToSet(apps(key), [digest], remaining(record)),
        ...pointTo(key, record, ...participantIndexes(record)),
        names.add(record.app, record.subject.value, remaining(record)),
      ])
    },
    async participants(key) {
      const digests = await driver.members(apps(key))
      const found = await Promise.all(digests.map((digest) => records.get<Participant>(participant(key, digest))))
      return found.filter((record) => record !== undefined)
    },
    participant: (key, app) => records.get<Participant>(participant(key, digestOf(app))),
    find: async (by) => (await driver.members(index(by))).map(sessionKey),
  }
}

/**
 * How long after its session an app's name for a person is still known, ms: apps' clocks differ, and some keep using it
 * for a while.
 */
const namesOutlive = 24 * 3600_000

/**
 * Which names apps were told, only as keyed digests: a logout that finds no session is judged by them. A set of one,
 * since a set keeps the longest time.
 */
export function createNameStore(driver: StorageDriver, sealer: Sealer) {
  const keyOf = (app: AppId, name: string) => `told:${sealer.digest('told', app, name)}`
  return {
    add: (app: AppId, name: string, ttl: number) => driver.addToSet(keyOf(app, name), ['1'], ttl + namesOutlive),
    has: async (app: AppId, name: string) => (await driver.members(keyOf(app, name))).length > 0,
  }
}

function sessionIndexes({ authentication, browser }: Session): SessionIndexKey[] {
  const { issuer, sid, subject, alias } = authentication
  const always: SessionIndexKey[] = [
    { by: 'sub', issuer, subject },
    { by: 'browser', browser },
    ...(alias === undefined ? [] : [{ by: 'sub', issuer, subject: alias } as const]),
  ]
  return sid === undefined ? always : [...always, { by: 'up', issuer, sid }]
}

function participantIndexes({ app, subject, handle }: Participant): SessionIndexKey[] {
  return [
    { by: 'name', app, name: subject.value },
    { by: 'handle', handle },
  ]
}

/** The index's name in the storage, and what is looked up in it. */
function indexParts(by: SessionIndexKey): string[] {
  switch (by.by) {
    case 'name':
      return [by.by, by.app, by.name]
    case 'handle':
      return ['index', by.handle]
    case 'up':
      return [by.by, by.issuer, by.sid]
    case 'sub':
      return [by.by, by.issuer, by.subject]
    case 'browser':
      return [by.by, by.browser]
  }
}
