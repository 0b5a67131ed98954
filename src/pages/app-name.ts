/** The name of an app as a person reads it; the console, which is an app of our own, has one in each language. */
import { readable } from './links.ts'
import type { Language } from './messages/language.ts'

const consoleNames: Readonly<Record<Language, string>> = {
  en: 'Isthmus console',
  de: 'Isthmus-Konsole',
  fr: 'Console Isthmus',
  es: 'Consola de Isthmus',
  nl: 'Isthmus-console',
}

/** What the console is called wherever apps are named, until a page knows its reader's language. */
export const consoleName = consoleNames.en

/** Fit to be shown. */
export const appName = (name: string, language: Language): string =>
  name === consoleName ? consoleNames[language] : readable(name)
