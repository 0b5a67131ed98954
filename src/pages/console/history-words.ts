/** Who made a change and why, as records keep it in English: what is ours of it in the words of the page. */
import { readable } from '../links.ts'
import type { ConsoleMessages } from '../messages/console/catalogue.ts'
import { filled } from './finding-words.ts'

type Acts = Pick<ConsoleMessages, 'acts'>

/** A person as they are called; what is no person by our word for it. */
export function authorName(author: string, { acts }: Acts): string {
  const [, exporter, importer] = /^(.+) \(imported by (.+)\)$/s.exec(author) ?? []
  if (exporter !== undefined && importer !== undefined) {
    const [by, of] = [importer, exporter].map((one) => authorName(one, { acts })) as [string, string]
    return filled(acts.imported, { author: of, by })
  }
  const [, id] = /^token (\S+)$/.exec(author) ?? []
  if (id !== undefined) return filled(acts.token, { id: readable(id) })
  const known: Readonly<Record<string, string>> = acts.authors
  return Object.hasOwn(known, author) ? (known[author] ?? author) : readable(author)
}

/** The same of a document, which is changed where it lies too. */
export const authorOfRevision = (author: string, texts: Acts): string =>
  author === 'file' ? texts.acts.byHand : authorName(author, texts)

/** Of a revision its number, which is what the history shows. */
export const withoutDigest = (value: string): string => value.replace(/^(\d+)-[0-9a-f]{40,}$/, '$1')

/** A reason of ours in the words of the page; one that somebody gave as it is. */
export function reasonName(reason: string, { acts }: Acts): string {
  for (const [english, text] of Object.entries(acts.reasons)) {
    const [before = '', after] = english.split('{0}')
    if (after === undefined && reason === english) return text
    if (after !== undefined && reason.startsWith(before)) {
      return readable(filled(text, { 0: withoutDigest(reason.slice(before.length)) }))
    }
  }
  return readable(reason)
}
