/** Keys of a gateway, made once for all that are started: making them is no part of what is measured. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKeys } from '../src/keys/create.ts'

let made: Promise<Record<string, string>> | undefined

/** Path below a gateway's folder → text. Every call gives the same keys. */
export function keyFiles(): Promise<Record<string, string>> {
  made ??= make()
  return made
}

async function make(): Promise<Record<string, string>> {
  const directory = await mkdtemp(join(tmpdir(), 'isthmus-bench-keys-'))
  try {
    await createKeys(directory, { commonName: 'localhost', now: Date.now })
    const names = await readdir(directory)
    const files = names.map(async (name) => [`certs/${name}`, await readFile(join(directory, name), 'utf8')])
    return Object.fromEntries(await Promise.all(files))
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
