/** Whether a login is as fresh as the app asked for: ForceAuthn (SAML Core 3.4.1) and the app's maxAuthnAge. */
import { GatewayError } from '../errors.ts'
import type { AuthenticationContext } from './identity.ts'

export interface FreshnessDemand {
  readonly forceAuthn: boolean
  /** seconds */
  readonly maxAuthnAge?: number
}

/** The stricter of what a request and the app's policy allow, in seconds; undefined where neither sets one. */
export function strictestAge(...ages: readonly (number | undefined)[]): number | undefined {
  const said = ages.filter((age) => age !== undefined)
  return said.length === 0 ? undefined : Math.min(...said)
}

/** When the person authenticated, seconds since 1970: auth_time, else the ID Token's iat. */
export function authnInstant(context: AuthenticationContext): number {
  return context.authTime ?? context.issuedAt
}

/**
 * Whether the person authenticated after a moment by our clock; 'unknown' where the upstream does not say when. Both
 * times are the OP's, whose clock is not ours: the age at issue (iat − auth_time) is compared with the time since. All
 * are whole seconds, and rounding counts against the login.
 * @param since ms since 1970: when the browser was sent upstream, or when the person signed out
 * @param now ms since 1970
 * @param known auth_time of this person's logins from before that moment: none of them is new
 * @param grace seconds
 */
export function newness(
  { authTime, issuedAt }: Pick<AuthenticationContext, 'authTime' | 'issuedAt'>,
  since: number,
  now: number,
  known: readonly number[] = [],
  grace = 0,
): 'new' | 'old' | 'unknown' {
  if (authTime === undefined) return 'unknown'
  if (known.some((before) => authTime <= before)) return 'old'
  return issuedAt - authTime > Math.floor((now - since) / 1000) + grace ? 'old' : 'new'
}

/**
 * Checks what came back from the upstream.
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
  const { forceAuthn, maxAuthnAge } = demand
  if (!forceAuthn && maxAuthnAge === undefined) return
  const setting = forceAuthn ? `upstreams.${names.upstream}.forceAuthn` : `maxAuthnAge (${names.app})`
  const { authTime, issuedAt } = context
  if (authTime === undefined) throw unsaid(names.upstream, setting, forceAuthn)
  if (forceAuthn && newness(context, sentAt, now) === 'old') throw olderThanAsked(setting)
  // One second of grace for an age: both times are whole seconds.
  const age = issuedAt - authTime - (now - sentAt) / 1000
  if (maxAuthnAge !== undefined && age > maxAuthnAge + 1) throw olderThanAsked(setting)
}

/** @param setting where the operator should look */
export function olderThanAsked(setting: string): GatewayError {
  return new GatewayError('upstream_invalid', 'The sign-in service answered with an older login than was asked for.', {
    facts: { setting },
  })
}

function unsaid(upstream: string, setting: string, forceAuthn: boolean): GatewayError {
  const more = forceAuthn
    ? { cause: new Error(`no auth_time; upstreams.${upstream}.allowMissingAuthTime believes it`) }
    : {}
  return new GatewayError('upstream_invalid', 'The sign-in service did not say when it asked for the password.', {
    facts: { setting },
    ...more,
  })
}
