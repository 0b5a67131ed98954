/** One address with metadata, read in the background and again before it gets old. */
import type { MetadataSource } from '../config/config.ts'
import { GatewayError } from '../core/errors.ts'
import { parseServiceProviders } from '../saml/metadata.ts'
import type { FetchMetadata } from './fetch.ts'
import { broken, decode, type Reading } from './reading.ts'

const day = 86_400_000
const soonest = 60_000
const firstRetry = 5_000
const lastRetry = 600_000

export interface RemoteOptions {
  readonly onChange: () => void
  readonly fetch: FetchMetadata
  readonly now: () => number
}

export class RemoteMetadata {
  /** Resolves when the address has answered or failed for the first time. */
  readonly first: Promise<void>
  readonly #source: Extract<MetadataSource, { kind: 'url' }>
  readonly #options: RemoteOptions
  readonly #stop = new AbortController()
  #reading: Reading
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
    this.first = this.#refresh()
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

  async #refresh(): Promise<void> {
    const before = this.#reading
    try {
      const text = decode(await this.#options.fetch(this.#source, this.#stop.signal))
      const reading = { source: this.#source.url, ...parseServiceProviders(text, { now: this.#options.now() }) }
      this.#refuseOld(reading)
      this.#failures = 0
      if (text !== this.#text || before.fault) this.#reading = reading
      this.#text = text
    } catch (error) {
      this.#failures += 1
      this.#reading = broken(this.#source.url, before, error)
    }
    if (this.#stop.signal.aborted) return
    this.#timer = setTimeout(() => void this.#refresh(), this.#delay()).unref()
    if (this.#reading !== before && !sameFault(this.#reading, before)) this.#options.onChange()
  }

  /** Old metadata, replayed, brings back keys that were withdrawn (attack 66). */
  #refuseOld({ serviceProviders }: Reading): void {
    const now = this.#options.now()
    if (serviceProviders.every(({ validUntil }) => hasRunOut(validUntil, now))) {
      throw new GatewayError('malformed_request', 'The validUntil of the metadata is past.')
    }
    for (const { entityId, validUntil } of serviceProviders) {
      const inForce = this.#reading.serviceProviders.find((one) => one.entityId === entityId)?.validUntil
      if (inForce === undefined || hasRunOut(inForce, now) || (validUntil !== undefined && validUntil >= inForce))
        continue
      throw new GatewayError('malformed_request', `The metadata of ${entityId} is older than the one in force.`)
    }
  }

  /** Daily, twice before it runs out, and soon after a failure: ms. */
  #delay(): number {
    if (this.#failures > 0) return Math.min(lastRetry, firstRetry * 2 ** (this.#failures - 1))
    const ends = this.#reading.serviceProviders.map(({ validUntil }) => validUntil ?? Number.POSITIVE_INFINITY)
    return Math.max(soonest, Math.min(day, (Math.min(...ends) - this.#options.now()) / 2))
  }
}

const hasRunOut = (validUntil: number | undefined, now: number): boolean => validUntil !== undefined && validUntil < now

const sameFault = (a: Reading, b: Reading): boolean =>
  a.serviceProviders === b.serviceProviders && a.fault !== undefined && a.fault.message === b.fault?.message
