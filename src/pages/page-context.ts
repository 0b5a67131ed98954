/** What every page is given besides its parameters. Types only. */
import type { PagePlace } from '../core/http.ts'
import type { Language } from './messages/language.ts'

export interface PageContext extends PagePlace {
  readonly language: Language
}
