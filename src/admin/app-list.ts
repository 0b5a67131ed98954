/**
 * The list of apps: of ten thousand a page is wanted, so only what decides which are on it is looked at in all of them.
 */
import type { DocumentHead } from '../app-store/store.ts'
import { type AppSummary, displayNameOf, type ListedApp, originOf, stateOf, summaryOf } from './app-summary.ts'
import type { AdminDependencies, AppsInForce, Origin } from './dependencies.ts'
import { asking } from './document.ts'
import { federatedApps } from './federated-apps.ts'
import { listQuarantine } from './quarantine.ts'

export interface ListWish {
  /** Part of a name, display name or identifier; case does not count. */
  readonly search?: string
  /** Only those that need somebody: broken, waiting, in quarantine, or with warnings. */
  readonly troubled?: boolean
  /** Only those that come from there. */
  readonly origin?: Origin
  /** Also those that only a federation knows, after the others. */
  readonly federated?: boolean
  readonly offset?: number
  readonly limit?: number
}

export interface AppList {
  /** How many fit the wish. */
  readonly total: number
  readonly apps: readonly AppSummary[]
}

/** By name: those of files, of the store, and those that wait; then those of federations, if they are asked for. */
export async function listApps(deps: AdminDependencies, wish: ListWish = {}): Promise<AppList> {
  const { search = '', troubled = false, federated = false, origin, offset = 0, limit = 1000 } = wish
  const [heads, waiting] = await Promise.all([asking(() => deps.store.list('app')), waitingApps(deps)])
  const wanted = search.toLowerCase()
  const found = everyApp(deps.apps, heads).filter(
    (one) =>
      (origin === undefined || originOf(one) === origin) &&
      fits(one, wanted) &&
      (!troubled || isTroubled(deps, one, waiting)),
  )
  const page = found.slice(offset, offset + limit).map((one) => summaryOf(deps, one, waiting))
  if (!federated || troubled || (origin !== undefined && origin !== 'federation'))
    return { total: found.length, apps: page }
  const rest = { offset: Math.max(0, offset - found.length), limit: limit - page.length }
  const others = federatedApps(deps, wanted, rest)
  return { total: found.length + others.total, apps: [...page, ...others.apps] }
}

/** Names of apps of which something waits. */
export async function waitingApps(deps: AdminDependencies): Promise<ReadonlySet<string>> {
  return new Set((await listQuarantine(deps)).flatMap(({ name, apps }) => [name, ...apps]))
}

/** What was listed last of one snapshot: nearly always nobody has written a document since. */
const listed = new WeakMap<
  AppsInForce,
  { readonly heads: readonly DocumentHead[]; readonly all: readonly ListedApp[] }
>()

function everyApp(apps: AppsInForce, heads: readonly DocumentHead[]): readonly ListedApp[] {
  const last = listed.get(apps)
  if (last?.heads === heads) return last.all
  const byName = new Map<string, ListedApp>(apps.configuredNames().map((name) => [name, { name }]))
  for (const name of apps.dropped().keys()) byName.set(name, { name })
  for (const head of heads) byName.set(head.name, { name: head.name, head })
  for (const inForce of apps.all()) {
    const { name } = inForce
    byName.set(name, { name, inForce, head: byName.get(name)?.head })
  }
  const all = [...byName.values()].sort((one, other) => (one.name < other.name ? -1 : 1))
  listed.set(apps, { heads, all })
  return all
}

function fits(one: ListedApp, wanted: string): boolean {
  const texts = [one.name, displayNameOf(one), one.inForce?.identifier ?? '']
  return wanted === '' || texts.some((text) => text.toLowerCase().includes(wanted))
}

function isTroubled(deps: AdminDependencies, one: ListedApp, waiting: ReadonlySet<string>): boolean {
  const state = stateOf(deps, one)
  return state === 'broken' || state === 'waiting' || waiting.has(one.name) || deps.apps.problems(one.name).length > 0
}
