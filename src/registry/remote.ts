/** One address with metadata, read in the background and again before it gets old. */
import { isDeepStrictEqual } from 'node:util'
import type { MetadataSource, OutboundConfig } from '../config/config.ts'
import { GatewayError } from '../core/errors.ts'
import type { FetchedFrom } from '../outbound/addresses.ts'
import { type MetadataReading, parseServiceProviders } from '../saml/metadata.ts'
import type { ServiceProvider } from '../saml/service-provider.ts'
import { withoutForbidden } from './endpoints.ts'
import type { FetchMetadata } from './fetch.ts'
import { broken, decode, type Reading } from './reading.ts'

const day = 86_400_000
const soonest = 60_000
const firstRetry = 5_000
const lastRetry = 600_000

export interface RemoteOptions {
  readonly onChange: () => void
  readonly fetch: FetchMetadata
  /** As the config in force has it. */
  readonly outbound: () => OutboundConfig
  readonly now: () => number
}

export class RemoteMetadata {
  /** Resolves when the address has answered or failed for the first time. */
  readonly first: Promise<void>
  readonly #source: Extract<MetadataSource, { kind: 'url' }>
  readonly #options: RemoteOptions
  readonly #stop = new AbortController()
  #reading: Reading
  #told: Reading
  #text: string | undefined
  #failures = 0
  #timer: NodeJS.Timeout | undefined

  constructor(source: Extract<MetadataSource, { kind: 'url' }>, options: RemoteOptions) {
    this.#source = source
    this.#options = options
    this.#reading = {
      source: source.url,
      serviceProviders: [],
      warnings: [],
      fault: {
        severity: 'warning',
        message: 'The metadata has not been read yet since the start; the app is unknown until then.',
        cure: 'Nothing to do if it answers soon.',
      },
    }
    this.#told = this.#reading
    this.first = this.refresh()
  }

  /** The last good copy; one that has run out is no longer in force (Metadata 2.3.1). */
  get reading(): Reading {
    const inForce = this.#reading.serviceProviders.filter((one) => !hasRunOut(one.validUntil, this.#options.now()))
    if (inForce.length === this.#reading.serviceProviders.length) return this.#reading
    return {
      ...this.#reading,
      serviceProviders: inForce,
      fault: this.#reading.fault ?? {
        severity: 'error',
        message: 'The validUntil of the metadata is past, and no newer one came.',
        cure: 'Ask whoever publishes it.',
      },
    }
  }

  /** No more reading. */
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
      const fetched = await this.#options.fetch({ ...this.#source, outbound }, this.#stop.signal)
      const text = decode(fetched.octets)
      const parsed = parseServiceProviders(text, { now: this.#options.now() })
      refuseOld(before.serviceProviders, parsed.serviceProviders, this.#options.now())
      const reading = await this.#judged(parsed, { address: fetched.address }, outbound)
      this.#failures = 0
      if (text !== this.#text || before.fault || !isDeepStrictEqual(reading.warnings, before.warnings))
        this.#reading = reading
      else this.#reading = { ...before, fetchedFrom: { address: fetched.address } }
      this.#text = text
    } catch (error) {
      this.#failures += 1
      this.#reading = broken(this.#source.url, before, error)
    }
    if (this.#stop.signal.aborted) return
    this.#timer = setTimeout(() => void this.refresh(), this.#delay()).unref()
    this.#tell()
  }

  /** Without the endpoints that we must not call, judged anew each time: names may resolve to something else today. */
  async #judged(parsed: MetadataReading, fetchedFrom: FetchedFrom, outbound: OutboundConfig): Promise<Reading> {
    const { serviceProviders, warnings } = await withoutForbidden(parsed.serviceProviders, fetchedFrom, outbound)
    const source = this.#source.url
    return { ...parsed, source, serviceProviders, warnings: [...parsed.warnings, ...warnings], fetchedFrom }
  }

  /** Says that there is something new: other apps than at the last time, or another fault. */
  #tell(): void {
    const now = this.reading
    const told = this.#told
    this.#told = now
    const sameApps =
      now.serviceProviders.length === told.serviceProviders.length &&
      now.serviceProviders.every((one, index) => one === told.serviceProviders[index])
    if (!sameApps || now.fault?.message !== told.fault?.message) this.#options.onChange()
  }

  /** ms: daily, or as often as the metadata says, twice before it runs out, and soon after a failure. */
  #delay(): number {
    if (this.#failures > 0) return Math.min(lastRetry, firstRetry * 2 ** (this.#failures - 1))
    const { serviceProviders, cacheDuration = day } = this.#reading
    const ends = serviceProviders.map(({ validUntil }) => validUntil ?? Number.POSITIVE_INFINITY)
    return Math.max(soonest, Math.min(day, cacheDuration, (Math.min(...ends) - this.#options.now()) / 2))
  }
}

const hasRunOut = (validUntil: number | undefined, now: number): boolean => validUntil !== undefined && validUntil < now

/**
 * Old metadata, replayed, brings back keys that were withdrawn (attack 66); metadata of another name could take over
 * another app (attack 68).
 */
function refuseOld(inForce: readonly ServiceProvider[], offered: readonly ServiceProvider[], now: number): void {
  if (offered.every(({ validUntil }) => hasRunOut(validUntil, now)))
    throw refused('The validUntil of the metadata is past.')
  const [only, ...others] = inForce
  if (only && others.length === 0 && !offered.some(({ entityId }) => entityId === only.entityId)) {
    throw refused(`It was ${only.entityId}, and names itself ${offered[0]?.entityId} now. If that is right, restart.`)
  }
  for (const { entityId, validUntil } of offered) {
    const until = inForce.find((one) => one.entityId === entityId)?.validUntil
    if (until === undefined || hasRunOut(until, now) || (validUntil !== undefined && validUntil >= until)) continue
    throw refused(`The metadata of ${entityId} is older than the one in force, or has lost its validUntil.`)
  }
}

const refused = (message: string): GatewayError => new GatewayError('malformed_request', message)
