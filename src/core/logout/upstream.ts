/**
 * An upstream says that a login of its own is over, or that all of a person are (OpenID Connect Back-Channel Logout
 * 1.0, 2.6 and 2.7; Front-Channel Logout 1.0). The role has judged the message; here it ends our sessions.
 */
import { GatewayError } from '../errors.ts'
import type { Issuer, SessionKey } from '../identifiers.ts'
import type { Authentication } from '../policy/identity.ts'
import type { EndingDependencies, SessionDependencies } from '../ports/hub.ts'
import type { EndedLogin, UpstreamEnding } from '../ports/logout.ts'
import type { Stores } from '../ports/stores.ts'
import type { SessionIndexKey } from '../session/records.ts'
import { randomToken } from '../tokens.ts'
import { endWithoutBrowser } from './steps.ts'

/** How long the end of a login that we have not seen yet is remembered, ms: its callback may still be on the way. */
const overtaking = 10 * 60_000

/**
 * Ends what an upstream's message says is over. Resolves when the apps that need no browser were told, within about a
 * second. Nothing left to end is not a failure (Back-Channel Logout 2.7), and a logout that is already running goes on
 * undisturbed.
 * @param address who brought it, for the audit log
 * @throws GatewayError stale_or_replayed where it came before; upstream_invalid where its `sid` is another
 *   person's: then nothing ends
 */
export async function endByMessage(
  hub: EndingDependencies & { readonly stores: Pick<Stores, 'seen'> },
  ending: UpstreamEnding,
  address: string,
): Promise<void> {
  const { messageId, acceptedFor } = ending
  const sender = `logout at ${ending.issuer}`
  if ((await hub.stores.seen.holder(sender, messageId)) !== undefined) throw replayed()
  // Remembered first and then looked for, while a login writes its session first and then looks here
  // (login/session-step.ts): so one of the two sees the other.
  await rememberEnding(hub, ending)
  await endWithoutBrowser(hub, await findSessions(hub, ending), { by: 'upstream', address })
  // Claimed when all is done: what fails half-way through our own fault may come again. Two at once do the same thing,
  // and one of them is told that it was the second.
  const own = randomToken()
  if ((await hub.stores.seen.claim(sender, messageId, own, acceptedFor)) !== own) throw replayed()
}

/**
 * Remembers that logins of this description are over, whether or not their sessions are here yet: it is written before
 * they are looked for.
 */
export async function rememberEnding(
  hub: { readonly stores: Pick<Stores, 'endings'> },
  ended: Pick<UpstreamEnding, 'issuer' | 'sid' | 'subject' | 'issuedAt'>,
): Promise<void> {
  await hub.stores.endings.put(describe(ended), ended.issuedAt, overtaking)
}

const replayed = () => new GatewayError('stale_or_replayed', 'This logout token has already been used.')

/**
 * Ends the session of one login that a browser names without proof: only someone who knows its `sid` can, and only if
 * it is here. Nothing is remembered, or anyone could fill the storage. Resolves to whether there was one.
 */
export async function endByName(
  hub: EndingDependencies,
  issuer: Issuer,
  sid: string,
  address: string,
): Promise<boolean> {
  const keys = await findSessions(hub, { issuer, sid })
  await endWithoutBrowser(hub, keys, { by: 'upstream', address })
  return keys.length > 0
}

type Ended = Pick<UpstreamEnding, 'issuer' | 'sid' | 'subject'>

function describe({ issuer, sid, subject = '' }: Ended): EndedLogin {
  return sid === undefined ? { by: 'sub', issuer, subject } : { by: 'sid', issuer, sid }
}

/** An index may be stale: only what a session itself says counts. */
async function findSessions(hub: SessionDependencies, ended: Ended): Promise<readonly SessionKey[]> {
  const { issuer, sid, subject = '' } = ended
  const index: SessionIndexKey = sid === undefined ? { by: 'sub', issuer, subject } : { by: 'up', issuer, sid }
  const keys = await hub.stores.sessions.find(index)
  const found = await Promise.all(
    keys.map(async (key) => {
      const session = await hub.stores.sessions.get(key)
      return session !== undefined && isMeant(session.authentication, ended) ? key : []
    }),
  )
  return found.flat()
}

function isMeant(known: Authentication, { issuer, sid, subject }: Ended): boolean {
  if (known.issuer !== issuer || (sid !== undefined && known.sid !== sid)) return false
  if (subject === undefined || subject === known.subject) return true
  if (sid === undefined) return false
  throw new GatewayError('upstream_invalid', 'The session with that sid belongs to another subject.')
}
