/**
 * The last good copy of each address, kept in the app store so that a restart while the address is down locks nobody
 * out (kind `fetched`); and the copy that waits for somebody's look (kind `quarantine`).
 */
import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { AppStore, Revision, StoredDocument } from '../app-store/store.ts'
import { StoreConflict } from '../app-store/store.ts'
import { documentJson } from './document-json.ts'

const fetched = z.object({
  v: z.literal(1),
  address: z.string(),
  /** ms since 1970 */
  readAt: z.number(),
  /** Where the host was then: what the copy names may lead no further inside. */
  from: z.string().optional(),
})

const change = z.object({
  kind: z.enum([
    'entity-id',
    'signing-key',
    'encryption-key',
    'reply-host',
    'sign-in-host',
    'logout-host',
    'unsigned-requests',
    'unsigned-assertions',
    'names',
  ]),
  entityId: z.string(),
  gone: z.array(z.string()),
  came: z.array(z.string()),
  count: z.object({ people: z.number(), of: z.number() }).optional(),
})

const quarantined = z.object({
  v: z.literal(1),
  address: z.string(),
  state: z.enum(['waiting', 'rejected']),
  /** ms since 1970: when it was first offered. */
  since: z.number(),
  from: z.string().optional(),
  /** Names the changes: what was rejected is not offered again. */
  digest: z.string(),
  changes: z.array(change),
  deadline: z.object({ at: z.number(), why: z.enum(['at-once', 'rollover', 'validity']) }).optional(),
})

export type FetchedRecord = z.infer<typeof fetched>
export type QuarantinedRecord = z.infer<typeof quarantined>

/** A document with its record read. */
export interface Kept<Record> {
  readonly record: Record
  readonly xml: string
  readonly revision: Revision
  readonly name: string
}

/**
 * The name of a source's documents: its host, for people, and what tells it from all others.
 * @param key as the sources know it
 */
export function copyName(address: string, key: string): string {
  const host = new URL(address).hostname.replace(/[^a-z0-9.-]/gi, '').slice(0, 40)
  const start = /^[a-z0-9]/i.test(host) ? host : `x${host}`
  return `${start}-${createHash('sha256').update(key).digest('hex').slice(0, 16)}`
}

/** The last good copy; undefined where there is none that can be read. @throws what the store throws */
export async function readFetched(
  store: Pick<AppStore, 'get'>,
  name: string,
): Promise<Kept<FetchedRecord> | undefined> {
  return kept(await store.get('fetched', name), fetched)
}

/** The copy that waits, or that was rejected. @throws what the store throws */
export async function readQuarantined(store: AppStore, name: string): Promise<Kept<QuarantinedRecord> | undefined> {
  return kept(await store.get('quarantine', name), quarantined)
}

function kept<Record>(document: StoredDocument | undefined, schema: z.ZodType<Record>): Kept<Record> | undefined {
  if (document?.metadata === undefined) return undefined
  const { settings, metadata, revision, name } = document
  const record = schema.safeParse(documentJson(settings))
  return record.success ? { record: record.data, xml: metadata, revision, name } : undefined
}

interface Copy<Record> {
  readonly record: Record
  readonly xml: string
}

const tries = 3

/** Writes whatever is there: another node may have written the same at the same time. @throws what the store throws */
export async function keepCopy<Record extends FetchedRecord | QuarantinedRecord>(
  store: AppStore,
  kind: 'fetched' | 'quarantine',
  name: string,
  { record, xml }: Copy<Record>,
  author = 'gateway',
): Promise<void> {
  let replaces = (await store.get(kind, name))?.revision
  for (let time = 1; ; time++) {
    try {
      const content = { settings: `${JSON.stringify(record, null, 2)}\n`, metadata: xml }
      await store.put(kind, name, content, { replaces, author })
      return
    } catch (error) {
      if (!(error instanceof StoreConflict) || time >= tries) throw error
      replaces = error.current
    }
  }
}

/** Removes what waits, if it is still that: resolves to whether it was. @throws what the store throws */
export async function dropQuarantined(
  store: AppStore,
  name: string,
  replaces: Revision,
  author: string,
): Promise<boolean> {
  try {
    await store.remove('quarantine', name, { replaces, author })
    return true
  } catch (error) {
    if (error instanceof StoreConflict) return false
    throw error
  }
}
