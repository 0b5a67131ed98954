/**
 * A request is answered once (SAML Profiles 4.1.4.5 asks it of assertions, and an old request must not sign anyone in),
 * and once more for whoever got the answer: a reload or a double click in the same browser and session is not a replay.
 */
import { GatewayError } from '../errors.ts'
import type { SessionKey } from '../identifiers.ts'
import type { Stores } from '../ports/stores.ts'
import type { BrowserSessions } from '../session/records.ts'
import type { LoginRequest } from './transaction.ts'

/** Used where it is not known how long a request is acceptable, ms. */
const longestRemembered = 26 * 3600_000
/** How long a second arrival of the request may be under way, ms: it must not be answered either. */
const longestLogin = 30 * 60_000

/** How long an answered request is remembered, ms: as long as the same one could be answered again. */
export function rememberFor(now: number, { acceptableUntil }: LoginRequest): number {
  return acceptableUntil === undefined ? longestRemembered : Math.max(0, acceptableUntil - now) + longestLogin
}

/**
 * Refuses a request that was answered in a session other than these, before anybody is asked for a password.
 * @throws GatewayError stale_or_replayed
 */
export async function refuseReplay(
  hub: { readonly stores: Pick<Stores, 'seen'> },
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
export async function claimRequest(
  hub: { readonly stores: Pick<Stores, 'seen'>; now(): number },
  request: LoginRequest,
  key: SessionKey,
): Promise<void> {
  const { app, requestId, arrival } = request
  const holder = await hub.stores.seen.claim(app, requestId, `${arrival} ${key}`, rememberFor(hub.now(), request))
  // The same arrival may have lost the session that it made the claim for, and be starting again.
  if (!holder.startsWith(`${arrival} `) && !holder.endsWith(` ${key}`)) throw replayed(request)
}

function replayed({ startAgain }: LoginRequest): GatewayError {
  return new GatewayError('stale_or_replayed', 'This sign-in request has already been answered.', { startAgain })
}
