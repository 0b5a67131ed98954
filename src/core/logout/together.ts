/**
 * Sessions that end together: those that one person has at one upstream in one browser, by whichever of its clients,
 * and all of a browser where the person signs out.
 */
import type { Browser } from '../http.ts'
import type { SessionKey } from '../identifiers.ts'
import type { EndingDependencies, SessionDependencies } from '../ports/hub.ts'
import { readSessions } from '../session/cookie.ts'
import type { LiveSession, Session } from '../session/records.ts'
import { endSession, type LogoutWish } from './record.ts'

/** These sessions, and those of the same browser, issuer and subject. */
export async function withLinked(
  hub: SessionDependencies,
  keys: readonly SessionKey[],
): Promise<readonly SessionKey[]> {
  const found = await Promise.all(keys.map((key) => linkedTo(hub, key)))
  return [...new Set([...keys, ...found.flat()])]
}

async function linkedTo(hub: SessionDependencies, key: SessionKey): Promise<readonly SessionKey[]> {
  const session = await hub.stores.sessions.get(key)
  if (session === undefined) return []
  return (await inBrowser(hub, session)).filter((other) => isSamePerson(session, other.session)).map(({ key }) => key)
}

/** An index may be stale: only what a session itself says counts. */
async function inBrowser({ stores: { sessions } }: SessionDependencies, { browser }: Session): Promise<LiveSession[]> {
  const keys = await sessions.find({ by: 'browser', browser })
  const found = await Promise.all(keys.map(async (key) => ({ key, session: await sessions.get(key) })))
  return found.flatMap(({ key, session }) => (session?.browser === browser ? [{ key, session }] : []))
}

const isSamePerson = ({ authentication: one }: Session, { authentication: other }: Session): boolean =>
  one.issuer === other.issuer && one.subject === other.subject

/**
 * Ends sessions of one browser in one go: the first one's logout leads through those of the others, and answers. One
 * that is already gone is skipped. Resolves to the key of the logout that leads; undefined where there was none to end.
 */
export async function endTogether(
  hub: EndingDependencies,
  keys: readonly SessionKey[],
  wish: LogoutWish,
): Promise<SessionKey | undefined> {
  const { answer, ...quiet } = wish
  const [first, ...others] = keys
  if (first === undefined) return undefined
  if (!(await endSession(hub, first, others.length === 0 ? wish : { ...wish, also: others }))) {
    return endTogether(hub, others, wish)
  }
  await Promise.all(others.map((key) => endSession(hub, key, quiet)))
  return first
}

/**
 * Ends all sessions of a browser, including those that a login in another tab is just bringing: it writes its session
 * first and then checks whether it was ended; here they are looked for once more when all have ended.
 */
export async function endAllOf(
  hub: EndingDependencies,
  browser: Browser,
  wish: LogoutWish,
): Promise<SessionKey | undefined> {
  const { live } = await readSessions(hub, browser)
  const beside = async () => (await Promise.all(live.map(({ session }) => inBrowser(hub, session)))).flat()
  const keys = [...live, ...(await beside())].map(({ key }) => key)
  const lead = await endTogether(hub, [...new Set(keys)], wish)
  const { answer, ...quiet } = wish
  for (const { key } of await beside()) await endSession(hub, key, quiet)
  return lead
}
