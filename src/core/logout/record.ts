/** A logout as it stands in the storage: the session that was ended, each app with its ways and what became of it. */
import { identifierOf, type SessionKey, type UpstreamName } from '../identifiers.ts'
import type { EndingDependencies } from '../ports/hub.ts'
import type { Logout, LogoutAttempt, LogoutMark, LogoutOrigin, LogoutOutcome, Party } from '../ports/logout.ts'
import type { Downstream } from '../ports/roles.ts'
import type { Participant } from '../session/records.ts'
import { sha256 } from '../tokens.ts'
import { type LogoutParty, outcomeOf } from './plan.ts'

/** How long a logout is kept at least, ms, so that its browser can finish it. */
const leastLifetime = 15 * 60_000

/** How long an answer to a message of ours is still taken, ms. */
export const answerLifetime = 60 * 60_000

/** Our address where a logout goes on. Its key is a hash of a dead session's cookie: it opens nothing. */
export const logoutPath = (key: SessionKey): string => `/logout/${key}`

export interface OpenLogout extends Logout {
  readonly parties: readonly LogoutParty[]
  /** Facts about the logout itself and its upstream. */
  readonly marks: readonly LogoutMark[]
}

/** What the one who ends a session wants. */
export interface LogoutWish extends Omit<LogoutOrigin, 'v' | 'at'> {
  /** The address of the client that asks, for the audit event; it is not kept. */
  readonly address?: string
}

/** What an app or upstream is called among the marks of a logout. */
export const partyOf = (identifier: string): Party => sha256(identifier).slice(0, 16) as Party

/** The role that speaks for a participant, where it still exists. */
export function roleOf(
  hub: Pick<EndingDependencies, 'downstreams'>,
  { downstream }: Pick<Participant, 'downstream'>,
): Downstream | undefined {
  return hub.downstreams.get(downstream)
}

/** How long what belongs to the logout of this session is kept, ms. */
export function logoutLifetime(hub: Pick<EndingDependencies, 'now'>, session: { readonly end: number }): number {
  return Math.max(session.end - hub.now(), leastLifetime)
}

/**
 * Ends a session: from now on no login sees it, and its participants can be read. False: it was gone, or another logout
 * has it.
 */
export async function endSession(hub: EndingDependencies, key: SessionKey, wish: LogoutWish): Promise<boolean> {
  const session = await hub.stores.sessions.get(key)
  if (session === undefined) return false
  const { address, ...origin } = wish
  const whole: LogoutOrigin = { v: 2, at: hub.now(), ...origin }
  if (!(await hub.stores.logouts.begin(key, whole, logoutLifetime(hub, session)))) return false
  const { upstream, subject } = session.authentication
  hub.audit.record({
    event: 'logout',
    outcome: 'success',
    by: origin.by,
    session: key.slice(0, 8),
    upstream,
    subject: hub.audit.pseudonym(subject),
    ...(address !== undefined && { address }),
    ...(origin.app !== undefined && { app: identifierOf(origin.app) }),
    ...(origin.requestId !== undefined && { requestId: origin.requestId }),
  })
  return true
}

/** Logouts that one browser goes through in one go: `lead` says who began them and how the initiator is answered. */
export interface Journey {
  readonly lead: OpenLogout
  /** The lead first. */
  readonly all: readonly OpenLogout[]
  /** The apps of all. */
  readonly parties: readonly LogoutParty[]
}

/** The logout and those that it leads through. One that a node began but did not finish before it died is ended now. */
export async function readJourney(hub: EndingDependencies, key: SessionKey): Promise<Journey | undefined> {
  const lead = await readLogout(hub, key)
  if (lead === undefined) return undefined
  const { v, at, also = [], answer, ...quiet } = lead.origin
  const others = also.map(async (other) => {
    const known = await readLogout(hub, other)
    if (known !== undefined || !(await endSession(hub, other, quiet))) return known
    return readLogout(hub, other)
  })
  const all = [lead, ...(await Promise.all(others)).filter((open) => open !== undefined)]
  return { lead, all, parties: all.flatMap(({ parties }) => parties) }
}

/** The logout with all that is known of it; undefined where there is none (any more). */
export async function readLogout(hub: EndingDependencies, key: SessionKey): Promise<OpenLogout | undefined> {
  const logout = await hub.stores.logouts.get(key)
  if (logout === undefined) return undefined
  const [participants, marks] = await Promise.all([
    hub.stores.sessions.participants(key),
    hub.stores.logouts.marks(key),
  ])
  const parties = participants.map((participant) => toParty(hub, logout, participant, marks))
  return { ...logout, marks, parties: await Promise.all(parties) }
}

async function toParty(
  hub: EndingDependencies,
  logout: Logout,
  participant: Participant,
  marks: readonly LogoutMark[],
): Promise<LogoutParty> {
  const party = partyOf(participant.app)
  return {
    logout,
    party,
    participant,
    routes: (await roleOf(hub, participant)?.logout?.routes(participant)) ?? [],
    marks: marks.filter((mark) => mark.party === party),
    asked: participant.app === logout.origin.app,
  }
}

/** Records what became of an app, and tells the audit log. */
export async function noteOutcome(
  hub: EndingDependencies,
  { key, session }: Logout,
  { participant, party }: Pick<LogoutParty, 'participant' | 'party'>,
  attempt: LogoutAttempt,
  result: LogoutOutcome,
): Promise<void> {
  await hub.stores.logouts.mark(key, [{ party, attempt, state: result }], logoutLifetime(hub, session))
  hub.audit.record({
    event: 'logout.app',
    outcome: result === 'ended' ? 'success' : 'failure',
    app: identifierOf(participant.app),
    session: key.slice(0, 8),
    result,
  })
}

/** What an upstream is called among the marks of a logout. */
export const upstreamParty = (name: UpstreamName): Party => partyOf(`upstream ${name}`)

/** Whether the browser came back from ending the upstream's own session. */
export function endedAtUpstream({ marks, session }: Pick<OpenLogout, 'marks' | 'session'>): boolean {
  const party = upstreamParty(session.authentication.upstream)
  return marks.some((mark) => mark.party === party && mark.state === 'ended')
}

/** Whether every app said that it ended its session. */
export function allEnded({ parties }: Pick<OpenLogout, 'parties'>): boolean {
  return parties.every((party) => outcomeOf(party) === 'ended')
}
