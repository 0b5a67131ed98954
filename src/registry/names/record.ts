/**
 * Who an app knows, as a document of the app store (kind `names`): keyed digests, never a name or a claim. Bounded: the
 * people who were there last.
 */
import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { AppStore, Revision } from '../../app-store/store.ts'
import { StoreConflict } from '../../app-store/store.ts'
import type { AppId } from '../../core/identifiers.ts'
import { documentJson } from '../document-json.ts'

const person = z.object({
  /** Day of the last login, since 1970. */
  d: z.number(),
  /** The upstream's name. */
  u: z.string(),
  /** What kind of name it got. */
  k: z.enum(['persistent', 'email', 'custom', 'upstream']),
  /** Digest of the name. */
  n: z.string(),
  /** What it was made from: a place in `bases`. */
  b: z.number(),
  /** Digests of claims that a name could be made from, by their names. */
  c: z.record(z.string(), z.string()),
})

const record = z.object({
  v: z.literal(1),
  app: z.string(),
  bases: z.array(z.string()),
  people: z.record(z.string(), person),
})

export interface SeenPerson extends Omit<z.infer<typeof person>, 'b'> {
  /** Namespace, claim and sector of a pairwise name, or the expression of a custom one. */
  readonly basis: string
}

/** By the digest of who it is upstream. */
export type SeenPeople = ReadonlyMap<string, SeenPerson>

/** The most that are remembered of one app, and for how many days. */
const mostPeople = 5_000
const longest = 90

/** The name of an app's document. */
export function namesDocument(app: AppId): string {
  const readable = app.replace(/^saml:(?:https?:\/\/)?/, '').replace(/[^A-Za-z0-9.-]+/g, '-')
  const start = readable.replace(/^[^A-Za-z0-9]+/, '').slice(0, 40)
  return `${start === '' ? 'app' : start}-${createHash('sha256').update(app).digest('hex').slice(0, 16)}`
}

/** @throws what the store throws */
export async function readPeople(
  store: AppStore,
  app: AppId,
): Promise<{ readonly people: SeenPeople; readonly revision?: Revision }> {
  const document = await store.get('names', namesDocument(app))
  if (document === undefined) return { people: new Map() }
  const read = record.safeParse(documentJson(document.settings))
  const { revision } = document
  if (!read.success) return { people: new Map(), revision }
  const { bases, people } = read.data
  const all = Object.entries(people).map(([who, { b, ...rest }]) => [who, { ...rest, basis: bases[b] ?? '' }] as const)
  return { people: new Map(all), revision }
}

const tries = 3

/** Adds to what is there. @throws what the store throws */
export async function addPeople(store: AppStore, app: AppId, seen: SeenPeople): Promise<void> {
  for (let time = 1; ; time++) {
    const { people, revision } = await readPeople(store, app)
    try {
      const settings = settingsOf(app, merged(people, seen))
      await store.put('names', namesDocument(app), { settings }, { replaces: revision, author: 'gateway' })
      return
    } catch (error) {
      if (!(error instanceof StoreConflict) || time >= tries) throw error
    }
  }
}

/** The newer of each. */
export function merged(one: SeenPeople, other: SeenPeople): SeenPeople {
  const all = new Map(one)
  for (const [who, seen] of other) if ((all.get(who)?.d ?? 0) <= seen.d) all.set(who, seen)
  return all
}

function settingsOf(app: AppId, people: SeenPeople): string {
  const newestFirst = [...people].toSorted(([, one], [, other]) => other.d - one.d)
  const today = newestFirst[0]?.[1].d ?? 0
  const kept = newestFirst.filter(([, { d }]) => today - d <= longest).slice(0, mostPeople)
  const bases = [...new Set(kept.map(([, { basis }]) => basis))]
  const written = kept.map(([who, { basis, ...rest }]) => [who, { ...rest, b: bases.indexOf(basis) }])
  return `${JSON.stringify({ v: 1, app, bases, people: Object.fromEntries(written) })}\n`
}
