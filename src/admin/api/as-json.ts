/** Values of the functions in the form that the API answers them: times as RFC 3339 has them. */
import type { PastRevision } from '../../app-store/store.ts'
import type { AppSummary } from '../app-summary.ts'
import type { PutApp, ShownApp } from '../apps.ts'
import type { DescribedApp } from '../dependencies.ts'
import type { Preview } from '../preview.ts'
import { problemsJson } from './problem.ts'

export const iso = (ms: number): string => new Date(ms).toISOString()

/** The same with these members as times; absent ones stay absent. */
export function withTimes<T extends object, Name extends keyof T & string>(value: T, ...names: readonly Name[]) {
  const times = names.flatMap((name) => {
    const ms = value[name]
    return typeof ms === 'number' ? [[name, iso(ms)]] : []
  })
  return { ...value, ...Object.fromEntries(times) } as Omit<T, Name> & { [N in Name]: string }
}

export const summaryJson = ({ unread, ...summary }: AppSummary) => ({
  ...withTimes(summary, 'changedAt', 'certificateEnd', 'lastLogin'),
  ...(unread !== undefined && { unread: withTimes(unread, 'failingSince', 'nextAt') }),
})

export function appJson({ summary, document, written, problems, described, ourSide }: ShownApp) {
  const content = document ?? written
  return {
    ...summaryJson(summary),
    ...(content !== undefined && { settings: content.settings }),
    ...(content?.metadata !== undefined && { metadata: content.metadata }),
    problems: problemsJson(problems),
    ...(described !== undefined && { described: describedJson(described) }),
    ourSide,
  }
}

/** Each fact by its code, and in English. */
const describedJson = ({ facts, ...app }: DescribedApp) => ({
  ...app,
  facts: facts.map(({ code, label, values }) => ({ code, label, values })),
})

export function changedJson(name: string, { document, examination, outcome }: PutApp) {
  const { problems, described, renames } = examination
  return {
    name,
    outcome,
    ...(document !== undefined && { revision: document.revision }),
    problems: problemsJson(problems),
    ...(described !== undefined && { described: describedJson(described) }),
    ...(renames !== undefined && { renames }),
  }
}

export function pastJson(past: PastRevision) {
  const { revision, author, at, reason } = past
  const head = { revision, author, at: iso(at), ...(reason !== undefined && { reason }), removed: 'removed' in past }
  if ('removed' in past) return head
  return { ...head, settings: past.settings, ...(past.metadata !== undefined && { metadata: past.metadata }) }
}

/** Its reasons in English. */
export function previewJson({ verdict, withheld, answer, unanswered, ...preview }: Preview) {
  const leftOut = answer?.leftOut.map(({ name, reason }) => ({ name, reason }))
  return {
    ...preview,
    ...(answer !== undefined && { answer: { ...answer, leftOut } }),
    withheld: withheld.map(({ claim, reason }) => ({ claim, reason })),
    verdict: { ...verdict, reasons: verdict.reasons.map(({ text }) => text) },
    ...(unanswered !== undefined && { unanswered: unanswered.text }),
  }
}
