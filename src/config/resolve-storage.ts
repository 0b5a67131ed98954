/** `storage` and `storageFile` as written → as resolved. */
import { splitFault } from '../core/said.ts'
import type { StorageConfig } from '../storage/url.ts'
import { storageFault } from './formats.ts'
import type { AppSources } from './resolve-access.ts'
import type { FileConfig } from './schema.ts'

/** A URL of Redis may hold a password: then it comes from the environment or a file of its own. */
export async function resolveStorage(
  written: Pick<FileConfig, 'storage' | 'storageFile'>,
  { env, files, problems }: AppSources,
): Promise<StorageConfig> {
  const at = ['storageFile']
  if (written.storage !== undefined && written.storageFile !== undefined) {
    problems.error('value', at, 'The storage is set twice.', 'Keep only one of `storage` and `storageFile`.')
  }
  const variable = env.ISTHMUS_STORAGE
  const secret =
    variable === undefined
      ? written.storageFile && (await files.secret(written.storageFile, at))
      : files.checkSecret(variable, ['storage'], 'ISTHMUS_STORAGE in the environment')
  const fault = secret ? storageFault(secret) : undefined
  if (fault !== undefined) {
    const { message, cure } = splitFault(fault)
    problems.error('value', at, message, cure)
  }
  const url = secret || written.storage
  return url === undefined || url === 'memory' ? { kind: 'memory' } : { kind: 'redis', url }
}
