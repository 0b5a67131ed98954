/**
 * Logout, for every protocol at once. The session ends first, whole, and nothing revives it; then those who took part
 * are told, one step after the other, each a GET of ours that any node can serve from the storage alone.
 *
 *   logout.ts              the steps of a browser: beginLogout, continueLogout, sendInFrame, noteLogoutAnswer
 *   logout-ports.ts        what roles and storage do in it · logout-record.ts a logout as it is stored
 *   logout-plan.ts         which step is next, judged from the facts · logout-back-channel.ts what needs no browser
 *   logout-end.ts          the answer, or the page that says what ended · logout-owed.ts what could not be told in time
 *   ended-logins.ts        an authentication that was ended is not taken again
 *
 *   begin ─▶ session becomes logout ─▶ SOAP, all at once ─▶ frames ─▶ one app after the other ─▶ upstream ─▶ answer
 */
import { GatewayError } from '../errors.ts'
import type { Browser, Reply } from '../http.ts'
import type { AppId, SessionKey, UpstreamName } from '../identifiers.ts'
import type { Hub } from '../ports/hub.ts'
import type { ExpectedAnswer, LogoutAttempt, LogoutOutcome, UpstreamLogout } from '../ports/logout.ts'
import { newRequestId, workBackChannel } from './back-channel.ts'
import { endOfLogout, openApps } from './end.ts'
import { browserRoute, type LogoutParty, nextStep } from './plan.ts'
import {
  allEnded,
  endSession,
  type LogoutWish,
  logoutLifetime,
  noteOutcome,
  type OpenLogout,
  partyOf,
  readLogout,
  roleOf,
} from './record.ts'

export { allEnded, endSession, type LogoutWish, openApps, readLogout }

/** How long an answer to a message of ours is still taken, ms. */
const answerLifetime = 60 * 60_000

/** Our address where a logout goes on. Its key is a hash of a dead session's cookie: it opens nothing. */
export const logoutPath = (key: SessionKey): string => `/logout/${key}`

/**
 * Ends the session of a browser that is there, and begins to tell the others. Where it was ended already, the logout
 * that has it goes on; undefined where there is none.
 */
export async function beginLogout(
  hub: Hub,
  key: SessionKey,
  wish: LogoutWish,
  browser: Browser,
): Promise<Reply | undefined> {
  await endSession(hub, key, wish)
  return continueLogout(hub, key, browser)
}

