/** How often the API may be asked. */
import { Budget, type OnSpent } from '../../core/admission/budget.ts'

export interface ApiLimits {
  /** Requests of one client address. */
  readonly requests: Budget
  /** Those with a token that is none, or none any more (attack 99). */
  readonly guesses: Budget
  /** Requests of one token. */
  readonly token: Budget
}

/** Outlives a reload. */
export function createApiLimits(now: () => number, onSpent: OnSpent): ApiLimits {
  const minute = 60_000
  const otherwise = 'Too many requests to the API.'
  return {
    requests: new Budget('API requests', { most: 1200, window: minute, otherwise }, now, onSpent),
    guesses: new Budget('API tokens that are none', { most: 20, window: 5 * minute, otherwise }, now, onSpent),
    token: new Budget('API requests of a token', { most: 600, window: minute, otherwise }, now, onSpent),
  }
}
