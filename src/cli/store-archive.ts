/** Documents of the app store in an archive, each with its past, and back from it into a store. */
import { reasons } from '../admin/reasons.ts'
import { documentKinds, keyOf } from '../app-store/limits.ts'
import { checkPast, pastJson, pastOf } from '../app-store/revisions.ts'
import {
  type AppStore,
  type DocumentKind,
  type PastRevision,
  StoreConflict,
  type StoredDocument,
  StoreRefused,
} from '../app-store/store.ts'
import { type ArchiveLine, type ArchiveWriter, shown } from './archive.ts'
import { Plain } from './output.ts'

export interface Written {
  readonly count: number
  /** What is not in it, and why: for whoever makes the archive, since whoever restores it can't mend that. */
  readonly left: readonly string[]
}

/** A document is one line. One that could not be restored is left out. */
export async function writeDocuments(
  store: AppStore,
  kinds: readonly DocumentKind[],
  archive: ArchiveWriter,
): Promise<Written> {
  let count = 0
  const left: string[] = []
  for (const kind of kinds) {
    for (const { place, message } of await store.faults(kind)) left.push(`${place}: ${message}`)
    for (const { name } of await store.list(kind)) {
      const past = await store.history(kind, name)
      const lineOf = (some: readonly PastRevision[]) => ({ document: name, kind, past: some.map(pastJson) })
      const isSound = (line: ArchiveLine) => whyNot(() => checkDocument(line, kinds)) === undefined
      // Where the past is damaged, what is in force may still be sound.
      const line = [lineOf(past), lineOf(past.slice(0, 1))].find(isSound)
      if (line?.past.length !== past.length)
        left.push(`${line === undefined ? '' : 'the history of '}${kind} ${name}, which is damaged`)
      if (line === undefined) continue
      await archive.add(line)
      count += 1
    }
  }
  return { count, left }
}

/** What a check says against it. */
export function whyNot(check: () => unknown): string | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    if (error instanceof Plain) return error.message
    throw error
  }
}

export interface Restored {
  readonly outcome: 'restored' | 'replaced' | 'same' | 'there'
  readonly kind: DocumentKind
  readonly name: string
}

export interface RestoreOptions {
  readonly replace: boolean
  /** Others are refused: an archive of apps must bring no token along. */
  readonly kinds?: readonly DocumentKind[]
  /** Whether it is only told what would be done. */
  readonly dryRun?: boolean
}

const isNew = async (store: AppStore, kind: DocumentKind, name: string): Promise<boolean> =>
  (await store.history(kind, name)).length === 0 && (await store.get(kind, name)) === undefined

/**
 * Puts the document of one line into a store; undefined where the line is about something else. One that is there
 * already, and says something else, is left as it is, or replaced with a revision of its own.
 * @throws Plain where the line is no document of ours
 */
export async function restoreDocument(
  store: AppStore,
  line: ArchiveLine,
  { replace, kinds = documentKinds, dryRun = false }: RestoreOptions,
): Promise<Restored | undefined> {
  if (!('document' in line)) return undefined
  const past = checkDocument(line, kinds)
  const { kind, name, settings, metadata, author } = past[0]
  try {
    if (dryRun ? await isNew(store, kind, name) : await store.restore(past)) return { outcome: 'restored', kind, name }
    const there = await store.get(kind, name)
    if (there !== undefined && there.settings === settings && there.metadata === metadata)
      return { outcome: 'same', kind, name }
    if (!replace && there !== undefined) return { outcome: 'there', kind, name }
    if (dryRun) return { outcome: 'replaced', kind, name }
    const content = { settings, ...(metadata !== undefined && { metadata }) }
    await store.put(kind, name, content, { author, replaces: there?.revision, reason: reasons.imported.text })
    return { outcome: 'replaced', kind, name }
  } catch (error) {
    if (error instanceof StoreRefused) throw new Plain(`${kind} ${name}: ${error.message} ${error.cure}`)
    if (error instanceof StoreConflict) return { outcome: 'there', kind, name }
    throw error
  }
}

/**
 * The past that a line has: all of one document, and no revision says that it is another.
 * @throws Plain where it is none that a store would take
 */
export function checkDocument(
  line: ArchiveLine,
  kinds: readonly DocumentKind[] = documentKinds,
): readonly [StoredDocument, ...PastRevision[]] {
  const past = pastIn(line, kinds)
  try {
    return [checkPast(past), ...past.slice(1)]
  } catch (error) {
    if (!(error instanceof StoreRefused)) throw error
    throw new Plain(`The archive has a document that can't be restored: ${shown(line.document)}. ${error.message}`)
  }
}

function pastIn({ document, kind, past }: ArchiveLine, kinds: readonly DocumentKind[]): readonly PastRevision[] {
  if (!Array.isArray(past) || !kinds.some((known) => known === kind)) throw notOurs(document)
  return past.map((value) => {
    const entry = pastOf(value)
    if (entry === undefined || entry.kind !== kind || keyOf(entry.name) !== keyOf(String(document)))
      throw notOurs(document)
    return entry
  })
}

const notOurs = (document: unknown): Plain =>
  new Plain(`The archive has a document that is none of ours: ${shown(document)}.`)
