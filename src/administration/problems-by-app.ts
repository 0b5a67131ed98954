/** The problems of a snapshot by the app that they are about: with ten thousand apps there may be as many problems. */
import { basename } from 'node:path'
import type { ConfigProblem } from '../config/config.ts'

export class ProblemsByApp {
  /** Of the file that it is in; of that without its folder; of the entry that it is about. */
  readonly #byFile: ReadonlyMap<string, readonly ConfigProblem[]>
  readonly #byBasename: ReadonlyMap<string, readonly ConfigProblem[]>
  readonly #byEntry: ReadonlyMap<string, readonly ConfigProblem[]>

  /** Where `defaults.allow` is missing, all dropped files are out of force. */
  readonly #ofDropped: readonly ConfigProblem[]

  constructor(problems: readonly ConfigProblem[]) {
    this.#ofDropped = problems.filter(({ path }) => path === 'defaults.allow')
    this.#byFile = grouped(problems, ({ file }) => [file])
    this.#byBasename = grouped(problems, ({ file }) => [basename(file)])
    this.#byEntry = grouped(problems, ({ path }) => entriesIn(path))
  }

  /** @param name as in the list of apps @param stored where a document of this name lies */
  of(name: string, stored: string): readonly ConfigProblem[] {
    if (name.startsWith('file:'))
      return [...(this.#byBasename.get(name.slice('file:'.length)) ?? []), ...this.#ofDropped]
    const [ofDocument, ofEntry] = [this.#byFile.get(stored) ?? [], this.#byEntry.get(name) ?? []]
    return ofDocument.length === 0 ? ofEntry : [...new Set([...ofDocument, ...ofEntry])]
  }
}

/** A name may have dots: `apps.my.app.allow` is about `my.app`, or about `my`. */
function entriesIn(path: string): readonly string[] {
  const [section, ...parts] = path.split('.')
  return section === 'apps' ? parts.map((_, at) => parts.slice(0, at + 1).join('.')) : []
}

function grouped(
  problems: readonly ConfigProblem[],
  keysOf: (problem: ConfigProblem) => readonly string[],
): ReadonlyMap<string, readonly ConfigProblem[]> {
  const groups = new Map<string, ConfigProblem[]>()
  for (const problem of problems) {
    for (const key of keysOf(problem)) {
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [problem])
      else group.push(problem)
    }
  }
  return groups
}
