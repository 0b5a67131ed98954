/** All documents of one kind in the folder backend: what is known of each, and what a look at its files changes. */
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { inAllLanguages } from '../core/said.ts'
import { Slices } from '../core/slices.ts'
import { type Found, type Place, readDocument, writeDocument } from './folder-document.ts'
import { codeOf, FolderFiles } from './folder-files.ts'
import { FolderHistory } from './folder-history.ts'
import { straysIn } from './folder-strays.ts'
import { JustRead } from './just-read.ts'
import { checkSameCase, isName, keyOf, mostDocuments, revisionsKept, tooMany } from './limits.ts'
import { asKept, documentOf, hasContent, numberOf, refuseConflict, restOf, revisionOf } from './revisions.ts'
import type { Change, Content, DocumentHead, DocumentKind, PastRevision, StoredDocument, StoreFault } from './store.ts'
import { Turns } from './turns.ts'

export interface FolderKindOptions {
  /** ms since 1970 */
  readonly now?: () => number
  /** ms that a file must have been left alone before what it says counts. */
  readonly settled?: number
  /** How many documents of one kind there may be. */
  readonly most?: number
  /** Nothing is written, not even the past of what an operator edited. */
  readonly readOnly?: boolean
}

/** What is known of one document since it was last looked at. */
interface Known extends Omit<Found, 'document'> {
  /** Of its files and its past; undefined where they must be read again whatever they are. */
  readonly version: string | undefined
}

/** ms; file systems keep times no finer than this, network ones included. */
const tick = 2000
/** A file that never comes to rest must not hold up the others. */
const mostLooks = 20

export class FolderKind {
  readonly files: FolderFiles
  readonly #place: Place
  readonly #history: FolderHistory
  readonly #known = new Map<string, Known>()
  /** Those of the documents by name; undefined where one of them is another. */
  #heads: readonly DocumentHead[] | undefined
  readonly #justRead = new JustRead()
  /** Files that no document could be made of, by name. */
  #strays: readonly StoreFault[] = []
  readonly #turns = new Turns()
  readonly #onChange: (name: string) => void
  readonly #most: number
  #looked: Promise<void> | undefined
  /** Whether all that lay here at first is known: what is met before is not new. */
  #isComplete = false

  constructor(
    kind: DocumentKind,
    folder: string,
    onChange: (name: string) => void,
    { now = Date.now, settled = 250, most = mostDocuments, readOnly = false }: FolderKindOptions,
  ) {
    this.files = new FolderFiles(folder, kind !== 'app')
    this.#history = new FolderHistory(join(folder, '.history'))
    this.#place = { kind, files: this.files, history: this.#history, now, settled, readOnly }
    this.#onChange = onChange
    this.#most = most
  }

  /** By name. */
  heads(): readonly DocumentHead[] {
    this.#heads ??= [...this.#known.values()]
      .flatMap(({ head }) => head ?? [])
      .sort((one, other) => (one.name < other.name ? -1 : 1))
    return this.#heads
  }

