/** Something that is wrong between an app and its metadata. Types only. */
import type { ConfigProblem } from '../config/config.ts'
import type { Values } from '../saml/metadata-fault.ts'

/** Which sentence it is, whatever the language. */
export type NeedCode =
  | 'encryption-key-missing'
  | 'signing-key-required'
  | 'signing-key-missing'
  | 'names-shared'
  | 'format-misspelt'
  | 'formats-unknown'
  | 'format-unlisted'
  | 'logout-way-missing'
  | 'attributes-missing'
  | 'attributes-in-set'
  | 'subject-id-missing'
  | 'pairwise-id-missing'
  | 'cipher-foreign'
  | 'key-transport-foreign'
  | 'assertion-unsigned'
  | 'characters-unseen'

export interface AppFault extends Pick<ConfigProblem, 'kind' | 'severity' | 'message' | 'cure'> {
  /** The check that found it: for an aggregate, not every app is named. */
  readonly topic?: string
  readonly code: NeedCode
  readonly values: Values
}
