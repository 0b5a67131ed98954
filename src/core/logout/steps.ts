/**
 * Logout, for every protocol at once. The session ends first, whole, and nothing revives it; then those who took part
 * are told, one step after the other, each a GET of ours that any node can serve from the storage alone.
 *
 *   steps.ts             the steps of a browser: beginLogout, continueLogout, sendToApp, noteLogoutAnswer
 *   together.ts          which sessions end together · record.ts a logout as it is stored, and those that it leads through
 *   plan.ts              which step is next, judged from the facts · back-channel.ts what needs no browser
 *   visit-upstream.ts    the upstream's own session · upstream.ts the upstream says that it ended
 *   end.ts               the answer, or the page that says what ended · pending-notices.ts what could not be told in time
 *   ended-logins.ts      an authentication that was ended is not taken again
 *   ../ports/logout.ts   what roles and storage do in it
 *
 *   begin ─▶ session becomes logout ─▶ SOAP, all at once ─▶ frames ─▶ one app after the other ─▶ upstream ─▶ answer
 */
import { GatewayError } from '../errors.ts'
import type { Browser, Reply } from '../http.ts'
import { type AppId, identifierOf, type SessionKey } from '../identifiers.ts'
import type { LogoutDependencies } from '../ports/hub.ts'
import type { ExpectedAnswer, LogoutAttempt, LogoutOutcome } from '../ports/logout.ts'
import { newRequestId, workBackChannel } from './back-channel.ts'
import { endOfLogout, openApps } from './end.ts'
import { browserRoute, type LogoutParty, nextStep, outcomeOf } from './plan.ts'
import {
  allEnded,
  answerLifetime,
  endSession,
  type LogoutWish,
  logoutLifetime,
  logoutPath,
  noteOutcome,
  type OpenLogout,
  readJourney,
  readLogout,
  roleOf,
} from './record.ts'
import { endTogether, withLinked } from './together.ts'
import { visitUpstreams } from './visit-upstream.ts'

export { allEnded, endSession, type LogoutWish, logoutPath, openApps, readLogout }

/**
 * Ends the session of a browser that is there, and begins to tell the others. Where it was ended already, the logout
 * that has it goes on; undefined where there is none.
 */
export async function beginLogout(
  hub: LogoutDependencies,
  key: SessionKey,
  wish: LogoutWish,
  browser: Browser,
): Promise<Reply | undefined> {
  return continueLogout(hub, (await endTogether(hub, await withLinked(hub, [key]), wish)) ?? key, browser)
}

/**
 * Ends sessions whose browsers are not there, with those that are linked to them; resolves to what became of each. Apps
 * that only a browser can tell are owed it.
 */
export async function endWithoutBrowser(
  hub: LogoutDependencies,
  keys: readonly SessionKey[],
  wish: LogoutWish,
): Promise<readonly OpenLogout[]> {
  const all = wish.by === 'replaced' ? keys : await withLinked(hub, keys)
  const ended = await Promise.all(
    all.map(async (key) => {
      if (!(await endSession(hub, key, wish))) return []
      const open = await readLogout(hub, key)
      if (open === undefined) return []
      await workBackChannel(hub, open)
      return (await readLogout(hub, key)) ?? []
    }),
  )
  return ended.flat()
}

/** The next step of a logout; undefined where it is not known (any more). */
export async function continueLogout(
  hub: LogoutDependencies,
  key: SessionKey,
  browser: Browser,
): Promise<Reply | undefined> {
  const before = await readJourney(hub, key)
  if (before === undefined) return undefined
  await Promise.all(before.all.map((open) => workBackChannel(hub, open)))
  const journey = await readJourney(hub, key)
  if (journey === undefined) return undefined
  const step = nextStep(journey.parties)
  if (step.kind === 'frames') return frames(hub, key, step.attempt, step.parties)
  if (step.kind === 'visit') return visit(hub, step.party, 'chain', logoutPath(key))
  return (await visitUpstreams(hub, journey)) ?? endOfLogout(hub, journey, browser)
}

/** A page of ours with an app in each frame; it goes on when they are done, or after a moment. */
async function frames(
  hub: LogoutDependencies,
  lead: SessionKey,
  attempt: 'frame' | 'last',
  parties: readonly LogoutParty[],
): Promise<Reply> {
  await Promise.all(parties.map((party) => markSent(hub, party, attempt)))
  return framesPage(hub, parties, logoutPath(lead), attempt)
}

