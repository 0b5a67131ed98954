/**
 * The documents of the app store as apps: outlives the snapshots of the config. Only a document that changed is read and
 * parsed again, and of all of them only where what completes them (the defaults, the upstreams) did.
 */
import { isDeepStrictEqual } from 'node:util'
import { type AppStore, type Revision, type StoreFault, StoreUnavailable } from '../app-store/store.ts'
import type { Config } from '../config/config.ts'
import type { resolveStoredApp, StoredApp } from '../config/stored-app.ts'
import { mapInSlices, Slices } from '../core/slices.ts'
import { callableOfUploaded } from './endpoints.ts'
import { parseMetadata } from './parse.ts'
import { broken, type Reading } from './reading.ts'

/** One document, judged. */
export interface Stored extends StoredApp {
  readonly name: string
  readonly revision: Revision
  /** Where it lies, for messages. */
  readonly place: string
  readonly settings: string
  /** Of the metadata beside; absent where there is none. */
  readonly reading?: Reading
}

export interface StoredAppsOptions {
  /** Judges one document. config/ knows how, and is handed in. */
  readonly resolve: typeof resolveStoredApp
  /** Told when a document changed: time for a new snapshot. */
  readonly onChange?: () => void
  /** ms since 1970 */
  readonly now?: () => number
}

/** ms after which a store that did not answer is asked again. */
const retry = 1000

export class StoredApps {
  readonly #store: AppStore
  readonly #resolve: typeof resolveStoredApp
  readonly #onChange: () => void
  readonly #now: () => number
  readonly #known = new Map<string, Stored>()
  /** Their names in order; undefined where one came or went. */
  #names: readonly string[] | undefined
  readonly #stopWatching: () => void
  /** What may have changed since it was last asked for, and what did since it was last read. */
  #marked: Set<string> | 'all' = 'all'
  /** Whether the store is to look itself, and not to wait until somebody tells it of a change. */
  #anew = false
  readonly #changed = new Set<string>()
  #around: Pick<Config, 'defaults' | 'defaultsAsWritten' | 'publicUrl' | 'upstreams'> | undefined
  #faults: readonly StoreFault[] = []
  /** Why the store can't be read. */
  #fault: string | undefined
  #wasRead = false
  #asking: Promise<boolean> | undefined
  #timer: NodeJS.Timeout | undefined
  #closed = false

  constructor(store: AppStore, { resolve, onChange, now = Date.now }: StoredAppsOptions) {
    this.#store = store
    this.#resolve = resolve
    this.#onChange = onChange ?? (() => {})
    this.#now = now
    this.#stopWatching = onChange === undefined ? () => {} : store.watch((changed) => this.#hear(changed))
  }

  /** What lies in the store and is no document. */
  get faults(): readonly StoreFault[] {
    return this.#faults
  }

  /** Why the store could not be read; its documents are then those that were read last. */
  get fault(): string | undefined {
    return this.#fault
  }

