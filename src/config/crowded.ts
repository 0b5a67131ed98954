/** Lists and maps with more entries than anybody writes: told before each entry is judged, which takes its time (attack 99). */
import { said } from '../core/said.ts'
import type { ConfigPath, Problems } from './problems.ts'
import { valueAt } from './validate.ts'

/** Entries of one list or map of an app: redirect URIs, claims, apps that it introspects. Real ones have a dozen. */
const mostEntries = 200

/** Values in all: an alias may repeat a list that is written only once. */
const mostValues = 1000

/** Characters of all expressions together: a checker needs 4 ms for a thousand. */
const longestExpressions = 16_000

/** Keys whose texts are expressions, nearly all of them. */
const withExpressions = ['allow', 'attributes', 'nameId', 'claims', 'sub', 'username']

/** Reports every list and map that is too long, and whether there was one. @param at where the entry of the app is */
export function refuseCrowds(entry: unknown, at: ConfigPath, problems: Problems): boolean {
  const crowds = crowdsIn(entry, at)
  for (const { path, count, most } of crowds) {
    const message = said`There are ${count} entries here: more than ${most} are not read.`
    problems.error('value', path, message, 'Keep what one app needs.')
  }
  if (crowds.length > 0) return true
  const length = charactersOf(withExpressions.map((key) => valueAt(entry, [key])))
  if (length <= longestExpressions) return false
  const message = said`The expressions are ${length} characters long in all: more than ${longestExpressions} are not read.`
  problems.error('expression', at, message, 'Keep what one app needs.')
  return true
}

function charactersOf(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 0
  return Object.values(value).reduce((sum: number, inner) => sum + charactersOf(inner), 0)
}

interface Crowd {
  readonly path: ConfigPath
  readonly count: number
  readonly most: number
}

/** What is too long is not looked into further. */
function crowdsIn(entry: unknown, at: ConfigPath): readonly Crowd[] {
  const found: Crowd[] = []
  const waiting: (readonly [ConfigPath, unknown])[] = [[at, entry]]
  let values = 0
  for (const [path, value] of waiting) {
    if (typeof value !== 'object' || value === null) continue
    const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
    if (entries.length > mostEntries) {
      found.push({ path, count: entries.length, most: mostEntries })
      continue
    }
    values += entries.length
    if (values > mostValues) return [{ path: at, count: values, most: mostValues }]
    for (const [key, inner] of entries) waiting.push([[...path, key], inner])
  }
  return found
}
