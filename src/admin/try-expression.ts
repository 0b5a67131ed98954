/** An expression tried on a person before it is saved: what it would give as `allow` or as an attribute. */
import { compileExpression } from '../core/policy/compile.ts'
import type { AdminDependencies } from './dependencies.ts'
import { identityOf, type PreviewedPerson } from './preview.ts'

export interface TriedExpression {
  readonly source: string
  /** Its value as JSON, or why it has none. */
  readonly result: string
  readonly failed: boolean
}

/** @throws Refused where the person is not known */
export async function tryExpression(
  deps: AdminDependencies,
  person: PreviewedPerson,
  source: string,
): Promise<TriedExpression> {
  const { claims, groups, upstream } = await identityOf(deps, person)
  try {
    const value = compileExpression(source, 'json').evaluate({ claims, groups, upstream })
    return { source, result: JSON.stringify(value) ?? 'null', failed: false }
  } catch (error) {
    return { source, result: error instanceof Error ? error.message : String(error), failed: true }
  }
}
