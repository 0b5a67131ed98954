/**
 * `isthmus restore`: a backup, on a machine where there is no gateway. All of it is judged before anything is written; the
 * config comes last, so that no gateway starts from half of one; and a try that failed is made again by the same command.
 */
import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { AdministrativeAct } from '../app-store/store.ts'
import { loadConfig } from '../config/load.ts'
import { ConfigRefused } from '../reload.ts'
import { checkAct, restoreActs } from './acts-archive.ts'
import { withAppStore } from './app-archive.ts'
import { type ArchiveLine, readArchive, shown } from './archive.ts'
import { withArchiveFile } from './archive-place.ts'
import { backupFormat, largestFile } from './backup.ts'
import { count, explain, Plain, print as printLine } from './output.ts'
import { checkDocument, restoreDocument } from './store-archive.ts'

const mostFiles = 20_000

interface Options {
  readonly print?: (line: string) => void
}

/**
 * Restores everything beside a config file that does not exist yet: nothing that is there is overwritten. Resolves to
 * the exit code. @throws Plain
 */
export const restore = (configFile: string, path: string, { print = printLine }: Options = {}): Promise<number> =>
  withArchiveFile(path, (file) => restoreFrom(file, configFile, print))

async function restoreFrom(path: string, configFile: string, print: (line: string) => void): Promise<number> {
  const target = resolve(configFile)
  if (await stat(target).catch(() => undefined))
    throw new Plain(`${configFile} exists: a backup is restored where there is no gateway.`)
  await judge(path, target)
  // Under another name until all is there: a config that is there is one that a gateway starts with.
  const unfinished = `${target}.restoring`
  try {
    const files = await restoreFiles(path, unfinished)
    const inStore = await restoreStore(path, unfinished, print)
    await rename(unfinished, target)
    if (process.getuid?.() === 0)
      print('The files belong to root now: give them to the user that runs isthmus (chown).')
    print(`Restored beside ${configFile}: ${count(files, 'file')}, and in the app store ${inStore}.`)
    return 0
  } catch (error) {
    const cure = `Put that right and run the same command again: it goes on where it ended.`
    throw new Plain(`${explain(error)}\nNot all is restored, and ${configFile} is not there yet.\n→ ${cure}`)
  }
}

/** Reads all of a backup, and looks at what is there already. @throws Plain */
async function judge(path: string, target: string): Promise<void> {
  const files = new Map<string, BackedUp>()
  for await (const line of readArchive(path, backupFormat)) {
    if ('file' in line) {
      const file = checkFile(line)
      const key = file.isConfig ? '' : file.name
      if (files.has(key)) throw new Plain(`The backup has a file twice: ${shown(file.name)}.`)
      files.set(key, { ...file, octets: Buffer.alloc(0) })
      if (files.size > mostFiles) throw new Plain(`${path} has more than ${mostFiles} files: it is no backup of ours.`)
      if (!file.isConfig) await checkPlace(file, target)
    } else if ('document' in line) checkDocument(line)
    else if ('act' in line) checkAct(line)
    else throw new Plain(`${path} was written by a newer version of isthmus: restore it with that one.`)
  }
  if (!files.has('')) throw new Plain(`${path} has no config: it is no backup of ours.`)
  for (const { name } of files.values()) {
    const above = name.split('/').slice(0, -1)
    if (above.some((_, index) => files.has(above.slice(0, index + 1).join('/')))) throw refused(name, elsewhere)
  }
}

/** What another try has left is taken as it is. @throws Plain where something else is there */
async function checkPlace({ name, octets }: BackedUp, target: string): Promise<void> {
  const path = join(dirname(target), name)
  if ((await hasAlready(path, octets)) === false)
    throw new Plain(
      `${path} exists already, and says something else. Nothing was restored.\n→ Move it away, or name a config in an empty folder.`,
    )
}

/** Undefined where there is nothing. */
async function hasAlready(path: string, octets: Buffer): Promise<boolean | undefined> {
  try {
    return (await readFile(path)).equals(octets)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    if (code === 'EISDIR' || code === 'ENOTDIR') return false
    throw error
  }
}

async function restoreFiles(path: string, configFile: string): Promise<number> {
  let number = 0
  for await (const line of readArchive(path, backupFormat)) {
    if (!('file' in line)) continue
    await restoreFile(checkFile(line), configFile)
    number += 1
  }
  return number
}

/** Half of a file is never there under its name. */
async function restoreFile({ name, isConfig, mode, octets }: BackedUp, configFile: string): Promise<void> {
  const path = isConfig ? configFile : join(dirname(configFile), name)
  if (!isConfig && (await hasAlready(path, octets)) === true) return
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const part = `${path}.restoring`
  await rm(part, { force: true })
  const file = await open(part, 'wx', mode)
  try {
    await file.writeFile(octets)
    await file.sync()
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  } finally {
    await file.close()
  }
}

/** Resolves to how much the store has now, in words. */
async function restoreStore(path: string, configFile: string, print: (line: string) => void): Promise<string> {
  const { config, problems, files } = await loadConfig(configFile, undefined, { secrets: 'ignored' })
  if (config === undefined) throw new ConfigRefused(problems, files)
  return withAppStore(config, async (store) => {
    let documents = 0
    const acts: AdministrativeAct[] = []
    for await (const line of readArchive(path, backupFormat)) {
      if ('act' in line) acts.push(checkAct(line))
      const restored = await restoreDocument(store, line, { replace: false })
      if (restored?.outcome === 'there') print(`left as it is: ${restored.kind} ${restored.name}`)
      else if (restored !== undefined) documents += 1
    }
    const recorded = await restoreActs(store, acts)
    if (recorded === undefined) print('left as it is: the record of what administrators did, since it has gone on')
    return `${count(documents, 'document')} and ${count(recorded ?? 0, 'act')} of administrators`
  })
}

interface BackedUp {
  readonly name: string
  readonly isConfig: boolean
  readonly mode: number
  readonly octets: Buffer
}

/** The file of a line. Its name leads nowhere but below the folder of the config. @throws Plain */
function checkFile({ file, config, mode, sha256, octets }: ArchiveLine): BackedUp {
  if (typeof file !== 'string' || typeof octets !== 'string' || typeof mode !== 'number')
    throw refused(file, 'not ours')
  const steps = file.split('/')
  const isOdd = (step: string) => step === '' || step === '.' || step === '..' || /[\\\0:]/.test(step)
  if (file.length > 500 || steps.length > 10 || steps.some(isOdd)) throw refused(file, elsewhere)
  if (octets.length > largestFile * 1.4) throw refused(file, 'too large')
  const content = Buffer.from(octets, 'base64')
  if (createHash('sha256').update(content).digest('hex') !== sha256) throw refused(file, 'damaged')
  return { name: file, isConfig: config === true, mode: mode & 0o777, octets: content }
}

const elsewhere = 'its name leads elsewhere'
const refused = (file: unknown, why: string): Plain =>
  new Plain(`The backup has a file that can't be restored (${why}): ${shown(file)}.`)
