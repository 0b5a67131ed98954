/**
 * Archives of ours: text, one JSON object a line. The first line says what it is; no line names a place to write to but
 * by a name that whoever reads it checks, and nothing in it is compressed: what is read is as large as the file, and every
 * line, and their number, have a limit.
 */
import { createReadStream } from 'node:fs'
import { type ArchiveOutput, openArchiveOutput } from './archive-place.ts'
import { explainFile, Plain } from './output.ts'

/** Octets of one line: a document with the largest metadata, escaped. */
const longestLine = 64 * 1_048_576
const mostLines = 5_000_000

export type ArchiveLine = Readonly<Record<string, unknown>>

/**
 * Writes a new archive, that only its owner may read, and that is on the disk when it resolves. Where the work fails there
 * is none: half of one would stand in the way of the next.
 * @throws Plain where the file exists already, and what the work throws
 */
export async function writeArchive<Result>(
  path: string,
  format: string,
  work: (archive: ArchiveWriter) => Promise<Result>,
): Promise<Result> {
  const output = await openArchiveOutput(path)
  try {
    const archive = new ArchiveWriter(output)
    await archive.add({ format, v: 1, at: new Date().toISOString() })
    const result = await work(archive)
    await archive.end()
    return result
  } catch (error) {
    await output.discard()
    throw error
  } finally {
    await output.close()
  }
}

/** What an archive is written with. */
export class ArchiveWriter {
  readonly #output: ArchiveOutput
  #text = ''

  constructor(output: ArchiveOutput) {
    this.#output = output
  }

  async add(line: ArchiveLine): Promise<void> {
    this.#text += `${JSON.stringify(line)}\n`
    if (this.#text.length > 1_048_576) await this.#flush()
  }

  async end(): Promise<void> {
    await this.add({ end: true })
    await this.#flush()
    await this.#output.finish()
  }

  async #flush(): Promise<void> {
    const text = this.#text
    this.#text = ''
    await this.#output.append(text)
  }
}

/**
 * The lines of an archive, without the first and the last.
 * @throws Plain where it is no archive of this format, is too large, or is not whole: that, after its last line
 */
export async function* readArchive(path: string, format: string): AsyncGenerator<ArchiveLine> {
  let number = 0
  let isWhole = false
  for await (const text of linesOf(path)) {
    number += 1
    if (number > mostLines) throw new Plain(`${path} has more than ${mostLines} lines: it is no archive of ours.`)
    const line = objectOf(text)
    if (line === undefined && number > 1) throw new Plain(`${path}:${number} is not JSON: the archive is damaged.`)
    if (line === undefined || number === 1) {
      if (line?.format !== format || line.v !== 1)
        throw new Plain(`${path} is not an archive of the form ${format}, version 1.`)
    } else if (line.end === true) isWhole = true
    else yield line
  }
  if (!isWhole) throw new Plain(`${path} ends too early: part of the archive is missing.`)
}

async function* linesOf(path: string): AsyncGenerator<string> {
  let parts: Buffer[] = []
  let length = 0
  for await (const block of blocksOf(path)) {
    let start = 0
    for (let at = block.indexOf(10); at >= 0; at = block.indexOf(10, start)) {
      yield Buffer.concat([...parts, block.subarray(start, at)]).toString()
      parts = []
      length = 0
      start = at + 1
    }
    parts.push(block.subarray(start))
    length += block.length - start
    if (length > longestLine) throw new Plain(`${path} has a line that is too long: it is no archive of ours.`)
  }
  if (length > 0) yield Buffer.concat(parts).toString()
}

async function* blocksOf(path: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(path) as AsyncIterable<Buffer>
  } catch (error) {
    const words = explainFile(error as Error, path)
    throw words === undefined ? error : new Plain(words)
  }
}

function objectOf(text: string): ArchiveLine | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as ArchiveLine) : undefined
  } catch {
    return undefined
  }
}

/** What stands in an archive, for a message: enough of it to find it by. */
export const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 100)
