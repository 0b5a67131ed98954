/**
 * The parts of a logout that need no browser: remembering the login, telling apps over their back channel, and finding
 * out which hosts listen.
 */

import { identifierOf } from '../identifiers.ts'
import type { EndingDependencies } from '../ports/hub.ts'
import type { LogoutAttempt, LogoutOutcome } from '../ports/logout.ts'
import { randomToken } from '../tokens.ts'
import { within } from '../within.ts'
import { browserRoute, isUntold, type LogoutParty, routeBy } from './plan.ts'
import { logoutLifetime, noteOutcome, type OpenLogout, partyOf, roleOf } from './record.ts'

/** How long one app may take to answer, ms. All are asked at once, so all together take no longer. */
const timeout = 1000

/** Stands for the logout itself among its marks. */
const itself = partyOf('')

/**
 * Does all that, once for each logout; if a node dies in the middle, the next one takes over. Every app that answers is
 * recorded at once, and one that hangs or is broken does not hold up the others.
 */
export async function workBackChannel(hub: EndingDependencies, open: OpenLogout): Promise<void> {
  if (open.marks.some(({ party, state }) => party === itself && state === 'ended')) return
  await rememberLogin(hub, open)
  const isReachable = memoizeReachable(hub)
  const waiting = open.parties.filter(isUntold)
  await Promise.all([
    ...waiting
      .filter((party) => routeBy(party, 'backChannel'))
      .map((party) => tell(hub, open, party, { way: 'backChannel' })),
    ...waiting.filter(({ asked }) => !asked).map((party) => noteUnreachable(hub, open, party, isReachable)),
  ])
  const done = { party: itself, attempt: { way: 'backChannel' }, state: 'ended' } as const
  await hub.stores.logouts.mark(open.key, [done], logoutLifetime(hub, open.session))
}

/**
 * A logout must stay a logout although the upstream may still know the person: a login by the very same authentication
 * is not accepted again (ended-logins.ts).
 */
async function rememberLogin(
  hub: Pick<EndingDependencies, 'stores' | 'now'>,
  { session, origin }: OpenLogout,
): Promise<void> {
  const { issuer, subject, context } = session.authentication
  // Where somebody else took over the browser, nobody meant to end what the first person has elsewhere.
  if (origin.by === 'replaced' || context.authTime === undefined) return
  const ended = { by: 'authTime', issuer, subject, authTime: context.authTime } as const
  await hub.stores.endings.put(ended, context.authTime, session.end - hub.now())
}

/** Tells one app over its back channel and records what it said. */
export async function tell(
  hub: EndingDependencies,
  open: OpenLogout,
  party: LogoutParty,
  attempt: LogoutAttempt,
): Promise<void> {
  const role = roleOf(hub, party.participant)?.logout
  if (role === undefined) return
  await noteOutcome(hub, open, party, attempt, await withinTimeout(hub, party, role.tell))
}

type Tell = NonNullable<NonNullable<ReturnType<typeof roleOf>>['logout']>['tell']

/** Whether or not the role respects the signal, after a second the app counts as not reached. */
async function withinTimeout(
  hub: Pick<EndingDependencies, 'audit'>,
  { participant }: LogoutParty,
  ask: Tell,
): Promise<LogoutOutcome> {
  const ending = new AbortController()
  try {
    return await within(timeout, ask(participant, newRequestId(), ending.signal))
  } catch (error) {
    hub.audit.trace(undefined, 'an app could not be told of a logout', {
      app: identifierOf(participant.app),
      reason: String(error),
    })
    return 'unreachable'
  } finally {
    ending.abort()
  }
}

/** ID of a message of ours: an NCName with 192 random bits (SAML Core 1.3.4), also good as an OAuth state. */
export const newRequestId = (): string => `_${randomToken()}`

/** Whether anybody listens at an address, asked once for each host. */
export function memoizeReachable(hub: Pick<EndingDependencies, 'isReachable'>): (address: string) => Promise<boolean> {
  const asked = new Map<string, Promise<boolean>>()
  return (address) => {
    const host = URL.canParse(address) ? new URL(address).origin : address
    const answer = asked.get(host) ?? hub.isReachable(address)
    asked.set(host, answer)
    return answer
  }
}

async function noteUnreachable(
  hub: EndingDependencies,
  { key, session }: OpenLogout,
  party: LogoutParty,
  isReachable: (address: string) => Promise<boolean>,
): Promise<void> {
  const route = browserRoute(party)
  if (route === undefined || (await isReachable(route.address))) return
  const unreachable = { party: party.party, attempt: { way: 'chain' }, state: 'unreachable' } as const
  await hub.stores.logouts.mark(key, [unreachable], logoutLifetime(hub, session))
}
