/** Hints for apps that are known by name. English has no file: they bring their English along. Types only. */
import type { de } from './de.ts'

export type ProductName = keyof typeof de.addresses
export type ProductNote = keyof typeof de.notes

export interface ProductTexts {
  /** What its addresses are, for those that need one. */
  readonly addresses: Readonly<Record<ProductName, string>>
  /** What to heed at its side. */
  readonly notes: Readonly<Record<ProductNote, string>>
}
