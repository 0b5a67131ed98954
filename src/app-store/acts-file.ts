/** What administrators did, in the folder backend: one line of JSON an act, one file a month, which are only added to. */
import { mkdir, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from './folder-files.ts'
import { lineOf } from './limits.ts'
import type { AdministrativeAct } from './store.ts'

/** Octets that are read at a time, from the end of a file. */
const block = 65_536

export class ActsFile {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** On the disk when it resolves. @throws StoreRefused, or the error of the file system */
  async append(act: AdministrativeAct): Promise<void> {
    const line = lineOf(act)
    const made = await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const file = await open(join(this.#folder, `${new Date(act.at).toISOString().slice(0, 7)}.jsonl`), 'a+', 0o600)
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

  /** Newest first. */
  async list(limit: number, before: number): Promise<readonly AdministrativeAct[]> {
    const files = (await readdir(this.#folder).catch(() => [])).filter((name) => /^\d{4}-\d\d\.jsonl$/.test(name))
    const found: AdministrativeAct[] = []
    for (const name of files.toSorted().toReversed()) {
      for await (const line of linesFromTheEnd(join(this.#folder, name))) {
        const act = readAct(line)
        if (act !== undefined && act.at < before) found.push(act)
        if (found.length >= limit) return found
      }
    }
    return found
  }
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

async function* linesFromTheEnd(path: string): AsyncGenerator<string> {
  const file = await open(path, 'r')
  try {
    let rest: Buffer = Buffer.alloc(0)
    for (let end = (await file.stat()).size; end > 0; ) {
      const length = Math.min(block, end)
      end -= length
      const { buffer } = await file.read({ buffer: Buffer.alloc(length), position: end })
      const octets = Buffer.concat([buffer, rest])
      const first = end === 0 ? 0 : octets.indexOf(10) + 1
      // No whole line: it goes on before this block.
      rest = end > 0 && first === 0 ? octets : octets.subarray(0, first)
      if (end > 0 && first === 0) continue
      yield* octets.subarray(first).toString().split('\n').toReversed()
    }
  } finally {
    await file.close()
  }
}
