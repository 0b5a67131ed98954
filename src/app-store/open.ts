/** The config's `appStore` → the store. Redis is loaded only where it is used. */
import { stat } from 'node:fs/promises'
import type { OnTrouble } from '../storage/connection.ts'
import { parseStorageUrl, type StorageConfig } from '../storage/url.ts'
import { folderStore } from './folder.ts'
import { type AppStore, StoreRefused } from './store.ts'

export interface OpenAppStoreOptions {
  /** Of the storage: its Redis is the store's, where it is in Redis. */
  readonly storage: StorageConfig
  /** What a relative path in the storage's URL is relative to. */
  readonly directory: string
  readonly onTrouble: OnTrouble
  /** Whether nothing is to be written, not even the past of a file that was edited by hand. */
  readonly readOnly?: boolean
}

/** What is not there yet is made when something is written. @throws StoreRefused */
async function refuseFile(path: string): Promise<void> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => error)
  if (found instanceof Error ? found.code !== 'ENOTDIR' : found.isDirectory()) return
  throw new StoreRefused(`${path} can't hold apps: it is no folder, or below a file.`, 'Name a folder in `appStore`.')
}

/** @throws StoreRefused, or the error of reading a CA file */
export async function openAppStore(
  where: { readonly kind: 'folder'; readonly path: string } | { readonly kind: 'redis' },
  { storage, directory, onTrouble, readOnly = false }: OpenAppStoreOptions,
): Promise<AppStore> {
  if (where.kind === 'folder') {
    await refuseFile(where.path)
    return folderStore(where.path, { readOnly })
  }
  if (storage.kind === 'memory') throw new StoreRefused('There is no Redis for the app store.', 'Set `storage`.')
  const { redisStore } = await import('./redis.ts')
  return redisStore(parseStorageUrl(storage.url), directory, onTrouble)
}