  /** Whether anything in it says who may use an app, as far as is known: what can't be read may say it. */
  get restricted(): boolean {
    if (!this.#wasRead) return true
    for (const { app } of this.#known.values()) if (app === undefined || app.restricted) return true
    return false
  }

  /** The next reading looks at everything that lies in the store, whoever wrote it a moment ago. */
  lookAgain(): void {
    this.#anew = true
    this.#mark('all')
  }

  /** Every document as it is now, by name. Never rejects. */
  async read(config: Config): Promise<readonly Stored[]> {
    await this.#ask()
    // What was marked while the last question was ending is in no answer yet.
    if (this.#fault === undefined && (this.#marked === 'all' || this.#marked.size > 0)) await this.#ask()
    await this.#readChanged(config)
    this.#names ??= [...this.#known.keys()].sort()
    return this.#names.flatMap((name) => this.#known.get(name) ?? [])
  }

  /** All documents as they were read last, by name. */
  documents(): ReadonlyMap<string, Stored> {
    return new Map(this.#known)
  }

  /** Hears of no more changes. */
  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
    this.#stopWatching()
  }

  #hear(changed: ReadonlySet<string> | 'all'): void {
    const names =
      changed === 'all' ? changed : [...changed].flatMap((one) => (one.startsWith('app/') ? [one.slice(4)] : []))
    if (names.length === 0) return
    this.#mark(names)
    void this.#ask().then((isNew) => isNew && !this.#closed && this.#onChange())
  }

  #mark(names: readonly string[] | 'all'): void {
    if (names === 'all' || this.#marked === 'all') this.#marked = 'all'
    else for (const name of names) this.#marked.add(name)
  }

  /** Asks the store for what changed; resolves to whether anything did. */
  #ask(): Promise<boolean> {
    this.#asking ??= this.#askNow().finally(() => {
      this.#asking = undefined
    })
    return this.#asking
  }

  async #askNow(): Promise<boolean> {
    let isNew = false
    while (this.#marked === 'all' || this.#marked.size > 0) {
      const [marked, anew] = [this.#marked, this.#anew]
      this.#marked = new Set()
      this.#anew = false
      try {
        const names = marked === 'all' ? await this.#different(anew) : [...marked]
        for (const name of names) this.#changed.add(name)
        const faults = await this.#store.faults('app')
        isNew ||= names.length > 0 || this.#fault !== undefined || !isDeepStrictEqual(faults, this.#faults)
        this.#faults = faults
        this.#fault = undefined
      } catch (error) {
        isNew ||= this.#fault === undefined
        this.#anew ||= anew
        this.#fail(error, marked === 'all' ? marked : [...marked])
        break
      }
    }
    return isNew
  }

  /** Names of documents that are not what they were when they were read. */
  async #different(anew: boolean): Promise<readonly string[]> {
    const heads = new Map((await this.#store.list('app', { anew })).map(({ name, revision }) => [name, revision]))
    const gone = [...this.#known.keys()].filter((name) => !heads.has(name))
    const other = [...heads].flatMap(([name, revision]) => (this.#known.get(name)?.revision === revision ? [] : [name]))
    return [...gone, ...other]
  }

  async #readChanged(config: Config): Promise<void> {
    const { defaults, defaultsAsWritten, publicUrl, upstreams } = config
    const around = { defaults, defaultsAsWritten, publicUrl, upstreams }
    const isSame = isDeepStrictEqual(around, this.#around)
    this.#around = around
    const slices = new Slices()
    const changed = [...this.#changed]
    this.#changed.clear()
    if (!isSame) {
      for (const known of [...this.#known.values()]) {
        this.#known.set(known.name, { ...known, ...(await this.#judge(known, config)) })
        await slices.rest()
      }
    }
    const unread: string[] = []
    let fault: unknown
    // Several at a time: a store that is not on this machine takes its time for each.
    await mapInSlices(changed, async (name) => {
      try {
        // One that is damaged is no reason to leave the others out.
        if (fault instanceof StoreUnavailable) unread.push(name)
        else await this.#readOne(name, config)
      } catch (error) {
        fault ??= error
        unread.push(name)
      }
    })
    if (fault !== undefined) this.#fail(fault, unread)
    if (this.#fault === undefined) this.#wasRead = true
  }

  async #readOne(name: string, config: Config): Promise<void> {
    const document = await this.#store.get('app', name)
    if (document === undefined) {
      if (this.#known.delete(name)) this.#names = undefined
      return
    }
    const { revision, settings, metadata } = document
    const place = this.#store.place('app', name)
    const before = this.#known.get(name)
    const judged = await this.#judge(
      { name, settings, place, ...(metadata !== undefined && { reading: none }) },
      config,
    )
    const source = judged.app?.protocol === 'saml' ? judged.app.metadata : undefined
    const signers = source?.kind === 'beside' ? source.signers : undefined
    const parsed = metadata === undefined ? undefined : await this.#parse(place, metadata, signers, before?.reading)
    const isForeign = judged.app?.protocol === 'saml' && judged.app.uploaded === true
    const reading = parsed && isForeign ? await callableOfUploaded(parsed, config) : parsed
    if (before === undefined) this.#names = undefined
    this.#known.set(name, { name, revision, place, settings, ...judged, ...(reading !== undefined && { reading }) })
  }

  #judge({ name, settings, place, reading }: Pick<Stored, 'name' | 'settings' | 'place' | 'reading'>, config: Config) {
    return this.#resolve({ name, settings, place, hasMetadata: reading !== undefined }, config)
  }

  /** What can't be read leaves the last good copy in force, as that of a file does. */
  async #parse(
    place: string,
    metadata: string,
    signers: Parameters<typeof parseMetadata>[0]['signers'],
    last: Reading | undefined,
  ): Promise<Reading> {
    const source = place.replace(/\.yaml$/, '.xml')
    try {
      return { source, ...(await parseMetadata({ octets: metadata, now: this.#now(), signers })) }
    } catch (error) {
      return broken(source, last, error)
    }
  }

  #fail(error: unknown, names: readonly string[] | 'all'): void {
    this.#fault = error instanceof Error ? error.message : String(error)
    this.#mark(names)
    clearTimeout(this.#timer)
    if (!this.#closed) this.#timer = setTimeout(() => this.#hear('all'), retry).unref()
  }
}

const none: Reading = { source: '', serviceProviders: [], warnings: [], notes: [] }
