/**
 * What every request says about where it was sent and when (Core 3.2.1), judged the same way for logins and logouts.
 */
import { GatewayError } from '../core/errors.ts'

export interface Sent {
  readonly destination?: string
  /** ms since 1970 */
  readonly issueInstant: number
}

export interface Receipt {
  /** Our endpoint's address, as metadata publishes it. */
  readonly location: string
  /** ms since 1970 */
  readonly now: number
  /** ms after which a request is too old, including the clock skew we allow. */
  readonly lifetime: number
  /** What the request asks for, for the message: sign-in or sign-out. */
  readonly what: 'sign-in' | 'sign-out'
}

/** How far ahead of ours the clock of an SP may be, ms. */
export const aheadAtMost = 5 * 60_000

/**
 * Refuses a request that was made for another endpoint, is too old, or comes from the future.
 * @param startAgain where the person can start again, if known
 * @throws GatewayError `malformed_request`, `stale_or_replayed`
 */
export function checkTimely(
  { destination, issueInstant }: Sent,
  { location, now, lifetime, what }: Receipt,
  startAgain?: GatewayError['startAgain'],
): void {
  if (destination !== undefined && destination !== location) {
    throw new GatewayError('malformed_request', 'The request was made for a different address.', {
      facts: { received: destination, expected: location },
    })
  }
  const stale = (message: string) =>
    new GatewayError('stale_or_replayed', message, { ...(startAgain !== undefined && { startAgain }) })
  if (now - issueInstant > lifetime) throw stale(`This ${what} request is too old.`)
  if (issueInstant - now > aheadAtMost) {
    throw stale(`This ${what} request was issued in the future: check the clocks.`)
  }
}
