/**
 * CEL (Common Expression Language) for policy and attribute mapping, compiled when the config is loaded.
 * Variables: `claims` (map), `groups` (list of strings), `upstream` (string). `matches` is refused: it runs
 * JavaScript's RegExp, which a claim can freeze; `glob(text, pattern)` is ours and linear in the text.
 */

import { type ASTNode, Environment, type ParseResult } from '@marcbachmann/cel-js'
import { serialize } from '@marcbachmann/cel-js/serialize'
import { said } from '../said.ts'
import { evaluate } from './expression.ts'
import { ExpressionError, toExpressionError } from './expression-error.ts'
import type { ExpressionInput, ExpressionUse } from './expression-input.ts'
import { remembered } from './remembered.ts'
import { childrenOf, hasLoop, loops } from './steps.ts'

/** A compiled expression. */
export interface Expression<Input extends object = ExpressionInput> {
  readonly source: string
  /**
   * Throws where CEL does (a missing key, a wrong type). Returns plain JavaScript; CEL ints come as bigint, except for
   * `json`.
   */
  evaluate(input: Input): unknown
}

const longest = 4000
const longestPattern = 200

/** What expressions of one kind are about. */
export interface Vocabulary {
  readonly environment: Environment
  /** Names the variables, for someone who wrote another. */
  readonly variables: string
}

/** @param types of the variables, by name */
export function vocabulary(types: Readonly<Record<string, string>>, variables: string): Vocabulary {
  const environment = new Environment({
    homogeneousAggregateLiterals: false,
    enableOptionalTypes: true,
    limits: { maxAstNodes: 1000, maxDepth: 50 },
  }).registerFunction('glob(string, string): bool', glob)
  for (const [name, type] of Object.entries(types)) environment.registerVariable(name, type)
  return { environment, variables }
}

const person = vocabulary(
  { claims: 'map<string, dyn>', groups: 'list<string>', upstream: 'string' },
  'The variables are claims, groups and upstream, as in claims.email or groups.exists(g, g == "staff").',
)

/**
 * Compiles CEL once, with its types checked, so that mistakes are found at load and not at a login.
 * @param use see {@link ExpressionUse}
 * @throws ExpressionError
 */
export function compileExpression(source: string, use: ExpressionUse): Expression {
  return compileFor<ExpressionInput>(person, source, use)
}

/**
 * The same over other variables, which are given as one object when it is evaluated.
 * @throws ExpressionError
 */
export function compileFor<Input extends object>(
  about: Vocabulary,
  source: string,
  use: ExpressionUse,
): Expression<Input> {
  const made = remembered(about, `${use} ${source}`, (): Expression<Input> | ExpressionError => {
    try {
      const program = compileOver(about, source, use)
      const counted = hasLoop(program.ast)
      return { source, evaluate: (input) => evaluate(program, input, { source, use, counted }) }
    } catch (error) {
      // Remembered as well: a document with a fault is judged several times, until all its faults are found.
      if (error instanceof ExpressionError) return error
      throw error
    }
  })
  if (made instanceof ExpressionError) throw made
  return made
}

/**
 * The program of an expression over these variables, which can't freeze the gateway.
 * @throws ExpressionError
 */
export function compileOver(about: Vocabulary, source: string, use: ExpressionUse): ParseResult {
  if (source.length > longest) {
    throw new ExpressionError(
      said`The expression is ${source.length} characters long`,
      said`Shorten it to ${longest}.`,
      source,
      0,
    )
  }
  const program = parse(about, source)
  refuseUnsafe(program.ast, source)
  checkType(about, program, source, use)
  return program
}

/** The parts of an expression that compiles. @throws ExpressionError */
export function parseExpression(source: string): ASTNode {
  compileExpression(source, 'allow')
  return parse(person, source).ast
}

/** A part of an expression as CEL. */
export const textOf = (node: ASTNode): string => serialize(node)

function parse(about: Vocabulary, source: string): ParseResult {
  try {
    return about.environment.parse(source)
  } catch (error) {
    throw toExpressionError(error, source, about.variables)
  }
}

