/** The setting `appStore`, as written → as resolved. */
import type { StorageConfig } from '../storage/url.ts'
import type { AppStoreConfig } from './app-store.ts'
import type { ConfigFiles } from './files.ts'
import type { Problems } from './problems.ts'

/** The word that means the storage's Redis. */
const inRedis = 'redis'

export function resolveAppStore(
  written: string,
  storage: StorageConfig,
  { files, problems }: { readonly files: ConfigFiles; readonly problems: Problems },
): AppStoreConfig {
  if (written !== inRedis) return { kind: 'folder', path: files.resolve(written) }
  if (storage.kind === 'memory' && !problems.has(['storage']) && !problems.has(['storageFile'])) {
    const cure = 'Set `storage` to a Redis, or name a folder: `appStore: apps/`.'
    problems.error('value', ['appStore'], 'The apps are to be in Redis, and there is none.', cure)
  }
  return { kind: 'redis' }
}
