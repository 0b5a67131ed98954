/** What the registry is built from: sources of apps, each with its own problems. */
import type { ConfigProblem } from '../config/config.ts'
import type { AppId, EntityId } from '../core/identifiers.ts'
import { type Coded, inAllLanguages, inEnglish, type Said, said } from '../core/said.ts'
import type { App } from './app.ts'
import { cureOfWarning, fallbackCure } from './metadata-cures.ts'
import { endOf, type Reading, rolesOf, sentencesOf } from './reading.ts'

/** A problem without its place, which the source knows. */
export interface Finding extends Pick<ConfigProblem, 'kind' | 'severity' | 'message' | 'cure' | 'says'> {
  /** The key in the entry that it is about, e.g. `metadata`. */
  readonly key?: string
  /** What identifies findings of one kind, not all of which need to be read. */
  readonly topic?: string
}

/** Reports a problem at the place of the app or file that has it. */
export type Report = (finding: Finding) => void

/** What one entry or file of a source results in. */
export interface Candidate {
  /** For messages: `apps.wiki`, or a file's path. */
  readonly source: string
  /** Absent where something is wrong with it. */
  readonly app?: App
  /**
   * Names that no other source may have, although there is no app: what the entry was meant for stays closed until the
   * entry is fixed.
   */
  readonly reserves: readonly AppId[]
  /**
   * The operator says here who may use the app: another entry of its name that says something else is not in force
   * either; with `within`, another of the same source.
   */
  readonly contests?: boolean | 'within'
  readonly report: Report
}

/** The config's entries, the drop folder: the first one keeps the name of an app (attack 68). */
export interface AppSource {
  /** Everything that it holds now, in order. Never rejects for what an app's metadata holds. */
  read(): Promise<readonly Candidate[]>
  /** What was found while reading; complete once the candidates have been judged. */
  readonly problems: readonly ConfigProblem[]
}

/** How many warnings of one source are reported one by one; nobody reads the hundreds that an aggregate may cause. */
const mostWarnings = 3

/**
 * What is wrong with the metadata that a source read.
 * @param only the entity that is taken from it, where one is: nothing is said about the others
 */
export function reportReading(reading: Reading, report: Report, only?: EntityId): void {
  const { fault, source, notes } = reading
  // Nearly all are so, and thousands are looked at after every change.
  if (fault === undefined && reading.warnings.length === 0 && notes.length === 0) return
  if (fault) {
    const { message, cure } = sentencesOf(fault)
    const kept = rolesOf(reading).some(({ entityId }) => only === undefined || entityId === only)
    const found = kept ? said`${source}: ${message} ${keptUntil(reading)}` : said`${source}: ${message}`
    // The copy of an address outlasts a restart; that of a file, or what it held before, does not.
    const severity = kept && reading.fetchedFrom !== undefined ? 'warning' : fault.severity
    report({ kind: 'metadata', severity, ...inAllLanguages(found, cure) })
  }
  const warn = (warning: Said | Coded, cure: Coded | string) =>
    report({ kind: 'metadata', severity: 'warning', ...inAllLanguages(said`${source}: ${warning}`, cure) })
  const about = [`${only}: `, 'The metadata: ']
  const warnings = reading.warnings.filter(
    (one) => only === undefined || about.some((start) => inEnglish(one).startsWith(start)),
  )
  for (const warning of warnings.slice(0, mostWarnings)) warn(warning, cureOfWarning(warning))
  const rest = warnings.length - mostWarnings
  if (rest > 0) warn(rest === 1 ? said`1 more warning.` : said`${rest} more warnings.`, fallbackCure)
  if (only === undefined) for (const note of notes) warn(note, '')
}

/** For how long: of a file without a signature its operator decides that. */
function keptUntil(reading: Reading): Said {
  const end = reading.readAt === undefined ? undefined : endOf(reading)
  if (end === undefined) return said`Its last good version stays in force.`
  const until = new Date(end).toISOString().slice(0, 16).replace('T', ' ')
  return said`Its last good version stays in force, until ${until} UTC.`
}

/**
 * Reports what checks find in the apps of one source: of each kind of warning the first few, and then how many more
 * there are. Errors are reported one by one.
 */
export class FoldedReport {
  readonly #report: Report
  readonly #counts = new Map<string, { count: number; last: Finding }>()

  constructor(report: Report) {
    this.#report = report
  }

  /** @param finding with a `topic` if it may be folded */
  readonly report: Report = (finding) => {
    const { topic } = finding
    if (topic === undefined || finding.severity === 'error') return this.#report(finding)
    const count = (this.#counts.get(topic)?.count ?? 0) + 1
    this.#counts.set(topic, { count, last: finding })
    if (count <= mostWarnings) this.#report(finding)
  }

  /** Once all have been judged. */
  finish(): void {
    for (const { count, last } of this.#counts.values()) {
      const rest = count - mostWarnings
      if (rest === 1) this.#report(last)
      else if (rest > 1)
        this.#report({ ...last, ...inAllLanguages(said`${rest} more apps of this file have the like.`, last.cure) })
    }
    this.#counts.clear()
  }
}
