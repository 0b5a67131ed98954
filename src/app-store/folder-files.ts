/** The two files of a document in the folder backend, `wiki.yaml` and `wiki.xml`: each is replaced whole or not at all. */
import { randomBytes } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, statSync } from 'node:fs'
import { mkdir, open, readdir, realpath, rename, unlink } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { inAllLanguages, type SaidProblem, type Sentence, said } from '../core/said.ts'
import { largestMetadata } from './limits.ts'
import type { Content } from './store.ts'

/** What the files of one document say. */
export interface Pair {
  readonly settings?: string
  readonly metadata?: string
}

export interface Version {
  /** Differs when a file does. */
  readonly text: string
  /** ms since 1970 when one of them last changed; 0 where there is none. */
  readonly changed: number
}

/** A file can't be what a document is made of. */
export class FileFault extends Error {
  override readonly name = 'FileFault'
  readonly path: string
  /** In English, and for other languages. */
  readonly words: { readonly message: string; readonly cure: string; readonly says: SaidProblem }
  constructor(path: string, message: Sentence, cure: Sentence) {
    const words = inAllLanguages(message, cure)
    super(words.message)
    this.path = path
    this.words = words
  }
}

const endings = { settings: '.yaml', metadata: '.xml' } as const

const utf8 = new TextDecoder('utf-8', { fatal: true })

export class FolderFiles {
  readonly folder: string
  readonly #isPrivate: boolean

  /** @param isPrivate whether only the user who runs the gateway may read what is in it */
  constructor(folder: string, isPrivate: boolean) {
    this.folder = resolve(folder)
    this.#isPrivate = isPrivate
  }

  /** The name of the document that a file belongs to; undefined for what belongs to none. */
  static nameOf(file: string): string | undefined {
    if (file.startsWith('.')) return undefined
    const [, name] = /^(.+)\.(?:yaml|xml)$/.exec(file) ?? []
    return name
  }

  path(name: string, part: keyof typeof endings): string {
    return `${this.folder}${sep}${name}${endings[part]}`
  }

  /** Names of everything in the folder. @throws the error of the file system, also where there is no folder */
  list(): Promise<readonly string[]> {
    return readdir(this.folder)
  }

  /** Whether one of the two is there. */
  has(name: string): boolean {
    return (['settings', 'metadata'] as const).some((part) => existsSync(this.path(name, part)))
  }

  /** Looked at at once: see FolderHistory.newest. */
  version(name: string): Version {
    const found = (['settings', 'metadata'] as const).map((part) => this.#look(name, part))
    return { text: found.map(({ text }) => text).join(), changed: Math.max(0, ...found.map(({ changed }) => changed)) }
  }

  /** @throws FileFault, or the error of the file system */
  read(name: string): Pair {
    const [settings, metadata] = [this.#text(name, 'settings'), this.#text(name, 'metadata')]
    return { ...(settings !== undefined && { settings }), ...(metadata !== undefined && { metadata }) }
  }

  /** Writes both; the one with the settings last, since it is what makes an app of the other. */
  async write(name: string, { settings, metadata }: Content): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: this.#isPrivate ? 0o700 : 0o755 })
    const mode = this.#isPrivate ? 0o600 : 0o644
    if (metadata === undefined) await removeIfThere(this.path(name, 'metadata'))
    else await replace(this.path(name, 'metadata'), metadata, mode)
    await replace(this.path(name, 'settings'), settings, mode)
    await syncFolder(this.folder)
  }

  async remove(name: string): Promise<void> {
    await removeIfThere(this.path(name, 'settings'))
    await removeIfThere(this.path(name, 'metadata'))
    await syncFolder(this.folder).catch(() => {})
  }

  /** Of what a link leads to; of the link itself where that is not there. */
  #stat(name: string, part: keyof typeof endings) {
    const path = this.path(name, part)
    const found = statSync(path, { throwIfNoEntry: false })
    if (found !== undefined) return found
    const link = lstatSync(path, { throwIfNoEntry: false })
    return link?.isSymbolicLink() ? link : undefined
  }

  #look(name: string, part: keyof typeof endings): Version {
    try {
      const found = this.#stat(name, part)
      if (found === undefined) return { text: '', changed: 0 }
      return { text: `${found.ino}.${found.size}.${found.mtimeMs}.${found.ctimeMs}`, changed: found.ctimeMs }
    } catch (error) {
      // A link that leads in a circle, a folder that may not be entered: reading it says what is wrong.
      return { text: codeOf(error), changed: 0 }
    }
  }

  #text(name: string, part: keyof typeof endings): string | undefined {
    const path = this.path(name, part)
    const found = this.#stat(name, part)
    if (found === undefined) return undefined
    if (found.isSymbolicLink())
      throw new FileFault(
        path,
        said`${basename(path)} is a link to a file that is not there.`,
        'Put that file back, or remove the link.',
      )
    // A pipe or a device would be waited for, or never end: links lead anywhere.
    if (!found.isFile() && !found.isDirectory())
      throw new FileFault(path, said`${basename(path)} is no ordinary file.`, 'Put a file in its place.')
    if (found.size > largestMetadata) {
      throw new FileFault(
        path,
        said`${basename(path)} is larger than 10 MB.`,
        'Keep only the metadata of this app in it.',
      )
    }
    try {
      return utf8.decode(readFileSync(path))
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined
      if (codeOf(error) !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error
      throw new FileFault(path, said`${basename(path)} is not text in UTF-8.`, 'Save it as UTF-8.')
    }
  }
}

/** Writes a file that does not exist yet. @param options.safely whether it is on the disk when this resolves */
export async function writeWhole(
  path: string,
  text: string,
  { mode, safely }: { readonly mode: number; readonly safely: boolean },
): Promise<void> {
  const file = await open(path, 'wx', mode)
  try {
    await file.writeFile(text)
    if (safely) await file.sync()
  } catch (error) {
    // A full disk: half of it is worth nothing.
    await unlink(path).catch(() => {})
    throw error
  } finally {
    await file.close()
  }
}

/** A name is on the disk only when its folder is. */
export async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, 'r')
  try {
    await opened.sync()
  } finally {
    await opened.close()
  }
}

/**
 * Where a link leads to a file, that file is replaced: an operator keeps it there, under version control perhaps.
 * @param mode where it is new; else it stays what the operator made it
 */
async function replace(named: string, text: string, mode: number): Promise<void> {
  const path = await realpath(named).catch(() => named)
  const beside = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    const kept = (statSync(path, { throwIfNoEntry: false })?.mode ?? mode) & 0o777
    await writeWhole(beside, text, { mode: kept, safely: true })
    await rename(beside, path)
    if (dirname(path) !== dirname(named)) await syncFolder(dirname(path))
  } catch (error) {
    await unlink(beside).catch(() => {})
    throw error
  }
}

async function removeIfThere(path: string): Promise<void> {
  await unlink(path).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error
  })
}

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
