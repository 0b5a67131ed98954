/** What an app was before, and the way back. */
import type { PastRevision, Revision } from '../app-store/store.ts'
import { recordAct } from './acts.ts'
import type { Administrator } from './administrator.ts'
import { type PutApp, type PutWish, putApp, storedApp } from './apps.ts'
import type { AdminDependencies } from './dependencies.ts'
import { asking, demandApps, isStorable, ofState } from './document.ts'
import { reasons } from './reasons.ts'
import { noStoredApp, Refused } from './refused.ts'

/** Newest first; of an app that was removed too. @throws Refused `not-found` */
export async function appHistory(
  { store }: Pick<AdminDependencies, 'store'>,
  name: string,
): Promise<readonly PastRevision[]> {
  const past = isStorable(name) ? await asking(() => store.history('app', name)) : []
  if (past.length === 0) throw noStoredApp(name)
  return past
}

export interface UndoWish extends PutWish {
  /** What it is to be again; the revision before the last change where absent. */
  readonly to?: Revision
}

/**
 * Makes an app what it was before, as a new revision: an undo can be undone. A removed one comes back.
 * @throws Refused
 */
export async function undoApp(
  deps: AdminDependencies,
  who: Administrator,
  name: string,
  { to, ...wish }: UndoWish = {},
): Promise<PutApp> {
  demandApps(who)
  const current = await storedApp(deps, name)
  const past = await appHistory(deps, name)
  const wanted = to === undefined ? before(past) : past.find(({ revision }) => revision === to)
  if (wanted === undefined || 'removed' in wanted) {
    throw new Refused('not-found', `${name} has no such earlier revision.`, {
      cure: 'See its history for those that there are.',
      says: ['revision-unknown', { name }],
    })
  }
  const { settings, metadata } = wanted
  const reason = wish.reason ?? reasons.asIn(wanted.revision).text
  const content = { settings, ...(metadata !== undefined && { metadata }) }
  const change = ofState({ ...wish, reason, replaces: wish.replaces ?? 'whatever' }, current)
  const done = await putApp(deps, who, name, content, change)
  if (done.document !== undefined) await recordAct(deps, who, 'app.undo', { on: name, facts: { to: wanted.revision } })
  return done
}

/** The newest one that says something else than the last. */
function before([last, ...earlier]: readonly PastRevision[]): PastRevision | undefined {
  if (last === undefined) return undefined
  return earlier.find((one) => !('removed' in one))
}
