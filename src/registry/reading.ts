/** What a source of metadata holds, and how a copy that can't be read leaves the last good one in its place. */
import { GatewayError } from '../core/errors.ts'
import type { FetchedFrom } from '../outbound/addresses.ts'
import type { MetadataReading } from '../saml/metadata.ts'
import type { ServiceProvider } from '../saml/service-provider.ts'

/** What a source holds now. */
export interface Reading {
  /** For messages: a path or an address. */
  readonly source: string
  /** Of the last good copy; empty where there is none. */
  readonly serviceProviders: readonly ServiceProvider[]
  readonly warnings: readonly string[]
  /** ms after which an address is to be read again; as the metadata says. */
  readonly cacheDuration?: number
  /** Where the copy in force was fetched; absent where the operator keeps it. */
  readonly fetchedFrom?: FetchedFrom
  /** What is wrong with the newest copy. */
  readonly fault?: Fault
}

export interface Fault {
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly cure: string
}

/** The new copy where it can be read, else the last good one with what is wrong with the new. */
export function readWith(source: string, last: Reading | undefined, read: () => MetadataReading): Reading {
  try {
    return { source, ...read() }
  } catch (error) {
    return broken(source, last, error)
  }
}

/** The last good copy, and why there is no newer one. */
export function broken(source: string, last: Reading | undefined, error: unknown): Reading {
  return {
    source,
    serviceProviders: last?.serviceProviders ?? [],
    warnings: last?.warnings ?? [],
    ...(last?.fetchedFrom && { fetchedFrom: last.fetchedFrom }),
    fault: { severity: 'error', ...reasonOf(error) },
  }
}

/** UTF-8 alone: another encoding could be read otherwise by someone else (attack 9). A BOM is dropped. */
export function decode(octets: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets)
  } catch {
    throw new GatewayError('malformed_request', 'The metadata is not UTF-8.')
  }
}

function reasonOf(error: unknown): Pick<Fault, 'message' | 'cure'> {
  const cure = 'Get the metadata from the app again.'
  if (error instanceof GatewayError) return { message: error.message, cure }
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return { message: 'The file does not exist.', cure: 'Put it there, or correct the path.' }
  if (code === 'EACCES')
    return { message: 'The file may not be read.', cure: 'Let the user that runs isthmus read it.' }
  return { message: `It can't be read: ${error instanceof Error ? error.message : String(error)}.`, cure }
}
