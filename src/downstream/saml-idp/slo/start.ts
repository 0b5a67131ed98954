/** From a judged LogoutRequest to what it ends, by way of the browser. */
import { clientOf } from '../../../core/admission/client-key.ts'
import { GatewayError } from '../../../core/errors.ts'
import type { Browser, Reply } from '../../../core/http.ts'
import { identifierOf, type SessionKey } from '../../../core/identifiers.ts'
import { noteOwnEnd } from '../../../core/logout/answers.ts'
import { answeringRole } from '../../../core/logout/end.ts'
import { allEnded, type LogoutWish } from '../../../core/logout/record.ts'
import { beginLogout, continueLogout, endWithoutBrowser } from '../../../core/logout/steps.ts'
import type { EndingDependencies, LogoutDependencies, SessionDependencies } from '../../../core/ports/hub.ts'
import { keepTicket } from '../../../core/posted-message.ts'
import { keyOf, readSessions } from '../../../core/session/cookie.ts'
import type { SamlApp } from '../../../registry/app.ts'
import type { LogoutRequest } from '../../../saml/logout-request.ts'
import { downstreamName } from '../sso/login-request.ts'
import type { LogoutReplyTo } from './participants.ts'
import type { SloDependencies } from './single-logout.ts'
import { meansSession, sessionsOf } from './subject.ts'

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
 * request names ends behind its back; one that does not exist (any more) is not an error. But where the app took part
 * in a session of this browser and names another, the person is asked: reporting success would leave it open on a
 * shared computer.
 */
export async function endForApp(
  hub: SloDependencies,
  arrival: LogoutArrival,
  replyTo: LogoutReplyTo | undefined,
  browser: Browser,
): Promise<Reply> {
  const { request, signed } = arrival
  // Anyone can make up unsigned ones: storing each would fill the storage, and none does more than ask the person.
  if (signed) await claimRequest(hub, arrival, browser.session === undefined ? 'no session' : keyOf(browser.session))
  const wish = toWish(arrival, replyTo)
  const { meant, beside, unclear } = await ownSessions(hub, request, browser)
  if (meant !== undefined) {
    return (await endOwn(hub, meant, beside, wish, signed, browser)) ?? answerNow(hub, wish, true, browser)
  }
  const ended = await endNamed(hub, arrival, { ...wish, address: browser.address })
  if (unclear !== undefined) return askPerson(hub, unclear, wish, signed, browser)
  if (ended.length === 0 && signed) noteNothing(hub, wish, browser.address)
  return answerNow(hub, wish, ended.every(allEnded), browser)
}

/**
 * The session of this browser that is meant, one that is live before one that ended, with the live ones that are meant
 * as well (two tabs signed in to the app at two upstreams); else a live one that may be.
 */
async function ownSessions(hub: SessionDependencies, request: LogoutRequest, browser: Browser) {
  const { live, ended } = await readSessions(hub, browser)
  const keys = [...live.map(({ key }) => key), ...ended]
  const means = await Promise.all(keys.map((key) => meansSession(hub, key, request)))
  const all = (meaning: 'it' | 'unclear') => keys.filter((_, index) => means[index] === meaning)
  const [meant, ...others] = all('it')
  const isLive = (key: SessionKey) => live.some((one) => one.key === key)
  return { meant, beside: others.filter(isLive), unclear: all('unclear').find(isLive) }
}

/** Without a SessionIndex the browser says which session is meant: never those of other devices. */
async function endNamed(
  hub: EndingDependencies & Pick<LogoutDependencies, 'stores'>,
  { request, signed }: LogoutArrival,
  wish: LogoutWish,
) {
  if (!signed || request.sessionIndexes.length === 0) return []
  return endWithoutBrowser(hub, await sessionsOf(hub, request), wish)
}

/** Claims the request for this browser; it may come again from there (reload), and from nowhere else (attack 63). */
export async function claimRequest(
  hub: Pick<LogoutDependencies, 'stores'>,
  { request, app, remember }: LogoutArrival,
  arrival: string,
): Promise<void> {
  if ((await hub.stores.seen.claim(app.policy.app, request.id, arrival, remember)) === arrival) return
  throw new GatewayError('stale_or_replayed', 'This sign-out request has already been used.')
}

/** What the app wants, and how it is answered; not at all where it asked for no answer. */
export function toWish({ request, app }: LogoutArrival, replyTo: LogoutReplyTo | undefined): LogoutWish {
  const asking = { by: 'app', app: app.policy.app, requestId: request.id } as const
  if (replyTo === undefined || request.asynchronous) return asking
  return { ...asking, answer: { side: 'downstream', name: downstreamName, replyTo: { ...replyTo } } }
}

/**
 * Undefined where another logout of this session is under way: the app has ended its part, so nothing is left for it.
 */
async function endOwn(
  hub: SloDependencies,
  key: SessionKey,
  beside: readonly SessionKey[],
  wish: LogoutWish,
  signed: boolean,
  browser: Browser,
) {
  const running = await hub.stores.logouts.get(key)
  if (running === undefined) {
    if (!signed) return askPerson(hub, key, wish, signed, browser)
    return beginLogout(hub, key, { ...wish, address: browser.address }, browser, beside)
  }
  const { app, requestId } = running.origin
  if (app === wish.app && requestId === wish.requestId) return continueLogout(hub, key, browser)
  if (!signed) return undefined
  noteNothing(hub, wish, browser.address)
  if (wish.app !== undefined) await noteOwnEnd(hub, key, wish.app)
  return undefined
}

/**
 * An app proved who it is and asked for a logout of what is already over, or of another's: worth a log line. It is a
 * failure where it named somebody whom we never named to it.
 */
export function noteNothing(
  hub: Pick<LogoutDependencies, 'audit'>,
  { app, requestId }: LogoutWish,
  address: string,
  outcome: 'success' | 'failure' = 'success',
): void {
  const asked = { ...(app && { app: identifierOf(app) }), ...(requestId !== undefined && { requestId }), address }
  hub.audit.record({ event: 'logout.nothing', outcome, by: 'app', ...asked })
}

/** @param signed true: it is from the app, which named someone else; false: nobody knows who sent it */
async function askPerson(
  hub: SloDependencies,
  session: SessionKey,
  { app, requestId, answer }: LogoutWish,
  signed: boolean,
  browser: Browser,
): Promise<Reply> {
  const kept = {
    session,
    app,
    requestId,
    signed,
    ...(answer && { answer: { ...answer } }),
  }
  const ticket = await keepTicket(hub, kept, JSON.stringify(kept).length, browser)
  return { kind: 'redirect', location: hub.url(`/logout/asked/${ticket}`) }
}

/** The answer where there is nothing (left) to do in this browser. */
async function answerNow(hub: SloDependencies, { answer }: LogoutWish, all: boolean, browser: Browser): Promise<Reply> {
  const reply = answer && answeringRole(hub, answer)
  if (answer === undefined || reply === undefined) return { kind: 'page', name: 'loggedOut', params: { apps: [] } }
  hub.admission.sign(clientOf(browser))
  return reply(answer.replyTo, all ? 'success' : 'partial')
}
