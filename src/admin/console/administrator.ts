/** A person at the console. Types only. */
import type { Role } from './policy.ts'

export interface Administrator {
  readonly role: Role
  /** Their name for people: in histories and acts. */
  readonly name: string
  /** What the tokens of their forms are bound to: the session's key, which stays over renewals. */
  readonly form: string
  /** Let in by a link from the command line, until then (ms since 1970). */
  readonly emergency?: { readonly until: number }
}
