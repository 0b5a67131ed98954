/**
 * The cookie of a protected site, and the SSO session that it stands for. It holds the key of the session's record,
 * which opens nothing, and our word that this site was given it: so one read of the storage tells whether the session
 * still lives, and a logout anywhere ends it here too.
 */
import type { CookieChange } from '../core/http.ts'
import { type SessionKey, sessionKey } from '../core/identifiers.ts'
import type { SessionDependencies } from '../core/ports/hub.ts'
import type { Session } from '../core/session/records.ts'

/** Opens one site. */
export type SiteCookie = CookieChange<'site'>

/** Our word for a value, for one purpose; app.ts makes it from the keys. */
export interface Vouching {
  sign(purpose: string, value: string): string
  verify(purpose: string, value: string, token: string): boolean
}

const purpose = 'forward-auth'
const claimOf = (host: string, key: string): string => `${host} ${key}`

/** The cookie that lets the browser of this session into the site. */
export function siteCookie(vouching: Vouching, host: string, key: SessionKey): SiteCookie {
  return { name: 'site', value: `${key}.${vouching.sign(purpose, claimOf(host, key))}` }
}

/** The key in the cookie, if we gave it to this site: a stranger's guesses cost the storage nothing. */
export function provedKey(vouching: Vouching, host: string, cookie: string | undefined): SessionKey | undefined {
  const [, key, token] = /^([\w-]{43})\.([\w-]{43})$/.exec(cookie ?? '') ?? []
  if (key === undefined || token === undefined || !vouching.verify(purpose, claimOf(host, key), token)) return undefined
  return sessionKey(key)
}

/** The session under this key, while it lives. */
export async function readLive(hub: SessionDependencies, key: SessionKey): Promise<Session | undefined> {
  const session = await hub.stores.sessions.get(key)
  return session === undefined || session.end <= hub.now() ? undefined : session
}
