/**
 * One guarded read of metadata from an address (attack 67): the host is the one that the operator wrote and no other,
 * whatever it answers; limited in size and time.
 */
import type { IncomingHttpHeaders } from 'node:http'
import type { OutboundConfig } from '../config/config.ts'
import type { GatewayError } from '../core/errors.ts'
import { type Coded, type Sentence, said } from '../core/said.ts'
import type { FetchedFrom } from '../outbound/addresses.ts'
import { outboundClient } from '../outbound/client.ts'
import { OutboundError } from '../outbound/errors.ts'
import { tooLarge } from './reading.ts'
import { ReadingFault } from './reading-fault.ts'

/** What an address returned, and where that is: addresses in it may lead no further inside than it is itself. */
export interface Fetched extends FetchedFrom {
  /** Absent: it is the same as last time (HTTP 304). */
  readonly octets?: Uint8Array
  /** What the next reading may name. */
  readonly validators?: Validators
}

/** RFC 9110 8.8: what names the state of a document. */
export interface Validators {
  readonly etag?: string
  readonly lastModified?: string
}

/** @throws GatewayError `malformed_request` with why, in words for the operator */
export type FetchMetadata = (
  source: {
    readonly url: string
    readonly ca?: string
    readonly outbound: OutboundConfig
    /** Of the document that is there already. */
    readonly validators?: Validators
  },
  signal: AbortSignal,
) => Promise<Fetched>

const mostRedirects = 3
const largest = 10 * 1_048_576
const longest = 20_000

const headers = { accept: 'application/samlmetadata+xml, application/xml;q=0.9, text/xml;q=0.8' }

/** Reads an address that the operator wrote: https, or http on this machine; the config saw to that. */
export const fetchMetadata: FetchMetadata = async ({ url, ca, outbound, validators = {} }, signal) => {
  const client = outboundClient(outbound, { ca, timeout: longest, limit: largest })
  const { etag, lastModified } = validators
  const known = {
    ...(etag !== undefined && { 'if-none-match': etag }),
    ...(lastModified !== undefined && { 'if-modified-since': lastModified }),
  }
  const request = { method: 'GET', url, headers: { ...headers, ...known }, signal, redirects: mostRedirects }
  const answer = await client.send(request).catch((error: unknown) => {
    throw signal.aborted ? fault('It did not answer completely in time.') : asFault(error)
  })
  client.close()
  // Whoever was asked for no particular state can't say that it is the same.
  if (answer.status === 304 && Object.keys(known).length > 0) return { address: answer.address, validators }
  if (answer.status !== 200) throw fault(said`It answered ${answer.status}, not 200.`)
  const tags = validatorsOf(answer.headers)
  return { octets: answer.body, address: answer.address, ...(tags !== undefined && { validators: tags }) }
}

/** They are sent back as they are, so nothing else than they may be gets into a header. */
function validatorsOf(answered: IncomingHttpHeaders): Validators | undefined {
  const { etag = '', 'last-modified': lastModified = '' } = answered
  const tag = /^(?:W\/)?"[\x21\x23-\x7e]{0,200}"$/.test(etag) && { etag }
  const date = /^[A-Za-z0-9 ,:+-]{10,40}$/.test(lastModified) && { lastModified }
  return tag || date ? { ...tag, ...date } : undefined
}

const fault = (message: Sentence, cause?: unknown, cure: Sentence | Coded = notThere): ReadingFault =>
  new ReadingFault(message, cure, cause)

const notThere = 'Open the address from this machine, and correct it where it gives no metadata.'

function asFault(error: unknown): GatewayError {
  if (!(error instanceof OutboundError)) return fault('It cannot be fetched.', error)
  if (error.code === 'ETOOLARGE') return tooLarge('It')
  return fault(said`It can't be fetched: ${error.says.message}.`, error, error.says.cure)
}
