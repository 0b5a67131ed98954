/** How an address of metadata is doing: for the console, metrics and `isthmus check`. Types only. */
import type { Deadline } from './deadline.ts'
import type { Wording } from './reading.ts'
import type { FetchedRenamings, TrustChange } from './trust.ts'

export interface SourceStatus {
  /** Of its documents in the store. */
  readonly name: string
  readonly address: string
  /** `unread`: no copy yet · `failing`: the last reading failed, the copy before is in force · `ended`: that one has run out too. */
  readonly state: 'good' | 'unread' | 'failing' | 'ended'
  /** ms since 1970: when the copy in force was read. */
  readonly readAt?: number
  /** ms since 1970: since when it fails. */
  readonly failingSince?: number
  /** ms since 1970: when it is read next. */
  readonly nextAt?: number
  /** ms since 1970: until when the copy in force is good; absent where it does not say. */
  readonly validUntil?: number
  /** RFC 9110 8.8.3: of the last answer. */
  readonly etag?: string
  readonly fault?: Wording
  readonly waiting?: Waiting
}

/** A copy that is not in force. */
export interface Waiting {
  readonly state: 'waiting' | 'rejected'
  /** ms since 1970 */
  readonly since: number
  readonly changes: readonly TrustChange[]
  /** Names the changes: whoever decides on them says so. */
  readonly digest: string
  readonly deadline?: Deadline
}

/** What somebody should hear of. */
export interface SourceEvents {
  /** A new copy applied at once: nothing in it needs a look. `fields` are those that changed. */
  applied?(address: string, fields: readonly string[]): void
  /** A copy waits; told once for each set of changes. */
  quarantined?(status: SourceStatus & { readonly waiting: Waiting }): void
  /** It has failed for a day, or its copy ends within one; told once until it answers again. */
  failing?(status: SourceStatus): void
  /** A service for single entities knows this one, and no login can be for it. */
  notAnApp?(federation: string, entityId: string, why: string): void
  /** Copies can't be kept: until they can, a restart needs every address. */
  storeTrouble?(error: unknown): void
  /** Whom a copy would rename, asked before it is in force; absent: nobody is remembered. */
  readonly renamings?: FetchedRenamings
}
