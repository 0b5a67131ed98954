/** Who is signed in, and to which apps; a session ended. */
import { identifierOf, type SessionKey, type UpstreamName } from '../core/identifiers.ts'
import { endWithoutBrowser } from '../core/logout/steps.ts'
import { personName } from '../core/policy/person-name.ts'
import type { Session } from '../core/session/records.ts'
import { mapInSlices } from '../core/slices.ts'
import { recordedAsFarAsItCame } from './acts.ts'
import { type Administrator, demand } from './administrator.ts'
import type { AdminDependencies } from './dependencies.ts'
import { notFound } from './refused.ts'

export interface SeenSession {
  /** The first characters of its key, as in audit events: it opens nothing. */
  readonly reference: string
  readonly upstream: UpstreamName
  /** What the person knows themselves by; absent where the upstream gave no name. */
  readonly person?: string
  /** The upstream's own name for the person. */
  readonly subject: string
  /** ms since 1970, as the next two */
  readonly createdAt: number
  readonly verifiedAt: number
  readonly end: number
  /** Its apps, by the identifier each has. */
  readonly apps: readonly { readonly identifier: string; readonly displayName?: string; readonly issuedAt: number }[]
}

export interface SessionList {
  readonly total: number
  readonly sessions: readonly SeenSession[]
}

/** So many characters of a key are shown. */
const shown = 8

/** Newest first. @param wish.person part of a name or subject @param wish.limit at most 1000 */
export async function listSessions(
  deps: AdminDependencies,
  wish: { readonly person?: string; readonly limit?: number } = {},
): Promise<SessionList> {
  const wanted = wish.person?.toLowerCase()
  const found = (await readAll(deps)).filter(
    ({ who: { person = '', subject } }) =>
      wanted === undefined || [person, subject].some((text) => text.toLowerCase().includes(wanted)),
  )
  const newest = found.sort((one, other) => other.who.createdAt - one.who.createdAt)
  const listed = newest.slice(0, Math.min(wish.limit ?? 1000, 1000))
  return { total: newest.length, sessions: await withApps(deps, listed) }
}

/** The session itself, for a preview. @throws Refused `not-found` */
export async function readSession(
  deps: AdminDependencies,
  reference: string,
): Promise<{ readonly key: SessionKey; readonly session: Session }> {
  if (!/^[A-Za-z0-9_-]{8,64}$/.test(reference)) throw noSession(reference)
  const keys = (await deps.sessions.keys()).filter((key) => key.startsWith(reference))
  const [key] = keys
  if (key === undefined || keys.length > 1) throw noSession(reference)
  const session = await deps.sessions.hub.stores.sessions.get(key)
  if (session === undefined) throw noSession(reference)
  return { key, session }
}

const noSession = (reference: string) => notFound(`session ${reference}`, 'It may have ended.', ['no-session'])

/**
 * Ends a session, and those linked to it; apps that only a browser can tell hear of it when that browser comes by.
 * @throws Refused
 */
export async function endOneSession(
  deps: AdminDependencies,
  who: Administrator,
  reference: string,
): Promise<{ readonly ended: number }> {
  demand(who, 'sessions')
  const { key } = await readSession(deps, reference)
  let count = 0
  const end = () => endWithoutBrowser(deps.sessions.hub, [key], { by: 'administrator' }, () => void count++)
  const details = () => ({ on: reference.slice(0, shown), facts: { ended: count } })
  const ended = await recordedAsFarAsItCame(deps, who, 'session.end', details, end)
  return { ended: ended.length }
}

/** A session before its apps are read. */
interface Found {
  readonly key: SessionKey
  readonly who: Omit<SeenSession, 'apps'>
}

/** All there are: each has to be opened, since only that says whose it is. Others have their turn meanwhile. */
async function readAll({ sessions: { hub, keys } }: AdminDependencies): Promise<readonly Found[]> {
  const found = await mapInSlices(await keys(), async (key) => {
    const session = await hub.stores.sessions.get(key)
    return session && { key, who: whoIn(key, session) }
  })
  return found.filter((one) => one !== undefined)
}

function whoIn(key: SessionKey, { authentication, createdAt, verifiedAt, end }: Session): Found['who'] {
  const { upstream, subject, claims } = authentication
  const person = personName(claims)
  const known = { upstream, subject, ...(person !== undefined && { person }) }
  return { reference: key.slice(0, shown), ...known, createdAt, verifiedAt, end }
}

/** Their apps are read of those alone that are listed. */
function withApps(deps: AdminDependencies, listed: readonly Found[]): Promise<readonly SeenSession[]> {
  const nameOf = namesOf(deps)
  return mapInSlices(listed, async ({ key, who }) => {
    const participants = await deps.sessions.hub.stores.sessions.participants(key)
    const apps = participants.map(({ app, issuedAt }) => {
      const displayName = nameOf(app)
      return { identifier: identifierOf(app), issuedAt, ...(displayName !== undefined && { displayName }) }
    })
    return { ...who, apps }
  })
}

function namesOf({ apps }: AdminDependencies): (app: string) => string | undefined {
  const names = new Map(apps.all().map(({ id, displayName }) => [id as string, displayName]))
  return (app) => names.get(app)
}
