/**
 * The app store as files: `apps/wiki.yaml` and `apps/wiki.xml`, which an operator can read, edit and keep under version
 * control, and `apps/.history/wiki/<n>.json`, the past of each. Other kinds lie beside, in folders that no app's name
 * can be (`apps/.tokens/`), in the same form.
 *
 * A write claims its number in the past first and then changes the files; where a crash comes between, whoever looks next
 * finishes it. A file that says something else than its past was edited by hand, and becomes a revision by `file`.
 */
import { join } from 'node:path'
import { said } from '../core/said.ts'
import { ActsFile } from './acts-file.ts'
import { codeOf } from './folder-files.ts'
import { FolderKind, type FolderKindOptions } from './folder-kind.ts'
import { watchFolders } from './folder-watch.ts'
import { checkContent, checkName } from './limits.ts'
import { addressOf, checkPast } from './revisions.ts'
import {
  type ActCursor,
  type ActsPage,
  type AdministrativeAct,
  type AppStore,
  type Change,
  type Content,
  type DocumentHead,
  type DocumentKind,
  type PastRevision,
  StoreConflict,
  type StoredDocument,
  type StoreFault,
  StoreFull,
  StoreRefused,
  StoreUnavailable,
} from './store.ts'

/** Where each kind lies, below the store's folder. */
export const folderOf: Readonly<Record<DocumentKind, string>> = {
  app: '.',
  token: '.tokens',
  quarantine: '.quarantine',
  fetched: '.fetched',
  'setup-link': '.setup-links',
  names: '.names',
  tally: '.tally',
}

const kindsInOrder = Object.keys(folderOf) as readonly DocumentKind[]

/** @param folder need not exist; it is made when something is written */
export function folderStore(folder: string, options: FolderKindOptions = {}): AppStore {
  return new FolderStore(folder, options)
}

class FolderStore implements AppStore {
  readonly #kinds: ReadonlyMap<DocumentKind, FolderKind>
  readonly #acts: ActsFile
  readonly #listeners = new Set<(changed: ReadonlySet<string>) => void>()
  #watching: { close(): void } | undefined

  constructor(folder: string, options: FolderKindOptions) {
    const open = (kind: DocumentKind) =>
      new FolderKind(kind, join(folder, folderOf[kind]), (name) => this.#tell(kind, [name]), options)
    this.#kinds = new Map(kindsInOrder.map((kind) => [kind, open(kind)]))
    this.#acts = new ActsFile(join(folder, '.acts'))
  }

  async list(kind: DocumentKind, { anew = false } = {}): Promise<readonly DocumentHead[]> {
    const folder = this.#kind(kind)
    await worded(folder.lookAtAll(anew || this.#watching === undefined))
    return folder.heads()
  }

  async get(kind: DocumentKind, name: string): Promise<StoredDocument | undefined> {
    checkName(name)
    return worded(this.#kind(kind).get(name))
  }

  async put(kind: DocumentKind, name: string, content: Content, change: Change): Promise<StoredDocument> {
    checkName(name)
    checkContent(kind, content)
    return worded(this.#kind(kind).put(name, content, change))
  }

  async remove(kind: DocumentKind, name: string, change: Change): Promise<void> {
    checkName(name)
    await worded(this.#kind(kind).remove(name, change))
  }

  async history(kind: DocumentKind, name: string): Promise<readonly PastRevision[]> {
    checkName(name)
    return worded(this.#kind(kind).history(name))
  }

  async restore(past: readonly PastRevision[]): Promise<boolean> {
    const newest = checkPast(past)
    return worded(this.#kind(newest.kind).restore(newest, past))
  }

  place(kind: DocumentKind, name: string): string {
    return this.#kind(kind).files.path(name, 'settings')
  }

  async faults(kind: DocumentKind): Promise<readonly StoreFault[]> {
    const folder = this.#kind(kind)
    await worded(folder.lookAtAll(this.#watching === undefined))
    return folder.faults()
  }

  watch(onChange: (changed: ReadonlySet<string> | 'all') => void): () => void {
    this.#listeners.add(onChange)
    this.#watching ??= watchFolders([...this.#kinds.values()])
    return () => {
      this.#listeners.delete(onChange)
      if (this.#listeners.size > 0) return
      this.#watching?.close()
      this.#watching = undefined
    }
  }

  async append(act: AdministrativeAct): Promise<void> {
    await worded(this.#acts.append(act))
  }

  async acts(limit: number, from?: ActCursor, before = Number.POSITIVE_INFINITY): Promise<ActsPage> {
    return worded(this.#acts.list(limit, before, from))
  }

  async close(): Promise<void> {
    this.#watching?.close()
    this.#listeners.clear()
    await Promise.all([...this.#kinds.values()].map((kind) => kind.rest()))
  }

  #kind(kind: DocumentKind): FolderKind {
    const found = this.#kinds.get(kind)
    if (found === undefined) throw new StoreRefused(said`There is no kind of document called ${kind}.`, '')
    return found
  }

  #tell(kind: DocumentKind, names: readonly string[]): void {
    const changed = new Set(names.map((name) => addressOf(kind, name)))
    for (const listener of this.#listeners) listener(changed)
  }
}

/** What the file system says, in the store's own words. */
async function worded<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } catch (error) {
    if (error instanceof StoreConflict || error instanceof StoreRefused || error instanceof StoreUnavailable)
      throw error
    throw inOwnWords(error)
  }
}

function inOwnWords(error: unknown): Error {
  const code = codeOf(error)
  const where = error instanceof Error && 'path' in error ? ` (${String(error.path)})` : ''
  if (['EROFS', 'EACCES', 'EPERM', 'ENOTDIR', 'EEXIST'].includes(code)) {
    const cure = 'Let the user that runs isthmus write to this folder, and put it where hard links are possible.'
    return new StoreRefused(said`The app store can not be written to: ${code}${where}.`, cure)
  }
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code))
    return new StoreFull(`There is no room left on the disk of the app store: ${code}${where}.`)
  return new StoreUnavailable(error instanceof Error ? error.message : String(error))
}
