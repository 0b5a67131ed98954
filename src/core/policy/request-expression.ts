/** CEL over an HTTP request, for rules about addresses: `path` and `method`, nothing about the person. */
import { compileOver, vocabulary } from './compile.ts'

/** A request as rules see it. */
export interface RequestInput {
  /** Decoded, from `/` on, without the query. */
  readonly path: string
  /** Upper case. */
  readonly method: string
}

/** A compiled expression. */
export interface RequestExpression {
  readonly source: string
  /** Throws where CEL does. */
  matches(request: RequestInput): boolean
}

const request = vocabulary(
  { path: 'string', method: 'string' },
  'The variables are path and method, as in path.startsWith("/admin/") or method in ["GET", "HEAD"].',
)

/** Compiles it once. @throws ExpressionError */
export function compileRequestExpression(source: string): RequestExpression {
  const program = compileOver(request, source, 'allow')
  return { source, matches: ({ path, method }) => program({ path, method }) === true }
}
