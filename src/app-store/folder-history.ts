/**
 * A document's past in the folder backend: `.history/<name in small letters>/<n>.json`, one file a revision, written
 * before the files that people see. The number is claimed by a hard link to a file that is whole and on the disk
 * already, so of two writers one gets it, and no crash leaves half of one. Until the document's own files say the same,
 * the name that it was written under stays as well: `<n>.<random>.new` tells a write that a crash cut short from a file
 * that an operator has edited back to an older text.
 */
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, type Stats, statSync } from 'node:fs'
import { link, mkdir, readdir, readFile, rmdir, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { codeOf, syncFolder, writeWhole } from './folder-files.ts'
import { keyOf } from './limits.ts'
import { numberOf, readPast, writePast } from './revisions.ts'
import { type PastRevision, StoreRefused } from './store.ts'

/** What a past ends with. */
export interface Newest {
  /** The highest number that was ever given; 0 where there is none. */
  readonly number: number
  readonly entry?: PastRevision
  /** The document's own files may not say it yet. */
  readonly unfinished: boolean
  /** What can't be read of it: an absolute path. What its files say counts then. */
  readonly unreadable?: string
}

interface Names {
  readonly numbers: readonly number[]
  readonly marks: readonly { readonly file: string; readonly number: number }[]
}

/** ms after which nobody is still writing what is there under a temporary name. */
const abandoned = 60_000

export class FolderHistory {
  readonly #folder: string

  /** @param folder `.history` of one kind */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** The keys of all documents that have a past. */
  async keys(): Promise<readonly string[]> {
    return readdir(this.#folder).catch(() => [])
  }

  /** Differs when the past of a document does; undefined where there is none. */
  version(key: string): string | undefined {
    const found = statIfAny(join(this.#folder, key))
    return found && `${found.ino}.${found.mtimeMs}`
  }

  /**
   * Read at once, without waiting for the disk: thousands of small files are read at start, and each wait costs more.
   */
  newest(key: string): Newest {
    const names = listedIfAny(join(this.#folder, key))
    if (names === undefined) return { number: 0, unfinished: false, unreadable: join(this.#folder, key) }
    const { numbers, marks } = namesIn(names)
    const number = Math.max(0, ...numbers)
    if (number === 0) return { number, unfinished: false }
    const entry = this.#entryIfAny(key, number)
    if (entry === undefined) return { number, unfinished: false, unreadable: this.#path(key, number) }
    const unfinished = marks.some(
      (mark) => mark.number === number && mark.file.endsWith('.new') && this.#isLinked(key, mark.file),
    )
    return { number, entry, unfinished }
  }

  /** Newest first. What can't be read is left out. */
  async all(key: string): Promise<readonly PastRevision[]> {
    const { numbers } = namesIn(await readdir(join(this.#folder, key)).catch(() => []))
    const newestFirst = numbers.toSorted((one, other) => other - one)
    const texts = newestFirst.map((number) => readFile(this.#path(key, number), 'utf8').catch(() => ''))
    return (await Promise.all(texts)).flatMap((text) => readPast(text) ?? [])
  }

  /**
   * Adds an entry; resolves to whether nobody else had its number.
   * @param from `write`: the document's own files are still to be written; on the disk when it resolves. `file`: they
   *   say it already, and if it were lost, it would be made from them again.
   */
  async add(entry: PastRevision, from: 'write' | 'file'): Promise<boolean> {
    const safely = from === 'write'
    const [key, number] = [keyOf(entry.name), numberOf(entry.revision)]
    const folder = join(this.#folder, key)
    const made = await mkdir(folder, { recursive: true, mode: 0o700 })
    const mark = join(folder, `${number}.${randomBytes(6).toString('hex')}.${safely ? 'new' : 'tmp'}`)
    try {
      await writeWhole(mark, writePast(entry), { mode: 0o600, safely })
      await link(mark, this.#path(key, number))
    } catch (error) {
      await unlink(mark).catch(() => {})
      // A full disk: not even an empty past is left of what never was.
      if (made !== undefined) await rmdir(folder).catch(() => {})
      if (codeOf(error) === 'EEXIST') return false
      throw error
    }
    if (safely) await syncFolder(folder)
    if (safely && made !== undefined) for (const each of foldersUpTo(folder, dirname(made))) await syncFolder(each)
    return true
  }

  /** The document's own files say what its past ends with. Also takes away what is older than `kept` revisions. */
  async finish(key: string, number: number, kept: number): Promise<void> {
    const folder = join(this.#folder, key)
    const { numbers, marks } = namesIn(await readdir(folder).catch(() => []))
    const old = numbers.filter((each) => each <= number - kept).map((each) => this.#path(key, each))
    const done = marks.filter((mark) => mark.number <= number).map(({ file }) => join(folder, file))
    const others = await Promise.all(done.map(async (file) => ((await this.#isAnothers(file)) ? [] : [file])))
    for (const file of [...others.flat(), ...old]) await unlink(file).catch(() => {})
  }

  /** Whether another writer is about to link it. */
  async #isAnothers(file: string): Promise<boolean> {
    const found = await stat(file).catch(() => undefined)
    return found !== undefined && found.nlink < 2 && Date.now() - found.mtimeMs < abandoned
  }

  #isLinked(key: string, file: string): boolean {
    return (statIfAny(join(this.#folder, key, file))?.nlink ?? 0) > 1
  }

  /** One that is known to be there. @throws StoreRefused where it can't be read */
  entry(key: string, number: number): PastRevision {
    const path = this.#path(key, number)
    const entry = readPast(readFileSync(path, 'utf8'))
    if (entry !== undefined && keyOf(entry.name) === key && numberOf(entry.revision) === number) return entry
    throw new StoreRefused(`${path} is no revision of this document.`, 'Restore it from a backup, or remove it.')
  }

  #entryIfAny(key: string, number: number): PastRevision | undefined {
    try {
      return this.entry(key, number)
    } catch {
      return undefined
    }
  }

  #path(key: string, number: number): string {
    return join(this.#folder, key, `${number}.json`)
  }
}

function namesIn(files: readonly string[]): Names {
  const numbers = files.flatMap((file) => (/^[1-9]\d{0,14}\.json$/.test(file) ? [Number.parseInt(file, 10)] : []))
  const marks = files.flatMap((file) =>
    /^[1-9]\d{0,14}\.[0-9a-f]+\.(new|tmp)$/.test(file) ? [{ file, number: Number.parseInt(file, 10) }] : [],
  )
  return { numbers, marks }
}

/** Undefined where it is there and can't be read. */
function listedIfAny(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder)
  } catch (error) {
    return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR' ? [] : undefined
  }
}

function statIfAny(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

/** The folders above one, up to and including another that is above them all. */
function foldersUpTo(folder: string, last: string): readonly string[] {
  const above = dirname(folder)
  return folder === last || above === folder ? [] : [above, ...foldersUpTo(above, last)]
}
