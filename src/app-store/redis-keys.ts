/** The keys of the app store in Redis, and the heads that are kept under one of them. */
import { keyOf } from './limits.ts'
import { numberOf, revisionOf } from './revisions.ts'
import type { Change, Content, DocumentHead, DocumentKind } from './store.ts'

const prefix = 'isthmus:{apps}:'

/** The stream of what changed, and the channel on which it is published. */
export const changes = `${prefix}changes`
/** The stream of what administrators did. */
export const acts = `${prefix}acts`

export const pastOf = (kind: DocumentKind, name: string): string => `${prefix}past:${kind}:${keyOf(name)}`

/** A head; of a removal it says so. */
export type PastHead = DocumentHead & { readonly removed?: true }

export const headsOf = (kind: DocumentKind): string => `${prefix}heads:${kind}`

export const keyIn = (kind: DocumentKind, name: string): string => `${prefix}${kind}:${keyOf(name)}`

export function nextHead(
  kind: DocumentKind,
  name: string,
  content: Content | undefined,
  { author, reason }: Change,
  before: PastHead | undefined,
): DocumentHead {
  const number = before === undefined ? 1 : numberOf(before.revision) + 1
  const revision = revisionOf(number, content)
  return { kind, name, revision, author, at: Date.now(), ...(reason !== undefined && { reason }) }
}

/** A head is an entry of a past without its content. */
export function readHead(text: string): PastHead | undefined {
  const value: unknown = JSON.parse(text)
  return typeof value === 'object' && value !== null && 'revision' in value ? (value as PastHead) : undefined
}
