/** What a document may be called and how large it may be: checked before anything is written, by every backend. */
import { said } from '../core/said.ts'
import { type AdministrativeAct, type Content, type DocumentKind, StoreRefused } from './store.ts'

export const documentKinds = ['app', 'token', 'quarantine', 'fetched', 'setup-link', 'names', 'tally'] as const

/** Part of file names: no separator, and nothing that begins with a dot. */
const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

/** Octets of `settings`. What people write is parsed as YAML, which takes its time. */
const largestSettings: Readonly<Record<DocumentKind, number>> = {
  app: 65_536,
  token: 65_536,
  quarantine: 65_536,
  fetched: 65_536,
  'setup-link': 65_536,
  names: 4 * 1_048_576,
  tally: 1_048_576,
}

/** Octets of `metadata`: no metadata is read that is larger. */
export const largestMetadata = 10 * 1_048_576

/** How many documents of one kind there may be. */
export const mostDocuments = 50_000

/** How many revisions of a document are kept: those that people made, and few of those that change by themselves. */
const mostRevisions: Readonly<Record<DocumentKind, number>> = {
  app: 500,
  token: 20,
  quarantine: 20,
  fetched: 2,
  'setup-link': 1,
  names: 1,
  tally: 1,
}

/** Of large ones fewer are kept. */
const largeMetadata = 262_144
const mostLarge = 20

export const revisionsKept = (kind: DocumentKind, { metadata = '' }: Partial<Content>): number =>
  metadata.length > largeMetadata ? Math.min(mostLarge, mostRevisions[kind]) : mostRevisions[kind]

/** Octets of one act, as a line of JSON. */
export const largestAct = 16_384

export const tooMany = (most = mostDocuments): StoreRefused =>
  new StoreRefused(said`There are ${most} documents already.`, 'Remove those that nobody needs.')

/** A cursor of another backend, or of nobody. */
export const noPlace = (): StoreRefused =>
  new StoreRefused('This is no place in the record of acts.', 'Begin without one.')

/** A document's key: two names that differ only in case would be one file on some file systems. */
export const keyOf = (name: string): string => name.toLowerCase()

/** Whether a document may be called that. */
export const isName = (name: string): boolean => namePattern.test(name)

/** @throws StoreRefused */
export function checkName(name: string): void {
  if (isName(name)) return
  throw new StoreRefused(
    'This name can not be used.',
    'Use letters, digits, hyphens, underscores and dots, at most 64 of them, beginning with a letter or digit.',
  )
}

/** @throws StoreRefused */
export function checkContent(kind: DocumentKind, { settings, metadata }: Content): void {
  checkText(settings, 'settings', largestSettings[kind])
  if (metadata !== undefined) checkText(metadata, 'metadata', largestMetadata)
}

/** It has no form in UTF-8, and would be read as another. */
const halfCharacter = /\p{Surrogate}/u

function checkText(text: string, what: 'settings' | 'metadata', largest: number): void {
  // No text has more octets than three times its length, and none fewer than its length.
  if (text.length > largest || (text.length * 3 > largest && Buffer.byteLength(text) > largest)) {
    const size = sizeOf(largest)
    const messages = {
      settings: said`The settings of a document: more than ${size}.`,
      metadata: said`The metadata of a document: more than ${size}.`,
    }
    throw new StoreRefused(messages[what], 'Keep only what it needs.')
  }
  if (halfCharacter.test(text)) {
    const messages = {
      settings: 'The settings of a document: this is not text.',
      metadata: 'The metadata of a document: this is not text.',
    }
    throw new StoreRefused(messages[what], 'Write it again, as UTF-8.')
  }
}

const sizeOf = (octets: number): string =>
  octets < 1_048_576 ? `${octets / 1024} kB` : `${Math.round(octets / 1_048_576)} MB`

/** @throws StoreRefused where two documents would have one name */
export function checkSameCase(name: string, taken: string): void {
  if (name === taken) return
  const message = said`${taken} has this name already, in other letters (large or small).`
  throw new StoreRefused(message, 'Choose another name, or use that one.')
}

/** The act as one line of JSON. @throws StoreRefused where it is too long */
export function lineOf(act: AdministrativeAct): string {
  const line = JSON.stringify(act)
  if (Buffer.byteLength(line) <= largestAct) return line
  throw new StoreRefused('What was done can not be written down: it is too long.', 'Say it in fewer words.')
}
