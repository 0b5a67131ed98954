/** Why `allow` says what it says: each of its rules with its own result, for whoever has to understand a verdict. */
import type { ASTNode } from '@marcbachmann/cel-js'
import { compileExpression, parseExpression, textOf } from './compile.ts'
import type { ExpressionInput } from './expression-input.ts'

/** A rule, or rules joined by `and`, `or` or `not`. */
export interface ExplainedPart {
  readonly source: string
  /** `failed`: it could not be evaluated, which refuses. */
  readonly result: boolean | 'failed'
  /** Of one that failed; holds no value of a claim. */
  readonly reason?: string
  readonly joined?: 'and' | 'or' | 'not'
  readonly parts?: readonly ExplainedPart[]
}

/** @throws ExpressionError where it is not an expression for `allow` */
export function explainAllow(source: string, input: ExpressionInput): ExplainedPart {
  const explained = explain(parseExpression(source), input)
  return { ...explained, source, ...resultOf(source, input) }
}

function explain(node: ASTNode, input: ExpressionInput): ExplainedPart {
  const source = textOf(node)
  const own = { source, ...resultOf(source, input) }
  const joined = node.op === '&&' ? 'and' : node.op === '||' ? 'or' : node.op === '!_' ? 'not' : undefined
  if (joined === undefined) return own
  const parts = node.op === '!_' ? [node.args] : operands(node, node.op)
  return { ...own, joined, parts: parts.map((part) => explain(part, input)) }
}

/** `a && b && c` is three rules, not one of two. */
function operands(node: ASTNode, op: ASTNode['op']): readonly ASTNode[] {
  if (node.op !== op || (node.op !== '&&' && node.op !== '||')) return [node]
  return node.args.flatMap((part) => operands(part, op))
}

function resultOf(source: string, input: ExpressionInput): Pick<ExplainedPart, 'result' | 'reason'> {
  const { claims, groups, upstream } = input
  try {
    return { result: compileExpression(source, 'allow').evaluate({ claims, groups, upstream }) === true }
  } catch (error) {
    return { result: 'failed', reason: error instanceof Error ? error.message : String(error) }
  }
}
