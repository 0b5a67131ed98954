/** Collects every problem of one config file, each with its line, so that one run of `check` shows them all. */
import { inAllLanguages, type Sentence, said } from '../core/said.ts'
import type { ConfigProblem } from './config.ts'
import type { ProblemKind } from './problem-kind.ts'

/** Keys and list indexes from the top of the file. */
export type ConfigPath = readonly (string | number)[]

/** 1-based line of a path in the file, or of the nearest part of it that is there. */
export type Locate = (path: ConfigPath) => number | undefined

/** Of one kind in one list or map: who has corrected these has understood the rest. */
const mostAlike = 20

/** Problems of one kind in one place. */
interface Alike {
  count: number
  readonly severity: 'error' | 'warning'
  readonly kind: ProblemKind
  readonly path: ConfigPath
}

/** What is wrong, and what to do about it. */
export type Words = () => readonly [message: Sentence, cure: Sentence]

export class Problems {
  readonly #file: string
  readonly #locate: Locate
  readonly #all: ConfigProblem[] = []
  readonly #alike = new Map<string, Alike>()
  readonly #paths = new Set<string>()
  readonly #misnamed = new Set<string>()

  constructor(file: string, locate: Locate) {
    this.#file = file
    this.#locate = locate
  }

  /** In the order of the file; of very many alike the first, and how many more there are. */
  get all(): readonly ConfigProblem[] {
    return [...this.#all, ...this.#more()].toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
  }

  /** 1-based line of a path, for messages that are made later. */
  line(path: ConfigPath): number | undefined {
    return this.#locate(path)
  }

  /** Whether something was already reported for this very path. */
  has(path: ConfigPath): boolean {
    const name = path.join('.')
    return this.#misnamed.has(name) || this.#paths.has(name)
  }

  /**
   * What belongs at this path is there under a wrong name, which is reported: that it is missing would be the same
   * thing twice.
   */
  misnamed(path: ConfigPath): void {
    this.#misnamed.add(path.join('.'))
  }

  get hasErrors(): boolean {
    return this.#all.some(({ severity }) => severity === 'error')
  }

  /** Adds an error: the config can't be used. */
  error(kind: ProblemKind, path: ConfigPath, message: Sentence, cure: Sentence): void {
    this.#add('error', kind, path, () => [message, cure])
  }

  /** The same with words that are made only where it is told: of very many alike most are counted alone (attack 99). */
  errorInWords(kind: ProblemKind, path: ConfigPath, words: Words): void {
    this.#add('error', kind, path, words)
  }

  /** Adds a warning: it can be used, and someone should look at it. */
  warn(kind: ProblemKind, path: ConfigPath, message: Sentence, cure: Sentence): void {
    this.#add('warning', kind, path, () => [message, cure])
  }

  #add(severity: Alike['severity'], kind: ProblemKind, path: ConfigPath, words: Words): void {
    this.#paths.add(path.join('.'))
    if (this.#isOneOfMany(severity, kind, path)) return
    this.#all.push(this.#made(severity, kind, path, ...words()))
  }

  /** Counts it; of the top of the file and of its sections everything is told, since each has a cure of its own. */
  #isOneOfMany(severity: Alike['severity'], kind: ProblemKind, path: ConfigPath): boolean {
    if (path.length <= 2) return false
    const around = path.slice(0, path.length === 3 ? 2 : 3)
    const name = [severity, kind, ...around].join('\n')
    const alike = this.#alike.get(name) ?? { count: 0, severity, kind, path: around }
    alike.count += 1
    this.#alike.set(name, alike)
    return alike.count > mostAlike
  }

  #more(): readonly ConfigProblem[] {
    const many = [...this.#alike.values()].filter(({ count }) => count > mostAlike)
    return many.map(({ severity, kind, path, count }) => {
      const message = said`Problems of the same kind that are not listed: ${count - mostAlike}.`
      return this.#made(severity, kind, path, message, 'Correct those that are listed first.')
    })
  }

  #made(
    severity: Alike['severity'],
    kind: ProblemKind,
    path: ConfigPath,
    message: Sentence,
    cure: Sentence,
  ): ConfigProblem {
    const line = this.#locate(path)
    return {
      kind,
      severity,
      file: this.#file,
      ...(line !== undefined && { line }),
      path: path.join('.'),
      ...inAllLanguages(message, cure),
    }
  }
}
