/**
 * What a login leaves in the storage counts against the person: many share an address, and it outlives the login by
 * hours.
 */
import type { LoginDependencies } from '../ports/hub.ts'
import { sha256 } from '../tokens.ts'
import type { Completion, PlannedSession } from './completion.ts'
import { rememberFor } from './replay.ts'

/** Bytes, roughly: a session with its indexes; a participant with its own; an answered request with a tombstone. */
const sizes = { session: 3_000, participant: 2_000, request: 400 }

/**
 * Before any of it is written.
 * @throws GatewayError rate_limited
 */
export function keepForPerson(
  { admission, now }: Pick<LoginDependencies, 'admission' | 'now'>,
  { request, authentication }: Completion,
  { key, session, write }: PlannedSession,
): void {
  const person = sha256(JSON.stringify([authentication.issuer, authentication.subject]))
  const rest = session.end - now()
  admission.keepForPerson(
    person,
    `seen ${request.app} ${request.requestId}`,
    sizes.request,
    rememberFor(now(), request),
  )
  admission.keepForPerson(person, `part ${key} ${request.app}`, sizes.participant, rest)
  if (write === 'create') admission.keepForPerson(person, `sess ${key}`, sizes.session, rest)
}
