/** An app of the store with its whole past, out of one store and into another. */
import { keyOf, revisionsKept } from '../app-store/limits.ts'
import { asKept, checkPast, documentOf, restOf } from '../app-store/revisions.ts'
import { type PastRevision, type StoredDocument, StoreRefused } from '../app-store/store.ts'
import { visible } from '../core/visible-text.ts'
import { recordAct } from './acts.ts'
import type { Administrator } from './administrator.ts'
import { type PutWish, refuseFaulty, refuseRenaming, storeApp, storedApp } from './apps.ts'
import type { AdminDependencies } from './dependencies.ts'
import { asking, changedMeanwhile, changeOf, demandApps, readApp, sameContent } from './document.ts'
import { reasons } from './reasons.ts'
import { noStoredApp, Refused } from './refused.ts'

/** What it was, newest first. @throws Refused `not-found` where the store has none of this name */
export async function exportApp(
  { store }: Pick<AdminDependencies, 'store'>,
  name: string,
): Promise<readonly PastRevision[]> {
  const current = await readApp({ store }, name)
  if (current === undefined) throw noStoredApp(name)
  return asking(() => store.history('app', current.name))
}

export interface ImportWish extends Pick<PutWish, 'dryRun' | 'confirmed'> {
  /** One that is there and says something else gets a new revision; else it is left as it is. */
  readonly replace?: boolean
}

/** `there`: it says something else, and was left as it is. */
export type ImportOutcome = 'restored' | 'replaced' | 'same' | 'there'

/**
 * Takes an app as `exportApp` gave it. A new one comes with its past; judged like every other change, where it is only
 * told what would be done too.
 * @param past newest first
 * @throws Refused `invalid` where this is no past of this app, or the app has errors; `in-files`; `confirm`;
 *   `changed-meanwhile`
 */
export async function importApp(
  deps: AdminDependencies,
  who: Administrator,
  name: string,
  past: readonly PastRevision[],
  wish: ImportWish = {},
): Promise<ImportOutcome> {
  demandApps(who)
  const newest = newestOf(name, past)
  const { settings, metadata } = newest
  const content = { settings, ...(metadata !== undefined && { metadata }) }
  const current = await storedApp(deps, name)
  const brought = past.map((entry) => broughtBy(who, entry))
  const isSame = current !== undefined && sameContent(current, content)
  if (isSame && !(await isCutShort(deps, current, brought))) return 'same'
  if (current !== undefined && !isSame && wish.replace !== true) return 'there'
  const examination = await deps.examine(name, content)
  refuseFaulty(examination)
  refuseRenaming(examination, wish)
  // One that was removed here has a past of its own, which stays.
  const isNew = isSame || (current === undefined && (await asking(() => deps.store.history('app', name))).length === 0)
  const outcome = isNew ? 'restored' : 'replaced'
  if (wish.dryRun === true) return outcome
  if (!isNew) {
    await storeApp(
      deps,
      who,
      name,
      content,
      changeOf(who, current, { replaces: 'whatever', reason: reasons.imported.text }),
    )
  } else if (!(await asking(() => deps.store.restore(brought)))) {
    throw changedMeanwhile(await readApp(deps, name))
  }
  await recordAct(deps, who, 'app.import', { on: name, facts: { how: outcome } })
  return outcome
}

/** Whether a store that failed midway has taken over only a part of the same past, from the same person. */
async function isCutShort(
  { store }: Pick<AdminDependencies, 'store'>,
  current: StoredDocument,
  brought: readonly PastRevision[],
): Promise<boolean> {
  const [newest] = brought
  if (newest?.revision !== current.revision || newest.author !== current.author) return false
  const there = await asking(() => store.history('app', current.name))
  return restOf(there, asKept(brought).slice(0, revisionsKept('app', current))).length > 0
}

/** Who brings a past could have written anything into it: the history says so. */
const broughtBy = (who: Administrator, { author, reason, ...entry }: PastRevision): PastRevision => ({
  ...entry,
  author: `${visible(author, 100)} (imported by ${who.author})`,
  ...(reason !== undefined && { reason: visible(reason, 500) }),
})

/** @throws Refused */
function newestOf(name: string, past: readonly PastRevision[]): StoredDocument {
  const newest = documentOf(past[0])
  if (newest?.kind !== 'app' || keyOf(newest.name) !== keyOf(name)) {
    throw new Refused('invalid', `This is no past of an app called ${name}.`, { cure: 'Export it again.' })
  }
  try {
    return checkPast(past)
  } catch (error) {
    if (!(error instanceof StoreRefused)) throw error
    throw new Refused('invalid', error.message, { cure: error.cure, cause: error })
  }
}
