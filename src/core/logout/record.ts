/** A logout as it stands in the storage: the session that was ended, each app with its ways and what became of it. */
import type { SessionKey } from '../identifiers.ts'
import type { Hub } from '../ports/hub.ts'
import type { Logout, LogoutAttempt, LogoutMark, LogoutOrigin, LogoutOutcome, Party } from '../ports/logout.ts'
import type { Downstream } from '../ports/roles.ts'
import type { Participant } from '../session/records.ts'
import { sha256 } from '../tokens.ts'
import { type LogoutParty, outcomeOf } from './plan.ts'

/** A logout is kept at least so long, ms, that its browser can finish it. */
const leastLifetime = 15 * 60_000

export interface OpenLogout extends Logout {
  readonly parties: readonly LogoutParty[]
  /** Facts about the logout itself and its upstream. */
  readonly marks: readonly LogoutMark[]
}

/** What someone wants who ends a session. */
export interface LogoutWish extends Omit<LogoutOrigin, 'v' | 'at'> {
  /** Of the client that asks, for the audit event; it is not kept. */
  readonly address?: string
}

/** What an app or upstream is called among the marks of a logout. */
export const partyOf = (identifier: string): Party => sha256(identifier).slice(0, 16) as Party

/** The role that speaks for a participant, where it is still there. */
export function roleOf(hub: Hub, { downstream }: Pick<Participant, 'downstream'>): Downstream | undefined {
  return hub.downstreams.get(downstream)
}

/** How long what belongs to the logout of this session is kept, ms. */
export function logoutLifetime(hub: Hub, session: { readonly end: number }): number {
  return Math.max(session.end - hub.now(), leastLifetime)
}

/**
 * Ends a session: from here on no login sees it, and its participants can be read. False: it was gone, or another logout
 * has it.
 */
export async function endSession(hub: Hub, key: SessionKey, wish: LogoutWish): Promise<boolean> {
  const session = await hub.stores.sessions.get(key)
  if (session === undefined) return false
  const { address, ...origin } = wish
  const whole: LogoutOrigin = { v: 1, at: hub.now(), ...origin }
  if (!(await hub.stores.logouts.begin(key, whole, logoutLifetime(hub, session)))) return false
  const { upstream, subject } = session.authentication
  hub.audit.record({
    event: 'logout',
    outcome: 'success',
    by: origin.by,
    session: key.slice(0, 8),
    upstream,
    subject: hub.audit.pseudonym(subject),
    ...(address === undefined ? {} : { address }),
    ...(origin.app === undefined ? {} : { app: origin.app }),
    ...(origin.requestId === undefined ? {} : { requestId: origin.requestId }),
  })
  return true
}

/** The logout with all that is known of it; undefined where there is none (any more). */
export async function readLogout(hub: Hub, key: SessionKey): Promise<OpenLogout | undefined> {
  const logout = await hub.stores.logouts.get(key)
  if (logout === undefined) return undefined
  const [participants, marks] = await Promise.all([
    hub.stores.sessions.participants(key),
    hub.stores.logouts.marks(key),
  ])
  return { ...logout, marks, parties: participants.map((participant) => toParty(hub, logout, participant, marks)) }
}

function toParty(hub: Hub, logout: Logout, participant: Participant, marks: readonly LogoutMark[]): LogoutParty {
  const party = partyOf(participant.app)
  return {
    party,
    participant,
    routes: roleOf(hub, participant)?.logout?.routes(participant) ?? [],
    marks: marks.filter((mark) => mark.party === party),
    asked: participant.app === logout.origin.app,
  }
}

/** Writes down what became of an app, and tells the audit log. */
export async function noteOutcome(
  hub: Hub,
  { key, session }: Logout,
  { participant, party }: Pick<LogoutParty, 'participant' | 'party'>,
  attempt: LogoutAttempt,
  result: LogoutOutcome,
): Promise<void> {
  await hub.stores.logouts.mark(key, [{ party, attempt, state: result }], logoutLifetime(hub, session))
  hub.audit.record({
    event: 'logout.app',
    outcome: result === 'ended' ? 'success' : 'failure',
    app: participant.app,
    session: key.slice(0, 8),
    result,
  })
}

/** Whether every app said that it ended its session. */
export function allEnded({ parties }: OpenLogout): boolean {
  return parties.every((party) => outcomeOf(party) === 'ended')
}
