/**
 * A federation that publishes all its entities in one document: fetched into a file, verified there in a thread, and in
 * force from then on. The last good copy is kept over a restart, and verified again then.
 */
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import type { FederationConfig, FederationSource } from '../../config/federation.ts'
import type { EntityId } from '../../core/identifiers.ts'
import { inAllLanguages, said } from '../../core/said.ts'
import { durationText } from '../../saml/xml-values.ts'
import { broken, correctIt, type Fault, hasRunOut, sentencesOf } from '../reading.ts'
import { ReadingFault } from '../reading-fault.ts'
import { nextRead } from '../schedule.ts'
import { download, type Validators } from './download.ts'
import { Entities } from './entities.ts'
import type { EntitySource, FederationOptions, FederationState, FoundEntity } from './source.ts'

/** ms: how often a file is looked at. */
const lookEvery = 60_000

const keptValidators = z.object({
  etag: z.string().exactOptional(),
  lastModified: z.string().exactOptional(),
  address: z.string().exactOptional(),
})

type AggregateSource = Exclude<FederationSource, { kind: 'mdq' }>

export class Aggregate implements EntitySource {
  readonly first: Promise<void>
  readonly #federation: FederationConfig
  readonly #source: AggregateSource
  readonly #options: FederationOptions
  readonly #stop = new AbortController()
  #entities: Entities | undefined
  /** Of the copy in force. */
  #validators: Validators | undefined
  #fault: FederationState['fault']
  #failures = 0
  #unchanged = 0
  #version = ''
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined

  /** @param source of this federation */
  constructor(federation: FederationConfig, source: AggregateSource, options: FederationOptions) {
    this.#federation = federation
    this.#source = source
    this.#options = options
    this.first = this.#restore().then(() => this.refresh())
  }

  get state(): FederationState {
    const entities = this.#entities
    if (entities === undefined) {
      const message = 'The metadata has not been read since the start; until then its apps are unknown.'
      const words = inAllLanguages(message, 'Nothing to do if it is read soon.')
      const waiting = { severity: 'warning', ...words } as const
      return { entities: 0, warnings: [], fault: this.#fault ?? waiting }
    }
    const { facts, warnings } = entities
    const ranOut = hasRunOut(facts.validUntil, this.#options.now())
    const message = 'The validUntil of the metadata has passed, and there is no newer metadata.'
    const fault =
      this.#fault ?? (ranOut && { severity: 'error' as const, ...inAllLanguages(message, 'Ask the federation.') })
    return {
      entities: ranOut ? 0 : entities.count,
      validUntil: facts.validUntil,
      warnings,
      ...(fault && { fault }),
    }
  }

  entityIds(): readonly EntityId[] {
    return this.state.entities === 0 ? [] : (this.#entities?.names ?? [])
  }

  async find(name: EntityId): Promise<FoundEntity | undefined> {
    const located = this.#entities?.locate(name)
    if (located === undefined || hasRunOut(located.validUntil, this.#options.now())) return undefined
    return { ...located, fetchedFrom: { address: this.#validators?.address } }
  }

  /** One at a time. */
  refresh(): Promise<void> {
    this.#running ??= this.#refreshNow().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#stop.abort()
    void this.#entities?.close()
  }

  /** The copy kept from before a restart: what it is worth is found out as for every other. */
  async #restore(): Promise<void> {
    if (this.#source.kind !== 'url') return
    try {
      const kept = keptValidators.parse(JSON.parse(await readFile(this.#path('.json', this.#options.copies), 'utf8')))
      this.#use(await this.#verify(this.#path('.xml', this.#options.copies)), kept)
    } catch {
      // There is none, or it can't be believed: the address is asked.
    }
  }

  async #refreshNow(): Promise<void> {
    clearTimeout(this.#timer)
    try {
      await (this.#source.kind === 'url' ? this.#fetch(this.#source) : this.#look(this.#source.path))
      this.#failures = 0
      this.#setFault(undefined)
    } catch (error) {
      this.#failures += 1
      const { fault } = broken('', undefined, error)
      this.#setFault(fault && (this.#entities === undefined ? fault : kept(fault)))
    }
    if (this.#stop.signal.aborted) return
    this.#timer = setTimeout(() => void this.refresh(), this.#delay()).unref()
  }

  async #fetch({ url, ca }: Extract<AggregateSource, { kind: 'url' }>): Promise<void> {
    const path = this.#path('.new')
    await mkdir(this.#options.directory, { recursive: true, mode: 0o700 })
    try {
      const outbound = this.#options.outbound()
      const signal = this.#stop.signal
      const validators = await download({ url, ca, outbound, known: this.#validators, path, signal })
      this.#unchanged = validators === undefined ? this.#unchanged + 1 : 0
      if (validators === undefined) return
      const entities = await this.#verify(path)
      await this.#refuseOlder(entities)
      await rm(this.#path('.json'), { force: true })
      await rename(path, this.#path('.xml'))
      await writeFile(this.#path('.json'), JSON.stringify(validators), { mode: 0o600 })
      this.#use(entities, validators)
    } finally {
      await rm(path, { force: true })
    }
  }

  async #look(path: string): Promise<void> {
    const { size, mtimeMs, ino } = await stat(path)
    const version = [size, mtimeMs, ino].join()
    if (version === this.#version) return
    const entities = await this.#verify(path)
    await this.#refuseOlder(entities)
    this.#version = version
    this.#use(entities, {})
  }

  #verify(path: string): Promise<Entities> {
    const { signers, filter } = this.#federation
    const request = { path, signers, filter, now: this.#options.now() }
    return Entities.of(request, this.#options.directory, this.#stop.signal)
  }

  /** An old copy, replayed, would bring back what was withdrawn (attack 66). */
  async #refuseOlder(offered: Entities): Promise<void> {
    const inForce = this.#entities?.facts.validUntil
    if (inForce === undefined || offered.facts.validUntil >= inForce) return
    await offered.close()
    throw new ReadingFault('The metadata is older than the one in force.', correctIt)
  }

  #use(entities: Entities, validators: Validators): void {
    const before = this.#entities
    this.#entities = entities
    this.#validators = validators
    // Whoever found something in the old one reads it at once, in the same turn or the next.
    if (before !== undefined) setTimeout(() => void before.close(), lookEvery).unref()
    this.#options.onChange()
  }

  #setFault(fault: FederationState['fault']): void {
    const changed = fault?.message !== this.#fault?.message
    this.#fault = fault
    if (changed) this.#options.onChange()
  }

  #delay(): number {
    if (this.#source.kind === 'file') return lookEvery
    const facts = this.#entities?.facts
    const cacheDuration = facts?.cacheDuration === undefined ? undefined : durationText(facts.cacheDuration)
    const ends = (facts?.validUntil ?? Number.POSITIVE_INFINITY) - this.#options.now()
    return nextRead({ failures: this.#failures, unchanged: this.#unchanged, cacheDuration, ends })
  }

  #path(suffix: string, directory = this.#options.directory): string {
    return join(directory, `${this.#federation.name}${suffix}`)
  }
}

/** It is not in force, and the one before is. */
function kept(fault: Fault): Fault {
  const { message, cure } = sentencesOf(fault)
  const more = said`Its last good version stays in force.`
  return { severity: fault.severity, ...inAllLanguages(said`${message} ${more}`, cure) }
}
