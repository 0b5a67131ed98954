/** An attempt that was refused. Types only. */
import type { ActTexts } from '../pages/messages/console/acts/catalogue.ts'
import type { Administrator } from './administrator.ts'

/**
 * `bad-token`: none, or none any more · `bad-link`: a setup link or an emergency address that is not good (any more) ·
 * `foreign-form`: a form from another site, or another session.
 */
export type AttemptFault = keyof ActTexts['why']

export interface Attempt {
  readonly via: Administrator['via']
  /** The operation, as the API or the console calls it. */
  readonly what: string
  readonly why: AttemptFault
  /** Absent where nobody knows who it was. */
  readonly who?: Administrator
  readonly on?: string
  readonly address?: string
}

/** Where refused attempts go. */
export interface Attempts {
  /** Never throws, and never waits. */
  note(attempt: Attempt): void
}
