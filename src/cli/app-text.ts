/** What commands about apps print, for people. */
import { visible } from '../core/visible-text.ts'
import type { RefusedBody } from './administration-client.ts'
import { count } from './output.ts'

interface SummaryBody {
  readonly name: string
  readonly origin: string
  readonly state: string
  readonly unread?: {
    readonly address: string
    readonly failingSince?: string
    readonly fault?: { readonly message: string }
  }
  readonly displayName: string
  readonly identifier?: string
  readonly federation?: string
  readonly file?: string
  readonly line?: number
  readonly errors: number
  readonly warnings: number
  readonly quarantined: boolean
  readonly certificateEnd?: string
}

type ProblemBody = NonNullable<RefusedBody['errors']>[number]

const text = (written: string): string => visible(written, 400)

/** An app on a line, with what is wrong with it. */
export function describeSummary(app: SummaryBody): string {
  const { name, origin, state, displayName, identifier, errors, warnings, quarantined } = app
  const from = app.federation === undefined ? origin : `${origin} ${app.federation}`
  const place = app.file === undefined ? from : `${app.file}${app.line === undefined ? '' : `:${app.line}`}`
  const notes = [
    ...(app.unread === undefined ? [] : [describeUnread(app.unread)]),
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
    ...(quarantined ? ['metadata waits: isthmus app approve'] : []),
  ]
  const head = `${text(name)}  ${state}  ${text(displayName)}  ${text(identifier ?? '-')}  (${text(place)})`
  return notes.length === 0 ? head : `${head}  ${notes.join(', ')}`
}

function describeUnread({ address, failingSince, fault }: NonNullable<SummaryBody['unread']>): string {
  const since = failingSince === undefined ? '' : `, which fails since ${failingSince}`
  const why = fault === undefined ? '' : `: ${text(fault.message)}`
  return `metadata not read yet from ${text(address)}${since}${why}`
}

/** One problem on two or three lines: where, what, what to do. */
export function describeDocumentProblem({ severity, part, line, path, message, cure }: ProblemBody): string {
  const place = [`${part}${line === undefined ? '' : `:${line}`}`, ...(path === '' ? [] : [path])].join('  ')
  const what = [`${severity}  ${text(place)}`, `       ${text(message)}`]
  return [...what, ...(cure === '' ? [] : [`       → ${text(cure)}`])].join('\n')
}

export interface WaitingBody {
  readonly name: string
  readonly apps: readonly string[]
  readonly state: string
  readonly digest: string
  readonly address: string
  readonly since: string
  readonly deadline?: string
  readonly differences: readonly string[]
}

/** Metadata that waits, with what differs and what to enter for it. */
export function describeWaiting({ name, state, digest, address, since, deadline, differences }: WaitingBody): string {
  const until = deadline === undefined ? '' : `, to be decided by ${deadline}`
  return [
    `${text(name)}  ${state} since ${since}${until}  ${text(address)}`,
    ...differences.map((difference) => `       ${text(difference)}`),
    `       → isthmus app approve ${text(name)} --digest ${digest.slice(0, 12)}`,
  ].join('\n')
}

export interface FactsBody {
  readonly facts: readonly { readonly label: string; readonly values: readonly string[] }[]
}

/** What an app is and is told: a label, and below it what belongs to it. */
export const describeFacts = ({ facts }: FactsBody): string =>
  facts.map(({ label, values }) => [`${label}:`, ...values.map((value) => `  ${text(value)}`)].join('\n')).join('\n')

export interface ChangedBody {
  readonly name: string
  readonly outcome: string
  readonly revision?: string
  readonly problems: readonly ProblemBody[]
  readonly described?: FactsBody
}

export function describeChange({ name, outcome, revision, problems, described }: ChangedBody): string {
  const done = outcome === 'dry-run' ? 'nothing was written' : outcome
  return [
    ...problems.map(describeDocumentProblem),
    ...(described === undefined ? [] : [describeFacts(described)]),
    `${text(name)}: ${done}${revision === undefined ? '' : `, revision ${revision.split('-', 1)[0]}`}`,
  ].join('\n')
}

/** Why it was refused, with everything that is wrong. */
export function describeRefusal({ detail, cure, errors = [] }: RefusedBody): string {
  const reason = cure === undefined ? text(detail) : `${text(detail)}\n→ ${text(cure)}`
  return [...errors.map(describeDocumentProblem), reason].join('\n')
}

export interface PreviewBody {
  readonly person: { readonly subject: string; readonly upstream: string; readonly name?: string }
  readonly verdict: { readonly allowed: boolean; readonly allow?: PartBody; readonly reasons: readonly string[] }
  readonly answer?: {
    readonly subject: { readonly kind: string; readonly value: string }
    readonly attributes: readonly { readonly name: string; readonly values: readonly string[] }[]
    readonly leftOut: readonly { readonly name: string; readonly reason: string }[]
    readonly message: { readonly text: string }
  }
  readonly unanswered?: string
}

interface PartBody {
  readonly source: string
  readonly result: boolean | 'failed'
  readonly reason?: string
  readonly parts?: readonly PartBody[]
}

export function describePreview({ person, verdict, answer, unanswered }: PreviewBody): string {
  const { allowed, allow, reasons } = verdict
  return [
    `${text(person.name ?? person.subject)}, from ${text(person.upstream)}: ${allowed ? 'may use it' : 'may not use it'}`,
    ...(allow === undefined ? [] : describePart(allow, '  ')),
    ...reasons.map((reason) => `  ✘ ${text(reason)}`),
    ...(unanswered === undefined ? [] : [`It can't be told: ${text(unanswered)}`]),
    ...(answer === undefined ? [] : describeAnswer(answer)),
  ].join('\n')
}

function describeAnswer({ subject, attributes, leftOut, message }: NonNullable<PreviewBody['answer']>) {
  return [
    `named by ${text(subject.kind)}: ${text(subject.value)}`,
    ...attributes.map(({ name, values }) => `  ${text(name)} = ${values.map(text).join(', ')}`),
    ...leftOut.map(({ name, reason }) => `  ✘ ${text(name)}: ${text(reason)}`),
    '',
    message.text,
  ]
}

function describePart({ source, result, reason, parts = [] }: PartBody, indent: string): readonly string[] {
  const mark = result === true ? '✔' : '✘'
  const own = `${indent}${mark} ${text(source)}${reason === undefined ? '' : `: ${text(reason)}`}`
  return [own, ...parts.flatMap((part) => describePart(part, `${indent}  `))]
}
