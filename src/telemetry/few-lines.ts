/**
 * Whether one more refusal for a client that is past its limits is worth its two lines. A flood that is refused must
 * not then fill the disk: that a budget is spent, and whose, is logged once (`kind: limits`), and metrics count all.
 */
/** For one address, and for all together, per minute. */
const limits = { address: 10, all: 200 }
const minute = 60_000

/**
 * Makes the judge; it counts what it lets through.
 * @param now ms
 */
export function fewLines(now: () => number = Date.now): (address: string) => boolean {
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
