/** Long work in slices: the process has one thread, and other people's logins wait for it. */

/** ms that work may hold the loop before others have their turn. */
const longest = 10

/** Work that pauses for others: call `rest` between two parts of it. */
export class Slices {
  #since = performance.now()
  /** Those who work side by side rest together: each of them would else hold the loop for its own slice. */
  #resting: Promise<void> | undefined

  /** To be awaited: resolves at once, or after others had their turn if this work held the loop for long enough. */
  rest(): Promise<void> | undefined {
    if (this.#resting === undefined && performance.now() - this.#since < longest) return undefined
    this.#resting ??= new Promise((resolve) => {
      setImmediate(() => {
        this.#since = performance.now()
        this.#resting = undefined
        resolve()
      })
    })
    return this.#resting
  }
}

/** How many calls to the file system run at once: it has four threads, and each answer is work for the loop. */
const atOnce = 16

/** Calls `work` for each item, several at a time; resolves to the results in the order of the items. */
export async function mapInSlices<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const rest = items.entries()
  const slices = new Slices()
  const takeTurns = async () => {
    for (const [index, item] of rest) {
      results[index] = await work(item)
      await slices.rest()
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, takeTurns))
  return results
}
