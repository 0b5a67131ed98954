/** One document of the app store: its settings judged, and its metadata read. */
import type { AppStore, Revision, StoredDocument } from '../app-store/store.ts'
import type { Config } from '../config/config.ts'
import type { resolveStoredApp, StoredApp } from '../config/stored-app.ts'
import { callableOfUploaded } from './endpoints.ts'
import { parseMetadata } from './parse.ts'
import { broken, type Reading } from './reading.ts'
import type { ParseRequest, ReadingThread } from './reading-thread.ts'

/** One document, judged. */
export interface Stored extends StoredApp {
  readonly name: string
  readonly revision: Revision
  /** Where it lies, for messages. */
  readonly place: string
  readonly settings: string
  /** Of the metadata beside; absent where there is none. */
  readonly reading?: Reading
}

/** What a document is judged by. */
export interface Judging {
  readonly config: Config
  readonly store: Pick<AppStore, 'place'>
  /** config/ knows how, and is handed in. */
  readonly resolve: typeof resolveStoredApp
  /** ms since 1970 */
  now(): number
}

/**
 * Judges a document. Never rejects for what it holds.
 * @param before what is in force of it, whose metadata stays there where this can't be read
 * @param aside reads its metadata, for whoever reads thousands
 */
export async function judged(
  { name, revision, settings, metadata }: StoredDocument,
  judging: Judging,
  before?: Stored,
  aside?: ReadingThread,
): Promise<Stored> {
  const { config, store, resolve, now } = judging
  const place = store.place('app', name)
  const resolved = await resolve({ name, settings, place, hasMetadata: metadata !== undefined }, config)
  const stored = { name, revision, place, settings, ...resolved }
  if (metadata === undefined) return stored
  const saml = resolved.app?.protocol === 'saml' ? resolved.app : undefined
  const signers = saml?.metadata.kind === 'beside' ? saml.metadata.signers : undefined
  const reading = await readingOf(place, { octets: metadata, now: now(), signers }, before?.reading, aside)
  return { ...stored, reading: saml?.uploaded === true ? await callableOfUploaded(reading, config) : reading }
}

/** The same document under another config. */
export async function judgedAgain(stored: Stored, { config, resolve }: Judging): Promise<Stored> {
  const { name, settings, place, reading, revision } = stored
  const resolved = await resolve({ name, settings, place, hasMetadata: reading !== undefined }, config)
  return { name, revision, place, settings, ...resolved, ...(reading !== undefined && { reading }) }
}

/** What can't be read leaves the last good copy in force, as that of a file does. */
async function readingOf(
  place: string,
  request: ParseRequest,
  last: Reading | undefined,
  aside: ReadingThread | undefined,
): Promise<Reading> {
  const source = place.replace(/\.yaml$/, '.xml')
  try {
    return { source, ...(await parseMetadata(request, aside)) }
  } catch (error) {
    return broken(source, last, error)
  }
}
