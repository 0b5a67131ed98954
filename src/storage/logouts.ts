/**
 * Logouts: sessions moved out of the way of every login, what became of each app, and the messages that wait for an
 * answer. A logout's records are under the hash tag of its session, where the participants are too.
 */
import type { SessionKey } from '../core/identifiers.ts'
import type {
  BrowserVisit,
  EndedLogin,
  EndingStore,
  ExpectedAnswer,
  LogoutAttempt,
  LogoutMark,
  LogoutOrigin,
  LogoutStore,
  Party,
} from '../core/ports/logout.ts'
import type { Session } from '../core/session/records.ts'
import type { StorageDriver } from './driver.ts'
import { type Records, readNumber } from './records.ts'
import type { Sealer } from './seal.ts'

/** The records of logouts, over the driver and its sealed records. */
export function createLogoutStore(driver: StorageDriver, records: Records): LogoutStore {
  const session = (key: SessionKey) => `sess:{${key}}`
  const logout = (key: SessionKey) => `logout:{${key}}`
  const asked = (key: SessionKey) => `asked:{${key}}`
  const marks = (key: SessionKey) => `mark:{${key}}`
  const sent = (requestId: string) => `sent:{${requestId}}`
  const visit = (key: SessionKey) => `visit:{${key}}`
  return {
    begin: (key, origin, ttl) =>
      isKey(key)
        ? records.move(session(key), logout(key), { key: asked(key), record: origin }, ttl)
        : Promise.resolve(false),
    async get(key) {
      if (!isKey(key)) return undefined
      const [ended, origin] = await Promise.all([
        records.get<Session>(logout(key), session(key)),
        records.get<LogoutOrigin>(asked(key)),
      ])
      return ended === undefined || origin === undefined ? undefined : { key, session: ended, origin }
    },
    async mark(key, added, ttl) {
      await driver.addToSet(
        marks(key),
        added.map(({ party, attempt, state }) => `${party} ${textOf(attempt)} ${state}`),
        ttl,
      )
    },
    marks: async (key) => (isKey(key) ? (await driver.members(marks(key))).flatMap(readMark) : []),
    expect: (requestId, expected, ttl) => records.put(sent(requestId), expected, ttl),
    expected: async (requestId) => (isRequestId(requestId) ? records.get<ExpectedAnswer>(sent(requestId)) : undefined),
    visit: (key, at, ttl) => records.put(visit(key), at, ttl),
    visited: (key) => records.get<BrowserVisit>(visit(key)),
  }
}

/** Keys and IDs are ours, base64url; anything else in a URL or message is not worth a round trip. */
const isKey = (key: string): boolean => /^[\w-]{1,64}$/.test(key)
const isRequestId = (id: string): boolean => /^[\w-]{1,128}$/.test(id)

const ways = ['backChannel', 'frame', 'chain'] as const satisfies readonly LogoutAttempt['way'][]
const occasions = ['last', 'late', 'again'] as const satisfies readonly LogoutAttempt['occasion'][]
const attempts: readonly LogoutAttempt[] = ways.flatMap((way) => [
  { way },
  ...occasions.map((occasion) => ({ way, occasion })),
])
const textOf = ({ way, occasion }: LogoutAttempt): string => (occasion === undefined ? way : `${way}.${occasion}`)

const states = ['sent', 'ended', 'told', 'refused', 'unreachable'] as const satisfies readonly LogoutMark['state'][]

/** One that another version wrote, and that this one does not know, counts as absent. */
function readMark(text: string): LogoutMark[] {
  const [party = '', attemptName, stateName] = text.split(' ')
  const attempt = attempts.find((known) => textOf(known) === attemptName)
  const state = states.find((name) => name === stateName)
  return attempt === undefined || state === undefined ? [] : [{ party: party as Party, attempt, state }]
}

/** Logins that are over, by what describes them. */
export function createEndingStore(driver: StorageDriver, sealer: Sealer): EndingStore {
  const keyOf = (ended: EndedLogin) => `over:${sealer.digest('over', ...describe(ended))}`
  return {
    put: (ended, at, ttl) => driver.put(keyOf(ended), String(Math.floor(at)), ttl),
    async get(ended) {
      const at = await driver.get(keyOf(ended))
      return at === undefined ? undefined : readNumber(at)
    },
  }
}

function describe(ended: EndedLogin): string[] {
  switch (ended.by) {
    case 'authTime':
      return [ended.by, ended.issuer, ended.subject, String(ended.authTime)]
    case 'sid':
      return [ended.by, ended.issuer, ended.sid]
    case 'sub':
      return [ended.by, ended.issuer, ended.subject]
  }
}
