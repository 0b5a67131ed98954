/** A person at the console. Types only. */
import type { Administrator } from '../administrator.ts'

export interface ConsoleUser {
  /** As the functions of admin/ know them. */
  readonly who: Administrator
  /** What the tokens of their forms are bound to: the session's key, which stays over renewals. */
  readonly form: string
  /** Let in by a link from the command line, until then (ms since 1970). */
  readonly emergency?: { readonly until: number }
}
