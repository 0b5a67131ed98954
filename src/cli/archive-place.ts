/** Where an archive is written to, and read from: a file, or `-` for standard output and input, so that it can go through a pipe. */
import { createWriteStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Plain, print, printAside } from './output.ts'

const pipe = '-'

export interface ArchiveOutput {
  append(text: string): Promise<void>
  /** Resolves once all of it is safe there. */
  finish(): Promise<void>
  /** Where the work failed: half of a file would stand in the way of the next; who reads a pipe sees that its end is missing. */
  discard(): Promise<void>
  close(): Promise<void>
}

/** A new file, that only its owner may read, or standard output. @throws Plain where the file exists already */
export async function openArchiveOutput(path: string): Promise<ArchiveOutput> {
  if (path === pipe) return standardOutput
  const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? new Plain(`${path} exists already. Name another file.`) : error
  })
  return {
    append: (text) => file.appendFile(text),
    finish: () => file.sync(),
    discard: () => rm(path, { force: true }),
    close: () => file.close(),
  }
}

const nothing = async () => {}

const standardOutput: ArchiveOutput = {
  append: (text) =>
    new Promise((resolve, reject) => {
      process.stdout.write(text, (error) => (error ? reject(error) : resolve()))
    }),
  finish: nothing,
  discard: nothing,
  close: nothing,
}

/** How a command says what it did: beside an archive that goes to standard output, not in it. */
export const besideArchive = (path: string): ((line: string) => void) => (path === pipe ? printAside : print)

/**
 * Does something with an archive's file. Standard input can be read only once, and an archive is judged before it is used:
 * it is kept in a file until the work is done, that only its owner may read.
 */
export async function withArchiveFile<Result>(path: string, work: (file: string) => Promise<Result>): Promise<Result> {
  if (path !== pipe) return work(path)
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-'))
  try {
    const file = join(folder, 'standard-input')
    await pipeline(process.stdin, createWriteStream(file, { mode: 0o600 }))
    return await work(file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
