/** From a browser's cookie to its session. The cookie's value is a secret; the session is kept under its hash. */

import type { Browser, CookieChange } from '../http.ts'
import { type SessionKey, sessionKey } from '../identifiers.ts'
import type { SessionDependencies } from '../ports/hub.ts'
import { randomToken, sha256 } from '../tokens.ts'
import type { LiveSession } from './records.ts'

/** The key under which the session of this cookie value is kept. */
export const keyOf = (cookie: string): SessionKey => sessionKey(sha256(cookie))

/** A fresh session cookie and the key that belongs to it: never one that the browser brought (attack 90). */
export function newSessionCookie(): { key: SessionKey; cookie: CookieChange } {
  const value = randomToken(32)
  return { key: keyOf(value), cookie: { name: 'session', value } }
}

/** The browser's session, if it has one that has not ended. */
export async function readSession(hub: SessionDependencies, browser: Browser): Promise<LiveSession | undefined> {
  if (browser.session === undefined) return undefined
  const key = keyOf(browser.session)
  const session = await hub.stores.sessions.get(key)
  return session === undefined || session.end <= hub.now() ? undefined : { key, session }
}
