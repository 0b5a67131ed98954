/** What administrators do, as lines of the log (docs/audit.md). */
import type { Log } from './logger.ts'

/** One act: who, by which way, what, to what. No secret and no claim is in it. */
export interface LoggedAct {
  readonly act: string
  readonly author: string
  readonly outcome: string
  readonly via: string
  readonly on?: string
  readonly address?: string
  readonly facts?: Readonly<Record<string, string | number | boolean>>
}

/** Whatever the level of the log is. */
export function logAct(log: Log, { act, author, outcome, via, on, address, facts }: LoggedAct): void {
  const always = log.child({}, { level: 'info' })
  always.info({ kind: 'administration', v: 1, act, outcome, author, via, on, address, facts }, act)
}
