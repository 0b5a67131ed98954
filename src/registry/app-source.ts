/** What the registry is put together from: sources of apps, each with its own problems. */
import type { ConfigProblem } from '../config/config.ts'
import type { EntityId } from '../core/identifiers.ts'
import type { SamlApp } from './app.ts'
import type { Reading } from './reading.ts'

/** A problem without its place, which the source knows. */
export interface Finding extends Pick<ConfigProblem, 'kind' | 'severity' | 'message' | 'cure'> {
  /** The key of the entry that it is about, e.g. `metadata`. */
  readonly key?: string
}

/** Says a problem at the place of the app or file that has it. */
export type Report = (finding: Finding) => void

/** What one entry or file of a source comes to. */
export interface Candidate {
  /** For messages: `apps.wiki`, or a file's path. */
  readonly source: string
  /** Absent where something is wrong with it. */
  readonly app?: SamlApp
  /**
   * Names that no other source may have, although there is no app: what the entry was meant for stays closed until the
   * entry is mended.
   */
  readonly reserves: readonly EntityId[]
  readonly report: Report
}

/** The config's entries, the drop folder: whoever comes first keeps the name of an app (attack 68). */
export interface AppSource {
  /** Everything that it holds now, in order. Never rejects for what an app's metadata holds. */
  read(): Promise<readonly Candidate[]>
  /** What was found while reading; complete once the candidates have been judged. */
  readonly problems: readonly ConfigProblem[]
}

/** So many warnings of one source are said one by one; of an aggregate nobody reads hundreds. */
const mostWarnings = 3

/** What is wrong with the metadata that a source read. */
export function reportReading({ fault, serviceProviders, source, warnings }: Reading, report: Report): void {
  if (fault) {
    const kept = serviceProviders.length > 0 ? ' Its last good version stays in force.' : ''
    report({ ...fault, kind: 'metadata', message: `${source}: ${fault.message}${kept}` })
  }
  const cure = 'Ask the app for new metadata.'
  const rest = warnings.length - mostWarnings
  for (const warning of warnings.slice(0, mostWarnings)) {
    report({ kind: 'metadata', severity: 'warning', message: `${source}: ${warning}`, cure })
  }
  if (rest > 0)
    report({ kind: 'metadata', severity: 'warning', message: `${source}: ${rest} more of this kind.`, cure })
}
