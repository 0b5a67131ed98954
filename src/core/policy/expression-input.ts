/** What an expression is evaluated over, and what its result is for. Types only. */
import type { JsonObject } from '../identifiers.ts'

export interface ExpressionInput {
  readonly claims: JsonObject
  readonly groups: readonly string[]
  readonly upstream: string
}

/**
 * What an expression is for: `allow` must be a bool; `value` a string, number, bool, time or a list of them, as an
 * attribute has them; `json` may be a map as well, as a claim may, and its integers come as numbers.
 */
export type ExpressionUse = 'allow' | 'value' | 'json'
