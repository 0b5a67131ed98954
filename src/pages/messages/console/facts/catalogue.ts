/** What metadata and settings of an app hold, and what it is sent: labels, and the few values that are words. Types only. */
import type { en } from './en.ts'

export type FactCode = keyof typeof en.labels
export type FactWord = keyof typeof en.words

export interface FactTexts {
  readonly labels: Readonly<Record<FactCode, string>>
  /** In braces, a value. */
  readonly words: Readonly<Record<FactWord, string>>
}
