/** One document in the folder backend: what its files and its past say together, and how a write changes both. */
import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { inAllLanguages, insteadOf, said } from '../core/said.ts'
import { codeOf, FileFault, type FolderFiles, type Pair } from './folder-files.ts'
import type { FolderHistory, Newest } from './folder-history.ts'
import { checkContent, keyOf, revisionsKept } from './limits.ts'
import { documentOf, headOf, numberOf, revisionOf } from './revisions.ts'
import {
  type Content,
  type DocumentHead,
  type DocumentKind,
  type PastRevision,
  StoreConflict,
  type StoredDocument,
  type StoreFault,
  StoreRefused,
} from './store.ts'

/** Where the documents of one kind lie. */
export interface Place {
  readonly kind: DocumentKind
  readonly files: FolderFiles
  readonly history: FolderHistory
  /** ms since 1970 */
  readonly now: () => number
  /** ms that a file must have been left alone before what it says counts: an editor may write it in several steps. */
  readonly settled: number
  readonly readOnly: boolean
}

/** What a look at a document finds. */
export interface Found {
  readonly name: string
  readonly head?: DocumentHead
  /** All of it, as its past has it. */
  readonly document?: StoredDocument
  /** What it says, where no past can be written: the folder is mounted read-only, or full. */
  readonly unwritten?: StoredDocument
  readonly fault?: StoreFault
  /** Its past says it, and its files can't be written: worth another try. */
  readonly unfinished?: true
}

/**
 * What a document is now. Finishes a write that a crash cut short, and makes a revision of what was edited by hand.
 * Resolves to the ms to wait where someone may still be writing.
 * @param asked its name, or one that differs from it only in case
 * @param isPatient whether to wait for that
 * @throws the error of the file system
 */
export async function readDocument(place: Place, asked: string, isPatient: boolean): Promise<Found | number> {
  const { history, files } = place
  const key = keyOf(asked)
  const finishing = await finished(place, key)
  let { newest } = finishing
  if (newest.unfinished) return { ...foundIn(newest, asked), ...finishing.failed }
  const there = documentOf(newest.entry)
  const name = there !== undefined && there.name !== asked && files.has(there.name) ? there.name : asked
  try {
    const pair = files.read(name)
    if (isSame(pair, there, name)) return foundIn(newest, name)
    const { changed: ofFiles } = files.version(name)
    const changed = pair.settings === undefined ? Math.max(ofFiles, folderChanged(files.folder)) : ofFiles
    const rested = place.now() - changed
    if (isPatient && rested < place.settled) return place.settled - Math.max(0, rested)
    const content = contentOf(pair)
    if (content !== undefined) checkContent(place.kind, content)
    if (content !== undefined || there !== undefined) {
      const adopted = await adopt(
        place,
        { name: there?.name ?? name, ...(content && { name }) },
        content,
        newest,
        changed,
      )
      if (adopted === 'taken') return 1
      if (adopted.unwritten !== undefined) return adopted
      newest = history.newest(key)
    }
    if (newest.unreadable !== undefined)
      return { ...foundIn(newest, name), fault: pastFault(place, name, newest.unreadable) }
    const orphan = pair.settings === undefined && pair.metadata !== undefined
    return { ...foundIn(newest, name), ...(orphan && { fault: orphanOf(place, name) }) }
  } catch (error) {
    return { ...foundIn(newest, name), fault: faultOf(place, name, error) }
  }
}

/**
 * Writes what a document is from now on, its past first.
 * @throws StoreConflict where someone else was first
 */
export async function writeDocument(place: Place, entry: PastRevision): Promise<void> {
  const key = keyOf(entry.name)
  if (!(await place.history.add(entry, 'write'))) {
    const { entry: other } = place.history.newest(key)
    throw new StoreConflict(`${entry.name} was changed meanwhile.`, documentOf(other)?.revision)
  }
  // From here on it is written: if its files can't be now, whoever looks next does it.
  await finish(place, entry).catch(() => {})
}

/** The past, after what a crash cut short has been finished as far as that can be done. */
async function finished(place: Place, key: string): Promise<Finishing> {
  const newest = place.history.newest(key)
  const { entry } = newest
  if (!newest.unfinished || entry === undefined || place.readOnly) return { newest }
  try {
    await finish(place, entry)
    return { newest: place.history.newest(key) }
  } catch (error) {
    return {
      newest: place.history.newest(key),
      failed: { unfinished: true, fault: unwritableOf(place, entry.name, error) },
    }
  }
}

