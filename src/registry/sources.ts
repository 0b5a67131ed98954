/**
 * The last good metadata of each file and address; outlives the snapshots of the config. A source that breaks
 * keeps its last good copy, and says what is wrong with the new one.
 */

import type { AppStore } from '../app-store/store.ts'
import type { AppConfig, MetadataSource, OutboundConfig } from '../config/config.ts'
import { declareServiceProvider } from '../saml/metadata-declared.ts'
import { sourceKey } from './address-key.ts'
import { Federations } from './federation/federations.ts'
import { type FetchMetadata, fetchMetadata } from './fetch.ts'
import { FileMetadata } from './file.ts'
import { DropFolder } from './folder.ts'
import { MadeApps } from './made-apps.ts'
import { broken, type Reading } from './reading.ts'
import { RemoteMetadata, type RemoteOptions } from './remote.ts'
import type { AddressSource, FileSource } from './source-kinds.ts'
import type { SourceEvents, SourceStatus } from './source-status.ts'

export interface MetadataSourcesOptions {
  /** Told when an address gave something new, or signed metadata came to its end: time for a new snapshot. */
  readonly onChange?: () => void
  /** Where fetched copies are kept, and those that wait; absent: in memory alone. */
  readonly store?: AppStore
  /** Addresses are not asked: what counts is the copy that is kept. */
  readonly offline?: boolean
  readonly events?: SourceEvents
  /** What federations publish is kept beside the config for the next start; else, it leaves nothing behind. */
  readonly keepFederations?: boolean
  /** Tests give their own. */
  readonly fetch?: FetchMetadata
  /** ms since 1970 */
  readonly now?: () => number
}

/** The longest that Node's timers can wait. */
const longestTimer = 2 ** 31 - 1

export class MetadataSources {
  readonly federations: Federations
  /** What was made of them. */
  readonly made = new MadeApps()
  readonly #files = new Map<string, FileMetadata>()
  readonly #remote = new Map<string, RemoteMetadata>()
  #folder: DropFolder | undefined
  #restricted = false
  #timer: NodeJS.Timeout | undefined
  #changed: ReadonlySet<string> | 'all' = 'all'
  /** What was asked for since others were last forgotten. */
  #asked = new Set<string>()
  readonly #options: RemoteOptions
  #outbound: OutboundConfig = { authorities: [], proxy: { no: '' }, allowAddresses: [] }

  readonly #unwatch: (() => void) | undefined

