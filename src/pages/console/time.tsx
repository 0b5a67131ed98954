/** Times and numbers as people read them: in their language, and times in UTC, which logs and nodes have in common. */
import type { Language } from '../messages/language.ts'

interface Formats {
  readonly moment: Intl.DateTimeFormat
  readonly date: Intl.DateTimeFormat
  readonly number: Intl.NumberFormat
}

const formats = new Map<Language, Formats>()

/** Making a format takes longer than a page: one of each for each language. */
function formatsOf(language: Language): Formats {
  const known = formats.get(language)
  if (known !== undefined) return known
  const made = {
    moment: new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }),
    date: new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }),
    number: new Intl.NumberFormat(language),
  }
  formats.set(language, made)
  return made
}

/** @param at ms since 1970 */
export function momentOf(at: number, language: Language): string {
  return `${formatsOf(language).moment.format(at)} UTC`
}

export const numberOf = (count: number, language: Language): string => formatsOf(language).number.format(count)

/** A date as programs write it, with a time of day in UTC or without. */
const written = /^(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d:\d\d(?:\.\d{1,3})?Z| (\d\d:\d\d))?$/

/** A value that stands in a sentence: one that is a date, as the language writes it. */
export function localValue(value: string, language: Language): string {
  const [whole, day, minutes] = written.exec(value) ?? []
  const at = Date.parse(minutes === undefined ? value : `${day}T${minutes}Z`)
  if (whole === undefined || Number.isNaN(at)) return value
  if (whole === day) return formatsOf(language).date.format(at)
  // The sentence says that it is UTC.
  return minutes === undefined ? momentOf(at, language) : formatsOf(language).moment.format(at)
}

/** A moment for people and machines. */
export function Moment({ at, language }: { at: number; language: Language }) {
  if (!Number.isFinite(at)) return null
  return <time datetime={new Date(at).toISOString()}>{momentOf(at, language)}</time>
}