interface Finishing {
  readonly newest: Newest
  readonly failed?: Pick<Found, 'unfinished' | 'fault'>
}

/** Whoever writes last looks whether that was still the newest: two may finish two writes at once. */
async function finish(place: Place, entry: PastRevision): Promise<void> {
  const { files, history, kind } = place
  const key = keyOf(entry.name)
  for (let newest: PastRevision = entry; ; ) {
    const document = documentOf(newest)
    if (document === undefined) await files.remove(newest.name)
    else await files.write(newest.name, document)
    const now = history.newest(key).entry
    if (now === undefined || now.revision === newest.revision) break
    newest = now
  }
  await history.finish(key, numberOf(entry.revision), revisionsKept(kind, documentOf(entry) ?? {}))
}

/** What an operator did to the files becomes a revision. */
async function adopt(
  { kind, history, now, readOnly }: Place,
  { name }: { readonly name: string },
  content: Content | undefined,
  newest: Newest,
  changed: number,
): Promise<Found | 'taken'> {
  const revision = revisionOf(newest.number + 1, content)
  const head = { kind, name, revision, author: 'file', at: changed === 0 ? now() : changed }
  const entry = content === undefined ? { ...head, removed: true as const } : { ...head, ...content }
  const unwritten = content === undefined ? { name } : { name, head, unwritten: { ...head, ...content } }
  if (readOnly) return unwritten
  try {
    if (!(await history.add(entry, 'file'))) return 'taken'
    await history.finish(keyOf(name), newest.number + 1, revisionsKept(kind, content ?? {}))
    return { name }
  } catch {
    return unwritten
  }
}

function foundIn({ entry }: Newest, name: string): Found {
  const document = documentOf(entry)
  return document === undefined ? { name } : { name: document.name, head: headOf(document), document }
}

const isSame = ({ settings, metadata }: Pair, there: StoredDocument | undefined, name: string): boolean =>
  settings === there?.settings && metadata === there?.metadata && (there === undefined || there.name === name)

const contentOf = ({ settings, metadata }: Pair): Content | undefined =>
  settings === undefined ? undefined : { settings, ...(metadata !== undefined && { metadata }) }

/** ms since 1970. @throws where the folder is gone: then nobody has removed a document */
const folderChanged = (folder: string): number => statSync(folder).mtimeMs

function orphanOf({ kind, files }: Place, name: string): StoreFault {
  return {
    kind,
    name,
    place: files.path(name, 'metadata'),
    ...inAllLanguages(
      said`${name}.xml has no ${name}.yaml beside it: it is not in force.`,
      said`Create ${name}.yaml with the settings of the app (it may be empty), or move the file to metadata/.`,
    ),
  }
}

/** A file that is mounted by itself, or belongs to another user: what somebody edits in it would be overlooked in silence. */
function unwritableOf({ kind, files }: Place, name: string, error: unknown): StoreFault {
  const place = files.path(name, 'settings')
  return {
    kind,
    name,
    place,
    ...inAllLanguages(
      said`${basename(place)} can not be written (${codeOf(error) || String(error)}): it does not say what is in force.`,
      'Let the user that runs isthmus replace the files of the app and write to their folder. What is edited in them does not count until then.',
    ),
  }
}

function pastFault({ kind }: Place, name: string, unreadable: string): StoreFault {
  const message = said`The past of ${name} can not be read, and nothing else says what it is: it is not in force.`
  const cure = 'Let the user that runs isthmus read it, or restore it from a backup.'
  return { kind, name, place: unreadable, ...inAllLanguages(message, cure) }
}

function faultOf({ kind, files }: Place, name: string, error: unknown): StoreFault {
  const at = { kind, name, place: files.path(name, 'settings') }
  if (error instanceof FileFault) return { ...at, place: error.path, ...error.words }
  if (error instanceof StoreRefused) return { ...at, message: error.message, cure: error.cure, says: error.says }
  const reason = codeOf(error) || (error instanceof Error ? error.message : String(error))
  const message = insteadOf(`It can not be read: ${reason}.`, said`The document can not be read.`)
  return { ...at, ...inAllLanguages(message, 'Let the user that runs isthmus read it.') }
}
