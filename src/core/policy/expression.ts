/** Runs a compiled CEL expression: claims in, plain values out, and failures in words that may be logged. */
import { EvaluationError, Optional, type ParseResult } from '@marcbachmann/cel-js'
import { evaluationFaults } from './evaluation-words.ts'
import type { ExpressionUse } from './expression-input.ts'
import { affordable } from './steps.ts'

/** What is known of an expression besides its program. */
interface Evaluated {
  /** Its text, for reporting a failure. */
  readonly source: string
  readonly use: ExpressionUse
  /** Whether it goes through lists, so that its steps are estimated before it runs. */
  readonly counted: boolean
}

/**
 * The value of a compiled expression, in plain JavaScript.
 * @throws EvaluationError whose message holds no value of a claim
 */
export function evaluate(program: ParseResult, input: object, { source, use, counted }: Evaluated): unknown {
  if (counted && !affordable(program.ast, { ...input })) {
    throw new EvaluationError(evaluationFaults.costly.text)
  }
  const result = fromCel(run(program, input, source), use === 'json' ? toNumber : (integer) => integer)
  if (use === 'allow' && typeof result !== 'boolean') {
    throw new EvaluationError(evaluationFaults.verdict.text)
  }
  return result
}

function run(program: ParseResult, input: object, source: string): unknown {
  try {
    return program(Object.fromEntries(Object.entries(input).map(([name, value]) => [name, variableToCel(value)])))
  } catch (error) {
    throw new EvaluationError(withoutValues(error instanceof Error ? error.message : String(error), source))
  }
}

/**
 * Why it failed, for the log: what CEL quotes is kept only where the operator wrote it, as it may be a claim's value.
 */
function withoutValues(message: string, source: string): string {
  const [reason = ''] = message.split(/\n\n>/)
  const kept = (text: string) => (source.includes(text) ? text : '…')
  return reason
    .replace(/^(No such key: )(?!index out of bounds)(.*)$/s, (_, start: string, key: string) => start + kept(key))
    .replace(/"(.*)"/gs, (_, text: string) => `"${kept(text)}"`)
}

const converted = new WeakMap<object, ReadonlyMap<string, unknown>>()

/** One login evaluates many expressions over the same claims: they are converted once. */
function variableToCel(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const known = converted.get(value)
  if (known) return known
  const map = objectToCel(value)
  converted.set(value, map)
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

/** @param integer what becomes of CEL's integers */
function fromCel(value: unknown, integer: (value: bigint) => unknown): unknown {
  const inner = (item: unknown) => fromCel(item, integer)
  if (typeof value === 'bigint') return integer(value)
  if (value instanceof Optional) return value.hasValue() ? inner(value.value()) : null
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Map) return Object.fromEntries([...value].map(([name, item]) => [String(name), inner(item)]))
  if (Array.isArray(value)) return value.map(inner)
  // Where an expression writes a map, it is a plain object.
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, inner(item)]))
  }
  return value
}

/** Past 2^53 the digits as text: as a number it would change. */
const toNumber = (integer: bigint): unknown =>
  Number.isSafeInteger(Number(integer)) ? Number(integer) : integer.toString()
