/** An app switched off for a while, and an app of a file taken over into the store. */
import { recordAct } from './acts.ts'
import type { Administrator } from './administrator.ts'
import { type PutApp, type PutWish, putApp, storedApp } from './apps.ts'
import type { AdminDependencies, Examination } from './dependencies.ts'
import { asking, changeOf, checkName, demandApps, ofState, readApp, withSetting } from './document.ts'
import { reasons } from './reasons.ts'
import { noStoredApp, notFound, Refused, timePast } from './refused.ts'

/**
 * Nobody is let in until then.
 * @param until ms since 1970; undefined: until somebody switches it on again
 * @throws Refused
 */
export async function disableApp(
  deps: AdminDependencies,
  who: Administrator,
  name: string,
  until: number | undefined,
  wish: PutWish = {},
): Promise<PutApp> {
  if (until !== undefined && until <= deps.now()) throw timePast()
  const written = until === undefined ? true : new Date(until).toISOString()
  return setDisabled(deps, who, name, written, wish)
}

/** @throws Refused */
export function enableApp(
  deps: AdminDependencies,
  who: Administrator,
  name: string,
  wish: PutWish = {},
): Promise<PutApp> {
  return setDisabled(deps, who, name, undefined, wish)
}

async function setDisabled(
  deps: AdminDependencies,
  who: Administrator,
  name: string,
  disabled: string | true | undefined,
  wish: PutWish,
): Promise<PutApp> {
  demandApps(who)
  const current = await storedApp(deps, name)
  if (current === undefined) throw noStoredApp(name)
  const content = withSetting(current, 'disabled', disabled)
  const { settings, metadata } = content
  const done = await putApp(
    deps,
    who,
    name,
    { settings, ...(metadata !== undefined && { metadata }) },
    ofState({ ...wish, replaces: wish.replaces ?? 'whatever' }, current),
  )
  const act = disabled === undefined ? 'app.enable' : 'app.disable'
  await recordAct(deps, who, act, { on: name, ...(typeof disabled === 'string' && { facts: { until: disabled } }) })
  return done
}

/**
 * Copies an app of the config or a dropped file into the store. Of the config's it waits until the entry is gone
 * there: files win.
 * @param name as in the list: the entry's, or `file:<name>`
 * @throws Refused
 */
export async function takeOverApp(deps: AdminDependencies, who: Administrator, name: string): Promise<PutApp> {
  demandApps(who)
  const content = await deps.apps.asDocument(name)
  if (content === undefined) throw notFound(`app ${name} in a file`, '', ['no-app', { name }])
  const target = checkName(storeName(name))
  const examination = await deps.examine(target, content)
  refuseUnusable(examination)
  const current = await readApp(deps, target)
  const change = changeOf(who, current, { reason: reasons.takenOver(name).text })
  const document = await asking(() => deps.store.put('app', target, content, change))
  await recordAct(deps, who, 'app.take-over', { on: target, facts: { from: name } })
  await deps.settled?.(target, document.revision)
  return { document, examination, outcome: 'created' }
}

/** A copy that could not take the place of what it is a copy of: once that is gone, the app would be out of force. */
function refuseUnusable({ problems }: Examination): void {
  if (!problems.some(({ severity, part }) => severity === 'error' && part === 'settings')) return
  const message = 'What the file says can’t be said by a document of the store.'
  throw new Refused('invalid', message, {
    problems,
    cure: 'Correct what is listed in the file, or write a document.',
    says: ['not-storable'],
  })
}

/** `file:wiki.xml` becomes `wiki`. */
function storeName(name: string): string {
  return name.startsWith('file:') ? name.slice('file:'.length).replace(/\.xml$/i, '') : name
}
