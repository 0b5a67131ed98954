/** What a source of metadata holds, and how a copy that can't be read leaves the last good one in its place. */
import { GatewayError } from '../core/errors.ts'
import type { FetchedFrom } from '../outbound/addresses.ts'
import type { IdentityProvider } from '../saml/identity-provider.ts'
import { MetadataFault } from '../saml/metadata-fault.ts'
import type { ServiceProvider } from '../saml/service-provider.ts'

/** What a source holds now. */
export interface Reading {
  /** For messages: a path or an address. */
  readonly source: string
  /** Of the last good copy; empty where there is none. */
  readonly serviceProviders: readonly ServiceProvider[]
  /** The same, where identity providers were asked for. */
  readonly identityProviders?: readonly IdentityProvider[]
  readonly warnings: readonly string[]
  /** Sentences about the whole that need no action. */
  readonly notes: readonly string[]
  /** ms after which an address is to be read again; as the metadata says. */
  readonly cacheDuration?: number
  /** Where the copy in force was fetched; absent where the operator keeps it. */
  readonly fetchedFrom?: FetchedFrom
  /** Whether it carries a signature. */
  readonly signed?: boolean
  /** ms since 1970: when the copy in force was fetched. */
  readonly readAt?: number
  /** For a file: its identity on the disk, whatever its path. */
  readonly identity?: string
  /** What is wrong with the newest copy. */
  readonly fault?: Fault
}

export interface Fault {
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly cure: string
  /** It waits for somebody's look; nothing is wrong with it as such. */
  readonly waits?: true
}

type Roles = Pick<Reading, 'serviceProviders' | 'identityProviders'>

/** All that it holds, of both roles. */
export const rolesOf = ({ serviceProviders, identityProviders = [] }: Roles) => [
  ...serviceProviders,
  ...identityProviders,
]

/** When the first of what it holds ends, ms since 1970; undefined where nothing says so. */
export function endOf(reading: Roles): number | undefined {
  const ends = rolesOf(reading).flatMap(({ validUntil }) => validUntil ?? [])
  return ends.length === 0 ? undefined : Math.min(...ends)
}

/** The last good copy, and why there is no newer one. */
export function broken(source: string, last: Reading | undefined, error: unknown): Reading {
  const { fault: _, ...good } = last ?? { serviceProviders: [], warnings: [], notes: [] }
  return { ...good, source, fault: { severity: 'error', ...reasonOf(error) } }
}

/**
 * The part of a copy that may be in force now: whoever publishes or signs metadata says when it ends (Metadata 2.3.1),
 * and a copy past that could be an old one, replayed (attack 66). For a file without a signature the operator vouches.
 */
export function withoutExpired(reading: Reading, now: number): Reading {
  const serviceProviders = reading.serviceProviders.filter((one) => !hasRunOut(one.validUntil, now))
  const { identityProviders: all = [] } = reading
  const identityProviders = all.filter((one) => !hasRunOut(one.validUntil, now))
  const lost = reading.serviceProviders.length - serviceProviders.length + all.length - identityProviders.length
  if (lost === 0) return reading
  const message = 'The validUntil of the metadata has passed, and there is no newer metadata.'
  const fault = reading.fault ?? { severity: 'error', message, cure: 'Ask its publisher.' }
  return { ...reading, serviceProviders, ...(reading.identityProviders && { identityProviders }), fault }
}

/** Whether a validUntil is past. Both ms since 1970. */
export const hasRunOut = (validUntil: number | undefined, now: number): boolean =>
  validUntil !== undefined && validUntil < now

/** No metadata of ordinary apps is larger; the largest federations' is, and is not read in full. */
export const largestMetadata = 10 * 1_048_576

/** Where it is over the limit. */
export const tooLarge = (what: string): GatewayError =>
  new GatewayError('malformed_request', `${what} is larger than 10 MB.`, { status: 413 })

function reasonOf(error: unknown): Pick<Fault, 'message' | 'cure'> {
  const cure = 'Correct it in the app or in the file, or get the metadata from the app again.'
  if (error instanceof GatewayError) return { message: error.message, cure: cureOf(error) ?? cure }
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return { message: 'The file does not exist.', cure: 'Put it there, or correct the path.' }
  if (code === 'EACCES')
    return { message: 'The file is not readable.', cure: 'Let the user that runs isthmus read it.' }
  return { message: `It can't be read: ${error instanceof Error ? error.message : String(error)}.`, cure }
}

function cureOf(error: GatewayError): string | undefined {
  const { code, status } = error
  if (error instanceof MetadataFault) return error.cure
  if (status === 413) {
    return 'Get the metadata of this app only, from the app or from the federation’s service for single entities (MDQ); or keep only the entities that you need in the file.'
  }
  if (code === 'signature_refused' || code === 'weak_algorithm') {
    return 'Get it from its publisher again, or correct `fingerprint` or `certFile`.'
  }
  return undefined
}
