/** Does with a storage what a login does: a full, read-only or locked one still answers PING. */
import { randomBytes } from 'node:crypto'
import type { StorageDriver } from './driver.ts'

/** ms: how long the remains of an interrupted proof are kept. */
const lifetime = 5000

/**
 * Uses every verb of a login once, on its own keys, which are used together.
 * @throws StorageUnavailable; StorageRefused where a permission is missing, and says which
 */
export async function prove(driver: Omit<StorageDriver, 'ping' | 'close' | 'keys'>): Promise<void> {
  const at = `ping:{${randomBytes(6).toString('base64url')}}`
  const [record, moved, beside, set, counter, first] = [1, 2, 3, 4, 5, 6].map((number) => `${at}:${number}`) as Keys
  await Promise.all([
    driver.put(record, '', lifetime),
    driver.claim(first, '', lifetime),
    driver.addToSet(set, ['x'], lifetime),
    driver.count(counter, lifetime),
  ])
  await Promise.all([driver.get(record), driver.replace(record, '', lifetime), driver.members(set)])
  await driver.move(record, moved, { key: beside, value: '' }, lifetime)
  await Promise.all([driver.take(moved), driver.delete(record, beside, set, counter, first)])
}

type Keys = [string, string, string, string, string, string]
