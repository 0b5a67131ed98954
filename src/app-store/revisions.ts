/** Revisions, and the records that a document's past is kept as: one shape for every backend. */
import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { lengthPrefixed } from '../core/bytes.ts'
import { checkContent, checkName, documentKinds, keyOf } from './limits.ts'
import {
  type Change,
  type Content,
  type DocumentHead,
  type DocumentKind,
  type PastRevision,
  type Revision,
  StoreConflict,
  type StoredDocument,
  StoreRefused,
} from './store.ts'

const revisionPattern = /^[1-9]\d{0,14}-[0-9a-f]{64}$/

/** @param content undefined where it is removed */
export function revisionOf(number: number, content: Content | undefined): Revision {
  const parts = content === undefined ? [] : [content.settings, content.metadata].filter((part) => part !== undefined)
  return `${number}-${createHash('sha256').update(lengthPrefixed(parts)).digest('hex')}` as Revision
}

/** Takes a revision from a request or a command line; it is only compared. */
export const readRevision = (text: string): Revision => text as Revision

/** Which one it is of its document's: the first is 1. */
export const numberOf = (revision: Revision): number => Number(revision.split('-', 1)[0])

/** Whether a revision has this content. */
export const hasContent = (revision: Revision, content: Content): boolean =>
  revision === revisionOf(numberOf(revision), content)

/** One entry of a past as it is written: in stores, in archives and by the API. */
export const pastJson = (past: PastRevision) => ({ v: 1, ...past })

/** The same as text. */
export const writePast = (past: PastRevision): string => JSON.stringify(pastJson(past))

/** The entry that a text holds; undefined where it is none. Tens of thousands are read at start. */
export const readPast = (text: string): PastRevision | undefined => pastOf(jsonOf(text))

/** The entry that this is, as `pastJson` writes it; undefined where it is none. */
export function pastOf(value: unknown): PastRevision | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { v, kind, name, revision, author, at, reason, settings, metadata, removed } = value as Record<string, unknown>
  if (v !== 1 || typeof name !== 'string' || typeof author !== 'string') return undefined
  // Number.isFinite: of archives comes whatever somebody wrote there, and JSON can't write Infinity again.
  if (typeof at !== 'number' || !Number.isFinite(at)) return undefined
  if (!isKind(kind) || typeof revision !== 'string' || !revisionPattern.test(revision)) return undefined
  const hasReason = typeof reason === 'string' && { reason }
  const head: DocumentHead = { kind, name, revision: readRevision(revision), author, at, ...hasReason }
  if (removed === true) return { ...head, removed }
  return typeof settings !== 'string'
    ? undefined
    : { ...head, settings, ...(typeof metadata === 'string' && { metadata }) }
}

const isKind = (kind: unknown): kind is DocumentKind => (documentKinds as readonly unknown[]).includes(kind)

/** The document that a past ends with; undefined where it ends with a removal. */
export const documentOf = (past: PastRevision | undefined): StoredDocument | undefined =>
  past === undefined || 'removed' in past ? undefined : past

/**
 * What a past may look like that comes from elsewhere: of one document, and no revision says that it is another.
 * @throws StoreRefused
 */
export function checkPast(past: readonly PastRevision[]): StoredDocument {
  const newest = documentOf(past[0])
  const numbers = past.map(({ revision }) => numberOf(revision))
  const isInOrder = numbers.every((number, index) => index === 0 || number < (numbers[index - 1] ?? 0))
  const isSound = past.every((entry) => {
    const document = documentOf(entry)
    if (document !== undefined) checkContent(entry.kind, document)
    const isOne = entry.kind === newest?.kind && keyOf(entry.name) === keyOf(newest.name)
    return isOne && entry.revision === revisionOf(numberOf(entry.revision), document)
  })
  if (newest === undefined || !isInOrder || !isSound)
    throw new StoreRefused('This is no history of one document.', 'Get it from a store again.')
  checkName(newest.name)
  return newest
}

/**
 * What is still to be taken over of a past: all of it at first, and the rest where that was cut short, by a crash or a store
 * that failed midway. Nothing where the past that is there is another one.
 * @param there newest first, as `whole`
 */
export function restOf(there: readonly PastRevision[], whole: readonly PastRevision[]): readonly PastRevision[] {
  const isBegun = there.every((entry, index) => isDeepStrictEqual(entry, whole[index]))
  return isBegun ? whole.slice(there.length) : []
}

/** A past as it is read again: without what is none of ours. */
export const asKept = (past: readonly PastRevision[]): readonly PastRevision[] =>
  past.flatMap((entry) => pastOf(pastJson(entry)) ?? [])

/** A document without its content. */
export function headOf({ kind, name, revision, author, at, reason }: DocumentHead): DocumentHead {
  return { kind, name, revision, author, at, ...(reason !== undefined && { reason }) }
}

/** How changes are told: as `kind/name`. */
export const addressOf = (kind: DocumentKind, name: string): string => `${kind}/${name}`

/** Whoever changes a document must have seen what it is now. @throws StoreConflict */
export function refuseConflict(name: string, head: DocumentHead | undefined, { replaces }: Change): void {
  if (head?.revision === replaces) return
  const what = head === undefined ? 'is gone' : replaces === undefined ? 'exists already' : 'was changed meanwhile'
  throw new StoreConflict(`${name} ${what}.`, head?.revision)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
