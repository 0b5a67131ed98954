/** What is remembered of the names that apps were told, so that a change says whom it would rename. Types only. */
import type { AppId } from '../identifiers.ts'
import type { Authentication, SubjectIdentifier } from '../policy/identity.ts'

export interface NamedPerson {
  readonly app: AppId
  readonly authentication: Authentication
  readonly subject: SubjectIdentifier
  /** What a pairwise name was made from: whom it is for, and whose it is. */
  readonly pairwiseSector: readonly string[]
  readonly subjectNamespace: string
  readonly subjectFrom: string
  /** The expression that a `custom` one was made by. */
  readonly expression?: string
}

export interface NamesSeen {
  /** After a login. Keeps digests, and never waits. */
  saw(person: NamedPerson): void
}
