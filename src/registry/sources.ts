/**
 * Metadata as it was last good, of each file and address; outlives the snapshots of the config. A source that breaks
 * keeps its last good copy, and says what is wrong with the new one.
 */
import { readFile, stat } from 'node:fs/promises'
import type { MetadataSource, OutboundConfig } from '../config/config.ts'
import { GatewayError } from '../core/errors.ts'
import { declareServiceProvider, parseServiceProviders } from '../saml/metadata.ts'
import { type FetchMetadata, fetchMetadata } from './fetch.ts'
import { broken, decode, type Reading, readWith } from './reading.ts'
import { RemoteMetadata, type RemoteOptions } from './remote.ts'

/** No metadata of a person's apps is larger; the largest federations are, and are not read whole. */
const largestMetadata = 10 * 1_048_576

/** ms; file systems keep times no finer than this, network ones included. */
const tick = 2000

interface FileCopy {
  /** Tells a changed file from one that is the same. */
  readonly version: string
  readonly reading: Reading
}

export interface MetadataSourcesOptions {
  /** Told when an address gave something new: time for a new snapshot. */
  readonly onChange?: () => void
  /** Tests give their own. */
  readonly fetch?: FetchMetadata
  /** ms since 1970 */
  readonly now?: () => number
}

export class MetadataSources {
  readonly #files = new Map<string, FileCopy>()
  readonly #remote = new Map<string, RemoteMetadata>()
  #restricted = false
  /** What was asked for since others were last forgotten. */
  #asked = new Set<string>()
  readonly #options: RemoteOptions
  #outbound: OutboundConfig = { authorities: [], proxy: { no: '' }, allowAddresses: [] }

  constructor({ onChange = () => {}, fetch = fetchMetadata, now = Date.now }: MetadataSourcesOptions = {}) {
    this.#options = { onChange, fetch, now, outbound: () => this.#outbound }
  }

  /**
   * Whether any entry says, or ever said since the start, who may use its app: one that is taken out of the config must
   * not leave its file open to everyone.
   */
  remember(restricted: boolean): boolean {
    this.#restricted ||= restricted
    return this.#restricted
  }

  /** The source as it is now. An address is read in the background: at first it has nothing, and says so. */
  async read(source: MetadataSource): Promise<Reading> {
    switch (source.kind) {
      case 'file':
        return this.#readFile(source.path)
      case 'url':
        return this.#readAddress(source)
      case 'inline':
        return readWith(`entityId ${source.entityId}`, undefined, () =>
          declareServiceProvider(source, { now: this.#options.now() }),
        )
    }
  }

  /** From now on addresses are called as this config has it. */
  callBy(outbound: OutboundConfig): void {
    this.#outbound = outbound
  }

  /** Resolves when every address has answered or failed once: for a check that must not miss any. */
  async settled(): Promise<void> {
    await Promise.all([...this.#remote.values()].map((remote) => remote.first))
  }

  /** Reads every address again now; resolves when all have answered or failed. */
  async refreshAll(): Promise<void> {
    await Promise.all([...this.#remote.values()].map((remote) => remote.refresh()))
  }

  /** Forgets sources that were not read since it was last called: their apps are gone. */
  forgetOthers(): void {
    for (const path of this.#files.keys()) if (!this.#asked.has(path)) this.#files.delete(path)
    for (const [key, remote] of this.#remote) {
      if (this.#asked.has(key)) continue
      remote.close()
      this.#remote.delete(key)
    }
    this.#asked = new Set()
  }

  /** Stops reading addresses. */
  close(): void {
    for (const remote of this.#remote.values()) remote.close()
    this.#remote.clear()
  }

  async #readFile(path: string): Promise<Reading> {
    this.#asked.add(path)
    const known = this.#files.get(path)
    try {
      const { size, mtimeMs, ctimeMs, ino } = await stat(path)
      const version = [size, mtimeMs, ctimeMs, ino].join()
      const written = Math.max(mtimeMs, ctimeMs)
      if (known?.version === version) return known.reading
      if (size > largestMetadata) throw new GatewayError('malformed_request', 'The file is larger than 10 MB.')
      const text = decode(await readFile(path))
      const reading = readWith(path, known?.reading, () => parseServiceProviders(text, { now: this.#options.now() }))
      // Written just now, it could be written once more within one tick of the file system's clock, unseen.
      this.#files.set(path, { version: Date.now() - written < tick ? '' : version, reading })
      return reading
    } catch (error) {
      const reading = broken(path, known?.reading, error)
      this.#files.set(path, { version: '', reading })
      return reading
    }
  }

  #readAddress(source: Extract<MetadataSource, { kind: 'url' }>): Reading {
    const key = `${source.url} ${source.ca ?? ''}`
    this.#asked.add(key)
    const known = this.#remote.get(key)
    if (known) return known.reading
    const remote = new RemoteMetadata(source, this.#options)
    this.#remote.set(key, remote)
    return remote.reading
  }
}
