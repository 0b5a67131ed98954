/** Two who change an app at once: the second is shown what the first changed, beside what they entered themselves. */
import type { Content, PastRevision } from '../../app-store/store.ts'
import type { ChangeView, MeanwhileView } from '../../pages/console/app-views.ts'
import { appHistory } from '../app-past.ts'
import type { ShownApp } from '../apps.ts'
import type { AdminDependencies } from '../dependencies.ts'
import { diffLines } from './diff.ts'

export interface Meanwhile {
  readonly view: MeanwhileView
  /** What the form was made from; absent where the history has lost it. */
  readonly base?: Content
}

/** @param from the revision that the form was made from */
export async function meanwhileOf(
  admin: AdminDependencies,
  { document, summary }: ShownApp,
  from: string | undefined,
): Promise<Meanwhile | undefined> {
  if (document === undefined) return undefined
  const past = await appHistory(admin, summary.name)
  const base = past.find(({ revision }) => revision === from)
  const view = {
    author: document.author,
    at: document.at,
    changes: base === undefined ? [] : changesOf(base, document),
  }
  return { view, ...(base !== undefined && !('removed' in base) && { base }) }
}

/** What differs, by part. */
export function changesOf(before: PastRevision | undefined, after: PastRevision): readonly ChangeView[] {
  const [old, now] = [textsOf(before), textsOf(after)]
  return (['settings', 'metadata'] as const)
    .map((part) => ({ part, lines: diffLines(old[part], now[part]) }))
    .filter(({ lines }) => lines.length > 0)
}

function textsOf(entry: PastRevision | undefined): Readonly<Record<'settings' | 'metadata', string>> {
  if (entry === undefined || 'removed' in entry) return { settings: '', metadata: '' }
  return { settings: entry.settings, metadata: entry.metadata ?? '' }
}