function checkType(about: Vocabulary, program: ParseResult, source: string, use: ExpressionUse): void {
  const { error, type = 'dyn' } = program.check()
  if (error) throw toExpressionError(error, source, about.variables)
  if (use === 'allow' && type !== 'bool' && type !== 'dyn') {
    const cure = 'Compare it with something, as in groups.exists(g, g == "staff").'
    throw new ExpressionError(said`\`allow\` needs true or false, and this is a ${type}`, cure, source, 0)
  }
  if (
    use === 'value' &&
    !/^(string|bool|u?int|double|dyn|list|list<.*>|optional<.*>|null|google.protobuf.Timestamp)$/.test(type)
  ) {
    const cure = 'Give a string, a number, true or false, or a list of them.'
    throw new ExpressionError(said`An attribute's value can't be a ${type}`, cure, source, 0)
  }
}

// ---------------------------------------------------------------- what CEL allows and a gateway can't

/** Refuses what a claim could use to freeze the gateway: regular expressions, and loops over claims within loops. */
function refuseUnsafe(node: ASTNode, source: string, inLoop = false): void {
  refuseRegularExpression(node, source)
  refuseUnknownFunction(node, source)
  refuseOpenGlob(node, source)
  const loop = node.op === 'rcall' && loops.has(node.args[0]) && node.args[1].op !== 'list'
  if (loop && inLoop) {
    const cure = 'Test membership with `in`, as in groups.exists(g, g in claims.roles).'
    throw new ExpressionError(
      said`A loop over claims inside another loop takes too long with many groups`,
      cure,
      source,
      node.start,
    )
  }
  for (const child of inside(node)) refuseUnsafe(child, source, inLoop || loop)
  for (const child of before(node)) refuseUnsafe(child, source, inLoop)
}

/**
 * What a method is called on is computed once, before it: in a.filter(…).map(…) the two loops run one after the other.
 */
const before = (node: ASTNode): readonly ASTNode[] => (node.op === 'rcall' ? childrenOf(node.args[1]) : [])
const inside = (node: ASTNode): readonly ASTNode[] => childrenOf(node.op === 'rcall' ? node.args[2] : node.args)

function refuseRegularExpression(node: ASTNode, source: string): void {
  if ((node.op !== 'rcall' && node.op !== 'call') || node.args[0] !== 'matches') return
  const cure = 'Use startsWith, endsWith, contains, or glob(text, "staff-*").'
  throw new ExpressionError(
    said`\`matches\` is refused: a regular expression can freeze the gateway`,
    cure,
    source,
    node.start,
  )
}

const functions = new Set(person.environment.getDefinitions().functions.map(({ name }) => name))

/** Reported here, because CEL only says that the variable of an unknown loop is unknown. */
function refuseUnknownFunction(node: ASTNode, source: string): void {
  if ((node.op !== 'rcall' && node.op !== 'call') || functions.has(node.args[0])) return
  const cure =
    'Lists have exists, all, filter and map; texts have startsWith, endsWith and contains; there is glob(text, pattern).'
  throw new ExpressionError(said`There is no function ${node.args[0]}`, cure, source, node.start)
}

/** A pattern taken from a claim would make the work quadratic in its length. */
function refuseOpenGlob(node: ASTNode, source: string): void {
  if (node.op !== 'call' || node.args[0] !== 'glob') return
  const pattern = node.args[1][1]
  if (!pattern || (pattern.op === 'value' && typeof pattern.args === 'string' && pattern.args.length <= longestPattern))
    return
  const cure = said`Write it as text of at most ${longestPattern} characters, as in glob(g, "staff-*").`
  throw new ExpressionError(said`glob's pattern must be written out`, cure, source, pattern.start)
}

/**
 * Whether the whole text fits the pattern: `*` is any run of characters, `?` any one. Case counts. Backtracks to the
 * last star only, so the work is at most text × pattern.
 */
function glob(text: string, pattern: string): boolean {
  let t = 0
  let p = 0
  let star = -1
  let resume = 0
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++
      resume = t
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      p++
      t++
    } else if (star >= 0) {
      p = star + 1
      t = ++resume
    } else return false
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}
