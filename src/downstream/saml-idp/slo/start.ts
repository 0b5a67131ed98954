/** From a judged LogoutRequest to what it ends, by way of the browser. */
import { clientOf } from '../../../core/admission/client-key.ts'
import { GatewayError } from '../../../core/errors.ts'
import type { Browser, Reply } from '../../../core/http.ts'
import { identifierOf, type SessionKey } from '../../../core/identifiers.ts'
import {
  allEnded,
  beginLogout,
  continueLogout,
  endWithoutBrowser,
  type LogoutWish,
  noteOwnEnd,
} from '../../../core/logout/steps.ts'
import type { Hub } from '../../../core/ports/hub.ts'
import { keepTicket } from '../../../core/posted-message.ts'
import { keyOf, readSessions } from '../../../core/session/cookie.ts'
import type { SamlApp } from '../../../registry/app.ts'
import type { LogoutRequest } from '../../../saml/logout-request.ts'
import { downstreamName } from '../sso/login-request.ts'
import type { LogoutReplyTo } from './participants.ts'
import { sessionsOf, tookPart } from './subject.ts'

export interface LogoutArrival {
  readonly request: LogoutRequest
  readonly app: SamlApp
  /** By a key of the app. */
  readonly signed: boolean
  /** ms for which the same request can't come again. */
  readonly remember: number
}

/**
 * Ends what the request is about. The session of this browser ends step by step with it; another one that a signed
 * request names ends behind it; what is not there (any more) is no error.
 */
export async function endForApp(
  hub: Hub,
  arrival: LogoutArrival,
  replyTo: LogoutReplyTo | undefined,
  browser: Browser,
): Promise<Reply> {
  const { request, signed } = arrival
  // Anyone can make up unsigned ones: each would fill the storage, and none does more than ask the person.
  if (signed) await claimRequest(hub, arrival, browser.session === undefined ? 'no session' : keyOf(browser.session))
  const wish = toWish(arrival, replyTo)
  const own = await ownSession(hub, request, browser)
  if (own !== undefined) {
    return (await endOwn(hub, own, wish, signed, browser)) ?? answerNow(hub, wish, true, browser)
  }
  const others = signed ? await sessionsOf(hub, request) : []
  // Without a SessionIndex the browser says which session is meant: never those of other devices.
  const named = request.sessionIndexes.length > 0 ? others : []
  const ended = await endWithoutBrowser(hub, named, { ...wish, address: browser.address })
  if (ended.length === 0 && signed) noteNothing(hub, wish, browser.address)
  return answerNow(hub, wish, ended.every(allEnded), browser)
}

/** The session of this browser that the request is about; one that is live before one that ended. */
async function ownSession(hub: Hub, request: LogoutRequest, browser: Browser): Promise<SessionKey | undefined> {
  const { live, ended } = await readSessions(hub, browser)
  const keys = [...live.map(({ key }) => key), ...ended]
  const took = await Promise.all(keys.map((key) => tookPart(hub, key, request)))
  return keys.find((_, index) => took[index])
}

/** Claims the request for this browser; it may come again from it (reload), and from nobody else (attack 63). */
export async function claimRequest(
  hub: Hub,
  { request, app, remember }: LogoutArrival,
  arrival: string,
): Promise<void> {
  if ((await hub.stores.seen.claim(app.policy.app, request.id, arrival, remember)) === arrival) return
  throw new GatewayError('stale_or_replayed', 'This sign-out request was used already.')
}

/** What the app wants, and how it is answered; not at all where it asked for that. */
export function toWish({ request, app }: LogoutArrival, replyTo: LogoutReplyTo | undefined): LogoutWish {
  const asking = { by: 'app', app: app.policy.app, requestId: request.id } as const
  if (replyTo === undefined || request.asynchronous) return asking
  return { ...asking, answer: { downstream: downstreamName, replyTo: { ...replyTo } } }
}

/** Undefined where another logout of this session is under way: the app has ended its part, so nothing is left for it. */
async function endOwn(hub: Hub, key: SessionKey, wish: LogoutWish, signed: boolean, browser: Browser) {
  const running = await hub.stores.logouts.get(key)
  if (running === undefined) {
    if (!signed) return askPerson(hub, key, wish, browser)
    return beginLogout(hub, key, { ...wish, address: browser.address }, browser)
  }
  const { app, requestId } = running.origin
  if (app === wish.app && requestId === wish.requestId) return continueLogout(hub, key, browser)
  if (!signed) return undefined
  noteNothing(hub, wish, browser.address)
  if (wish.app !== undefined) await noteOwnEnd(hub, key, wish.app)
  return undefined
}

/** An app proved who it is and asked for a logout of what is over, or of another's: no error, and worth a line. */
export function noteNothing(hub: Hub, { app, requestId }: LogoutWish, address: string): void {
  const asked = { ...(app && { app: identifierOf(app) }), ...(requestId !== undefined && { requestId }), address }
  hub.audit.record({ event: 'logout.nothing', outcome: 'success', by: 'app', ...asked })
}

async function askPerson(
  hub: Hub,
  session: SessionKey,
  { app, requestId, answer }: LogoutWish,
  browser: Browser,
): Promise<Reply> {
  const kept = {
    session,
    app,
    requestId,
    ...(answer && { answer: { downstream: answer.downstream, replyTo: answer.replyTo } }),
  }
  const ticket = await keepTicket(hub, kept, JSON.stringify(kept).length, browser)
  return { kind: 'redirect', location: hub.url(`/logout/asked/${ticket}`) }
}

/** The answer where there is nothing (left) to do in this browser. */
async function answerNow(hub: Hub, { answer }: LogoutWish, all: boolean, browser: Browser): Promise<Reply> {
  const role = answer && hub.downstreams.get(answer.downstream)?.logout
  if (answer === undefined || role === undefined) return { kind: 'page', name: 'loggedOut', params: { apps: [] } }
  hub.admission.sign(clientOf(browser))
  return role.answer(answer.replyTo, all ? 'success' : 'partial')
}
