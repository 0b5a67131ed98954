/**
 * A request is answered once (SAML Profiles 4.1.4.5 asks it of assertions, and an old request must not sign anyone in), and
 * once more to whoever got the answer: a reload or a double click in the same browser and session is no replay.
 */
import { GatewayError } from '../errors.ts'
import type { SessionKey } from '../identifiers.ts'
import type { LoginDependencies } from '../ports/hub.ts'
import type { BrowserSessions } from '../session/records.ts'
import type { LoginRequest } from './transaction.ts'

/** How long an answered request id is remembered: longer than any request stays acceptable (1 h by default). */
const seenLifetime = 26 * 3600_000

/**
 * Refuses a request that was answered in another session than one of these, before anybody is asked for a password.
 * @throws GatewayError stale_or_replayed
 */
export async function refuseReplay(
  hub: LoginDependencies,
  request: LoginRequest,
  { live }: BrowserSessions,
): Promise<void> {
  const holder = await hub.stores.seen.holder(request.app, request.requestId)
  if (holder === undefined || holder.startsWith(`${request.arrival} `)) return
  if (!live.some(({ key }) => holder.endsWith(` ${key}`))) throw replayed(request)
}

/**
 * Claims the request for this arrival and session, before the answer is sent.
 * @throws GatewayError stale_or_replayed where another session has it
 */
export async function claimRequest(hub: LoginDependencies, request: LoginRequest, key: SessionKey): Promise<void> {
  const { app, requestId, arrival } = request
  const holder = await hub.stores.seen.claim(app, requestId, `${arrival} ${key}`, seenLifetime)
  // The same arrival may have lost the session that it claimed for, and start anew.
  if (!holder.startsWith(`${arrival} `) && !holder.endsWith(` ${key}`)) throw replayed(request)
}

function replayed({ startAgain }: LoginRequest): GatewayError {
  return new GatewayError('stale_or_replayed', 'This sign-in request was answered already.', { startAgain })
}
