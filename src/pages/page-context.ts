/** What every page is given besides its parameters. Types only. */
import type { Language } from './messages/language.ts'

export interface PageContext {
  readonly language: Language
  /** publicUrl without a trailing slash: forms post below it. */
  readonly publicUrl: string
  /** The HTTP status with which the page is sent. */
  readonly status: number
  readonly now: Date
}
