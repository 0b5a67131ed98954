/** "Did you mean …?": the known word nearest to one that is not known. */

/** The nearest of the known words, or undefined where none is near enough to be meant. */
export function suggest(word: string, known: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[-_. ]/g, '')
  const same = known.find((candidate) => plain(candidate) === plain(word))
  if (same !== undefined) return same
  const limit = Math.max(1, Math.floor(word.length / 3))
  const [nearest] = known
    .map((candidate) => ({ candidate, distance: distance(plain(word), plain(candidate)) }))
    .filter((each) => each.distance <= limit)
    .toSorted((a, b) => a.distance - b.distance)
  return nearest?.candidate
}

/** Levenshtein distance of the first 64 characters: a key in a file can be of any length. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [i, letter] of [...from.slice(0, 64)].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...to].entries()) {
      const substituted = (row[j] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(substituted, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