  faults(): readonly StoreFault[] {
    return [...this.#strays, ...[...this.#known.values()].flatMap(({ fault }) => fault ?? [])]
  }

  async get(name: string): Promise<StoredDocument | undefined> {
    return this.#inTurn(name, async () => {
      const known = await this.#look(name)
      if (known.head?.name !== name) return undefined
      const { head, unwritten = this.#justRead.take(keyOf(name), head.revision) } = known
      return unwritten ?? documentOf(this.#history.entry(keyOf(name), numberOf(head.revision)))
    })
  }

  async history(name: string): Promise<readonly PastRevision[]> {
    const known = await this.#inTurn(name, () => this.#look(name))
    return known.unwritten === undefined ? this.#history.all(keyOf(name)) : [known.unwritten]
  }

  async put(name: string, content: Content, change: Change): Promise<StoredDocument> {
    return this.#inTurn(name, async () => {
      const { head } = await this.#look(name)
      if (head !== undefined) checkSameCase(name, head.name)
      else this.#refuseTooMany()
      if (head !== undefined && hasContent(head.revision, content)) {
        const there = documentOf(this.#history.newest(keyOf(name)).entry)
        if (there !== undefined) return there
      }
      refuseConflict(name, head, change)
      const document = { ...this.#nextHead(name, content, change), ...content }
      await writeDocument(this.#place, document)
      await this.#look(name, 'ours')
      return document
    })
  }

  async remove(name: string, change: Change): Promise<void> {
    await this.#inTurn(name, async () => {
      const found = await this.#look(name)
      const head = found.head?.name === name ? found.head : undefined
      refuseConflict(name, head, change)
      if (head === undefined) return
      await writeDocument(this.#place, { ...this.#nextHead(name, undefined, change), removed: true })
      await this.#look(name, 'ours')
    })
  }

  /** @param past newest first */
  async restore(newest: StoredDocument, past: readonly PastRevision[]): Promise<boolean> {
    const { name, kind } = newest
    return this.#inTurn(name, async () => {
      const { head } = await this.#look(name)
      const { number, entry: there } = this.#history.newest(keyOf(name))
      const whole = asKept(past.slice(0, revisionsKept(kind, newest)))
      if ((head !== undefined || number > 0) && there?.revision !== newest.revision) return false
      const rest = restOf(number === 0 ? [] : await this.#history.all(keyOf(name)), whole)
      if (rest.length === 0) return false
      if (number === 0) {
        this.#refuseTooMany()
        await writeDocument(this.#place, newest)
      }
      for (const entry of rest.slice(number === 0 ? 1 : 0)) await this.#history.add(entry, 'file')
      await this.#history.finish(keyOf(name), numberOf(newest.revision), Number.POSITIVE_INFINITY)
      await this.#look(name, 'ours')
      return true
    })
  }

  /** Looks at everything. @param again also where all has been looked at before */
  async lookAtAll(again: boolean): Promise<void> {
    if (this.#looked !== undefined && !again) return this.#looked
    const last = this.#looked ?? Promise.resolve()
    this.#looked = last.catch(() => {}).then(() => this.#lookAtAll())
    await this.#looked
  }

  /** Looks at one document, of which something changed. */
  async lookAt(name: string): Promise<void> {
    if (isName(name)) await this.#inTurn(name, () => this.#look(name))
  }

  /** Resolves when nothing is being written. */
  async rest(): Promise<void> {
    await this.#turns.ended()
  }

  async #lookAtAll(): Promise<void> {
    const files = await this.#list()
    if (files === undefined) return
    const names = new Set(files.flatMap((file) => FolderFiles.nameOf(file) ?? []).filter(isName))
    const byKey = this.#namesByKey(names, await this.#history.keys())
    this.#strays = straysIn(this.#place, files, byKey)
    this.#justRead.clear()
    const slices = new Slices()
    for (const name of byKey.values()) {
      await this.#inTurn(name, () => this.#look(name))
      await slices.rest()
    }
    this.#isComplete = true
  }

  /** Of files that differ in case alone the one that is a document already is one. */
  #namesByKey(names: ReadonlySet<string>, pasts: readonly string[]): ReadonlyMap<string, string> {
    const byKey = new Map(pasts.map((key) => [key, key]))
    for (const name of names) byKey.set(keyOf(name), name)
    for (const [key, { name }] of this.#known) if (names.has(name) || !byKey.has(key)) byKey.set(key, name)
    return byKey
  }

  /** A folder that is gone is not an empty one: what it held stays known, and the next look may find it again. */
  async #list(): Promise<readonly string[] | undefined> {
    try {
      return await this.files.list()
    } catch (error) {
      const isNew = codeOf(error) === 'ENOENT' && this.heads().length === 0
      if (isNew) return []
      const message = codeOf(error) === 'ENOENT' ? 'The folder does not exist any more.' : 'The folder is not readable.'
      const cure = 'Put it back, or let the user that runs isthmus read it. What it held stays in force.'
      this.#strays = [{ kind: this.#place.kind, name: '', place: this.files.folder, ...inAllLanguages(message, cure) }]
      return undefined
    }
  }

  /** What is known of a document now; whoever asks has its turn. */
  async #look(name: string, whose: 'ours' | 'unknown' = 'unknown'): Promise<Known> {
    const key = keyOf(name)
    for (let looks = 0; ; looks++) {
      const before = this.#known.get(key)
      const { text, changed } = this.#version(name)
      if (before?.version !== undefined && before.version === text) return before
      const found = await readDocument(this.#place, name, looks < mostLooks)
      if (typeof found === 'number') {
        await pause(found)
        continue
      }
      const isFirm = Date.now() - changed > tick && found.unfinished === undefined
      const { document, ...rest } = found
      if (document !== undefined) this.#justRead.keep(key, document)
      const known: Known = { ...rest, version: isFirm ? text : undefined }
      if (known.head === undefined && known.fault === undefined && this.#history.version(key) === undefined)
        this.#known.delete(key)
      else this.#known.set(key, known)
      if (before?.head !== known.head) this.#heads = undefined
      if (before !== undefined || this.#isComplete || whose === 'ours') this.#tell(before, known)
      return known
    }
  }

  #tell(before: Known | undefined, known: Known): void {
    if (before?.head?.revision === known.head?.revision && before?.fault?.message === known.fault?.message) return
    if (before?.head !== undefined && before.head.name !== known.name) this.#onChange(before.head.name)
    this.#onChange(known.name)
  }

  #version(name: string): { readonly text: string; readonly changed: number } {
    const { text, changed } = this.files.version(name)
    return { text: [name, text, this.#history.version(keyOf(name))].join('|'), changed }
  }

  #nextHead(name: string, content: Content | undefined, { author, reason }: Change): DocumentHead {
    const revision = revisionOf(this.#history.newest(keyOf(name)).number + 1, content)
    const { kind, now } = this.#place
    return { kind, name, revision, author, at: now(), ...(reason !== undefined && { reason }) }
  }

  /** Those that were removed are known as well, and do not count. @throws StoreRefused */
  #refuseTooMany(): void {
    if (this.#known.size >= this.#most && this.heads().length >= this.#most) throw tooMany(this.#most)
  }

  #inTurn<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    return this.#turns.take(keyOf(name), work)
  }
}
