/**
 * JSON from an OP, strict, linear in time and limited in depth. JSON.parse judges the form; what it does to numbers is
 * not enough where they name people: past 2^53 two ids become one (…1024 and …1025 are the same double), before
 * anything could compare them.
 */
import type { Json, JsonObject } from '../../core/identifiers.ts'
import { SaidError, said } from '../../core/said.ts'

/** Claims of one source. */
export interface ClaimSet {
  /** An integer past 2^53 is the text of its digits; every other number is what JSON.parse makes of it. */
  readonly claims: JsonObject
  /** Names of the claims whose number a double can't hold exactly. They may be read, but must not identify anyone. */
  readonly inexact: readonly string[]
}

/** No OP's answer is nested deeper; code that walks through claims later recurses once per level. */
const depthLimit = 64
/** Digits of a number beyond which it isn't looked at any closer. */
const digitLimit = 400

/**
 * JSON, with or without a byte order mark.
 * @throws Error that quotes none of the text, which contains claims and tokens
 */
export function parseJson(text: string): Json {
  const bare = withoutMark(text)
  let value: Json
  try {
    value = JSON.parse(bare)
  } catch {
    throw new SaidError(said`not JSON (${text.length} characters)`)
  }
  checkDepth(bare)
  return value
}

/**
 * Claims with their numbers intact. Of a name that occurs twice, the last one counts (RFC 7519, 4), as for JSON.parse.
 * @param what names the source in the error
 * @throws Error where it is not a JSON object, or nested too deep
 */
export function parseClaims(text: string, what: string): ClaimSet {
  const rounded = parseJson(text)
  if (!isObject(rounded)) throw new Error(`${what}: not a JSON object`)
  if (!mayBeInexact.test(text)) return { claims: rounded, inexact: [] }
  const exact: JsonObject = JSON.parse(withoutMark(text).replace(tokens, exactNumber))
  const inexact = Object.keys(rounded).filter((name) => typeof rounded[name] !== typeof exact[name])
  return { claims: restoreFractions(rounded, exact) as JsonObject, inexact }
}

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const withoutMark = (text: string): string => (text.startsWith('\ufeff') ? text.slice(1) : text)

/** Strings, numbers and brackets of a text that is known to be JSON. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*|[[\]{}]/g

/**
 * Fewer digits than these, and no exponent: a double holds it, and nothing is parsed again. A number comes after one of
 * these characters, which tells `1e9` from an id or a hash with such a piece in it.
 */
const mayBeInexact = /\d[\d.]{14}|[:,[\s]-?\d[\d.]*[eE]/

/** All that open something, in strings too: where they are few, nothing is deep. */
const opening = /[[{]/g

function checkDepth(text: string): void {
  if ((text.match(opening)?.length ?? 0) <= depthLimit) return
  let depth = 0
  for (const [token] of text.matchAll(tokens)) {
    if (token === '{' || token === '[') depth++
    else if (token === '}' || token === ']') depth--
    if (depth > depthLimit) throw new SaidError(said`JSON is nested deeper than ${depthLimit}`)
  }
}

/** A number that a double can't hold becomes a string; every other token stays. */
function exactNumber(token: string): string {
  if (!/^[-\d]/.test(token)) return token
  const value = Number(token)
  if (/^-?\d+$/.test(token)) return Number.isSafeInteger(value) ? token : `"${token}"`
  if (token.length > digitLimit || !Number.isFinite(value)) return `"${token}"`
  const decimal = readDecimal(token)
  const held = readDecimal(String(value))
  const same = decimal.digits === held.digits && decimal.exponent === held.exponent
  return same && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? token : `"${integerText(decimal) ?? token}"`
}

interface Decimal {
  readonly sign: string
  /** Without zeros at either end; empty for zero. */
  readonly digits: string
  readonly exponent: number
}

function readDecimal(literal: string): Decimal {
  const [, sign = '', whole = '', fraction = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(literal) ?? []
  const padded = `${whole}${fraction}`.replace(/^0+/, '')
  const digits = padded.replace(/0+$/, '')
  if (digits === '') return { sign, digits, exponent: 0 }
  return { sign, digits, exponent: Number(power) - fraction.length + padded.length - digits.length }
}

/** All digits of a number past 2^53 that is an integer, whatever form it was written in. */
function integerText({ sign, digits, exponent }: Decimal): string | undefined {
  const integer = exponent >= 0 && digits.length + exponent <= digitLimit
  return integer && digits.length + exponent > 15 ? `${sign}${digits}${'0'.repeat(exponent)}` : undefined
}

/** Only integers past 2^53 are text: a fraction stays the number that it is for everyone, though it was rounded. */
function restoreFractions(rounded: Json, exact: Json | undefined): Json {
  if (typeof rounded === 'number' && typeof exact === 'string') {
    return Math.abs(rounded) <= Number.MAX_SAFE_INTEGER ? rounded : exact
  }
  if (Array.isArray(rounded))
    return rounded.map((item, index) => restoreFractions(item, (exact as readonly Json[] | undefined)?.[index]))
  if (!isObject(rounded)) return rounded
  const known = exact as JsonObject
  return Object.fromEntries(
    Object.entries(rounded).map(([name, item]) => [name, restoreFractions(item as Json, known[name])]),
  )
}
