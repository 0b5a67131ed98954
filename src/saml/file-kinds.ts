/** What people hand in by mistake where metadata is wanted, told by how it begins. */

export interface FileKind {
  readonly code: 'picture' | 'other-document' | 'archive'
  readonly kind: string
  /** English, with its article. */
  readonly name: string
}

const picture = (kind: string): FileKind => ({ code: 'picture', kind, name: `a picture (${kind})` })
const document = (kind: string): FileKind => ({ code: 'other-document', kind, name: `a document (${kind})` })

const zip = 'PK\x03\x04'

const kinds: readonly (readonly [begins: string, FileKind])[] = [
  ['\x89PNG', picture('PNG')],
  ['\xff\xd8\xff', picture('JPEG')],
  ['GIF8', picture('GIF')],
  ['%PDF-', document('PDF')],
  [zip, { code: 'archive', kind: 'ZIP', name: 'an archive (ZIP)' }],
]

/** The first name in the archives that Word, Excel and LibreOffice write, behind the head of an entry. */
const office = /^(?:\[Content_Types\]|mimetype)/
const entryHead = 30

/** Octets from the beginning of a file that tell what it is. */
const telling = 64

/** Each octet as the character of its number. */
export const startOf = (octets: Uint8Array): string => Buffer.from(octets.subarray(0, telling)).toString('latin1')

/** @param start as `startOf` makes it, or a text @returns undefined for what may be text */
export function fileKindOf(start: string): FileKind | undefined {
  if (start.startsWith(zip) && office.test(start.slice(entryHead))) return document('Office')
  return kinds.find(([begins]) => start.startsWith(begins))?.[1]
}
