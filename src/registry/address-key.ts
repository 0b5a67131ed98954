/** What tells one source of metadata from another. */
import type { MetadataSource } from '../config/config.ts'
import { copyName } from './fetched-copy.ts'
import type { AddressSource, FileSource } from './source-kinds.ts'

/** The same in a file and in a document of the store: an app that is taken over keeps its copy. */
const caOf = (source: FileSource | AddressSource) => ('ca' in source ? source.ca?.trim() : undefined)

/** Another CA or another signer is another source: what the old ones let through may not pass the new. */
export const sourceKey = (place: string, source: FileSource | AddressSource): string =>
  'ca' in source || source.signers !== undefined || source.role !== undefined
    ? JSON.stringify([place, caOf(source), source.signers, source.role])
    : place

/** The name of an address's documents in the store; undefined of a source that is no address. */
export const copyNameOf = (source: MetadataSource): string | undefined =>
  source.kind === 'url' ? copyName(source.url, sourceKey(source.url, source)) : undefined
