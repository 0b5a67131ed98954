/** May this person use this app: the app's `allow`, asked anew at every login. */
import { GatewayError } from './errors.ts'
import type { Identity } from './identity.ts'
import type { AppPolicy } from './ports.ts'

/** @throws GatewayError access_denied; its private cause says why, an expression that fails refuses too */
export function authorize(policy: AppPolicy, identity: Identity): void {
  if (policy.allow === undefined) return
  const { claims, groups, upstream } = identity
  let verdict: unknown
  let cause: unknown = `allow is false: ${policy.allow.source}`
  try {
    verdict = policy.allow.evaluate({ claims, groups, upstream })
  } catch (error) {
    cause = error
  }
  if (verdict !== true) {
    throw new GatewayError('access_denied', 'You are not allowed to use this application.', { cause })
  }
}
