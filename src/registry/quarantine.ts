/**
 * Fetched metadata that waits for an administrator: what console, API and CLI do with it. They need no running gateway:
 * one that runs sees the store change.
 */
import type { AppStore } from '../app-store/store.ts'
import type { AppConfig, MetadataSource } from '../config/config.ts'
import { copyNameOf } from './address-key.ts'
import type { Deadline } from './deadline.ts'
import { dropQuarantined, keepCopy, readFetched, readQuarantined } from './fetched-copy.ts'
import type { TrustChange } from './trust.ts'

export interface WaitingCopy {
  /** Of its documents in the store. */
  readonly name: string
  readonly address: string
  /** The apps that it is for, by name. */
  readonly apps: readonly string[]
  readonly state: 'waiting' | 'rejected'
  /** ms since 1970 */
  readonly since: number
  readonly changes: readonly TrustChange[]
  readonly deadline?: Deadline
  /** Names what differs, which is what is decided on: a decision on anything else is refused. */
  readonly digest: string
  /** Both copies, for whoever compares them. */
  readonly xml: string
  readonly inForce?: string
}

/** An app or upstream with a name, and where its metadata comes from. */
export type NamedSource = Pick<AppConfig, 'name'> & { readonly metadata?: MetadataSource }

/** Whatever waits or was rejected, by name. @throws what the store throws */
export async function listQuarantine(store: AppStore, users: readonly NamedSource[]): Promise<readonly WaitingCopy[]> {
  const heads = await store.list('quarantine')
  const all = await Promise.all(heads.map(({ name }) => readWaiting(store, name, users)))
  return all.filter((one) => one !== undefined)
}

/** @param name of its documents, or of an app that it is for */
export async function readWaiting(
  store: AppStore,
  name: string,
  users: readonly NamedSource[],
): Promise<WaitingCopy | undefined> {
  const copy = documentName(name, users)
  const [kept, inForce] = await Promise.all([readQuarantined(store, copy), readFetched(store, copy)])
  if (kept === undefined) return undefined
  const { address, state, since, changes, deadline, digest } = kept.record
  return {
    name: copy,
    address,
    apps: users.filter(({ metadata }) => metadata && copyNameOf(metadata) === copy).map((user) => user.name),
    state,
    since,
    changes,
    ...(deadline !== undefined && { deadline }),
    digest,
    xml: kept.xml,
    ...(inForce !== undefined && { inForce: inForce.xml }),
  }
}

/** A name that several have is nobody's: a decision must not be about another one than was meant. */
function documentName(name: string, users: readonly NamedSource[]): string {
  const [user, ...others] = users.filter((one) => one.name === name)
  return (others.length === 0 && user?.metadata && copyNameOf(user.metadata)) || name
}

export interface Decision {
  /** A person, for people. */
  readonly author: string
  /** Of what they looked at: what came since, nobody has looked at. */
  readonly digest: string
  readonly reason?: string
}

/**
 * The copy is in force from now on. Resolves to whether there was one with these differences.
 * @param now ms since 1970
 * @throws what the store throws
 */
export async function approveQuarantined(
  store: AppStore,
  waiting: WaitingCopy | undefined,
  { author, digest }: Decision,
  now = Date.now(),
): Promise<boolean> {
  const kept = waiting && (await readQuarantined(store, waiting.name))
  if (kept === undefined || kept.record.digest !== digest) return false
  // First: else it would be in force for somebody who has just been told that it is rejected.
  if (!(await dropQuarantined(store, kept.name, kept.revision, author))) return false
  const { address, from } = kept.record
  const record = { v: 1, address, readAt: now, ...(from !== undefined && { from }) } as const
  try {
    await keepCopy(store, 'fetched', kept.name, { record, xml: kept.xml }, author)
  } catch (error) {
    // It waits again, at the latest once the address has been read.
    await keepCopy(store, 'quarantine', kept.name, kept, author).catch(() => {})
    throw error
  }
  return true
}

/** The copy in force stays so, and this one is not offered again until it changes. @throws what the store throws */
export async function rejectQuarantined(
  store: AppStore,
  waiting: WaitingCopy | undefined,
  { author, digest, reason }: Decision,
): Promise<boolean> {
  const kept = waiting && (await readQuarantined(store, waiting.name))
  if (kept === undefined || kept.record.digest !== digest) return false
  const settings = `${JSON.stringify({ ...kept.record, state: 'rejected' }, null, 2)}\n`
  const change = { replaces: kept.revision, author, ...(reason !== undefined && { reason }) }
  await store.put('quarantine', kept.name, { settings, metadata: kept.xml }, change)
  return true
}
