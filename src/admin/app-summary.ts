/** An app on one line of a list, whatever it comes from, with its health. */
import type { DocumentHead, Revision } from '../app-store/store.ts'
import type { AdminDependencies, AppHealth, AppInForce, MetadataAddress, Origin } from './dependencies.ts'

/**
 * `broken`: something is wrong with it, and it is not in force (or an older copy of it is). `unread`: nothing is wrong with
 * what is written, and its metadata has not come from its address yet. `waiting`: a copy of what a file still says.
 * `disabled`: switched off by an administrator.
 */
export type AppState = 'in-force' | 'broken' | 'unread' | 'waiting' | 'disabled'

/** What an app waits for whose metadata has not been read yet. */
export type UnreadMetadata = Pick<MetadataAddress, 'address' | 'failingSince' | 'nextAt' | 'fault'>

/** What waits, by the name of its app. */
export interface Waits {
  /** Fetched metadata waits for an administrator. */
  readonly quarantined: ReadonlySet<string>
  readonly unread: ReadonlyMap<string, UnreadMetadata>
  /** How the address of its metadata is doing. */
  readonly addresses: ReadonlyMap<string, TroubledAddress>
}

/** Of an address that is not well. */
export type TroubledAddress = Exclude<MetadataAddress['state'], 'good'>

export interface AppSummary extends AppHealth {
  readonly name: string
  readonly origin: Origin
  readonly state: AppState
  /** Of one that is `unread`. */
  readonly unread?: UnreadMetadata
  /** How the address of its metadata is doing, where not well. */
  readonly address?: TroubledAddress
  readonly displayName: string
  readonly protocol?: 'saml' | 'oidc'
  readonly identifier?: string
  /** Which one knows it, where a federation does. */
  readonly federation?: string
  /** Where its operator wrote it: it can't be changed here. */
  readonly file?: string
  readonly line?: number
  /** Of a stored one. */
  readonly revision?: Revision
  readonly changedBy?: string
  /** ms since 1970 */
  readonly changedAt?: number
  readonly errors: number
  readonly warnings: number
  /** Fetched metadata of it waits for an administrator. */
  readonly quarantined: boolean
  /** ms since 1970 */
  readonly certificateEnd?: number
}

type Summarizing = Pick<AdminDependencies, 'apps' | 'now'>

/** What is known of one before anything is looked up. */
export interface ListedApp {
  readonly name: string
  readonly inForce?: AppInForce | undefined
  /** Of its document in the store. */
  readonly head?: DocumentHead | undefined
}

export function summaryOf(deps: Summarizing, one: ListedApp, waits: Waits): AppSummary {
  const { apps } = deps
  const { name, inForce, head } = one
  const file = apps.dropped().get(name)
  const place = head === undefined ? (apps.configured(name) ?? placeOf(inForce) ?? (file && { file })) : undefined
  const problems = apps.problems(name)
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const state = stateOf(deps, one, waits)
  const unread = state === 'unread' ? waits.unread.get(name) : undefined
  const address = waits.addresses.get(name)
  const health = inForce === undefined ? { failuresToday: 0 } : apps.health(inForce.id)
  return {
    name,
    origin: originOf(one),
    state,
    ...(unread !== undefined && { unread }),
    ...(address !== undefined && { address }),
    displayName: displayNameOf(one),
    ...(inForce !== undefined && { protocol: inForce.protocol, identifier: inForce.identifier }),
    ...place,
    ...(head !== undefined && { revision: head.revision, changedBy: head.author, changedAt: head.at }),
    errors,
    warnings: problems.length - errors,
    quarantined: waits.quarantined.has(name),
    ...(inForce?.certificateEnd !== undefined && { certificateEnd: inForce.certificateEnd }),
    ...health,
  }
}

export const originOf = ({ name, inForce, head }: ListedApp): Origin => {
  if (inForce !== undefined) return inForce.origin
  if (head !== undefined) return 'store'
  return name.startsWith('file:') ? 'file' : 'config'
}

export const displayNameOf = ({ name, inForce }: ListedApp): string => inForce?.displayName ?? name

function placeOf(inForce: AppInForce | undefined): { readonly file: string; readonly line?: number } | undefined {
  if (inForce?.file === undefined) return undefined
  return { file: inForce.file, ...(inForce.line !== undefined && { line: inForce.line }) }
}

export function stateOf({ apps, now }: Summarizing, { name, inForce, head }: ListedApp, { unread }: Waits): AppState {
  if (head !== undefined && apps.configured(name) !== undefined) return 'waiting'
  if (inForce === undefined) return unread.has(name) && isSound(apps, name) ? 'unread' : 'broken'
  return inForce.disabledUntil !== undefined && inForce.disabledUntil > now() ? 'disabled' : 'in-force'
}

/** Whether nothing but its metadata is amiss. */
const isSound = (apps: Summarizing['apps'], name: string): boolean =>
  apps.problems(name).every(({ severity, path }) => severity === 'warning' || path === 'metadata')
