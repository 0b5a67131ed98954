/** An expression tried on a person before it is saved: what it would give as `allow` or as an attribute. */
import { compileExpression } from '../core/policy/compile.ts'
import { whyFailed } from '../core/policy/evaluation-words.ts'
import type { Said } from '../core/said.ts'
import type { AdminDependencies } from './dependencies.ts'
import { identityOf, type PreviewedPerson } from './preview.ts'

export interface TriedExpression {
  readonly source: string
  /** As JSON; absent where it has none. */
  readonly value?: string
  /** Why it has none. */
  readonly fault?: Said
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
    return { source, value: JSON.stringify(value) ?? 'null' }
  } catch (error) {
    return { source, fault: whyFailed(error) }
  }
}
