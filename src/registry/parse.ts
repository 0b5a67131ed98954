/** Metadata's bytes → service providers; what is large is read aside, in a thread of its own (parse-aside.ts). */
import { Worker } from 'node:worker_threads'
import type { MetadataRole } from '../config/config.ts'
import { GatewayError, type GatewayErrorCode } from '../core/errors.ts'
import { revived } from '../saml/kept-key.ts'
import { type MetadataReading, parseServiceProviders } from '../saml/metadata.ts'
import { type FaultPlace, MetadataFault, placed } from '../saml/metadata-fault.ts'
import { parseIdentityProviders } from '../saml/metadata-idp.ts'
import type { MetadataSigners } from '../saml/metadata-signature.ts'
import { decodeMetadata } from '../saml/metadata-text.ts'

export interface ParseRequest {
  /** Or its text, where that is what is kept of it. */
  readonly octets: Uint8Array | string
  /** ms since 1970 */
  readonly now: number
  readonly signers?: MetadataSigners | undefined
  /** Whose; service providers' where absent. */
  readonly role?: MetadataRole | undefined
}

/** What the thread answers: what was read, or why it could not be. */
export type ParseAnswer =
  | { readonly reading: MetadataReading }
  | {
      readonly code: GatewayErrorCode
      readonly message: string
      readonly status: number | undefined
      readonly cure: string | undefined
      /** Of a fault of the metadata. */
      readonly words: FaultPlace
    }

/** How many bytes are parsed within some milliseconds; more would hold up every login. */
const largestHere = 128 * 1024

/**
 * Reads metadata.
 * @throws GatewayError as {@link parseServiceProviders} does
 */
export async function parseMetadata(request: ParseRequest): Promise<MetadataReading> {
  const signed = request.signers !== undefined
  if (request.octets.length <= (signed ? largestHere / 4 : largestHere)) return parseHere(request)
  const answer = await parseAside(request)
  if ('reading' in answer) return withKeys(answer.reading)
  const { code, message, status, cure, words } = answer
  if (cure !== undefined) throw placed(new MetadataFault(message, cure), words)
  throw new GatewayError(code, message, status === undefined ? {} : { status })
}

/** What another thread has read, its keys made keys again. */
const withKeys = ({ serviceProviders, identityProviders, ...reading }: MetadataReading): MetadataReading => ({
  ...reading,
  serviceProviders: serviceProviders.map(revived),
  ...(identityProviders !== undefined && { identityProviders: identityProviders.map(revived) }),
})

/** Reads metadata in this thread. @throws GatewayError */
export function parseHere({ octets, now, signers, role }: ParseRequest): MetadataReading {
  const parse = role === 'identityProvider' ? parseIdentityProviders : parseServiceProviders
  return parse(typeof octets === 'string' ? octets : decodeMetadata(octets), { now, ...(signers && { signers }) })
}

function parseAside(request: ParseRequest): Promise<ParseAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./parse-aside.js', import.meta.url), { workerData: request })
    worker.unref()
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the thread that reads metadata ended without an answer')))
  })
}
