/** When an address is read again. */

const day = 86_400_000
const hour = 3_600_000
const soonest = 60_000
const firstRetry = 5_000
const lastRetry = 600_000

export interface ReadHistory {
  /** How often in a row it could not be read, and how often it gave the same bytes. */
  readonly failures: number
  readonly unchanged: number
  /** ms, as the metadata says */
  readonly cacheDuration: number | undefined
  /** ms until the first validUntil */
  readonly ends: number
}

/**
 * ms until an address is read again: daily, or as often as the metadata says, twice before it runs out, and soon after
 * a failure. One that asks to be read often and never changes is read less and less often, at last once an hour.
 */
export function nextRead({ failures, unchanged, cacheDuration = day, ends }: ReadHistory): number {
  if (failures > 0) return Math.min(lastRetry, firstRetry * 2 ** (failures - 1))
  const backOff = Math.min(hour, soonest * 2 ** unchanged)
  return Math.max(soonest, Math.min(day, Math.max(cacheDuration, backOff), ends / 2))
}