/** Ends sessions whose browsers are not there; resolves to what became of them. Apps that only a browser can tell are owed it. */
export async function endWithoutBrowser(
  hub: Hub,
  keys: readonly SessionKey[],
  wish: LogoutWish,
): Promise<readonly OpenLogout[]> {
  const ended = await Promise.all(
    keys.map(async (key) => {
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
export async function continueLogout(hub: Hub, key: SessionKey, browser: Browser): Promise<Reply | undefined> {
  const before = await readLogout(hub, key)
  if (before === undefined) return undefined
  await workBackChannel(hub, before)
  const open = await readLogout(hub, key)
  if (open === undefined) return undefined
  const step = nextStep(open.parties)
  if (step.kind === 'frames') return frames(hub, open, step.attempt, step.parties)
  if (step.kind === 'visit') return visit(hub, open, step.party, 'chain', logoutPath(key))
  return (await visitUpstream(hub, open)) ?? endOfLogout(hub, open, browser)
}

/** A page of ours with an app in each frame; it goes on when they are done, or after a moment. */
async function frames(
  hub: Hub,
  open: OpenLogout,
  attempt: 'frame' | 'last',
  parties: readonly LogoutParty[],
): Promise<Reply> {
  const { key, session } = open
  const sent = parties.map(({ party }) => ({ party, attempt, state: 'sent' as const }))
  await hub.stores.logouts.mark(key, sent, logoutLifetime(hub, session))
  return framesPage(hub, parties, logoutPath(key), (party) => `${logoutPath(key)}/${attempt}/${party.party}`)
}

/** @param address path of ours that each frame begins with */
export function framesPage(
  hub: Hub,
  parties: readonly LogoutParty[],
  next: string,
  address: (party: LogoutParty) => string,
): Reply {
  const frames = parties.map((party) => ({
    app: hub.policies.policy(party.participant.app)?.displayName ?? party.participant.app,
    url: hub.url(address(party)),
    origin: new URL(browserRoute(party)?.address ?? hub.url('/')).origin,
  }))
  return { kind: 'page', name: 'loggingOut', params: { frames, next: hub.url(next) } }
}

/** What a frame of ours loads, or the button of the result page: the message to one app. */
export async function sendToApp(
  hub: Hub,
  key: SessionKey,
  party: string,
  attempt: 'frame' | 'last' | 'late' | 'again',
): Promise<Reply> {
  const open = await readLogout(hub, key)
  const found = open?.parties.find((known) => known.party === party)
  if (open === undefined || found === undefined) {
    throw new GatewayError('transaction_lost', 'This sign-out has ended, or it is too long ago.')
  }
  return visit(hub, open, found, attempt, attempt === 'again' ? logoutPath(key) : undefined)
}

/** Sends the browser to one app. Where it can't be, the logout goes on without it. */
export async function visit(
  hub: Hub,
  { key, session }: OpenLogout,
  { participant, party }: LogoutParty,
  attempt: LogoutAttempt,
  next: string | undefined,
): Promise<Reply> {
  const role = roleOf(hub, participant)?.logout
  if (role === undefined) return { kind: 'redirect', location: hub.url(next ?? logoutPath(key)) }
  const requestId = newRequestId()
  const asked = { v: 1, logout: key, from: { app: participant.app }, attempt } as const
  const expected: ExpectedAnswer = next === undefined ? asked : { ...asked, next }
  const sent = { party, attempt, state: 'sent' } as const
  await Promise.all([
    hub.stores.logouts.expect(requestId, expected, answerLifetime),
    hub.stores.logouts.mark(key, [sent], logoutLifetime(hub, session)),
  ])
  return role.send(participant, requestId)
}

/** To the upstream, once, where a person or an app wants this logout and it sends the browser back. */
async function visitUpstream(hub: Hub, open: OpenLogout): Promise<Reply | undefined> {
  const { authentication } = open.session
  const role = hub.upstreams.get(authentication.upstream)?.logout
  const party = partyOf(`upstream ${authentication.upstream}`)
  const wanted = open.origin.by === 'person' || open.origin.by === 'app'
  if (role === undefined || !wanted || open.marks.some((mark) => mark.party === party)) return undefined
  const state = newRequestId()
  const from = { upstream: authentication.upstream }
  const expected: ExpectedAnswer = { v: 1, logout: open.key, from, attempt: 'upstream', next: logoutPath(open.key) }
  const reply = await beginAtUpstream(hub, role, open, state)
  const mark = { party, attempt: 'upstream', state: reply === undefined ? 'unreachable' : 'sent' } as const
  await Promise.all([
    hub.stores.logouts.expect(state, expected, answerLifetime),
    hub.stores.logouts.mark(open.key, [mark], logoutLifetime(hub, open.session)),
  ])
  return reply
}

/** An upstream that is broken must not keep an app from its answer. */
async function beginAtUpstream(hub: Hub, role: UpstreamLogout, open: OpenLogout, state: string) {
  try {
    return await role.begin(open.session.authentication, state)
  } catch (error) {
    hub.audit.trace(undefined, 'an upstream could not be told of a logout', { reason: String(error) })
    return undefined
  }
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
  hub: Hub,
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
export async function noteOwnEnd(hub: Hub, key: SessionKey, app: AppId): Promise<void> {
  const open = await readLogout(hub, key)
  const found = open?.parties.find(({ participant }) => participant.app === app)
  if (open !== undefined && found !== undefined) await noteOutcome(hub, open, found, 'chain', 'ended')
}

/** A frame on another site has no cookies of the app, which then finds no session and says Success all the same. */
const onOurSite = ({ cameFrom }: Browser): boolean => cameFrom === 'same-origin' || cameFrom === 'same-site'

/**
 * The browser is back from an upstream's logout: goes on, or to the page that says what is known. It never says where
 * else to go (attack 86).
 */
export async function returnFromUpstream(hub: Hub, upstream: UpstreamName, state: string): Promise<Reply> {
  const asked = await hub.stores.logouts.expected(state)
  if (asked === undefined || !('upstream' in asked.from) || asked.from.upstream !== upstream) {
    return { kind: 'redirect', location: hub.url('/logout') }
  }
  const logout = await hub.stores.logouts.get(asked.logout)
  if (logout !== undefined) {
    const mark = { party: partyOf(`upstream ${upstream}`), attempt: 'upstream', state: 'ended' } as const
    await hub.stores.logouts.mark(asked.logout, [mark], logoutLifetime(hub, logout.session))
  }
  return { kind: 'redirect', location: hub.url(asked.next ?? '/logout') }
}
