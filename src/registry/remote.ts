/**
 * One address with metadata, read in the background and again before it gets old. What changes whom we trust, or how people
 * are named, waits for somebody's look, unless its signature fits the key that the operator pinned.
 */
import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { AppStore } from '../app-store/store.ts'
import type { OutboundConfig } from '../config/config.ts'
import type { FetchedFrom } from '../outbound/addresses.ts'
import type { MetadataReading } from '../saml/metadata.ts'
import { decodeMetadata } from '../saml/metadata-text.ts'
import { copyNameOf } from './address-key.ts'
import { CopyKeeper } from './copy-keeper.ts'
import { callable } from './endpoints.ts'
import type { Fetched, FetchMetadata, Validators } from './fetch.ts'
import type { FetchedRecord, Kept } from './fetched-copy.ts'
import { parseMetadata } from './parse.ts'
import { broken, endOf, type Reading, rolesOf, withoutExpired } from './reading.ts'
import { laidAside, refuseOld, unread } from './remote-faults.ts'
import { RemoteHealth } from './remote-health.ts'
import { nextRead } from './schedule.ts'
import type { AddressSource } from './source-kinds.ts'
import type { SourceEvents, SourceStatus } from './source-status.ts'
import { allChanges, harmlessChanges, type TrustChange } from './trust.ts'

export interface RemoteOptions {
  readonly onChange: () => void
  readonly fetch: FetchMetadata
  readonly now: () => number
  /** How addresses are currently called. */
  readonly outbound: () => OutboundConfig
  /** Where copies are kept; absent: in memory alone. */
  readonly store?: AppStore
  /** Addresses are not asked: what counts is the copy that is kept. */
  readonly offline?: boolean
  readonly events: SourceEvents
}

/** What it answered, read. */
interface Answered {
  readonly digest: string
  readonly xml: string
  readonly parsed: MetadataReading
  readonly from: FetchedFrom
}

/** ms by which a validUntil must move before a copy that is otherwise the same is written again. */
const worthWriting = 12 * 3_600_000

export class RemoteMetadata {
  /** Resolves when the copy of an earlier time has been read, if there is one. */
  readonly loaded: Promise<void>
  /** Resolves when the address has answered or failed for the first time. */
  readonly first: Promise<void>
  /** Whether new keys apply unseen, as all who have this address now say. */
  followsKeys: boolean
  readonly #source: AddressSource
  readonly #options: RemoteOptions
  readonly #keeper: CopyKeeper
  readonly #health: RemoteHealth
  readonly #stop = new AbortController()
  #reading: Reading
  #told: Reading
  /** The last answer that could be read, in force or not. */
  #answered: Answered | undefined
  #validators: Validators | undefined
  /** Of the text in force. */
  #inForce: string | undefined
  /** End of the copy in the store, ms since 1970. */
  #savedEnd: number | undefined
  /** How many times in a row it returned the same bytes. */
  #unchanged = 0
  #timer: NodeJS.Timeout | undefined
  #turn: Promise<unknown> = Promise.resolve()

  constructor(source: AddressSource, options: RemoteOptions) {
    this.#source = source
    this.#options = options
    this.followsKeys = source.keys === 'follow'
    this.#keeper = new CopyKeeper(copyNameOf(source) ?? '', options.store, options.events)
    this.#health = new RemoteHealth(options.now, options.events)
    this.#reading = unread(source.url)
    this.#told = this.#reading
    this.loaded = this.#inTurn(() => this.#adopt())
    this.first = options.offline === true ? this.loaded : this.loaded.then(() => this.refresh())
  }

