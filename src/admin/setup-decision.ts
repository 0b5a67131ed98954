/**
 * An administrator decides on what came by a setup link. An approval is two writes, the link's and the app's, and between
 * them its process may end. So the link says first that it is being approved (`approving`), and `approved` only once the
 * app is there: whoever approves it again brings it to its end, whatever was done of it.
 */
import type { Content } from '../app-store/store.ts'
import { recordAct } from './acts.ts'
import type { Administrator } from './administrator.ts'
import { type PutApp, type PutWish, putApp } from './apps.ts'
import type { AdminDependencies } from './dependencies.ts'
import { changedMeanwhile, demandApps, ofState, readApp, sameContent } from './document.ts'
import { withUpload } from './metadata.ts'
import { Refused } from './refused.ts'
import { type KeptLink, type ReadLink, readLink, waits, writeLink } from './setup-link.ts'

type Store = Pick<AdminDependencies, 'store'>

/** ms: far longer than a write takes, so that an approval of that age writes nothing any more */
const longestApproval = 5 * 60_000

/** How often an approval's end is written anew, where others write it at the same time. */
const mostTries = 5

/**
 * What was uploaded becomes the app. Can be repeated: one that was cut short is finished.
 * @param wish `replaces`: the state of an app that is there already, as whoever decides has looked at it
 * @throws Refused
 */
export async function approveSetup(
  deps: AdminDependencies,
  who: Administrator,
  id: string,
  wish: PutWish = {},
): Promise<PutApp> {
  demandApps(who)
  const link = await waiting(deps, id)
  const { app } = link.state
  const current = await readApp(deps, app)
  const content = withUpload(current ?? { settings: '' }, link.document.metadata ?? '')
  // Somebody may have made an app of this name since the link was made; one that says this already is our own.
  if (current !== undefined && wish.replaces === undefined && wish.dryRun !== true && !sameContent(current, content))
    throw changedMeanwhile(current, 'no-revision')
  const change = ofState(wish, current)
  if (wish.dryRun === true) return putApp(deps, who, app, content, change)
  const done = await claimed(deps, who, link, (claim) => putApp(deps, who, app, content, change, claim))
  await recordAct(deps, who, 'setup-link.approve', { on: app, facts: { link: id } })
  return done
}

/**
 * Claimed before the app is written: else it would be in force for somebody who has just been told that it is rejected.
 * Where it can't be written after all, the upload waits again.
 */
async function claimed(
  deps: Pick<AdminDependencies, 'store' | 'now'>,
  who: Administrator,
  link: ReadLink,
  put: (claim: () => Promise<void>) => Promise<PutApp>,
): Promise<PutApp> {
  let begun: ReadLink | undefined
  const claim = async () => {
    begun = await writeLink(deps, link, { ...link.state, state: 'approving', approvingSince: deps.now() }, who.author)
  }
  try {
    const done = await put(claim)
    await finish(deps, begun ?? link, who)
    return done
  } catch (error) {
    if (begun !== undefined) await settle(deps, begun, link.state, who, error)
    throw error
  }
}

/** The app is there. Others who approve it too may have written to the link meanwhile. @throws Refused */
async function finish(deps: Store, link: ReadLink, who: Administrator): Promise<void> {
  let last = link
  for (let tries = 1; waits(last.state); tries++) {
    try {
      await writeLink(deps, last, { ...last.state, state: 'approved' }, who.author)
      return
    } catch (error) {
      if (!isConflict(error) || tries >= mostTries) throw error
      last = await readLink(deps, last.document.name)
    }
  }
  if (last.state.state === 'rejected') throw alreadyDecided()
}

/**
 * After a failure, what the store has says how far it came. Where it does not say, the link goes on being approved: the
 * write may still be on its way, and whoever approves it again will see.
 */
async function settle(deps: Store, begun: ReadLink, before: KeptLink, who: Administrator, error: unknown) {
  try {
    if (isThere(await readApp(deps, begun.state.app), begun)) await finish(deps, begun, who)
    else if (!(error instanceof Refused && error.code === 'unavailable'))
      await writeLink(deps, begun, before, who.author)
  } catch {
    // As after a crash: the link is still being approved, or another has decided.
  }
}

/** Also takes back a link that nobody has used. @throws Refused */
export async function rejectSetup(deps: AdminDependencies, who: Administrator, id: string): Promise<void> {
  demandApps(who)
  const link = await readLink(deps, id)
  const { state } = link
  if (state.state === 'approving') await refuseApproving(deps, who, link)
  else if (state.state !== 'open' && state.state !== 'submitted') throw alreadyDecided()
  await writeLink(deps, link, { ...state, state: 'rejected' }, who.author)
  await recordAct(deps, who, 'setup-link.reject', { on: state.app, facts: { link: id } })
}

/** Nobody is told that it is rejected while it is the app, or may become it. @throws Refused */
async function refuseApproving(deps: AdminDependencies, who: Administrator, link: ReadLink): Promise<void> {
  const { app, approvingSince = 0 } = link.state
  if (isThere(await readApp(deps, app), link)) {
    await finish(deps, link, who)
    throw alreadyDecided()
  }
  if (deps.now() - approvingSince >= longestApproval) return
  throw new Refused('changed-meanwhile', 'Somebody is approving it, or was cut short.', {
    cure: 'Approve it again, or reject it in five minutes.',
    says: ['link-approving'],
  })
}

/** Whether what was uploaded is the app's metadata. */
const isThere = (app: Content | undefined, { document }: ReadLink): boolean =>
  app !== undefined && app.metadata === document.metadata

const alreadyDecided = () => new Refused('changed-meanwhile', 'It was decided.', { says: ['link-decided'] })

const isConflict = (error: unknown): boolean => error instanceof Refused && error.code === 'changed-meanwhile'

async function waiting(deps: Store, id: string): Promise<ReadLink> {
  const found = await readLink(deps, id)
  if (waits(found.state)) return found
  throw new Refused('changed-meanwhile', 'Nothing that came by this link waits.', { says: ['link-empty'] })
}
