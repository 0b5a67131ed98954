/**
 * `isthmus backup` and `restore`: all that a gateway can't be made again from. One file with the config, the keys, the
 * files that the config names, the drop folder, and the app store, wherever that is. Sessions are not in it.
 */
import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { documentKinds } from '../app-store/limits.ts'
import { readConfig } from '../reload.ts'
import { withAppStore } from './app-archive.ts'
import { type ArchiveLine, ArchiveWriter, readArchive } from './archive.ts'
import { Plain, print as printLine } from './output.ts'
import { restoreDocument, writeDocuments } from './store-archive.ts'

const format = 'isthmus-backup'
/** Octets of one file, and how many there may be. */
const largestFile = 32 * 1_048_576
const mostFiles = 20_000

interface Options {
  readonly print?: (line: string) => void
}

/** Writes a new file, which holds the keys: whoever has it can sign as the gateway. Resolves to the exit code. */
export async function backUp(configFile: string, path: string, { print = printLine }: Options = {}): Promise<number> {
  const { config, files } = await readConfig({ configFile })
  const archive = await ArchiveWriter.create(path, format)
  const folders = await Promise.all([config.certsDirectory, config.metadataDirectory].map(filesIn))
  const named = new Set([config.file, ...files, ...config.namedFiles, ...folders.flat()])
  const outside: string[] = []
  let count = 0
  for (const file of named) {
    const name = relative(config.directory, file)
    if (name.startsWith('..') || resolve(config.directory, name) !== file) outside.push(file)
    else count += await addFile(archive, file, name, file === config.file)
  }
  const documents = await withAppStore(config, (store) => writeDocuments(store, documentKinds, archive))
  await archive.end()
  print(`${path}: ${count} files and ${documents} documents of the app store.`)
  print('It holds the keys: keep it as safe as them.')
  for (const file of outside) print(`Not in it, since it lies elsewhere: ${file}`)
  print('Not in it: sessions, and what is in the environment (ISTHMUS_…).')
  return 0
}

/**
 * Restores everything beside a config file that does not exist yet: nothing that is there is overwritten. Resolves to
 * the exit code.
 */
export async function restore(configFile: string, path: string, { print = printLine }: Options = {}): Promise<number> {
  const target = resolve(configFile)
  if (await stat(target).catch(() => undefined))
    throw new Plain(`${configFile} exists: a backup is restored where there is no gateway.`)
  // Twice: what is damaged is found before anything is written.
  for await (const line of readArchive(path, format)) if ('file' in line) checkFile(line)
  let count = 0
  for await (const line of readArchive(path, format)) {
    if (!('file' in line)) continue
    count += 1
    if (count > mostFiles) throw new Plain(`${path} has more than ${mostFiles} files: it is no backup of ours.`)
    await restoreFile(line, target)
  }
  const { config } = await readConfig({ configFile: target })
  let documents = 0
  await withAppStore(config, async (store) => {
    for await (const line of readArchive(path, format)) {
      const restored = await restoreDocument(store, line, { replace: false })
      if (restored?.outcome === 'there') print(`left as it is: ${restored.kind} ${restored.name}`)
      else if (restored !== undefined) documents += 1
    }
  })
  print(`Restored: ${count} files beside ${configFile}, and ${documents} documents of the app store.`)
  return 0
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries.flatMap((entry) => (entry.isDirectory() ? [] : [join(folder, entry.name)]))
}

/** How many files were added: none where there is none, as with one that the config names and that is yet to come. */
async function addFile(archive: ArchiveWriter, file: string, name: string, isConfig: boolean): Promise<number> {
  const found = await stat(file).catch(() => undefined)
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

interface BackedUp {
  readonly name: string
  readonly isConfig: boolean
  readonly mode: number
  readonly octets: Buffer
}

/** The file of a line. Its name leads nowhere but below the folder of the config. @throws Plain */
function checkFile({ file, config, mode, sha256, octets }: ArchiveLine): BackedUp {
  const wrong = (why: string) => new Plain(`The backup has a file that can't be restored (${why}): ${quoted(file)}.`)
  if (typeof file !== 'string' || typeof octets !== 'string' || typeof mode !== 'number') throw wrong('not ours')
  const steps = file.split('/')
  const isOdd = (step: string) => step === '' || step === '.' || step === '..' || /[\\\0:]/.test(step)
  if (file.length > 500 || steps.length > 10 || steps.some(isOdd)) throw wrong('its name leads elsewhere')
  if (octets.length > largestFile * 1.4) throw wrong('too large')
  const content = Buffer.from(octets, 'base64')
  if (createHash('sha256').update(content).digest('hex') !== sha256) throw wrong('damaged')
  return { name: file, isConfig: config === true, mode: mode & 0o777, octets: content }
}

async function restoreFile(line: ArchiveLine, configFile: string): Promise<void> {
  const { name, isConfig, mode, octets } = checkFile(line)
  const path = isConfig ? configFile : join(dirname(configFile), name)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(path, 'wx', mode).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? new Plain(`${path} exists already, and is left as it is.`) : error
  })
  try {
    await file.writeFile(octets)
    await file.sync()
  } finally {
    await file.close()
  }
}

const quoted = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 100)
