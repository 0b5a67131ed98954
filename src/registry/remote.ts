/** One address with metadata, read in the background and again before it gets old. */
import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { OutboundConfig } from '../config/config.ts'
import { GatewayError } from '../core/errors.ts'
import type { FetchedFrom } from '../outbound/addresses.ts'
import type { MetadataReading } from '../saml/metadata.ts'
import type { ServiceProvider } from '../saml/service-provider.ts'
import { withoutForbidden } from './endpoints.ts'
import type { FetchMetadata } from './fetch.ts'
import { parseMetadata } from './parse.ts'
import { broken, hasRunOut, type Reading, withoutExpired } from './reading.ts'
import type { AddressSource } from './source-kinds.ts'

const day = 86_400_000
const hour = 3_600_000
const soonest = 60_000
const firstRetry = 5_000
const lastRetry = 600_000

export interface RemoteOptions {
  readonly onChange: () => void
  readonly fetch: FetchMetadata
  readonly now: () => number
  /** How addresses are currently called. */
  readonly outbound: () => OutboundConfig
}

export class RemoteMetadata {
  /** Resolves when the address has answered or failed for the first time. */
  readonly first: Promise<void>
  readonly #source: AddressSource
  readonly #options: RemoteOptions
  readonly #stop = new AbortController()
  #reading: Reading
  #told: Reading
  /** The last copy that could be read, and what its bytes hash to. */
  #copy: { readonly digest: string; readonly parsed: MetadataReading } | undefined
  #failures = 0
  /** How many times in a row it returned the same bytes. */
  #unchanged = 0
  #timer: NodeJS.Timeout | undefined

  constructor(source: AddressSource, options: RemoteOptions) {
    this.#source = source
    this.#options = options
    this.#reading = {
      source: source.url,
      serviceProviders: [],
      warnings: [],
      notes: [],
      fault: {
        severity: 'warning',
        message: 'The metadata has not been read since the start; until then the app is unknown.',
        cure: 'Nothing to do if it answers soon.',
      },
    }
    this.#told = this.#reading
    this.first = this.refresh()
  }

  /** The last good copy; one that has run out is no longer in force. */
  get reading(): Reading {
    return withoutExpired(this.#reading, this.#options.now())
  }

  /** Stops reading. */
  close(): void {
    clearTimeout(this.#timer)
    this.#stop.abort()
  }

  /** Reads the address now; never rejects. */
  async refresh(): Promise<void> {
    clearTimeout(this.#timer)
    const before = this.#reading
    try {
      const outbound = this.#options.outbound()
      const { octets, address } = await this.#options.fetch({ ...this.#source, outbound }, this.#stop.signal)
      const known = this.#copy
      const parsed = await this.#parsed(octets)
      refuseOld(before.serviceProviders, parsed.serviceProviders, this.#options.now())
      const reading = await this.#judged(parsed, { address }, outbound)
      this.#failures = 0
      const isSame = known?.parsed === parsed && !before.fault && isDeepStrictEqual(reading.warnings, before.warnings)
      this.#reading = isSame ? { ...before, fetchedFrom: { address } } : reading
    } catch (error) {
      this.#failures += 1
      this.#reading = broken(this.#source.url, before, error)
    }
    if (this.#stop.signal.aborted) return
    this.#timer = setTimeout(() => void this.refresh(), this.#delay()).unref()
    this.#tell()
  }

  /** The same bytes are not read twice: that is work, and makes a new snapshot although nothing changed. */
  async #parsed(octets: Uint8Array): Promise<MetadataReading> {
    const digest = createHash('sha256').update(octets).digest('base64')
    if (this.#copy?.digest === digest) {
      this.#unchanged += 1
      return this.#copy.parsed
    }
    this.#unchanged = 0
    const parsed = await parseMetadata({
      octets,
      now: this.#options.now(),
      signers: this.#source.signers,
      role: this.#source.role,
    })
    this.#copy = { digest, parsed }
    return parsed
  }

  /** Without the endpoints that we must not call, judged again each time: names may resolve to something else today. */
  async #judged(parsed: MetadataReading, fetchedFrom: FetchedFrom, outbound: OutboundConfig): Promise<Reading> {
    const { serviceProviders, warnings } = await withoutForbidden(parsed.serviceProviders, fetchedFrom, outbound)
    const source = this.#source.url
    return { ...parsed, source, serviceProviders, warnings: [...parsed.warnings, ...warnings], fetchedFrom }
  }

  /** Reports that there is something new: other apps than last time, or another fault. */
  #tell(): void {
    const now = this.reading
    const told = this.#told
    this.#told = now
    const sameApps =
      now.serviceProviders.length === told.serviceProviders.length &&
      now.serviceProviders.every((one, index) => one === told.serviceProviders[index])
    if (!sameApps || now.fault?.message !== told.fault?.message) this.#options.onChange()
  }

  #delay(): number {
    const { serviceProviders, cacheDuration } = this.#reading
    const now = this.#options.now()
    const ends = Math.min(...serviceProviders.map(({ validUntil }) => validUntil ?? Number.POSITIVE_INFINITY)) - now
    return nextRead({ failures: this.#failures, unchanged: this.#unchanged, cacheDuration, ends })
  }
}

interface History {
  /** How often in a row it could not be read, and how often it gave the same bytes. */
  readonly failures: number
  readonly unchanged: number
  /** ms, as the metadata says */
  readonly cacheDuration: number | undefined
  /** ms until the first validUntil */
  readonly ends: number
}

/**
 * ms until an address is read again: daily, or as often as the metadata says, twice before it runs out, and soon after
 * a failure. One that asks to be read often and never changes is read less and less often, at last once an hour.
 */
export function nextRead({ failures, unchanged, cacheDuration = day, ends }: History): number {
  if (failures > 0) return Math.min(lastRetry, firstRetry * 2 ** (failures - 1))
  const backOff = Math.min(hour, soonest * 2 ** unchanged)
  return Math.max(soonest, Math.min(day, Math.max(cacheDuration, backOff), ends / 2))
}

/**
 * Old metadata, replayed, brings back keys that were withdrawn (attack 66); metadata of another name could take over
 * another app (attack 68).
 */
function refuseOld(inForce: readonly ServiceProvider[], offered: readonly ServiceProvider[], now: number): void {
  if (offered.every(({ validUntil }) => hasRunOut(validUntil, now)))
    throw refused('The validUntil of the metadata has passed, or is not a date.')
  const [only, ...others] = inForce
  if (only && others.length === 0 && !offered.some(({ entityId }) => entityId === only.entityId)) {
    throw refused(`Its entityID was ${only.entityId} and is now ${offered[0]?.entityId}. If that is right, restart.`)
  }
  for (const { entityId, validUntil } of offered) {
    const until = inForce.find((one) => one.entityId === entityId)?.validUntil
    if (until === undefined || hasRunOut(until, now) || (validUntil !== undefined && validUntil >= until)) continue
    throw refused(`The metadata of ${entityId} is older than the one in force, or has lost its validUntil.`)
  }
}

const refused = (message: string): GatewayError => new GatewayError('malformed_request', message)
