/** Collects every problem of one config file, each with its line, so that one run of `check` shows them all. */
import { inAllLanguages, type Sentence } from '../core/said.ts'
import type { ConfigProblem } from './config.ts'
import type { ProblemKind } from './problem-kind.ts'

/** Keys and list indexes from the top of the file. */
export type ConfigPath = readonly (string | number)[]

/** 1-based line of a path in the file, or of the nearest part of it that is there. */
export type Locate = (path: ConfigPath) => number | undefined

export class Problems {
  readonly #file: string
  readonly #locate: Locate
  readonly #all: ConfigProblem[] = []
  readonly #misnamed = new Set<string>()

  constructor(file: string, locate: Locate) {
    this.#file = file
    this.#locate = locate
  }

  /** In the order of the file. */
  get all(): readonly ConfigProblem[] {
    return this.#all.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
  }

  /** 1-based line of a path, for messages that are made later. */
  line(path: ConfigPath): number | undefined {
    return this.#locate(path)
  }

  /** Whether something was already reported for this very path. */
  has(path: ConfigPath): boolean {
    const name = path.join('.')
    return this.#misnamed.has(name) || this.#all.some((problem) => problem.path === name)
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
    this.#add('error', kind, path, message, cure)
  }

  /** Adds a warning: it can be used, and someone should look at it. */
  warn(kind: ProblemKind, path: ConfigPath, message: Sentence, cure: Sentence): void {
    this.#add('warning', kind, path, message, cure)
  }

  #add(severity: 'error' | 'warning', kind: ProblemKind, path: ConfigPath, message: Sentence, cure: Sentence): void {
    const line = this.#locate(path)
    this.#all.push({
      kind,
      severity,
      file: this.#file,
      ...(line !== undefined && { line }),
      path: path.join('.'),
      ...inAllLanguages(message, cure),
    })
  }
}
