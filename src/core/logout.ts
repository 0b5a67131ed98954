/**
 * Ending a session. It is taken first and its participants are read then, while a login writes its participant first
 * and reads the session again: so whichever comes second sees the other (design 5).
 */
import type { SessionKey } from './identifiers.ts'
import type { Hub } from './ports.ts'
import type { Participant, Session } from './session.ts'

export interface EndedSession {
  readonly session: Session
  readonly participants: readonly Participant[]
}

/**
 * Ends a session whole; undefined where it was gone already.
 * @param address - of the client that asked for it, for the audit event
 */
export async function endSession(
  hub: Pick<Hub, 'stores' | 'audit'>,
  key: SessionKey,
  address?: string,
): Promise<EndedSession | undefined> {
  const { sessions } = hub.stores
  const session = await sessions.take(key)
  const participants = await sessions.participants(key)
  await sessions.dropParticipants(key)
  if (session === undefined) return undefined
  hub.audit.record({
    event: 'logout',
    outcome: 'success',
    session: key.slice(0, 8),
    upstream: session.authentication.upstream,
    subject: hub.audit.pseudonym(session.authentication.subject),
    ...(address !== undefined && { address }),
  })
  return { session, participants }
}
