/**
 * What is wrong with metadata, how new metadata differs, and what is refused, by the code of the finding: what it says, and what to do about it. English has no file: a
 * finding brings its English sentences along. In braces, a value of the finding. Types only.
 */
import type { de as changes } from './changes/de.ts'
import type { de as document } from './document/de.ts'
import type { de as entity } from './entity/de.ts'
import type { de as keys } from './keys/de.ts'
import type { de as refusals } from './refusals/de.ts'
import type { de as settings } from './settings/de.ts'
import type { FindingText } from './text.ts'

/** A code that one language has, all must have. */
export type DocumentFindings = Readonly<Record<keyof typeof document, FindingText>>
export type EntityFindings = Readonly<Record<keyof typeof entity, FindingText>>
export type KeyFindings = Readonly<Record<keyof typeof keys, FindingText>>
export type SettingsFindings = Readonly<Record<keyof typeof settings, FindingText>>
export type RefusalFindings = Readonly<Record<keyof typeof refusals, FindingText>>
export type ChangeFindings = Readonly<Record<keyof typeof changes, FindingText>>

export type FindingTexts = DocumentFindings &
  EntityFindings &
  KeyFindings &
  SettingsFindings &
  RefusalFindings &
  ChangeFindings
export type FindingCode = keyof FindingTexts
