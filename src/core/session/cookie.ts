/**
 * The SSO session: cookie.ts how a browser leads to it · records.ts what is kept of it, and of those who took part.
 *
 * From a browser's cookie to its sessions. The cookie's value is a secret; the session that it was made for is kept
 * under its hash, and beside it a list of the others, which the browser had already. A new session always comes with a
 * new cookie: a value that someone planted never opens what the person adds to it.
 */

import type { Browser, CookieChange } from '../http.ts'
import { type SessionKey, sessionKey } from '../identifiers.ts'
import type { SessionDependencies } from '../ports/hub.ts'
import { randomToken, sha256 } from '../tokens.ts'
import type { BrowserSessions, LiveSession } from './records.ts'

/** Holds the session's secret. */
export type SessionCookie = CookieChange<'session'>

/** The key under which the session of this cookie value is kept. */
export const keyOf = (cookie: string): SessionKey => sessionKey(sha256(cookie))

/** A fresh session cookie and the key that belongs to it: never one that the browser brought (attack 90). */
export function newSessionCookie(): { key: SessionKey; cookie: SessionCookie } {
  const value = randomToken(32)
  return { key: keyOf(value), cookie: { name: 'session', value } }
}

/**
 * All sessions behind this browser's cookie: the one that it was made for, and those that it took over from the cookie
 * before.
 */
export async function readSessions(hub: SessionDependencies, browser: Browser): Promise<BrowserSessions> {
  if (browser.session === undefined) return { live: [], ended: [] }
  const own = keyOf(browser.session)
  const read = async (key: SessionKey) => ({ key, session: await hub.stores.sessions.get(key) })
  const beside = async () => Promise.all((await hub.stores.sessions.beside(own)).map(read))
  const [first, others] = await Promise.all([read(own), beside()])
  const live: LiveSession[] = []
  const ended: SessionKey[] = []
  for (const { key, session } of [first, ...others]) {
    if (session === undefined || session.end <= hub.now()) ended.push(key)
    else live.push({ key, session })
  }
  return { live, ended }
}
