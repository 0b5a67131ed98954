/**
 * A logout stays a logout: many upstreams go on knowing the person (Authelia has no logout at all), and hand the same
 * authentication back at the next login. For us it is over, so the person is asked once more.
 */
import type { Authentication } from '../policy/identity.ts'
import type { EndingDependencies } from '../ports/hub.ts'
import type { EndedLogin } from '../ports/logout.ts'
import type { Stores } from '../ports/stores.ts'
import type { BrowserSessions, Session } from '../session/records.ts'
import { endedAtUpstream, type OpenLogout, readLogout } from './record.ts'

/** Whether a logout, ours or one that the upstream told us of, has ended this authentication already. */
export async function isEnded(
  hub: { readonly stores: Pick<Stores, 'endings'> },
  authentication: Authentication,
): Promise<boolean> {
  const { issuer, subject, alias, sid, context } = authentication
  const { authTime, issuedAt } = context
  // A token of an old login may be issued after its logout, where the browser brings the code late.
  const since = authTime ?? issuedAt
  const names = alias === undefined ? [subject] : [subject, alias]
  const bySubject = names.map((name): EndedLogin => ({ by: 'sub', issuer, subject: name }))
  const exact: readonly EndedLogin[] = [
    ...(authTime === undefined ? [] : [{ by: 'authTime', issuer, subject, authTime } as const]),
    ...(sid === undefined ? [] : [{ by: 'sid', issuer, sid } as const]),
  ]
  const all = await Promise.all([...bySubject, ...exact].map((ended) => hub.stores.endings.get(ended)))
  // A person may come back at once after a logout of all that was: what began later is another login.
  if (all.slice(0, names.length).some((upTo) => upTo !== undefined && since <= upTo)) return true
  return all.slice(names.length).some((ended) => ended !== undefined)
}

/**
 * Whether an ended session by itself is evidence that its person must prove again who they are: somebody wanted this
 * logout, and nothing shows that the upstream's own session ended with it.
 */
function isEvidence(open: Pick<OpenLogout, 'origin' | 'marks' | 'session'>): boolean {
  const { by } = open.origin
  return (by === 'person' || by === 'app' || by === 'administrator') && !endedAtUpstream(open)
}

/**
 * The upstream gave no time by which an ended login could be recognised: without the browser's cookie nothing tells.
 */
export function isOnlyEvidence(open: Pick<OpenLogout, 'origin' | 'marks' | 'session'>): boolean {
  return open.session.authentication.context.authTime === undefined && isEvidence(open)
}

/**
 * When this browser last signed out the person who now comes back from an upstream, ms since 1970; undefined where it
 * did not, or has had a session of that person since.
 */
export async function signedOutAt(
  hub: EndingDependencies,
  { live, ended }: BrowserSessions,
  { issuer, subject }: Authentication,
): Promise<number | undefined> {
  const isTheirs = ({ session }: { readonly session: Session }) =>
    session.authentication.issuer === issuer && session.authentication.subject === subject
  if (live.some(isTheirs)) return undefined
  const logouts = await Promise.all(ended.map((key) => readLogout(hub, key)))
  const known = logouts.filter((open) => open !== undefined).filter((open) => isTheirs(open) && isEvidence(open))
  return known.length === 0 ? undefined : Math.max(...known.map(({ origin }) => origin.at))
}
