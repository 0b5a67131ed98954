/** An address whose answer a test sets, with a store beside it that outlives restarts. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderStore } from '../../../src/app-store/folder.ts'
import type { AppStore } from '../../../src/app-store/store.ts'
import { GatewayError } from '../../../src/core/errors.ts'
import type { Fetched, Validators } from '../../../src/registry/fetch.ts'
import { listQuarantine } from '../../../src/registry/quarantine.ts'
import type { OpenedRegistry } from '../../../src/registry/registry.ts'
import { MetadataSources } from '../../../src/registry/sources.ts'
import { certificateBase64, keyDescriptor, x509Data } from '../../saml/metadata.ts'
import { metadata, Places } from './places.ts'

export const wiki = 'https://wiki.home.lan'
export const address = `${wiki}/metadata`
export const start = Date.parse('2026-11-01T00:00:00Z')

/** Keys by the name of their certificate. */
export const key = (name: string, use?: string): string => keyDescriptor(x509Data(certificateBase64(name)), use)

/** The app's metadata, with keys, ACS address and attributes of its SPSSODescriptor. */
export const copy = ({ keys = key('leaf'), acs = `${wiki}/acs`, flags = '', attributes = '' } = {}): string =>
  metadata(wiki, { inside: keys, acs, attributes }).replace('<md:SPSSODescriptor ', `<md:SPSSODescriptor ${flags} `)

export class AddressStage {
  now = start
  answer: string | GatewayError = copy()
  validators: Validators | undefined
  /** What each reading said it has already. */
  readonly asked: (Validators | undefined)[] = []
  readonly heard: string[] = []
  readonly store: AppStore
  places: Places
  readonly #folder = mkdtempSync(join(tmpdir(), 'isthmus-store-'))
  /** Its line in the config. */
  entry: string

  /** @param entry more keys of the app, each with a comma before it */
  constructor(entry = '') {
    this.entry = `  wiki: { metadata: "${address}"${entry} }\n`
    this.store = folderStore(this.#folder)
    this.places = new Places(this.sources())
  }

  /** As a process of its own has them. @param store without a watch, it hears of nothing that another one does */
  sources(store = this.store): MetadataSources {
    const hear = (what: string) => void this.heard.push(what)
    return new MetadataSources({
      now: () => this.now,
      store,
      fetch: async ({ validators }): Promise<Fetched> => {
        this.asked.push(validators)
        if (this.answer instanceof GatewayError) throw this.answer
        const known = this.validators && { validators: this.validators }
        if (validators !== undefined && validators.etag === this.validators?.etag)
          return { address: undefined, ...known }
        return { octets: Buffer.from(this.answer), address: undefined, ...known }
      },
      events: {
        applied: (_, fields) => hear(`applied ${fields.join(' ')}`),
        quarantined: ({ waiting }) => hear(`quarantined ${waiting.changes.map(({ kind }) => kind).join(' ')}`),
        failing: ({ state }) => hear(`failing ${state}`),
        storeTrouble: (error) => hear(`trouble ${String(error)}`),
      },
    })
  }

  async open(): Promise<OpenedRegistry> {
    await this.places.open(this.entry)
    await this.places.sources.settled()
    return this.places.open(this.entry)
  }

  /** The address is read again. */
  async refresh(): Promise<OpenedRegistry> {
    await this.places.sources.refreshAll()
    return this.places.open(this.entry)
  }

  /** Another answer, read. */
  offer(answer: string | GatewayError): Promise<OpenedRegistry> {
    this.answer = answer
    return this.refresh()
  }

  /** The process ends, and another one begins with the same store. */
  restart(): Promise<OpenedRegistry> {
    this.places.remove()
    this.places = new Places(this.sources())
    return this.open()
  }

  /** A snapshot as it is, without any reading. */
  snapshot(): Promise<OpenedRegistry> {
    return this.places.open(this.entry)
  }

  waiting() {
    return listQuarantine(this.store, [{ name: 'wiki', metadata: { kind: 'url', url: address } }])
  }

  async close(): Promise<void> {
    this.places.remove()
    await this.store.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

export const down = (): GatewayError => new GatewayError('malformed_request', 'It does not answer.')

/** Names of the keys with which requests are verified. */
export const keysOf = ({ registry }: OpenedRegistry): readonly string[] =>
  registry.samlApps().flatMap(({ serviceProvider }) => serviceProvider.signingKeys.map(({ id }) => id))
