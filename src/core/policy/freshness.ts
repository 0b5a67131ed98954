/** Whether a login is as fresh as the app asked: ForceAuthn (SAML Core 3.4.1) and the app's maxAuthnAge. */
import { GatewayError } from '../errors.ts'
import type { AuthenticationContext } from './identity.ts'

export interface FreshnessDemand {
  readonly forceAuthn: boolean
  /** seconds */
  readonly maxAuthnAge?: number
}

/** The stricter of what a request and the app's policy allow, in seconds; undefined where neither says. */
export function strictestAge(...ages: readonly (number | undefined)[]): number | undefined {
  const said = ages.filter((age) => age !== undefined)
  return said.length === 0 ? undefined : Math.min(...said)
}

/** When the person authenticated, seconds since 1970: auth_time, else the ID Token's iat. */
export function authnInstant(context: AuthenticationContext): number {
  return context.authTime ?? context.issuedAt
}

/**
 * Checks what came back from the upstream. Both times are the OP's, whose clock is not ours: the age at issue
 * (iat − auth_time) is compared with how long the person was away.
 * @param sentAt - when the browser was sent upstream, ms since 1970
 * @param now - ms since 1970
 * @throws GatewayError upstream_invalid, naming the setting
 */
export function checkFreshness(
  demand: FreshnessDemand,
  context: AuthenticationContext,
  sentAt: number,
  now: number,
  names: { readonly upstream: string; readonly app: string },
): void {
  const setting = demand.forceAuthn ? `upstreams.${names.upstream}.forceAuthn` : `maxAuthnAge (${names.app})`
  const allowed = demand.forceAuthn ? 0 : demand.maxAuthnAge
  if (allowed === undefined) return
  if (context.authTime === undefined) {
    throw new GatewayError('upstream_invalid', 'The sign-in service did not say when it asked for the password.', {
      facts: { setting },
    })
  }
  const away = (now - sentAt) / 1000
  // One second of grace: both times are whole seconds.
  if (context.issuedAt - context.authTime > allowed + away + 1) {
    throw new GatewayError('upstream_invalid', 'The sign-in service answered from an older login than was asked for.', {
      facts: { setting },
    })
  }
}
