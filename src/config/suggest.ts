/** "Did you mean …?": the known word nearest to one that is not known. */

/** The nearest of the known words, the first of those equally near; undefined where none is near enough to be meant. */
export function suggest(word: string, known: readonly string[]): string | undefined {
  const meant = plain(word)
  let most = Math.max(1, Math.floor(word.length / 3))
  let nearest: string | undefined
  for (const candidate of known) {
    const found = distance(meant, plain(candidate), most)
    if (found === 0) return candidate
    if (found > most) continue
    nearest = candidate
    most = found - 1
  }
  return nearest
}

const plain = (text: string): string => text.toLowerCase().replace(/[-_. ]/g, '')

/**
 * Levenshtein distance; anything over `most` where it is more. A file may have hundreds of keys of any length, and each
 * is compared with every known one: nothing is counted out that can't come near any more (attack 99).
 */
function distance(from: string, to: string, most: number): number {
  if (Math.abs(from.length - to.length) > most) return most + 1
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let i = 0; i < from.length; i += 1) {
    const next = [i + 1]
    let least = i + 1
    for (let j = 0; j < to.length; j += 1) {
      const substituted = (row[j] ?? 0) + (from[i] === to[j] ? 0 : 1)
      const here = Math.min(substituted, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1)
      next.push(here)
      least = Math.min(least, here)
    }
    if (least > most) return most + 1
    row = next
  }
  return row[to.length] ?? 0
}
