/**
 * CEL (Common Expression Language) for policy and attribute mapping, compiled when the config is loaded.
 * Variables: `claims` (map), `groups` (list of strings), `upstream` (string). `matches` is refused: it runs
 * JavaScript's RegExp, which a claim can freeze; `glob(text, pattern)` is ours and linear.
 */
import type { JsonObject } from './identifiers.ts'

export interface ExpressionInput {
  readonly claims: JsonObject
  readonly groups: readonly string[]
  readonly upstream: string
}

/** A compiled expression. */
export interface Expression {
  readonly source: string
  /** Throws where CEL does (a missing key, a wrong type). Returns plain JavaScript; CEL ints come as bigint. */
  evaluate(input: ExpressionInput): unknown
}
