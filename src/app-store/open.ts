/** The config's `appStore` → the store. Redis is loaded only where it is used. */
import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { OnTrouble } from '../storage/connection.ts'
import { parseStorageUrl, type StorageConfig } from '../storage/url.ts'
import { folderStore } from './folder.ts'
import { codeOf } from './folder-files.ts'
import { type AppStore, StoreRefused } from './store.ts'

export interface OpenAppStoreOptions {
  /** Of the storage: its Redis is the store's, where it is in Redis. */
  readonly storage: StorageConfig
  /** What a relative path in the storage's URL is relative to. */
  readonly directory: string
  readonly onTrouble: OnTrouble
  /** Whether nothing is to be written, not even the past of a file that was edited by hand. */
  readonly readOnly?: boolean
  /** Whether administrators change what is in it: a folder that can't be written is then told of. */
  readonly administered?: boolean
}

/** What is not there yet is made when something is written. @throws StoreRefused */
async function refuseFile(path: string): Promise<void> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => error)
  if (found instanceof Error ? found.code !== 'ENOTDIR' : found.isDirectory()) return
  throw new StoreRefused(`${path} can't hold apps: it is no folder, or below a file.`, 'Name a folder in `appStore`.')
}

/** A read-only mount is fine for what is only read: an upload would find out too late. */
async function warnOfReadOnly(folder: string, onTrouble: OnTrouble): Promise<void> {
  const reason = await whyNotWritable(folder)
  if (reason === undefined) return
  const cure =
    'Give the folder to the user that runs isthmus, and let it be written: in a container mount a volume there, under systemd name it in ReadWritePaths.'
  onTrouble(`${folder} can't be written (${reason}): administrators can change nothing, and no history is kept.`, {
    cure,
  })
}

/** The code of the file system's error; undefined where it can be written, or made. */
async function whyNotWritable(folder: string): Promise<string | undefined> {
  try {
    await access(folder, constants.W_OK | constants.X_OK)
    return undefined
  } catch (error) {
    const code = codeOf(error)
    return code === 'ENOENT' && dirname(folder) !== folder ? whyNotWritable(dirname(folder)) : code
  }
}

/** @throws StoreRefused, or the error of reading a CA file */
export async function openAppStore(
  where: { readonly kind: 'folder'; readonly path: string } | { readonly kind: 'redis' },
  { storage, directory, onTrouble, readOnly = false, administered = false }: OpenAppStoreOptions,
): Promise<AppStore> {
  if (where.kind === 'folder') {
    await refuseFile(where.path)
    if (administered) await warnOfReadOnly(where.path, onTrouble)
    return folderStore(where.path, { readOnly })
  }
  if (storage.kind === 'memory') throw new StoreRefused('There is no Redis for the app store.', 'Set `storage`.')
  const { redisStore } = await import('./redis.ts')
  return redisStore(parseStorageUrl(storage.url), directory, onTrouble)
}
