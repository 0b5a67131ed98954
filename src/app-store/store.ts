/**
 * The app store: what administrators register while the gateway runs, and other things that must not expire. A map of
 * this folder:
 *
 *   store.ts    the verbs that a backend must know, and how it fails
 *   limits.ts   names, sizes and how much history is kept · revisions.ts what a revision is, and a document's past as records
 *   open.ts     the config's `appStore` → one of the two:
 *   redis.ts    keys of the storage's Redis: redis-scripts.ts a write in one step · redis-watch.ts who changed what
 *               redis-persistence.ts whether it keeps what it is told
 *   folder.ts   files that an operator can read, edit and keep under version control
 *               folder-kind.ts all documents of a kind · folder-document.ts one of them: its files and its past, together
 *               folder-files.ts its two files · folder-history.ts its past, which is written first
 *               folder-strays.ts what is none · folder-watch.ts where to look again · just-read.ts what a look has read
 *               acts-file.ts the acts, line by line · turns.ts one writer at a time
 */
import type { Branded } from '../core/identifiers.ts'
import { inAllLanguages, type SaidProblem, type Sentence } from '../core/said.ts'

/**
 * `app`: an entry as under `apps` in the config, with its metadata · `token`: of the API, hashed · `quarantine`: fetched
 * metadata that waits for an administrator · `fetched`: the last good copy of an address · `setup-link`: leave to upload
 * metadata once · `names`: keyed digests of the names that an app was told · `tally`: when apps were
 * used last, and what logins failed last at each upstream.
 */
export type DocumentKind = 'app' | 'token' | 'quarantine' | 'fetched' | 'setup-link' | 'names' | 'tally'

/** `<n>-<SHA-256 of the content, hexadecimal>`; n counts from 1 and goes on over removals. */
export type Revision = Branded<string, 'Revision'>

/** What a document says: values, never paths. */
export interface Content {
  /** YAML: of an app what stands under its name in `apps`. Comments are kept. JSON, which is YAML too, for other kinds. */
  readonly settings: string
  /** XML, as it was uploaded. */
  readonly metadata?: string
}

/** Who changed a document, when and why. */
export interface Signature {
  /** A person's name for people, `cli`, or `file` where an operator edited the file itself. */
  readonly author: string
  /** ms since 1970 */
  readonly at: number
  readonly reason?: string
}

export interface DocumentHead extends Signature {
  readonly kind: DocumentKind
  /** Letters, digits, `-`, `_` and `.`, beginning with a letter or digit; at most 64. */
  readonly name: string
  readonly revision: Revision
}

export interface StoredDocument extends DocumentHead, Content {}

/** One entry of a document's history; of a removal only the head. */
export type PastRevision = StoredDocument | (DocumentHead & { readonly removed: true })

export interface Change extends Omit<Signature, 'at'> {
  /** The revision that this change was made from; undefined: there must be none. */
  readonly replaces: Revision | undefined
}

/** Something that lies in the store and that nobody can use, until it is put right. */
export interface StoreFault {
  readonly kind: DocumentKind
  /** The document that it would be, as far as that can be told. */
  readonly name: string
  /** Where it lies: an absolute path, or a key. */
  readonly place: string
  readonly message: string
  readonly cure: string
  /** Both sentences, for another language. */
  readonly says: SaidProblem
}

/** What an administrator did, or tried to do. No secret and no attribute value. */
export interface AdministrativeAct extends Omit<Signature, 'reason'> {
  /** `app.put`, `token.create`, `session.end` … */
  readonly act: string
  readonly outcome: 'success' | 'failure'
  /** What it was done to: an app's name, a token's id, a session's reference. */
  readonly on?: string
  readonly address?: string
  readonly via: 'console' | 'api' | 'cli' | 'setup-link' | 'gateway'
  readonly facts?: Readonly<Record<string, string | number | boolean>>
}

/** A place in the record of acts: text that only its backend reads. */
export type ActCursor = Branded<string, 'ActCursor'>

export interface ActsPage {
  readonly acts: readonly AdministrativeAct[]
  /** Where the next page begins; absent where there are no more. */
  readonly next?: ActCursor
}

/**
 * All that a backend must know. A write that was acknowledged survives kill -9; one that was not leaves the old document
 * or the new one, never half of one. Rejects with StoreConflict, StoreRefused or StoreUnavailable.
 */
export interface AppStore {
  /**
   * By name.
   * @param options.anew whether to look at everything: else, while somebody watches, changes by others count when they
   *   have been noticed
   */
  list(kind: DocumentKind, options?: { readonly anew?: boolean }): Promise<readonly DocumentHead[]>
  get(kind: DocumentKind, name: string): Promise<StoredDocument | undefined>
  /** Resolves to the document as it is now. A put of what is there already makes no revision. */
  put(kind: DocumentKind, name: string, content: Content, change: Change): Promise<StoredDocument>
  remove(kind: DocumentKind, name: string, change: Change): Promise<void>
  /** Newest first. */
  history(kind: DocumentKind, name: string): Promise<readonly PastRevision[]>
  /**
   * Takes over a document with its past from elsewhere, newest first and not removed at last: only where nothing of its
   * name has ever been, or where the same was begun and cut short. Resolves to whether it did.
   */
  restore(past: readonly PastRevision[]): Promise<boolean>
  /** Where a document lies, for messages: an absolute path, or a key. */
  place(kind: DocumentKind, name: string): string
  /** What lies there that is no document: a file that an operator left half done. */
  faults(kind: DocumentKind): Promise<readonly StoreFault[]>
  /**
   * Tells of documents that changed, whoever changed them, as `kind/name`; `all` where it can't tell which (a connection
   * was lost). The function that it returns ends it.
   */
  watch(onChange: (changed: ReadonlySet<string> | 'all') => void): () => void
  /** Adds to the acts, which are never changed. */
  append(act: AdministrativeAct): Promise<void>
  /**
   * Last come first: in the order in which they arrived, whatever the clocks of their nodes said.
   * @param limit how many at most
   * @param from where another page ended; else from the last on
   * @param before ms since 1970: only those of older times
   */
  acts(limit: number, from?: ActCursor, before?: number): Promise<ActsPage>
  close(): Promise<void>
}

/** Someone else changed the document meanwhile. */
export class StoreConflict extends Error {
  override readonly name = 'StoreConflict'
  /** The revision that is there; undefined where the document is gone. */
  readonly current: Revision | undefined
  constructor(message: string, current: Revision | undefined) {
    super(message)
    this.current = current
  }
}

/** It can't be kept: a name that is none, a document that is too large, or a file that is broken. */
export class StoreRefused extends Error {
  override readonly name = 'StoreRefused'
  readonly cure: string
  /** Both sentences, for another language. */
  readonly says: SaidProblem

  constructor(message: Sentence, cure: Sentence) {
    const { says, ...english } = inAllLanguages(message, cure)
    super(english.message)
    this.cure = english.cure
    this.says = says
  }
}

/** The backend did not answer in time: it is unknown whether a write happened. */
export class StoreUnavailable extends Error {
  override readonly name: string = 'StoreUnavailable'
}

/** There is no room left, and nothing was changed. */
export class StoreFull extends StoreUnavailable {
  override readonly name = 'StoreFull'
}
