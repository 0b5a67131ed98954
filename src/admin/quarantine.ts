/**
 * Fetched metadata that waits: a new key or reply address is in force only once somebody has looked at it. What is
 * decided on is named by its digest, as the address may have offered something else since.
 */
import { recordAct } from './acts.ts'
import type { Administrator } from './administrator.ts'
import type { AdminDependencies } from './dependencies.ts'
import { asking, demandApps } from './document.ts'
import { notFound, Refused } from './refused.ts'

/** Fetched metadata that waits for an administrator. registry/ knows what to do with it. */
export interface QuarantineDependencies {
  /** By name; those that were rejected too. */
  list(): Promise<readonly Quarantined[]>
  approve(name: string, decision: QuarantineDecision): Promise<QuarantineOutcome>
  reject(name: string, decision: QuarantineDecision): Promise<QuarantineOutcome>
}

export interface QuarantineDecision {
  /** Who decided, for the history. */
  readonly by: string
  /** Of what they looked at. */
  readonly digest: string
  readonly reason?: string
}

/** `gone`: nothing waits under this name · `changed`: something else does than what was looked at. */
export type QuarantineOutcome = 'decided' | 'gone' | 'changed'

export interface Quarantined {
  /** Of the app or upstream that it is for; of its copy, where several have one name. */
  readonly name: string
  /** All that it is for. */
  readonly apps: readonly string[]
  readonly state: 'waiting' | 'rejected'
  /** Names what differs: a decision is about this, and nothing else. */
  readonly digest: string
  /** Where it was fetched. */
  readonly address: string
  /** ms since 1970 */
  readonly since: number
  /** What differs from the copy in force, in words. */
  readonly differences: readonly string[]
  /** ms since 1970: until then the copy in force is good, as far as we know. */
  readonly deadline?: number
}

/** Addresses of metadata, and federations. */
export interface AddressesDependencies {
  all(): readonly MetadataAddress[]
  /** Reads it now; undefined where there is no such address. */
  read(name: string): Promise<MetadataAddress | undefined>
  readonly federations: readonly FederationInForce[]
  /** The app of this entityID, if it is in a federation. @throws GatewayError where it is and can't be used */
  federated(identifier: string): Promise<AppInForce | undefined>
}

export interface MetadataAddress {
  /** Of its documents in the store. */
  readonly name: string
  readonly address: string
  /** Names of apps and upstreams. */
  readonly apps: readonly string[]
  readonly upstreams: readonly string[]
  /** `unread`: no copy yet · `failing`: the copy before is in force · `ended`: that one has run out too. */
  readonly state: 'good' | 'unread' | 'failing' | 'ended'
  /** ms since 1970, as all times here: when the copy in force was read. */
  readonly readAt?: number
  readonly nextAt?: number
  readonly failingSince?: number
  /** Absent where the copy in force does not say until when it is good. */
  readonly validUntil?: number
  readonly etag?: string
  readonly fault?: { readonly message: string; readonly cure: string }
  /** A newer copy that is not in force. */
  readonly laidAside?: 'waiting' | 'rejected'
}

export interface FederationInForce {
  readonly name: string
  /** Absent where each app is asked for by itself. */
  readonly entities?: number
  /** ms since 1970 */
  readonly validUntil?: number
  readonly problems: readonly DocumentProblem[]
}

/** By name. @param wish.rejected those that were rejected too */
export async function listQuarantine(
  { quarantine }: Pick<AdminDependencies, 'quarantine'>,
  { rejected = false }: { readonly rejected?: boolean } = {},
): Promise<readonly Quarantined[]> {
  const all = await asking(() => quarantine.list())
  return rejected ? all : all.filter(({ state }) => state === 'waiting')
}

/** From now on in force; one that was rejected too. @param digest of what was looked at @throws Refused */
export async function approveQuarantined(
  deps: AdminDependencies,
  who: Administrator,
  name: string,
  digest: string,
): Promise<void> {
  demandApps(who)
  demandDecided(name, await asking(() => deps.quarantine.approve(name, { by: who.author, digest })))
  await recordAct(deps, who, 'quarantine.approve', { on: name, facts: { digest } })
}

/** The copy in force stays so. @throws Refused */
export async function rejectQuarantined(
  deps: AdminDependencies,
  who: Administrator,
  name: string,
  digest: string,
  reason?: string,
): Promise<void> {
  demandApps(who)
  const decision = { by: who.author, digest, ...(reason !== undefined && { reason }) }
  demandDecided(name, await asking(() => deps.quarantine.reject(name, decision)))
  await recordAct(deps, who, 'quarantine.reject', { on: name, facts: { digest } })
}

function demandDecided(name: string, outcome: QuarantineOutcome): void {
  if (outcome === 'gone') throw notFound(`metadata of ${name} that waits`, 'Somebody else may have decided it.')
  if (outcome === 'decided') return
  const message = `What waits for ${name} is no longer what you looked at.`
  throw new Refused('changed-meanwhile', message, { cure: 'Look at what waits now, and decide again.' })
}
