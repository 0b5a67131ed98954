/**
 * What an expression may cost. CEL always terminates, but a loop that searches a list for each of its items costs the
 * product of two lengths, and both come from claims: 8,000 × 8,000 takes a second. The steps are estimated from the
 * lists that the expression names, before it runs.
 */
import type { ASTNode } from '@marcbachmann/cel-js'
import type { Json } from '../identifiers.ts'

/** Some 80 ms. Two lists of two thousand names stay within it. */
const mostSteps = 5_000_000
/** Roughly how many characters are compared in one step. */
const charactersAStep = 64

/** The macros that go through a list. */
export const loops: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'filter', 'map'])

type Variables = Readonly<Record<string, Json>>

/** Whether an expression goes through a list at all; one that does not is linear in what it names. */
export function hasLoop(node: ASTNode): boolean {
  return (node.op === 'rcall' && loops.has(node.args[0])) || childrenOf(node.args).some(hasLoop)
}

/** Whether an expression with these variables stays within the budget of one evaluation. */
export function affordable(ast: ASTNode, variables: Variables): boolean {
  return stepsOf(ast, 1, variables) <= mostSteps
}

/** @param times how often the loops around it run it */
function stepsOf(node: ASTNode, times: number, variables: Variables): number {
  const value = jsonAt(node, variables)
  if (value !== undefined) return times * sizeOf(value)
  if (node.op === 'rcall' && loops.has(node.args[0])) {
    const [, receiver, body] = node.args
    const inner = times * lengthOf(receiver, variables)
    return stepsOf(receiver, times, variables) + sum(body, inner, variables)
  }
  return times + sum(childrenOf(node.args), times, variables)
}

function sum(nodes: readonly ASTNode[], times: number, variables: Variables): number {
  return nodes.reduce((steps, node) => steps + stepsOf(node, times, variables), 0)
}

/** How many items a list can have: the sum over all that it is made of. */
function lengthOf(node: ASTNode, variables: Variables): number {
  const value = jsonAt(node, variables)
  if (value !== undefined) return sizeOf(value)
  return childrenOf(node.args).reduce((length, child) => length + lengthOf(child, variables), 1)
}

/** What a path of names, starting at a variable, stands for; undefined where it is not such a path. */
function jsonAt(node: ASTNode, variables: Variables): Json | undefined {
  if (node.op === 'id') return Object.hasOwn(variables, node.args) ? variables[node.args] : undefined
  if (node.op !== '.' && node.op !== '.?' && node.op !== '[]') return undefined
  const [of, key] = node.args
  const name = typeof key === 'object' && key.op === 'value' ? key.args : key
  const value = jsonAt(of, variables)
  if (typeof value !== 'object' || value === null || Array.isArray(value) || typeof name !== 'string') return undefined
  const member: unknown = Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined
  return member as Json | undefined
}

/** Items and characters, including those nested in it. */
function sizeOf(value: Json): number {
  if (typeof value === 'string') return 1 + Math.floor(value.length / charactersAStep)
  if (typeof value !== 'object' || value === null) return 1
  return Object.values(value).reduce((size: number, item) => size + sizeOf(item as Json), 1)
}

/** The nodes among a node's parts. */
export function childrenOf(args: unknown): ASTNode[] {
  if (Array.isArray(args)) return args.flatMap(childrenOf)
  return isNode(args) ? [args] : []
}

const isNode = (value: unknown): value is ASTNode => typeof value === 'object' && value !== null && 'op' in value
