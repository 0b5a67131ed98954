/**
 * When somebody last logged in to each app and how many logins failed, as documents of the app store (kind `tally`): a
 * few, each for a part of the apps, so that a write is small. Apps by a digest of their identifier.
 */
import { createHash } from 'node:crypto'
import * as z from 'zod'
import { type AppStore, StoreConflict } from '../app-store/store.ts'
import { documentJson } from '../registry/document-json.ts'

export interface Counts {
  /** ms since 1970 */
  readonly lastLogin?: number
  /** On that day. */
  readonly failures: number
  /** Days since 1970. */
  readonly day: number
}

/** By the digest of an app's identifier. */
export type Tally = ReadonlyMap<string, Counts>

const record = z.object({
  v: z.literal(1),
  /** lastLogin, failures and day of each. */
  apps: z.record(z.string(), z.tuple([z.number().nullable(), z.number(), z.number()])),
})

/** Documents, by the first letter of the digest. */
export const parts = [...'0123456789abcdef']

/** Apps of one part: more than there can be documents of apps. */
const most = 5_000

export const digestOf = (app: string): string => createHash('sha256').update(app).digest('hex').slice(0, 16)
export const partOf = (digest: string): string => digest.slice(0, 1)

/** @throws what the store throws */
export async function readPart(store: Pick<AppStore, 'get'>, part: string): Promise<Tally> {
  return readSettings((await store.get('tally', part))?.settings)
}

function readSettings(settings: string | undefined): Tally {
  const read = record.safeParse(documentJson(settings ?? ''))
  const apps = read.success ? Object.entries(read.data.apps) : []
  const tally = apps.map(([digest, [lastLogin, failures, day]]) => {
    return [digest, { failures, day, ...(lastLogin !== null && { lastLogin }) }] as const
  })
  return new Map(tally)
}

const tries = 5

/** Adds to what is there; resolves to what is there then. @throws what the store throws */
export function addToPart(store: AppStore, part: string, more: Tally): Promise<Tally> {
  return replaceTally(store, part, (settings) => {
    const all = new Map(readSettings(settings))
    for (const [digest, counts] of more) all.set(digest, sum(all.get(digest), counts))
    return { kept: all, settings: settingsOf(all) }
  })
}

/**
 * Writes a document of the tally anew, from what is there.
 * @param change is called again where another node was faster
 * @throws what the store throws
 */
export async function replaceTally<T>(
  store: AppStore,
  name: string,
  change: (settings: string | undefined) => { readonly kept: T; readonly settings: string },
): Promise<T> {
  for (let time = 1; ; time++) {
    const document = await store.get('tally', name)
    const { kept, settings } = change(document?.settings)
    try {
      await store.put('tally', name, { settings }, { replaces: document?.revision, author: 'gateway' })
      return kept
    } catch (error) {
      if (!(error instanceof StoreConflict) || time >= tries) throw error
    }
  }
}

/** Both together: failures count for the later day alone. */
export function sum(one: Counts | undefined, other: Counts): Counts {
  if (one === undefined) return other
  const day = Math.max(one.day, other.day)
  const failures = (one.day === day ? one.failures : 0) + (other.day === day ? other.failures : 0)
  const lastLogin = Math.max(one.lastLogin ?? 0, other.lastLogin ?? 0)
  return { day, failures, ...(lastLogin > 0 && { lastLogin }) }
}

/** Of too many those stay that were used last. */
function settingsOf(all: Tally): string {
  const last = ({ lastLogin = 0, day }: Counts) => Math.max(lastLogin, day * 86_400_000)
  const kept = [...all].toSorted(([, one], [, other]) => last(other) - last(one)).slice(0, most)
  const apps = kept.map(([digest, { lastLogin = null, failures, day }]) => [digest, [lastLogin, failures, day]])
  return `${JSON.stringify({ v: 1, apps: Object.fromEntries(apps) })}\n`
}
