/** The browser's route through a logout: to an app, in a frame of ours or not. */
import { GatewayError } from '../errors.ts'
import type { Browser, Reply } from '../http.ts'
import { identifierOf, type SessionKey } from '../identifiers.ts'
import type { LogoutDependencies } from '../ports/hub.ts'
import type { BrowserVisit, ExpectedAnswer, LogoutAttempt } from '../ports/logout.ts'
import { keyOf } from '../session/cookie.ts'
import { newRequestId } from './back-channel.ts'
import { browserRoute, type LogoutParty, outcomeOf } from './plan.ts'
import { answerLifetime, logoutLifetime, logoutPath, noteOutcome, readJourney, roleOf } from './record.ts'

/** What an address of ours that leads to one app is for: the word in it, and the attempt that it stands for. */
export const stops = {
  frame: { way: 'frame' },
  last: { way: 'frame', occasion: 'last' },
  late: { way: 'frame', occasion: 'late' },
  again: { way: 'chain', occasion: 'again' },
} as const satisfies Readonly<Record<string, LogoutAttempt>>

export type LogoutStop = keyof typeof stops

/** @param next path of ours where the page goes on */
export function framesPage(
  hub: Pick<LogoutDependencies, 'policies' | 'url'>,
  parties: readonly LogoutParty[],
  next: string,
  stop: Exclude<LogoutStop, 'again'>,
): Reply {
  const frames = parties.map((party) => ({
    app: hub.policies.policy(party.participant.app)?.displayName ?? identifierOf(party.participant.app),
    url: hub.url(`${logoutPath(party.logout.key)}/${stop}/${party.party}`),
    origin: new URL(browserRoute(party)?.address ?? hub.url('/')).origin,
  }))
  return { kind: 'page', name: 'loggingOut', params: { frames, next: hub.url(next) } }
}

/** What a frame of ours loads, or the button of the result page: the message to one app. */
export async function sendToApp(
  hub: LogoutDependencies,
  key: SessionKey,
  party: string,
  stop: LogoutStop,
  browser: Browser,
): Promise<Reply> {
  const parties = (await readJourney(hub, key))?.parties.filter((known) => known.party === party) ?? []
  // The same app may have taken part in two sessions that ended together.
  const found = parties.find((known) => outcomeOf(known) !== 'ended') ?? parties[0]
  if (found === undefined) {
    throw new GatewayError('transaction_lost', 'This sign-out has ended, or was started too long ago.')
  }
  return visit(hub, found, stops[stop], stop === 'again' ? logoutPath(key) : undefined, browser)
}

/** Sends the browser to one app. Where that is impossible, the logout goes on without it. */
export async function visit(
  hub: LogoutDependencies,
  party: LogoutParty,
  attempt: LogoutAttempt,
  next: string | undefined,
  browser: Browser,
): Promise<Reply> {
  const { participant, logout } = party
  const { key } = logout
  const role = roleOf(hub, participant)?.logout
  if (role === undefined) return { kind: 'redirect', location: hub.url(next ?? logoutPath(key)) }
  const requestId = newRequestId()
  const asked = { v: 2, logout: key, from: { app: participant.app }, attempt } as const
  const expected: ExpectedAnswer = next === undefined ? asked : { ...asked, next }
  await Promise.all([
    hub.stores.logouts.expect(requestId, expected, answerLifetime),
    markSent(hub, party, attempt),
    next !== undefined && keepPlace(hub, browser, { v: 1, logout: key, at: { party: party.party, attempt, next } }),
  ])
  if (browserRoute(party)?.silent) await noteOutcome(hub, logout, party, attempt, 'told')
  return role.send(participant, requestId)
}

/** Records that the message is on its way. */
export function markSent(
  hub: Pick<LogoutDependencies, 'stores' | 'now'>,
  { logout, party }: LogoutParty,
  attempt: LogoutAttempt,
): Promise<void> {
  const sent = { party, attempt, state: 'sent' } as const
  return hub.stores.logouts.mark(logout.key, [sent], logoutLifetime(hub, logout.session))
}

/** Records where this browser is now, so that it can go on even after an answer that can't be read. */
export async function keepPlace(
  hub: Pick<LogoutDependencies, 'stores'>,
  browser: Browser,
  visit: BrowserVisit,
): Promise<void> {
  if (browser.session === undefined) return
  await hub.stores.logouts.visit(keyOf(browser.session), visit, answerLifetime)
}
