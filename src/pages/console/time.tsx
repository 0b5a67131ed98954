/** Times as people read them: in their language, in UTC, which logs and nodes have in common. */
import type { Language } from '../messages/language.ts'

const formats = new Map<Language, Intl.DateTimeFormat>()

/** Making a format takes longer than a page: one for each language. */
function formatOf(language: Language): Intl.DateTimeFormat {
  const known = formats.get(language)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
  formats.set(language, format)
  return format
}

/** @param at ms since 1970 */
export function momentOf(at: number, language: Language): string {
  return `${formatOf(language).format(at)} UTC`
}

/** A moment for people and machines. */
export function Moment({ at, language }: { at: number; language: Language }) {
  if (!Number.isFinite(at)) return null
  return <time datetime={new Date(at).toISOString()}>{momentOf(at, language)}</time>
}
