/** Whether this person may use this app: the app's `allow`, evaluated again at every login. */
import { GatewayError } from '../errors.ts'
import type { AppPolicy } from './app-policy.ts'
import type { Identity } from './identity.ts'

/**
 * @param failed - told where the expression could not be evaluated, which refuses too
 * @throws GatewayError access_denied; its private cause says why
 */
export function authorize(policy: AppPolicy, identity: Identity, failed: (reason: string) => void = () => {}): void {
  if (policy.allow === undefined) return
  const { claims, groups, upstream } = identity
  let verdict: unknown
  let cause: unknown = `allow is false: ${policy.allow.source}`
  try {
    verdict = policy.allow.evaluate({ claims, groups, upstream })
  } catch (error) {
    cause = error
    failed(error instanceof Error ? error.message : String(error))
  }
  if (verdict !== true) {
    throw new GatewayError('access_denied', 'You are not allowed to use this application.', { cause })
  }
}

/** @param now ms since 1970 @throws GatewayError access_denied while an administrator keeps it switched off */
export function refuseDisabled({ disabledUntil }: Pick<AppPolicy, 'disabledUntil'>, now: number): void {
  if (disabledUntil === undefined || disabledUntil <= now) return
  throw new GatewayError('access_denied', 'This application is switched off at the moment.', { cause: 'disabled' })
}
