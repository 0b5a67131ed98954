/** The record of what administrators did, in a backup and back from it. */
import { largestAct, lineOf } from '../app-store/limits.ts'
import type { AdministrativeAct, AppStore } from '../app-store/store.ts'
import { type ArchiveLine, type ArchiveWriter, shown } from './archive.ts'
import { Plain } from './output.ts'
import { type Written, whyNot } from './store-archive.ts'

/** Oldest first, as they are appended again. */
export async function writeActs(store: AppStore, archive: ArchiveWriter): Promise<Written> {
  const { acts } = await store.acts(Number.POSITIVE_INFINITY)
  const good = acts.toReversed().filter((act) => whyNot(() => checkAct({ act })) === undefined)
  for (const act of good) await archive.add({ act })
  const odd = acts.length - good.length
  return { count: good.length, left: odd === 0 ? [] : [`${odd} lines of the record of acts, which are none of ours`] }
}

/** The act of a line. @throws Plain where a store would not take it, or could not read it again */
export function checkAct({ act: value }: ArchiveLine): AdministrativeAct {
  const { act, author, at, outcome, via, facts = {} } = (value ?? {}) as Record<string, unknown>
  const isText = [act, author, outcome, via].every((one) => typeof one === 'string')
  const isShort = Buffer.byteLength(JSON.stringify(value ?? null)) <= largestAct
  const isTime = typeof at === 'number' && !Number.isNaN(new Date(at).getTime())
  const isFlat =
    typeof facts === 'object' && facts !== null && Object.values(facts).every((one) => typeof one !== 'object')
  if (!isShort || !isText || !isTime || !isFlat)
    throw new Plain(`The archive has an act that is none of ours: ${shown(value)}.`)
  return value as AdministrativeAct
}

/**
 * Puts back what a store does not have yet: after a try that failed midway, the rest.
 * @param acts oldest first
 * @returns how many of them the store has now; undefined where it has others. Its record went on, and what is older
 *   can't be put before that: the record is only added to.
 */
export async function restoreActs(store: AppStore, acts: readonly AdministrativeAct[]): Promise<number | undefined> {
  const there = new Set((await store.acts(Number.POSITIVE_INFINITY)).acts.map(lineOf))
  const ours = new Set(acts.map(lineOf))
  if ([...there].some((line) => !ours.has(line))) return undefined
  for (const act of acts) if (!there.has(lineOf(act))) await store.append(act)
  return acts.length
}
