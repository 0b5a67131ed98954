/**
 * `isthmus backup`: all that a gateway can't be made again from. One file with the config, the keys, the files that the
 * config names, the drop folder, and the app store, wherever that is, with the record of what administrators did.
 *
 * Sessions are not in it: they would be keys to apps. What people have agreed to is not, either: a person is asked again
 * in a moment, and an old yes from a backup would stand where they have taken it back since.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { documentKinds } from '../app-store/limits.ts'
import { readConfig } from '../reload.ts'
import { writeActs } from './acts-archive.ts'
import { withAppStore } from './app-archive.ts'
import { type ArchiveWriter, writeArchive } from './archive.ts'
import { besideArchive } from './archive-place.ts'
import { count, Plain } from './output.ts'
import { writeDocuments } from './store-archive.ts'

export const backupFormat = 'isthmus-backup'
/** Octets of one file. */
export const largestFile = 32 * 1_048_576

interface Options {
  readonly print?: (line: string) => void
}

/**
 * Writes a new file, which holds the keys: whoever has it can sign as the gateway. Resolves to the exit code: 1 where the
 * store has something that can't be in it.
 */
export async function backUp(
  configFile: string,
  path: string,
  { print = besideArchive(path) }: Options = {},
): Promise<number> {
  const { config, files } = await readConfig({ configFile })
  const folders = await Promise.all([config.certsDirectory, config.metadataDirectory].map(filesIn))
  const named = new Set([config.file, ...files, ...config.namedFiles, ...folders.flat()])
  const nameOf = (file: string) => relative(config.directory, file)
  const isOutside = (file: string) => nameOf(file).startsWith('..') || resolve(config.directory, nameOf(file)) !== file
  const left: string[] = []
  const content = await writeArchive(path, backupFormat, async (archive) => {
    let number = 0
    for (const file of named)
      if (!isOutside(file)) number += await addFile(archive, file, nameOf(file), file === config.file)
    const [documents, acts] = await withAppStore(config, async (store) => [
      await writeDocuments(store, documentKinds, archive),
      await writeActs(store, archive),
    ])
    left.push(...documents.left, ...acts.left)
    return `${count(number, 'file')}, ${count(documents.count, 'document')} of the app store, and ${count(acts.count, 'act')} of administrators`
  })
  print(`${path}: ${content}.`)
  print('It holds the keys: keep it as safe as them.')
  for (const what of left) print(`Not in it, since it could not be restored: ${what}`)
  for (const file of named) if (isOutside(file)) print(`Not in it, since it lies elsewhere: ${file}`)
  print(
    'Not in it: what is in the environment (ISTHMUS_…), the log, sessions, and what people have agreed that apps are told.',
  )
  print('Where the machine is lost, people sign in again, and are asked again.')
  return left.length === 0 ? 0 : 1
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = (await unlessAbsent(readdir(folder, { withFileTypes: true }))) ?? []
  return entries.flatMap((entry) => (entry.isDirectory() ? [] : [join(folder, entry.name)]))
}

/** Only what is not there may be left out: what can't be read would be missed on the day that it is needed. */
function unlessAbsent<Found>(work: Promise<Found>): Promise<Found | undefined> {
  return work.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}

/** How many files were added: none where there is none, as with one that the config names and that is yet to come. */
async function addFile(archive: ArchiveWriter, file: string, name: string, isConfig: boolean): Promise<number> {
  const found = await unlessAbsent(stat(file))
  if (found === undefined || !found.isFile()) return 0
  if (found.size > largestFile) throw new Plain(`${file} is larger than 32 MB: it can't be in a backup.`)
  const octets = await readFile(file)
  await archive.add({
    file: name.split(sep).join('/'),
    ...(isConfig && { config: true }),
    mode: found.mode & 0o777,
    sha256: createHash('sha256').update(octets).digest('hex'),
    octets: octets.toString('base64'),
  })
  return 1
}
