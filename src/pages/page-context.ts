/** What every page is given besides its parameters. Types only. */
import type { PagePlace } from '../core/page.ts'
import type { Language } from './messages/language.ts'

export interface PageContext extends PagePlace {
  readonly language: Language
}