  constructor(options: MetadataSourcesOptions = {}) {
    const { onChange = () => {}, fetch = fetchMetadata, now = Date.now, events = {}, store, offline = false } = options
    const outbound = () => this.#outbound
    this.#options = { onChange, fetch, now, outbound, offline, events, ...(store && { store }) }
    this.#unwatch = store?.watch((changed) => this.#storeChanged(changed))
    this.federations = new Federations(this.#options, options.keepFederations === true)
  }

  /**
   * Whether any entry or the defaults say, or ever said, who may use an app: what is removed from the config must not
   * leave a file open to everyone.
   */
  remember(restricted: boolean): boolean {
    this.#restricted ||= restricted
    return this.#restricted
  }

  /** Which files may have changed since they were last read: at the next reading the others are not looked at again. */
  changed(paths: ReadonlySet<string> | 'all'): void {
    this.#changed = paths
  }

  /** The source as it is now. An address is read in the background: at first it has nothing, and says so. */
  async read(source: MetadataSource, isLocal?: boolean): Promise<Reading> {
    switch (source.kind) {
      case 'file':
        return this.#file(source).read(this.#changed === 'all' || this.#changed.has(source.path), isLocal)
      case 'url': {
        const remote = this.#address(source)
        await remote.loaded
        return remote.reading
      }
      case 'inline':
        return this.#declare(source)
      case 'beside':
        // Only documents of the app store have it, and stored.ts reads it with them.
        return broken('the metadata beside the settings', undefined, new Error('it is read with its document'))
    }
  }

  /** From now on addresses are called as this config says. */
  callBy(outbound: OutboundConfig): void {
    this.#outbound = outbound
  }

  /** A file as it was last read, without a look at it; undefined where it never was. */
  last(source: FileSource): Reading | undefined {
    return this.#file(source).last
  }

  /** The drop folder, with what it held when it could last be read. */
  folder(path: string): DropFolder {
    if (this.#folder?.path !== path) this.#folder = new DropFolder(path)
    return this.#folder
  }

  /** How each address is doing, by address. */
  status(): readonly SourceStatus[] {
    return [...this.#remote.values()].map(({ status }) => status)
  }

  /** Whether the address that an app names has yet to answer, or to fail, for the first time. */
  isPending(app: AppConfig | undefined): boolean {
    if (app?.protocol !== 'saml' || app.metadata.kind !== 'url') return false
    const status = this.#remote.get(sourceKey(app.metadata.url, app.metadata))?.status
    return status?.state === 'unread' && status.failingSince === undefined
  }

  /** Reads one address again now, by the name that its status has. Resolves to whether there is one. */
  async refresh(name: string): Promise<boolean> {
    const found = this.#named().find((one) => one.name === name)
    await found?.remote.refresh()
    return found !== undefined
  }

  #storeChanged(changed: ReadonlySet<string> | 'all'): void {
    for (const { remote, name } of this.#named()) {
      const concerns = changed === 'all' || changed.has(`fetched/${name}`) || changed.has(`quarantine/${name}`)
      if (concerns) void remote.storeChanged()
    }
  }

  #named() {
    return [...this.#remote.values()].map((remote) => ({ remote, name: remote.status.name }))
  }

  /** Resolves when every address has answered or failed once: for a check that must not miss any. */
  async settled(): Promise<void> {
    await Promise.all([...this.#remote.values()].map((remote) => remote.first))
    await this.federations.settled()
  }

  /** Reads every address again now; resolves when all have answered or failed. */
  async refreshAll(): Promise<void> {
    await Promise.all([...this.#remote.values()].map((remote) => remote.refresh()))
    await this.federations.refreshAll()
  }

  /** Forgets sources that were not read since it was last called: their apps are gone. */
  forgetOthers(): void {
    for (const key of this.#files.keys()) if (!this.#asked.has(key)) this.#files.delete(key)
    for (const [key, remote] of this.#remote) {
      if (this.#asked.has(key)) continue
      remote.close()
      this.#remote.delete(key)
    }
    this.#asked = new Set()
    this.#changed = 'all'
    this.#remindOfEnd()
  }

  /** Stops reading addresses. */
  close(): void {
    clearTimeout(this.#timer)
    this.#unwatch?.()
    for (const remote of this.#remote.values()) remote.close()
    this.#remote.clear()
    this.federations.close()
  }

  /** Signed files expire by themselves, without anybody writing to them. */
  #remindOfEnd(): void {
    clearTimeout(this.#timer)
    const now = this.#options.now()
    const signed = [...this.#files.values()].flatMap(({ last }) => (last?.signed ? last.serviceProviders : []))
    const next = Math.min(...signed.map(({ validUntil }) => validUntil ?? Number.POSITIVE_INFINITY))
    if (next === Number.POSITIVE_INFINITY) return
    this.#timer = setTimeout(() => this.#options.onChange(), Math.min(longestTimer, next - now + 1)).unref()
  }

  #declare(source: Extract<MetadataSource, { kind: 'inline' }>): Reading {
    const name = `entityId ${source.entityId}`
    try {
      return { source: name, ...declareServiceProvider(source, { now: this.#options.now() }) }
    } catch (error) {
      return broken(name, undefined, error)
    }
  }

  #file(source: FileSource): FileMetadata {
    const key = sourceKey(source.path, source)
    this.#asked.add(key)
    const known = this.#files.get(key) ?? new FileMetadata(source, this.#options.now)
    this.#files.set(key, known)
    return known
  }

  #address(source: AddressSource): RemoteMetadata {
    const key = sourceKey(source.url, source)
    const isFirst = !this.#asked.has(key)
    this.#asked.add(key)
    const known = this.#remote.get(key) ?? new RemoteMetadata(source, this.#options)
    this.#remote.set(key, known)
    // It may have been taken back since; of several who have the address the strictest counts.
    known.followsKeys = source.keys === 'follow' && (isFirst || known.followsKeys)
    return known
  }
}
