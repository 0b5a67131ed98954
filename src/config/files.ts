/** Reads the files that a config names, and secrets from files or the environment; remembers which were read. */
import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { ConfigPath, Problems } from './problems.ts'
import { warnOfReaders, warnOfSpaces } from './weak-secrets.ts'

/** No config, certificate or secret is larger. */
const largest = 1_048_576

export class ConfigFiles {
  readonly #directory: string
  readonly #problems: Problems
  readonly #named = new Set<string>()
  readonly #read = new Set<string>()

  /** @param directory that relative paths are relative to */
  constructor(directory: string, problems: Problems) {
    this.#directory = directory
    this.#problems = problems
  }

  /** Absolute paths of all files that were read or looked for: a change in one of them changes the config. */
  get paths(): readonly string[] {
    return [...this.#read]
  }

  /** Absolute paths of all files that the config names, including those that someone else reads. */
  get named(): readonly string[] {
    return [...this.#named]
  }

  /** The absolute path for a path in the config. */
  resolve(path: string): string {
    return resolve(this.#directory, path)
  }

  /** The absolute path of a file that an entry names and someone else reads. */
  name(path: string): string {
    const file = this.resolve(path)
    this.#named.add(file)
    return file
  }

  /** The text of a file, or undefined and a problem. */
  async text(path: string, at: ConfigPath): Promise<string | undefined> {
    const file = this.name(path)
    this.#read.add(file)
    try {
      return await readLimited(file)
    } catch (error) {
      this.#problems.error('file', at, `The file ${file} can't be read: ${reasonOf(error)}.`, fileCure(error))
      return undefined
    }
  }

  /** PEM text with at least one certificate, or undefined and a problem. */
  async certificates(path: string, at: ConfigPath): Promise<string | undefined> {
    const text = await this.text(path, at)
    if (text === undefined || text.includes('-----BEGIN CERTIFICATE-----')) return text
    const cure = 'Convert it to PEM: openssl x509 -inform der -in FILE -out FILE.pem'
    this.#problems.error('file', at, `The file ${this.resolve(path)} has no certificate in PEM.`, cure)
    return undefined
  }

  /** A secret; one newline at its end is dropped. Undefined and a problem where it is missing, empty or made up. */
  async secret(path: string, at: ConfigPath): Promise<string | undefined> {
    const text = await this.text(path, at)
    if (text === undefined) return undefined
    const file = this.resolve(path)
    if (await isReadByEveryone(file)) warnOfReaders(file, at, this.#problems)
    return this.checkSecret(text.replace(/\r?\n$/, ''), at, `The file ${file}`)
  }

  /** The secret itself, or undefined and a problem; no message contains its text. */
  checkSecret(secret: string, at: ConfigPath, where: string): string | undefined {
    if (secret.trim() === '') {
      this.#problems.error('secret', at, `${where} is empty.`, 'Write the secret into it.')
    } else if (/CHANGE[_-]?ME|^<.*>$/i.test(secret)) {
      this.#problems.error('placeholder', at, `${where} holds a placeholder.`, 'Write the real secret into it.')
    } else if (/[\p{Cc}\p{Cf}\uFFFD]/u.test(secret.replaceAll(/[\r\n]/g, ''))) {
      const cure = 'Write the file again, as plain text in UTF-8.'
      this.#problems.error(
        'secret',
        at,
        `${where} contains an invisible character that does not belong in a secret.`,
        cure,
      )
    } else if (/[\r\n]/.test(secret)) {
      this.#problems.error('secret', at, `${where} has more than one line.`, 'Keep only the secret in it.')
    } else {
      if (secret !== secret.trim()) warnOfSpaces(where, at, this.#problems)
      return secret
    }
    return undefined
  }
}

/** @throws an Error of the file system, or one that says that the file is too large */
export async function readLimited(file: string, limit = largest): Promise<string> {
  const { size } = await stat(file)
  if (size > limit) throw new Error(`it is larger than ${Math.round(limit / 1_048_576)} MB`)
  return textOf(await readFile(file))
}

/** Without the byte order mark that editors and PowerShell write; it says that a text is UTF-16, too. */
function textOf(octets: Uint8Array): string {
  const [first, second] = octets
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(octets)
}

/** Why a file can't be read, in words. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error)
  const words: Readonly<Record<string, string>> = {
    ENOENT: 'it does not exist',
    EACCES: 'permission denied',
    EISDIR: 'it is a folder',
    ENOTDIR: 'part of its path is not a folder',
  }
  return words[code] ?? (error instanceof Error ? error.message : String(error))
}

const isReadByEveryone = async (file: string): Promise<boolean> =>
  stat(file).then(
    ({ mode }) => (mode & 0o004) !== 0,
    () => false,
  )

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

function fileCure(error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOENT':
      return 'Create it, or correct the path, which is relative to the folder of the config.'
    case 'EACCES':
      return 'Let the user that runs isthmus read it.'
    default:
      return 'Correct the path.'
  }
}
