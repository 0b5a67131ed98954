/**
 * A logout stays a logout: many upstreams go on knowing the person (Authelia has no logout at all), and hand the same
 * authentication back at the next login. It is over for us, so the person is asked once more.
 */
import type { Authentication } from '../policy/identity.ts'
import type { Hub } from '../ports/hub.ts'
import type { EndedLogin } from '../ports/logout.ts'

/** Whether a logout, ours or one that the upstream told us of, has ended this authentication already. */
export async function isEnded(hub: Pick<Hub, 'stores'>, authentication: Authentication): Promise<boolean> {
  const { issuer, subject, sid, context } = authentication
  const { authTime, issuedAt } = context
  // A token of an old login may be issued after its logout, where the browser brings the code late.
  const since = authTime ?? issuedAt
  const bySubject: EndedLogin = { by: 'sub', issuer, subject }
  const exact: readonly EndedLogin[] = [
    ...(authTime === undefined ? [] : [{ by: 'authTime', issuer, subject, authTime } as const]),
    ...(sid === undefined ? [] : [{ by: 'sid', issuer, sid } as const]),
  ]
  const [upTo, ...found] = await Promise.all([bySubject, ...exact].map((ended) => hub.stores.endings.get(ended)))
  // A person may come back at once after a logout of all that was: what began later is another login.
  if (upTo !== undefined && since <= upTo) return true
  return found.some((ended) => ended !== undefined)
}
