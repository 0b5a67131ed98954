/** Reads and verifies an aggregate from a file, and writes its service providers into another: for a thread of its own. */
import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import type { GatewayErrorCode } from '../../core/errors.ts'
import { type Said, said } from '../../core/said.ts'
import { type AggregateFacts, AggregateReader } from '../../saml/aggregate.ts'
import type { AggregateEntity } from '../../saml/aggregate-entities.ts'
import type { MetadataSigners } from '../../saml/metadata-signature.ts'
import { malformed, tooLarge } from '../../saml/refusal.ts'
import { compileFilter, factsOf } from './filter.ts'

export interface VerifyRequest {
  /** The aggregate. */
  readonly path: string
  /** An empty file that only this process has open: what is written there is what was digested. */
  readonly output: number
  readonly signers: MetadataSigners
  readonly filter?: string | undefined
  /** ms since 1970 */
  readonly now: number
}

/** The service providers that fit the filter, in columns: each has the same place in all of them. */
export interface EntityTable {
  readonly names: readonly string[]
  /** Where in the output it begins, and its bytes. */
  readonly offsets: Float64Array
  readonly lengths: Float64Array
  /** ms since 1970 */
  readonly validUntil: Float64Array
  /** SHA-256 of each, one after the other. */
  readonly digests: Uint8Array
  /** Why others are missing; the first few. */
  readonly warnings: readonly Said[]
}

/** What the thread answers: what was proved, or why nothing was. */
export type VerifyAnswer =
  | { readonly facts: AggregateFacts; readonly table: EntityTable }
  | { readonly code: GatewayErrorCode; readonly message: string; readonly status: number | undefined }

/** Bytes. The largest federation publishes some 100 MB. */
export const largestAggregate = 256 * 1024 * 1024
const chunk = 64 * 1024
const mostWarnings = 5

interface Entry {
  readonly offset: number
  readonly length: number
  readonly validUntil: number
  readonly digest: Buffer
}

/** @throws GatewayError `malformed_request`, `signature_refused`, `weak_algorithm` */
export function verifyAggregate(request: VerifyRequest): { facts: AggregateFacts; table: EntityTable } {
  const entries = new Map<string, Entry | 'twice'>()
  const warnings: Said[] = []
  const passes = request.filter === undefined ? () => true : compileFilter(request.filter)
  let offset = 0
  const take = ({ entityId, validUntil, text, extensions }: AggregateEntity): void => {
    if (validUntil < request.now || !passes(factsOf(entityId, extensions))) return
    if (text === undefined) return void warnings.push(said`${entityId} is too large or unreadable, and left out.`)
    const octets = Buffer.from(text)
    const digest = createHash('sha256').update(octets).digest()
    const twin = entries.get(entityId)
    if (twin !== undefined) {
      if (twin === 'twice' || twin.digest.equals(digest)) return
      // Whoever adds a second one under a name could choose which is used (attack 68).
      entries.set(entityId, 'twice')
      return void warnings.push(said`${entityId} is there more than once, and left out.`)
    }
    writeAll(request.output, octets)
    entries.set(entityId, { offset, length: octets.length, validUntil, digest })
    offset += octets.length
  }
  const facts = readThrough(request.path, new AggregateReader({ signers: request.signers, now: request.now, take }))
  return { facts, table: toTable(entries, warnings) }
}

function readThrough(path: string, reader: AggregateReader): AggregateFacts {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const buffer = Buffer.alloc(chunk)
  const file = openSync(path, 'r')
  try {
    let read = 0
    for (let got = readSync(file, buffer); got > 0; got = readSync(file, buffer)) {
      const text = decode(decoder, buffer.subarray(0, got))
      // The decoder has skipped one already.
      if (read === 0 && text.startsWith('\uFEFF')) throw malformed('The metadata begins with a second byte order mark.')
      read += got
      if (read > largestAggregate) throw tooLarge(`The metadata is larger than ${largestAggregate / 2 ** 20} MiB.`)
      reader.write(text)
    }
    reader.write(decode(decoder))
    return reader.finish()
  } finally {
    closeSync(file)
  }
}

function decode(decoder: TextDecoder, octets?: Uint8Array): string {
  try {
    return octets === undefined ? decoder.decode() : decoder.decode(octets, { stream: true })
  } catch (cause) {
    throw malformed('The metadata is not UTF-8.', { cause })
  }
}

function writeAll(file: number, octets: Buffer): void {
  for (let done = 0; done < octets.length; ) done += writeSync(file, octets, done)
}

function toTable(entries: ReadonlyMap<string, Entry | 'twice'>, warnings: readonly Said[]): EntityTable {
  const kept = [...entries]
    .flatMap(([name, entry]) => (entry === 'twice' ? [] : [{ name, ...entry }]))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
  const digests = new Uint8Array(kept.length * 32)
  kept.forEach(({ digest }, at) => {
    digests.set(digest, at * 32)
  })
  const more = warnings.length - mostWarnings
  return {
    names: kept.map(({ name }) => name),
    offsets: Float64Array.from(kept, (entry) => entry.offset),
    lengths: Float64Array.from(kept, (entry) => entry.length),
    validUntil: Float64Array.from(kept, (entry) => entry.validUntil),
    digests,
    warnings: [...warnings.slice(0, mostWarnings), ...(more > 0 ? [said`${more} more are left out.`] : [])],
  }
}
