/** What a source of metadata holds, and how a copy that can't be read leaves the last good one in its place. */
import { GatewayError } from '../core/errors.ts'
import {
  type Coded,
  inAllLanguages,
  insteadOf,
  type Said,
  type SaidProblem,
  type Sentence,
  said,
  whole,
} from '../core/said.ts'
import type { FetchedFrom } from '../outbound/addresses.ts'
import type { IdentityProvider } from '../saml/identity-provider.ts'
import { type FaultPlace, MetadataFault, placeOf } from '../saml/metadata-fault.ts'
import type { ServiceProvider } from '../saml/service-provider.ts'
import { ReadingFault } from './reading-fault.ts'

/** What a source holds now. */
export interface Reading {
  /** For messages: a path or an address. */
  readonly source: string
  /** Of the last good copy; empty where there is none. */
  readonly serviceProviders: readonly ServiceProvider[]
  /** The same, where identity providers were asked for. */
  readonly identityProviders?: readonly IdentityProvider[]
  readonly warnings: readonly (Said | Coded)[]
  /** About the whole; they need no action. */
  readonly notes: readonly Said[]
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

/** Which sentence of the metadata's own it is, and what stands in it. */
type Words = Pick<FaultPlace, 'code' | 'values' | 'about' | 'leftOut' | 'says'>

/** What is said of it: in English, and for other languages as sentences, or by its code where it is in the metadata. */
export interface Wording extends Words {
  readonly message: string
  readonly cure: string
}

export interface Fault extends Wording {
  readonly severity: 'error' | 'warning'
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
  const fault = reading.fault ?? { severity: 'error', ...inAllLanguages(message, 'Ask its publisher.') }
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

/** Why it could not be read. */
export function reasonOf(error: unknown): Wording {
  if (error instanceof ReadingFault) return { message: error.message, cure: error.cure, says: error.says }
  if (error instanceof MetadataFault) return { message: error.message, cure: error.cure, ...wordsOf(placeOf(error)) }
  if (error instanceof GatewayError) return inAllLanguages(...refusal(error))
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return inAllLanguages('The file does not exist.', 'Put it there, or correct the path.')
  if (code === 'EACCES') {
    return inAllLanguages('The file is not readable.', 'Let the user that runs isthmus read it.')
  }
  const english = `It can't be read: ${error instanceof Error ? error.message : String(error)}.`
  return inAllLanguages(insteadOf(english, said`It can't be read.`), correctIt)
}

export const correctIt = 'Correct it in the app or in the file, or get the metadata from the app again.'

/** The same as parts of other sentences. */
export function sentencesOf(wording: Omit<Wording, 'code'> & { readonly code?: string }): SaidProblem {
  const { message, cure, says, code, ...words } = wording
  if (says !== undefined || code === undefined) return says ?? { message: whole(message), cure: whole(cure) }
  const coded = { ...wordsOf(words), code }
  return { message: { text: message, part: 'message', ...coded }, cure: { text: cure, part: 'cure', ...coded } }
}

/** What a fault of the metadata itself says, by its code. */
export function wordsOf({ code, values, about, leftOut, says }: Words): Words {
  return {
    ...(code !== undefined && { code }),
    ...(values !== undefined && { values }),
    ...(about !== undefined && { about }),
    ...(leftOut !== undefined && { leftOut }),
    ...(says !== undefined && { says }),
  }
}

function refusal({ message, code, status }: GatewayError): readonly [Sentence, Sentence] {
  if (status === 413) {
    const cure =
      'Get the metadata of this app only, from the app or from the federation’s service for single entities (MDQ); or keep only the entities that you need in the file.'
    return [insteadOf(message, said`The metadata is larger than 10 MB.`), cure]
  }
  if (code === 'signature_refused' || code === 'weak_algorithm') {
    const cure = 'Get it from its publisher again, or correct `fingerprint` or `certFile`.'
    return [insteadOf(message, said`The signature of the metadata does not hold.`), cure]
  }
  return [insteadOf(message, said`The metadata can't be used.`), correctIt]
}
