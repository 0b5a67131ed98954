/**
 * What administrators did, in the folder backend: one line of JSON an act, which are only added to. One file a month, by
 * the clock of the node that began it.
 */
import { mkdir, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from './folder-files.ts'
import { lineOf, noPlace } from './limits.ts'
import type { ActCursor, ActsPage, AdministrativeAct } from './store.ts'

/** Octets that are read at a time, from the end of a file. */
const block = 65_536

const isFile = /^\d{4}-\d\d\.jsonl$/
/** The month of a file, and how many of its octets are still to be read. */
const isCursor = /^(\d{4}-\d\d)-(\d{1,15})$/

export class ActsFile {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** On the disk when it resolves. @throws StoreRefused, or the error of the file system */
  async append(act: AdministrativeAct): Promise<void> {
    const line = lineOf(act)
    const made = await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const file = await open(join(this.#folder, await this.#fileFor(act)), 'a+', 0o600)
    try {
      const { size } = await file.stat()
      const last =
        size > 0 ? (await file.read({ buffer: Buffer.alloc(1), position: size - 1 })).buffer.toString() : '\n'
      // A crash may have left half a line: it must not take this one with it.
      await file.appendFile(last === '\n' ? `${line}\n` : `\n${line}\n`)
      await file.sync()
      if (made !== undefined || size === 0) await syncFolder(this.#folder)
    } finally {
      await file.close()
    }
  }

  /** The last file that there is: a clock that is behind changes nothing of the order. */
  async #fileFor({ at }: AdministrativeAct): Promise<string> {
    const ofMonth = `${new Date(at).toISOString().slice(0, 7)}.jsonl`
    const [last = ofMonth] = await this.#files()
    return last > ofMonth ? last : ofMonth
  }

  /** Newest first. */
  async #files(): Promise<readonly string[]> {
    const names = await readdir(this.#folder).catch(() => [])
    return names
      .filter((name) => isFile.test(name))
      .toSorted()
      .toReversed()
  }

  /** Last come first. @throws StoreRefused where a cursor is none of ours */
  async list(limit: number, before: number, from?: ActCursor): Promise<ActsPage> {
    const start = from === undefined ? undefined : placeOf(from)
    const acts: AdministrativeAct[] = []
    let next: ActCursor | undefined
    for (const name of await this.#files()) {
      if (start !== undefined && name > start.file) continue
      const end = name === start?.file ? start.end : Number.POSITIVE_INFINITY
      for await (const { line, at } of linesFromTheEnd(join(this.#folder, name), end)) {
        const act = readAct(line)
        if (act === undefined || act.at >= before) continue
        // One more is there: only then is there a next page.
        if (acts.length >= limit) return { acts, ...(next !== undefined && { next }) }
        acts.push(act)
        next = `${name.slice(0, 7)}-${at}` as ActCursor
      }
    }
    return { acts }
  }
}

function placeOf(cursor: ActCursor): { readonly file: string; readonly end: number } {
  const [, month, end] = isCursor.exec(cursor) ?? []
  if (month === undefined || end === undefined) throw noPlace()
  return { file: `${month}.jsonl`, end: Number(end) }
}

/** The act that a line holds; undefined for half a line. */
export function readAct(line: string): AdministrativeAct | undefined {
  try {
    const act: unknown = JSON.parse(line)
    return typeof act === 'object' && act !== null && 'at' in act && typeof act.at === 'number'
      ? (act as AdministrativeAct)
      : undefined
  } catch {
    return undefined
  }
}

/** @param end octets of the file to be read @returns each line with the octets before it */
async function* linesFromTheEnd(
  path: string,
  end: number,
): AsyncGenerator<{ readonly line: string; readonly at: number }> {
  const file = await open(path, 'r')
  try {
    let rest: Buffer = Buffer.alloc(0)
    for (let left = Math.min(end, (await file.stat()).size); left > 0; ) {
      const length = Math.min(block, left)
      left -= length
      const { buffer } = await file.read({ buffer: Buffer.alloc(length), position: left })
      const octets = Buffer.concat([buffer, rest])
      const first = left === 0 ? 0 : octets.indexOf(newline) + 1
      // No whole line: it goes on before this block.
      rest = left > 0 && first === 0 ? octets : octets.subarray(0, first)
      if (left > 0 && first === 0) continue
      yield* linesOf(octets, first, left)
    }
  } finally {
    await file.close()
  }
}

const newline = 10

/** The lines from an octet on, last first. @param before how many octets of the file stand before all of these */
function* linesOf(octets: Buffer, first: number, before: number) {
  for (let end = octets.length; end > first; ) {
    const start = Math.max(first, octets.lastIndexOf(newline, end - 1) + 1)
    if (start < end) yield { line: octets.toString('utf8', start, end), at: before + start }
    end = start - 1
  }
}
