/** Why an administrator's wish is not fulfilled: a closed list, in words that they can act on. */
import type { Revision } from '../app-store/store.ts'
import type { SaidProblem } from '../core/said.ts'
import type { FindingCode } from '../registry/examination.ts'
import type { RefusalSentence } from './refusal-sentences.ts'

/**
 * `no-revision`: something is there already, and the wish does not say which state of it is to be replaced.
 * `in-files`: an operator keeps it in a file, and files win. `confirm`: it would give people new names, and needs a
 * second yes.
 */
export type RefusedCode =
  | 'not-found'
  | 'not-permitted'
  | 'invalid'
  | 'changed-meanwhile'
  | 'no-revision'
  | 'in-files'
  | 'confirm'
  | 'no-room'
  | 'unavailable'

/** One thing wrong with a document, or worth a warning. */
export interface DocumentProblem {
  readonly severity: 'error' | 'warning'
  /** In which part of the document. */
  readonly part: 'settings' | 'metadata'
  /** 1-based, in that part. */
  readonly line?: number
  /** The key that it is about, e.g. `attributes.mail`. */
  readonly path: string
  readonly message: string
  /** What to do about it. */
  readonly cure: string
  /** Which sentence it is, where there are others in its place: for programs, and for another language. */
  readonly code?: FindingCode | RefusalSentence
  /** What stands in the sentence. */
  readonly values?: Readonly<Record<string, string>>
  /** The entityID with which the sentence begins, where `values` lacks it. */
  readonly about?: string
  /** The sentence ends by saying that what is wrong was left out. */
  readonly leftOut?: boolean
  /** Both sentences, for another language; where there is no `code`. */
  readonly says?: SaidProblem
}

/** Of so many people seen lately, so many would become new accounts at the app. */
export interface Renames {
  readonly people: number
  readonly of: number
}

export interface RefusedOptions {
  readonly cure?: string
  readonly problems?: readonly DocumentProblem[]
  /** What is there now. */
  readonly current?: Revision | undefined
  readonly renames?: Renames | undefined
  /** Which sentence it is, and what stands in it: for another language. */
  readonly says?: Says | undefined
  /** The same of what the store says, by its English. */
  readonly sentences?: SaidProblem | undefined
  readonly cause?: unknown
}

export type Says = readonly [code: RefusalSentence, values?: Readonly<Record<string, string>>]

export class Refused extends Error {
  override readonly name = 'Refused'
  readonly code: RefusedCode
  /** What to do about it; may be empty. */
  readonly cure: string
  readonly problems: readonly DocumentProblem[]
  readonly current: Revision | undefined
  readonly renames: Renames | undefined
  readonly says: Says | undefined
  readonly sentences: SaidProblem | undefined

  constructor(code: RefusedCode, message: string, options: RefusedOptions = {}) {
    const { cure = '', problems = [], current, renames, says, sentences, cause } = options
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.cure = cure
    this.problems = problems
    this.current = current
    this.renames = renames
    this.says = says
    this.sentences = sentences
  }
}

export const notFound = (what: string, cure = '', says?: Says): Refused =>
  new Refused('not-found', `There is no ${what}.`, { cure, says })

export const noStoredApp = (name: string): Refused => notFound(`app ${name} in the store`, '', ['no-app', { name }])

/** An end that is named has to come yet. */
export const timePast = (): Refused =>
  new Refused('invalid', 'This time has passed.', {
    cure: 'Name a time to come, or none.',
    says: ['time-past'],
  })

/** A form that was kept for its sender has been used, or its time is over. */
export const notKept = (): Refused =>
  new Refused(
    'not-found',
    'What was entered here is not kept any more: it has been used already, or has waited too long.',
    { cure: 'Fill in the form again.', says: ['not-kept'] },
  )
