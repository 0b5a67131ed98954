/**
 * Whether one more refusal of somebody of whom nothing is known is worth its two lines. A flood that is refused must not
 * then fill the disk: metrics count all.
 */

/** For one address, and for all together, per minute. */
export interface Lines {
  readonly address: number
  readonly all: number
}

/** Of clients past their limits: that a budget is spent, and whose, is logged once (`kind: limits`). */
export const ofLimited: Lines = { address: 10, all: 200 }
/** Of all others: what people and apps get wrong must be found by the id on the page, however many they are. */
export const ofOthers: Lines = { address: 600, all: 3_000 }

const minute = 60_000

/**
 * Makes the judge; it counts what it lets through.
 * @param now ms
 */
export function fewLines(limits: Lines, now: () => number = Date.now): (address: string) => boolean {
  let began = now()
  let all = 0
  let each = new Map<string, number>()
  return (address) => {
    if (now() - began >= minute) {
      began = now()
      all = 0
      each = new Map()
    }
    const written = each.get(address) ?? 0
    if (all >= limits.all || written >= limits.address) return false
    all += 1
    each.set(address, written + 1)
    return true
  }
}
