/** An app on one line of a list, whatever it comes from, with its health. */
import type { DocumentHead, Revision } from '../app-store/store.ts'
import type { AdminDependencies, AppHealth, AppInForce, Origin } from './dependencies.ts'

/**
 * `broken`: something is wrong with it, and it is not in force (or an older copy of it is). `waiting`: a copy of what a
 * file still says. `disabled`: switched off by an administrator.
 */
export type AppState = 'in-force' | 'broken' | 'waiting' | 'disabled'

export interface AppSummary extends AppHealth {
  readonly name: string
  readonly origin: Origin
  readonly state: AppState
  readonly displayName: string
  readonly protocol?: 'saml' | 'oidc'
  readonly identifier?: string
  /** Which one knows it, where a federation does. */
  readonly federation?: string
  /** Where its operator wrote it: it can't be changed here. */
  readonly file?: string
  readonly line?: number
  /** Of a stored one. */
  readonly revision?: Revision
  readonly changedBy?: string
  /** ms since 1970 */
  readonly changedAt?: number
  readonly errors: number
  readonly warnings: number
  /** Fetched metadata of it waits for an administrator. */
  readonly quarantined: boolean
  /** ms since 1970 */
  readonly certificateEnd?: number
}

type Summarizing = Pick<AdminDependencies, 'apps' | 'now'>

/** @param quarantined names of apps of which something waits */
export function summaryOf(
  deps: Summarizing,
  name: string,
  known: { readonly inForce?: AppInForce | undefined; readonly head?: DocumentHead | undefined },
  quarantined: ReadonlySet<string>,
): AppSummary {
  const { apps } = deps
  const { inForce, head } = known
  const place = head === undefined ? (apps.configured(name) ?? placeOf(inForce)) : undefined
  const problems = apps.problems(name)
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const health = inForce === undefined ? { failuresToday: 0 } : apps.health(inForce.id)
  return {
    name,
    origin: inForce?.origin ?? (head === undefined ? 'config' : 'store'),
    state: stateOf(deps, name, known),
    displayName: inForce?.displayName ?? name,
    ...(inForce !== undefined && { protocol: inForce.protocol, identifier: inForce.identifier }),
    ...place,
    ...(head !== undefined && { revision: head.revision, changedBy: head.author, changedAt: head.at }),
    errors,
    warnings: problems.length - errors,
    quarantined: quarantined.has(name),
    ...(inForce?.certificateEnd !== undefined && { certificateEnd: inForce.certificateEnd }),
    ...health,
  }
}

function placeOf(inForce: AppInForce | undefined): { readonly file?: string; readonly line?: number } {
  if (inForce?.file === undefined) return {}
  return { file: inForce.file, ...(inForce.line !== undefined && { line: inForce.line }) }
}

function stateOf(
  { apps, now }: Summarizing,
  name: string,
  { inForce, head }: { readonly inForce?: AppInForce | undefined; readonly head?: DocumentHead | undefined },
): AppState {
  if (head !== undefined && apps.configured(name) !== undefined) return 'waiting'
  if (inForce === undefined) return 'broken'
  return inForce.disabledUntil !== undefined && inForce.disabledUntil > now() ? 'disabled' : 'in-force'
}
