/**
 * `isthmus app export` and `import`: the apps of the store, with metadata and history, as one file. Over the API it is
 * app-archive-server.ts.
 */
import { openAppStore } from '../app-store/open.ts'
import type { AppStore } from '../app-store/store.ts'
import type { Config } from '../config/config.ts'
import { readConfig } from '../reload.ts'
import { readArchive, writeArchive } from './archive.ts'
import { besideArchive, withArchiveFile } from './archive-place.ts'
import { count, print as printLine } from './output.ts'
import { restoreDocument, writeDocuments } from './store-archive.ts'

export const archiveFormat = 'isthmus-apps'

interface Options {
  readonly print?: (line: string) => void
}

/** Writes a new file; resolves to the exit code: 1 where the store has something that can't be in it. */
export async function exportApps(
  configFile: string,
  path: string,
  { print = besideArchive(path) }: Options = {},
): Promise<number> {
  return withStore(configFile, async (store) => {
    const { count: number, left } = await writeArchive(path, archiveFormat, (archive) =>
      writeDocuments(store, ['app'], archive),
    )
    print(exported(path, number))
    for (const what of left) print(`Not in it: ${what}`)
    return left.length === 0 ? 0 : 1
  })
}

export interface ImportOptions extends Options {
  readonly replace: boolean
  /** Nothing is written: it is only told what would be. */
  readonly dryRun?: boolean
}

/** Resolves to the exit code: 1 where an app was there already and was left as it is. */
export async function importApps(configFile: string, path: string, options: ImportOptions): Promise<number> {
  return withArchiveFile(path, (file) => withStore(configFile, (store) => importFile(store, file, options)))
}

async function importFile(
  store: AppStore,
  path: string,
  { replace, dryRun = false, print = printLine }: ImportOptions,
): Promise<number> {
  let left = 0
  let number = 0
  const options = { replace, kinds: ['app'] } as const
  // All of it first: what is damaged, or no app, is found before anything is written.
  for await (const line of readArchive(path, archiveFormat))
    await restoreDocument(store, line, { ...options, dryRun: true })
  for await (const line of readArchive(path, archiveFormat)) {
    const restored = await restoreDocument(store, line, { ...options, dryRun })
    if (restored === undefined) continue
    number += 1
    const { name, outcome } = restored
    print(`${name}  ${told[outcome]}`)
    if (outcome === 'there') left += 1
    if (!dryRun && (outcome === 'restored' || outcome === 'replaced')) await record(store, name, outcome)
  }
  if (number === 0) print(`There is no app in ${path}.`)
  for (const line of importEnd({ dryRun, left })) print(line)
  return left > 0 ? 1 : 0
}

const record = (store: AppStore, on: string, how: string): Promise<void> =>
  store.append({ act: 'app.import', author: 'cli', at: Date.now(), outcome: 'success', via: 'cli', on, facts: { how } })

/** What became of one app. */
export const told = {
  restored: 'imported, with its history',
  replaced: 'imported, as a new revision of what was there',
  same: 'is there already, and says the same',
  there: 'is there already, and says something else',
} as const

export const exported = (path: string, number: number): string =>
  `${path}: ${count(number, 'app')}, each with its history.`

/** What is said when all of an archive was read. @param left how many were left as they are */
export const importEnd = ({ dryRun, left }: { readonly dryRun: boolean; readonly left: number }): readonly string[] => [
  ...(dryRun ? ['Nothing was written.'] : []),
  ...(left > 0 ? [`${left} left as they are: --replace takes those of the archive.`] : []),
]

/** Opens the app store of a config for some work. */
export async function withAppStore<Result>(
  { appStore, storage, directory }: Pick<Config, 'appStore' | 'storage' | 'directory'>,
  work: (store: AppStore) => Promise<Result>,
): Promise<Result> {
  const store = await openAppStore(appStore, { storage, directory, onTrouble: () => {} })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

async function withStore(configFile: string, work: (store: AppStore) => Promise<number>): Promise<number> {
  const { config } = await readConfig({ configFile })
  return withAppStore(config, work)
}
