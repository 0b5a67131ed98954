/** What is wrong with an expression, where, and what to do about it. */
import type { EvaluationError } from '@marcbachmann/cel-js'
import { inEnglish, insteadOf, type Said, type Sentence, said, whole } from '../said.ts'

/**
 * An expression that can't be used. `message` says what, where and what to do; `problem` and `cure` say it separately.
 */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError'
  readonly problem: string
  readonly cure: string
  /** The same, for another language. */
  readonly says: { readonly problem: Said; readonly cure: Said }
  /** 1-based within the expression */
  readonly line: number
  /** 1-based */
  readonly column: number

  /** @param problem without a full stop: where it is comes after it */
  constructor(problem: Said, cure: Sentence, source: string, offset: number) {
    const before = source.slice(0, offset).split('\n')
    const line = before.length
    const column = (before.at(-1)?.length ?? 0) + 1
    const where = line === 1 ? `at column ${column}` : `at line ${line}, column ${column}`
    super(`${problem.text} ${where}. ${inEnglish(cure)}`)
    this.problem = `${problem.text} ${where}`
    this.cure = inEnglish(cure)
    this.says = {
      problem: insteadOf(`${this.problem}.`, said`${problem} (line ${line}, column ${column}).`),
      cure: whole(cure),
    }
    this.line = line
    this.column = column
  }
}

const cures: Readonly<Record<string, string>> = {
  unexpected_character: 'CEL compares with ==, joins with && and ||, and puts text in quotes.',
  unterminated_string: 'Close the quote.',
  expected_token: 'Look for a missing bracket, quote or name.',
  incompatible_ternary_branches: 'Give both branches the same type, or wrap them in dyn(…).',
  no_such_overload: 'Both sides need the same type; string(…), int(…) and dyn(…) convert.',
}

/** What the library complains of, in a sentence that other languages have; its own is English. */
function ours(code: string, summary: string): Said {
  const [, about = ''] = /: (.+)$/s.exec(summary) ?? []
  switch (code) {
    case 'unknown_variable':
      return said`There is no variable ${about}`
    case 'no_such_overload':
      return said`These types do not go together: ${about}`
    case 'unexpected_character':
      return said`The character ${about} has no meaning here`
    case 'unterminated_string':
      return said`A quote is not closed`
    case 'expected_token':
      return said`Something is missing here`
    case 'incompatible_ternary_branches':
      return said`The branches have different types`
    default:
      return said`This is not CEL`
  }
}

/**
 * What the library throws, with its cure.
 * @param variables names those that there are @throws whatever is no error of it
 */
export function toExpressionError(error: unknown, source: string, variables: string): ExpressionError {
  if (!(error instanceof Error)) throw error
  const { summary = error.message, code = '', range } = error as Partial<EvaluationError>
  const cure =
    code === 'unknown_variable' ? variables : (cures[code] ?? 'docs/apps.md lists what an expression can use.')
  const problem = insteadOf(summary.replace(/\.$/, ''), ours(code, summary))
  return new ExpressionError(problem, cure, source, range?.start ?? 0)
}
