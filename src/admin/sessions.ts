/** Who is signed in, and to which apps; a session ended. */
import { identifierOf, type SessionKey, type UpstreamName } from '../core/identifiers.ts'
import { endWithoutBrowser } from '../core/logout/steps.ts'
import { personName } from '../core/policy/person-name.ts'
import type { EndingDependencies } from '../core/ports/hub.ts'
import type { Session } from '../core/session/records.ts'
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

/** Most sessions that are read at once. */
const atOnce = 50

/** Newest first. @param wish.person part of a name or subject @param wish.limit at most 1000 */
export async function listSessions(
  deps: AdminDependencies,
  wish: { readonly person?: string; readonly limit?: number } = {},
): Promise<SessionList> {
  const wanted = wish.person?.toLowerCase()
  const all = (await readAll(deps)).map(({ seen }) => seen)
  const found = all.filter(
    ({ person = '', subject }) =>
      wanted === undefined || [person, subject].some((text) => text.toLowerCase().includes(wanted)),
  )
  const newest = found.sort((one, other) => other.createdAt - one.createdAt)
  return { total: newest.length, sessions: newest.slice(0, Math.min(wish.limit ?? 1000, 1000)) }
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

async function readAll(deps: AdminDependencies) {
  const keys = await deps.sessions.keys()
  const found: { readonly key: SessionKey; readonly seen: SeenSession }[] = []
  const nameOf = namesOf(deps)
  for (let at = 0; at < keys.length; at += atOnce) {
    const slice = keys.slice(at, at + atOnce)
    const read = await Promise.all(slice.map((key) => readOne(deps.sessions.hub, key, nameOf)))
    found.push(...read.filter((one) => one !== undefined))
  }
  return found
}

function namesOf({ apps }: AdminDependencies): (app: string) => string | undefined {
  const names = new Map(apps.all().map(({ id, displayName }) => [id as string, displayName]))
  return (app) => names.get(app)
}

async function readOne(
  { stores }: Pick<EndingDependencies, 'stores'>,
  key: SessionKey,
  nameOf: (app: string) => string | undefined,
) {
  const [session, participants] = await Promise.all([stores.sessions.get(key), stores.sessions.participants(key)])
  if (session === undefined) return undefined
  const { authentication, createdAt, verifiedAt, end } = session
  const { upstream, subject, claims } = authentication
  const person = personName(claims)
  const apps = participants.map(({ app, issuedAt }) => {
    const displayName = nameOf(app)
    return { identifier: identifierOf(app), issuedAt, ...(displayName !== undefined && { displayName }) }
  })
  const reference = key.slice(0, shown)
  const who = { reference, upstream, subject, ...(person !== undefined && { person }) }
  return { key, seen: { ...who, createdAt, verifiedAt, end, apps } }
}
