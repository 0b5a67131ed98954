/** What the config says about storage → a driver. */
import type { OnTrouble } from './connection.ts'
import type { StorageDriver } from './driver.ts'
import { memoryDriver } from './memory.ts'
import { parseStorageUrl, type StorageConfig } from './url.ts'

export interface OpenStorageOptions {
  /**
   * Called when the storage goes away (with the reason), when it is back, and about faults of a Redis. Contains no
   * secret.
   */
  readonly onTrouble: OnTrouble
  /** What a relative `?ca=` in the URL is relative to: the config file's directory. The working directory otherwise. */
  readonly directory?: string
}

/**
 * Opens the storage. Redis is connected to in the background: its absence is not a failure here; calls on the driver
 * reject with StorageUnavailable until it is there.
 * @throws StorageUrlProblem for an address that can't be used; the error of reading its CA file
 */
export async function openStorage(config: StorageConfig, options: OpenStorageOptions): Promise<StorageDriver> {
  if (config.kind === 'memory') return memoryDriver()
  const parsed = parseStorageUrl(config.url)
  // Only here: ioredis takes memory that a gateway without Redis should not spend.
  const { redisDriver } = await import('./redis.ts')
  return redisDriver(parsed, options.directory ?? process.cwd(), options.onTrouble)
}
