/** From a judged LogoutRequest to what it ends. */
import { clientOf } from '../../../core/admission/client-key.ts'
import { GatewayError } from '../../../core/errors.ts'
import type { Browser, Reply } from '../../../core/http.ts'
import type { SessionKey } from '../../../core/identifiers.ts'
import { allEnded, type LogoutWish } from '../../../core/logout/record.ts'
import { beginLogout, continueLogout, endWithoutBrowser } from '../../../core/logout/steps.ts'
import { rememberEnding } from '../../../core/logout/upstream.ts'
import type { LoginDependencies } from '../../../core/ports/hub.ts'
import { keyOf, readSessions } from '../../../core/session/cookie.ts'
import type { LogoutRequest } from '../../../saml/logout-request.ts'
import type { LogoutReplyTo } from './logout.ts'
import { endingsOf, sessionsOf } from './sessions.ts'
import type { SingleLogout } from './single-logout.ts'

/**
 * Ends what the request is about: the session of this browser step by step with it, others behind their browsers' backs.
 * Nothing left to end is not a failure.
 * @param remember ms for which the same request can't come again, but from the same browser (reload)
 * @throws GatewayError stale_or_replayed
 */
export async function endForIdp(
  { hub, upstream }: Pick<SingleLogout, 'hub' | 'upstream'>,
  request: LogoutRequest,
  remember: number,
  replyTo: LogoutReplyTo,
  browser: Browser,
): Promise<Reply> {
  await claim(hub, request, browser.session === undefined ? 'no session' : keyOf(browser.session), remember)
  const asking = { by: 'upstream', requestId: request.id, address: browser.address } as const
  const answer = { side: 'upstream', name: upstream.name, replyTo: { ...replyTo } } as const
  const { live, ended } = await readSessions(hub, browser)
  const running = await runningFor(hub, ended, request.id)
  const again = running && (await continueLogout(hub, running, browser))
  if (again !== undefined) return again
  const meant = await findMeant(hub, upstream, request)
  const [own, ...beside] = meant.filter((key) => live.some((one) => one.key === key))
  const others = meant.filter((key) => key !== own && !beside.includes(key))
  const told = await endWithoutBrowser(hub, others, asking)
  const wish: LogoutWish = request.asynchronous ? asking : { ...asking, answer }
  const reply = own && (await beginLogout(hub, own, wish, browser, beside))
  if (reply !== undefined) return reply
  if (request.asynchronous) return { kind: 'page', name: 'loggedOut', params: { apps: [] } }
  hub.admission.sign(clientOf(browser))
  const answering = upstream.logout?.answer
  if (answering === undefined) throw new GatewayError('internal', 'This sign-in service cannot be answered.')
  return answering({ ...replyTo }, told.every(allEnded) ? 'success' : 'partial')
}

/** Remembers that they are over, then looks for them (core/logout/upstream.ts says why in this order). */
export async function findMeant(
  hub: LoginDependencies,
  upstream: SingleLogout['upstream'],
  request: LogoutRequest,
): Promise<readonly SessionKey[]> {
  await Promise.all(endingsOf(request, upstream).map((ending) => rememberEnding(hub, ending)))
  return sessionsOf(hub, request, upstream)
}

/** The logout that this request began, where the browser comes with it again. */
async function runningFor(hub: LoginDependencies, ended: readonly SessionKey[], requestId: string) {
  for (const key of ended) {
    const origin = (await hub.stores.logouts.get(key))?.origin
    if (origin?.by === 'upstream' && origin.requestId === requestId) return key
  }
  return undefined
}

/** @throws GatewayError stale_or_replayed */
export async function claim(
  hub: Pick<LoginDependencies, 'stores'>,
  { issuer, id }: LogoutRequest,
  claimant: string,
  remember: number,
): Promise<void> {
  if ((await hub.stores.seen.claim(`logout at ${issuer}`, id, claimant, remember)) === claimant) return
  throw new GatewayError('stale_or_replayed', 'This sign-out request has already been used.')
}
