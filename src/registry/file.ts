/** One file with metadata, read again only if it has changed. */
import { readFileSync, statSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { parseMetadata } from './parse.ts'
import { broken, largestMetadata, type Reading, tooLarge, withoutExpired } from './reading.ts'
import { ReadingFault } from './reading-fault.ts'
import type { FileSource } from './source-kinds.ts'

/** ms; file systems keep times no finer than this, network ones included. */
const tick = 2000

export class FileMetadata {
  readonly #source: FileSource
  readonly #now: () => number
  /** Tells a changed file from an unchanged one; undefined where it must be read again. */
  #version: string | undefined
  #reading: Reading | undefined

  constructor(source: FileSource, now: () => number) {
    this.#source = source
    this.#now = now
  }

  /**
   * The file as it is now, or its last good copy and what is wrong with the newest. Never rejects.
   * @param changed whether it may have changed since it was last read
   * @param isLocal whether it lies on a disk of this machine, which answers at once
   */
  async read(changed: boolean, isLocal = false): Promise<Reading> {
    if (changed || this.#version === undefined || this.#reading === undefined)
      this.#reading = await this.#readNow(isLocal)
    return this.last ?? this.#reading
  }

  /** As it was last read; undefined before that. */
  get last(): Reading | undefined {
    return this.#reading?.signed ? withoutExpired(this.#reading, this.#now()) : this.#reading
  }

  async #readNow(isLocal: boolean): Promise<Reading> {
    const { path, signers } = this.#source
    try {
      const found = isLocal ? statSync(path) : await stat(path)
      const { size, mtimeMs, ctimeMs, ino, dev } = found
      // A pipe or a device would be waited for, or never end.
      if (!found.isFile() && !found.isDirectory()) throw new ReadingFault('This is no ordinary file.', ordinary)
      const version = [size, mtimeMs, ctimeMs, ino].join()
      if (this.#version === version && this.#reading !== undefined) return this.#reading
      // Written just now, it could be written once more within one tick of the file system's clock, unseen.
      this.#version = Date.now() - Math.max(mtimeMs, ctimeMs) < tick ? undefined : version
      const identity = identityOf({ dev, ino })
      return await this.#parse(size, identity === undefined ? {} : { identity }, signers)
    } catch (error) {
      this.#version = undefined
      return broken(path, this.#reading, error)
    }
  }

  async #parse(size: number, identity: Pick<Reading, 'identity'>, signers: FileSource['signers']): Promise<Reading> {
    const { path, role } = this.#source
    try {
      if (size > largestMetadata) throw tooLarge('The file')
      const read = await parseMetadata({ octets: await octetsOf(path, size), now: this.#now(), signers, role })
      return { source: path, ...identity, ...read }
    } catch (error) {
      if (error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code))
        throw error
      return { ...broken(path, this.#reading, error), ...identity }
    }
  }
}

const ordinary = 'Put a file with the metadata in its place.'

/** Reads a small one synchronously: its file system has just answered, and thousands would wait for one another. */
const octetsOf = (path: string, size: number) => (size > 65_536 ? readFile(path) : readFileSync(path))

/**
 * Identifies a file whatever path names it; undefined where the file system does not number files, as on some networks.
 */
export const identityOf = ({ dev, ino }: { readonly dev: number; readonly ino: number }): string | undefined =>
  ino === 0 ? undefined : `${dev}:${ino}`
