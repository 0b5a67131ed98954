/** The list of files in the drop folder. One that can't be read is not an empty one: what it held stays in force. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isOnLocalDisk } from '../core/local-disk.ts'

export interface Listing {
  /** Absolute paths of the files with metadata, by name. */
  readonly files: readonly string[]
  /** Names of files that nobody reads, though they look as if they should be. */
  readonly unread: readonly string[]
  /** Whether it lies on a disk of this machine. */
  readonly isLocal: boolean
  /** Why it can't be read; `files` are then those that it had when it could be read. */
  readonly fault?: string
}

export class DropFolder {
  readonly path: string
  #listing: Listing | undefined
  #names: readonly string[] = []

  constructor(path: string) {
    this.path = path
  }

  /** The files that are in it now. Dot files and folders are not read. A folder that never existed holds nothing. */
  async list(): Promise<Listing> {
    try {
      const entries = await readdir(this.path, { withFileTypes: true })
      const names = entries.flatMap((entry) => (entry.isDirectory() || entry.name.startsWith('.') ? [] : [entry.name]))
      if (this.#listing !== undefined && sameTexts(names, this.#names)) return this.#listing
      this.#names = names
      const files = names.filter(isMetadata).toSorted()
      const unread = names.filter((name) => !isMetadata(name) && !isNote(name)).toSorted()
      const isLocal = await isOnLocalDisk(this.path)
      this.#listing = { files: files.map((name) => join(this.path, name)), unread, isLocal }
      return this.#listing
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (code === 'ENOENT' && this.#listing === undefined) return none
      return { ...(this.#listing ?? none), fault: faultOf(code, error) }
    }
  }
}

const none: Listing = { files: [], unread: [], isLocal: false }

const sameTexts = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((text, index) => text === other[index])

const isMetadata = (name: string): boolean => /\.xml$/i.test(name)

/**
 * A readme, and what editors and copying programs leave temporarily. `wiki.xml.txt` is what Windows makes of wiki.xml.
 */
const isNote = (name: string): boolean =>
  /(~|\.(md|part|partial|tmp|swp|bak|new))$/i.test(name) || (/\.txt$/i.test(name) && !/\.xml\.txt$/i.test(name))

function faultOf(code: unknown, error: unknown): string {
  if (code === 'ENOENT') return 'The folder does not exist any more.'
  if (code === 'EACCES') return 'The folder is not readable.'
  if (code === 'ENOTDIR') return 'This is not a folder.'
  return `The folder can't be read: ${error instanceof Error ? error.message : String(error)}.`
}
