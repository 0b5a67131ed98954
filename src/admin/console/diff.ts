/** What differs between two texts, line by line, with a little of what is around it. */
import type { DiffLine } from '../../pages/console/app-views.ts'

/** Lines that may differ on one side: what is longer is shown as gone and come. */
const most = 600
/** Lines of what did not change beside each change. */
const around = 3
/** Characters of a line that are shown. */
const longest = 400
/** Lines in all. */
const mostShown = 500

/** Empty where the two say the same. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  if (before === after) return []
  const [old, now] = [linesOf(before), linesOf(after)]
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1
  let end = 0
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end += 1
  const middle = compare(old.slice(start, old.length - end), now.slice(start, now.length - end))
  const same = (lines: readonly string[]) => lines.map((text) => ({ kind: 'same', text }) as const)
  return shorten([...same(old.slice(0, start)), ...middle, ...same(end === 0 ? [] : old.slice(-end))])
}

function linesOf(text: string): readonly string[] {
  if (text === '') return []
  return text
    .replace(/\n$/, '')
    .split(/\r?\n/)
    .map((line) => (line.length > longest ? `${line.slice(0, longest)}…` : line))
}

/** By the longest common subsequence, in a table of at most `most` by `most`. */
function compare(old: readonly string[], now: readonly string[]): readonly DiffLine[] {
  const gone = old.map((text) => ({ kind: 'out', text }) as const)
  const come = now.map((text) => ({ kind: 'in', text }) as const)
  if (old.length > most || now.length > most) return [...gone, ...come]
  const width = now.length + 1
  const table = new Uint16Array((old.length + 1) * width)
  const at = (i: number, j: number) => table[i * width + j] ?? 0
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      table[i * width + j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      lines.push({ kind: 'same', text: old[i] ?? '' })
      i += 1
      j += 1
    } else if (j >= now.length || (i < old.length && at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ kind: 'out', text: old[i] ?? '' })
      i += 1
    } else {
      lines.push({ kind: 'in', text: now[j] ?? '' })
      j += 1
    }
  }
  return lines
}

/** Long runs of what did not change become a gap. */
function shorten(lines: readonly DiffLine[]): readonly DiffLine[] {
  const isNear = (index: number) =>
    lines.slice(Math.max(0, index - around), index + around + 1).some(({ kind }) => kind !== 'same')
  const kept: DiffLine[] = []
  for (const [index, line] of lines.entries()) {
    if (line.kind !== 'same' || isNear(index)) kept.push(line)
    else if (kept.at(-1)?.kind !== 'gap') kept.push({ kind: 'gap', text: '' })
    if (kept.length >= mostShown) return [...kept, { kind: 'gap', text: '' }]
  }
  return kept
}
