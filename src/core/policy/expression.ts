/** Runs a compiled CEL expression: claims in, plain values out, and failures in words that may be logged. */
import { EvaluationError, Optional, type ParseResult } from '@marcbachmann/cel-js'
import type { JsonObject } from '../identifiers.ts'
import type { ExpressionInput } from './compile.ts'

/**
 * The value of a compiled expression, in plain JavaScript.
 * @param source its text, for what may be said of a failure
 * @throws EvaluationError whose message holds no value of a claim
 */
export function evaluate(
  program: ParseResult,
  input: ExpressionInput,
  source: string,
  use: 'allow' | 'value',
): unknown {
  const result = fromCel(run(program, input, source))
  if (use === 'allow' && typeof result !== 'boolean') {
    throw new EvaluationError('`allow` must give true or false')
  }
  return result
}

function run(program: ParseResult, { claims, groups, upstream }: ExpressionInput, source: string): unknown {
  try {
    return program({ claims: claimsToCel(claims), groups, upstream })
  } catch (error) {
    throw new EvaluationError(withoutValues(error instanceof Error ? error.message : String(error), source))
  }
}

/** Why it failed, for the log: what CEL quotes is kept only where the operator wrote it, as it may be a claim's value. */
function withoutValues(message: string, source: string): string {
  const [reason = ''] = message.split(/\n\n>/)
  const kept = (text: string) => (source.includes(text) ? text : '…')
  return reason
    .replace(/^(No such key: )(?!index out of bounds)(.*)$/s, (_, start: string, key: string) => start + kept(key))
    .replace(/"(.*)"/gs, (_, text: string) => `"${kept(text)}"`)
}

const converted = new WeakMap<JsonObject, ReadonlyMap<string, unknown>>()

/** One login asks many expressions about the same claims: they are converted once. */
function claimsToCel(claims: JsonObject): ReadonlyMap<string, unknown> {
  const known = converted.get(claims)
  if (known) return known
  const map = objectToCel(claims)
  converted.set(claims, map)
  return map
}

/** Maps, so that a claim named `constructor` or `__proto__` is a key like any other. */
const objectToCel = (object: object): ReadonlyMap<string, unknown> =>
  new Map(Object.entries(object).map(([name, value]) => [name, toCel(value)]))

function toCel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toCel)
  if (typeof value === 'object' && value !== null) return objectToCel(value)
  return Number.isSafeInteger(value) ? BigInt(value as number) : value
}

function fromCel(value: unknown): unknown {
  if (value instanceof Optional) return value.hasValue() ? fromCel(value.value()) : null
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Map) return Object.fromEntries([...value].map(([name, item]) => [String(name), fromCel(item)]))
  return Array.isArray(value) ? value.map(fromCel) : value
}
