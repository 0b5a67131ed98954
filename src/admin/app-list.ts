/**
 * The list of apps: of ten thousand a page is wanted, so only what decides which are on it is looked at in all of them.
 */
import type { DocumentHead } from '../app-store/store.ts'
import {
  type AppSummary,
  displayNameOf,
  type ListedApp,
  originOf,
  stateOf,
  summaryOf,
  type TroubledAddress,
  type UnreadMetadata,
  type Waits,
} from './app-summary.ts'
import type { AdminDependencies, AppsInForce, MetadataAddress, Origin } from './dependencies.ts'
import { asking } from './document.ts'
import { federatedApps } from './federated-apps.ts'
import { listQuarantine } from './quarantine.ts'

export interface ListWish {
  /** Part of a name, display name or identifier; case does not count. */
  readonly search?: string
  /** Only those that need somebody: broken, waiting, not read yet, in quarantine, or with warnings. */
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
  const [heads, waits] = await Promise.all([asking(() => deps.store.list('app')), waitsOf(deps)])
  const wanted = search.toLowerCase()
  const found = everyApp(deps.apps, heads).filter(
    (one) =>
      (origin === undefined || originOf(one) === origin) &&
      fits(one, wanted) &&
      (!troubled || isTroubled(deps, one, waits)),
  )
  const page = found.slice(offset, offset + limit).map((one) => summaryOf(deps, one, waits))
  if (!federated || troubled || (origin !== undefined && origin !== 'federation'))
    return { total: found.length, apps: page }
  const rest = { offset: Math.max(0, offset - found.length), limit: limit - page.length }
  const others = federatedApps(deps, wanted, rest)
  return { total: found.length + others.total, apps: [...page, ...others.apps] }
}

/** What waits of all apps. @throws Refused */
export async function waitsOf(deps: AdminDependencies): Promise<Waits> {
  const quarantined = (await listQuarantine(deps)).flatMap(({ name, apps }) => [name, ...apps])
  const troubled = deps.addresses.all().filter(({ state }) => state !== 'good')
  return {
    quarantined: new Set(quarantined),
    unread: new Map(troubled.filter(({ state }) => state === 'unread').flatMap(unreadOf)),
    addresses: new Map(troubled.flatMap(({ apps, state }) => apps.map((app) => [app, state as TroubledAddress]))),
  }
}

function unreadOf({ apps, address, failingSince, nextAt, fault }: MetadataAddress): [string, UnreadMetadata][] {
  const unread = {
    address,
    ...(failingSince !== undefined && { failingSince }),
    ...(nextAt !== undefined && { nextAt }),
    ...(fault !== undefined && { fault }),
  }
  return apps.map((name) => [name, unread])
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

function isTroubled(deps: AdminDependencies, one: ListedApp, waits: Waits): boolean {
  const state = stateOf(deps, one, waits)
  if (state === 'broken' || state === 'waiting' || state === 'unread') return true
  return waits.quarantined.has(one.name) || deps.apps.problems(one.name).length > 0
}