  /** The last good copy; one that has run out is no longer in force. */
  get reading(): Reading {
    return withoutExpired(this.#reading, this.#options.now())
  }

  get status(): SourceStatus {
    const { name, waiting } = this.#keeper
    const { etag } = this.#validators ?? {}
    return this.#health.status({ name, address: this.#source.url, reading: this.#reading, waiting, etag })
  }

  /** Stops reading. */
  close(): void {
    clearTimeout(this.#timer)
    this.#stop.abort()
  }

  /** Reads the address now; never rejects. */
  async refresh(): Promise<void> {
    clearTimeout(this.#timer)
    const outbound = this.#options.outbound()
    const validators = this.#answered && this.#validators
    const asked = { ...this.#source, outbound, ...(validators && { validators }) }
    const answer = await this.#options.fetch(asked, this.#stop.signal).catch((error: unknown) => ({ error }))
    if (this.#stop.signal.aborted) return
    await this.#inTurn(async () => {
      try {
        if ('error' in answer) throw answer.error
        await this.#judge(await this.#read(answer), outbound)
        this.#health.succeeded()
      } catch (error) {
        this.#reading = broken(this.#source.url, this.#reading, error)
        this.#health.failed(this.status)
      }
    })
    const delay = this.#delay()
    this.#health.nextIn(delay)
    this.#timer = setTimeout(() => void this.refresh(), delay).unref()
    this.#tell()
  }

  /** The store has another copy, or a decision on the one that waits: another node's, or an administrator's. */
  async storeChanged(): Promise<void> {
    await this.#inTurn(() => this.#adopt())
    if (!this.#stop.signal.aborted) this.#tell()
  }

  /** One after the other: a decision that comes while an answer is judged must not be overwritten. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const mine = this.#turn.then(work)
    this.#turn = mine.catch(() => undefined)
    return mine
  }

  async #adopt(): Promise<void> {
    const kept = await this.#keeper.load()
    await this.#keeper.look()
    if (kept !== undefined && digestOf(kept.xml) !== this.#inForce) {
      await this.#putStored(kept).catch((error: unknown) => this.#options.events.storeTrouble?.(error))
    }
    const { fault, ...good } = this.#reading
    if (fault?.waits) this.#reading = { ...good, ...this.#faultOfWaiting() }
  }

  async #putStored({ record, xml }: Kept<FetchedRecord>): Promise<void> {
    const parsed = await this.#parse(Buffer.from(xml))
    const [from, outbound] = [{ address: record.from }, this.#options.outbound()]
    this.#reading = await callable(parsed, this.#source.url, from, outbound, record.readAt)
    this.#inForce = digestOf(xml)
    this.#savedEnd = endOf(parsed)
  }

  /** The same bytes are not read twice: that is work, and makes a new snapshot although nothing changed. */
  async #read({ octets, address, validators }: Fetched): Promise<Answered> {
    this.#validators = validators
    const known = this.#answered
    const xml = octets === undefined ? undefined : decodeMetadata(octets)
    const digest = xml === undefined ? undefined : digestOf(xml)
    if (known !== undefined && (digest === undefined || digest === known.digest)) {
      this.#unchanged += 1
      return { ...known, from: { address } }
    }
    this.#unchanged = 0
    const parsed = await this.#parse(octets ?? Buffer.alloc(0))
    this.#answered = { digest: digest ?? '', xml: xml ?? '', parsed, from: { address } }
    return this.#answered
  }

  #parse(octets: Uint8Array): Promise<MetadataReading> {
    const { signers, role } = this.#source
    return parseMetadata({ octets, now: this.#options.now(), signers, role })
  }

  /** Puts an answer in force, or lays it aside. @throws GatewayError */
  async #judge(answered: Answered, outbound: OutboundConfig): Promise<void> {
    const { parsed, from, digest } = answered
    const before = this.#reading
    refuseOld(before, parsed, this.#options.now())
    const changes = await this.#changes(parsed)
    if (changes.length > 0) {
      // Another node may have put it in force already, and this one has not heard of it yet.
      const known = this.#inForce
      await this.#adopt()
      if (this.#inForce !== known) return this.#judge(answered, outbound)
      return this.#layAside(answered, changes)
    }
    await this.#keeper.withdraw()
    const reading = await callable(parsed, this.#source.url, from, outbound, this.#options.now())
    const isSame = digest === this.#inForce && !before.fault && isDeepStrictEqual(reading.warnings, before.warnings)
    const fields = rolesOf(before).length === 0 || isSame ? [] : harmlessChanges(before, parsed)
    this.#reading = isSame ? { ...before, fetchedFrom: from, readAt: this.#options.now() } : reading
    if (fields.length > 0) this.#options.events.applied?.(this.#source.url, fields)
    await this.#save(answered, fields.length > 0)
  }

  /** A signature of the pinned key vouches for whatever it says. */
  async #changes(parsed: MetadataReading): Promise<readonly TrustChange[]> {
    const { renamings } = this.#options.events
    return this.#source.signers ? [] : allChanges(this.#reading, parsed, this.followsKeys, renamings)
  }

  async #layAside({ xml, from: { address: from } }: Answered, changes: readonly TrustChange[]): Promise<void> {
    const offered = { address: this.#source.url, from, xml, changes, inForce: this.#reading }
    const isNew = await this.#keeper.offer({ ...offered, now: this.#options.now() })
    const { fault: _, ...good } = this.#reading
    this.#reading = { ...good, ...this.#faultOfWaiting() }
    const { waiting } = this.#keeper
    if (isNew && waiting !== undefined) this.#options.events.quarantined?.({ ...this.status, waiting })
  }

  #faultOfWaiting(): Pick<Reading, 'fault'> {
    const { waiting, name } = this.#keeper
    return waiting === undefined ? {} : { fault: laidAside(waiting, name) }
  }

  async #save({ xml, digest, parsed, from }: Answered, changed: boolean): Promise<void> {
    const end = endOf(parsed)
    const longer = end !== undefined && (this.#savedEnd === undefined || end - this.#savedEnd >= worthWriting)
    const isKept = this.#inForce !== undefined && !changed && !longer
    this.#inForce = digest
    if (isKept) return
    const record = { v: 1, address: this.#source.url, readAt: this.#options.now() } as const
    await this.#keeper.save({ ...record, ...(from.address !== undefined && { from: from.address }) }, xml)
    this.#savedEnd = end
  }

  /** Reports that there is something new: other apps than last time, or another fault. */
  #tell(): void {
    const [now, told] = [this.reading, this.#told]
    this.#told = now
    const [is, was] = [rolesOf(now), rolesOf(told)]
    const isSame = is.length === was.length && is.every((one, index) => one === was[index])
    if (!isSame || now.fault?.message !== told.fault?.message) this.#options.onChange()
  }

  #delay(): number {
    const { cacheDuration } = this.#reading
    const ends = (endOf(this.#reading) ?? Number.POSITIVE_INFINITY) - this.#options.now()
    return nextRead({ failures: this.#health.failures, unchanged: this.#unchanged, cacheDuration, ends })
  }
}

const digestOf = (xml: string): string => createHash('sha256').update(xml).digest('base64')