function markSent(hub: LogoutDependencies, { logout, party }: LogoutParty, attempt: LogoutAttempt): Promise<void> {
  const sent = { party, attempt, state: 'sent' } as const
  return hub.stores.logouts.mark(logout.key, [sent], logoutLifetime(hub, logout.session))
}

/** @param next path of ours where the page goes on */
export function framesPage(
  hub: LogoutDependencies,
  parties: readonly LogoutParty[],
  next: string,
  attempt: 'frame' | 'last' | 'late',
): Reply {
  const frames = parties.map((party) => ({
    app: hub.policies.policy(party.participant.app)?.displayName ?? identifierOf(party.participant.app),
    url: hub.url(`${logoutPath(party.logout.key)}/${attempt}/${party.party}`),
    origin: new URL(browserRoute(party)?.address ?? hub.url('/')).origin,
  }))
  return { kind: 'page', name: 'loggingOut', params: { frames, next: hub.url(next) } }
}

/** What a frame of ours loads, or the button of the result page: the message to one app. */
export async function sendToApp(
  hub: LogoutDependencies,
  key: SessionKey,
  party: string,
  attempt: 'frame' | 'last' | 'late' | 'again',
): Promise<Reply> {
  const parties = (await readJourney(hub, key))?.parties.filter((known) => known.party === party) ?? []
  // The same app may have taken part in two sessions that ended together.
  const found = parties.find((known) => outcomeOf(known) !== 'ended') ?? parties[0]
  if (found === undefined) {
    throw new GatewayError('transaction_lost', 'This sign-out has ended, or it is too long ago.')
  }
  return visit(hub, found, attempt, attempt === 'again' ? logoutPath(key) : undefined)
}

/** Sends the browser to one app. Where it can't be, the logout goes on without it. */
export async function visit(
  hub: LogoutDependencies,
  party: LogoutParty,
  attempt: LogoutAttempt,
  next: string | undefined,
): Promise<Reply> {
  const { participant, logout } = party
  const { key } = logout
  const role = roleOf(hub, participant)?.logout
  if (role === undefined) return { kind: 'redirect', location: hub.url(next ?? logoutPath(key)) }
  const requestId = newRequestId()
  const asked = { v: 1, logout: key, from: { app: participant.app }, attempt } as const
  const expected: ExpectedAnswer = next === undefined ? asked : { ...asked, next }
  await Promise.all([hub.stores.logouts.expect(requestId, expected, answerLifetime), markSent(hub, party, attempt)])
  return role.send(participant, requestId)
}

/** Where a browser goes on that brought an answer. */
export interface Answered {
  /** Path of ours; absent where the answer came in a frame. */
  readonly next?: string
}

/**
 * Notes an app's answer to a message of ours. The role has authenticated it: it is from this app.
 * Undefined where nothing was asked, or not of this app (attack 65).
 * @param requestId its InResponseTo
 */
export async function noteLogoutAnswer(
  hub: LogoutDependencies,
  requestId: string,
  app: AppId,
  outcome: LogoutOutcome,
  browser: Browser,
): Promise<Answered | undefined> {
  const asked = await hub.stores.logouts.expected(requestId)
  if (asked === undefined || !('app' in asked.from) || asked.from.app !== app) return undefined
  const { attempt, next, logout } = asked
  const open = await readLogout(hub, logout)
  const found = open?.parties.find(({ participant }) => participant.app === app)
  const proved = outcome === 'ended' && next === undefined && !onOurSite(browser) ? 'told' : outcome
  if (open !== undefined && found !== undefined) await noteOutcome(hub, open, found, attempt, proved)
  return next === undefined ? {} : { next }
}

/** An app has ended its own part while a logout that it did not ask for is under way: it need not be told any more. */
export async function noteOwnEnd(hub: LogoutDependencies, key: SessionKey, app: AppId): Promise<void> {
  const open = await readLogout(hub, key)
  const found = open?.parties.find(({ participant }) => participant.app === app)
  if (open !== undefined && found !== undefined) await noteOutcome(hub, open, found, 'chain', 'ended')
}

/** A frame on another site has no cookies of the app, which then finds no session and says Success all the same. */
const onOurSite = ({ cameFrom }: Browser): boolean => cameFrom === 'same-origin' || cameFrom === 'same-site'
