/**
 * Federations: sources of thousands of apps, each of which is read only when it is asked for. They come last in the order
 * of claims: whatever the config or a file names is not theirs, in force or not.
 *
 *   federations.ts   all of them over the snapshots; for one snapshot, an entity's metadata → an app
 *   source.ts        what a source of entities is
 *   aggregate.ts     one document with all: download.ts → a file → verify.ts, in a thread (verify-aside.ts) → entities.ts
 *   mdq.ts           one entity at a time, from a service: query.ts · kept-answers.ts what it answered last
 *   unusable.ts      an app whose own metadata is at fault
 *   copies-directory.ts  where copies are kept
 *   filter.ts        which entities become apps
 */
import type { Config, ConfigProblem } from '../../config/config.ts'
import type { FederationConfig } from '../../config/federation.ts'
import type { EntityId } from '../../core/identifiers.ts'
import { inAllLanguages } from '../../core/said.ts'
import type { SamlApp } from '../app.ts'
import { checkApp } from '../checks.ts'
import { withoutForbidden } from '../endpoints.ts'
import { parseMetadata } from '../parse.ts'
import { type AppOfFederation, appsOfFederation } from '../policy.ts'
import { type Fault, sentencesOf } from '../reading.ts'
import { ReadingFault } from '../reading-fault.ts'
import { Aggregate } from './aggregate.ts'
import { CopiesDirectory, copiesBeside } from './copies-directory.ts'
import { MetadataQuery } from './mdq.ts'
import type { EntitySource, FederationOptions, FederationState, FoundEntity } from './source.ts'
import { unusableApp } from './unusable.ts'

/** What is in force of one federation. */
export interface FederationStatus extends Pick<FederationState, 'entities' | 'validUntil'> {
  readonly name: string
}

/** The names that a federation knows. */
export interface FederationList {
  readonly name: string
  /** As they are now, in order; none where each is asked for by itself. */
  entityIds(): readonly EntityId[]
}

/** The federations of one snapshot. */
export interface FederatedApps {
  /**
   * The app of this name, or undefined.
   * @param client who makes us look for it
   * @throws GatewayError `unknown_app` where it is in a federation but can't be used, `rate_limited`
   */
  find(name: EntityId, client?: string): Promise<SamlApp | undefined>
  /** The same, if somebody has looked for it not long ago. */
  made(name: EntityId | undefined): SamlApp | undefined
  readonly statuses: readonly FederationStatus[]
  readonly lists: readonly FederationList[]
  readonly problems: readonly ConfigProblem[]
}

/** Outlives the snapshots. */
export class Federations {
  readonly #sources = new Map<string, EntitySource>()
  readonly #options: Omit<FederationOptions, 'directory' | 'copies'>
  readonly #directory: CopiesDirectory

  /** @param keep whether copies are kept for the next start */
  constructor(options: Omit<FederationOptions, 'directory' | 'copies'>, keep: boolean) {
    this.#options = options
    this.#directory = new CopiesDirectory(keep)
  }

  /** Those of this config; others are given up. */
  use(config: Config): FederatedApps {
    const wanted = config.federations.map((federation) => ({ federation, key: keyOf(federation) }))
    for (const [key, source] of this.#sources) {
      if (wanted.some((one) => one.key === key)) continue
      source.close()
      this.#sources.delete(key)
    }
    const { path, fault } = wanted.length === 0 ? { path: '' } : this.#directory.of(config.directory)
    const options = { ...this.#options, directory: path, copies: copiesBeside(config.directory) }
    const members = wanted.map(({ federation, key }) => {
      const source = this.#sources.get(key) ?? sourceOf(federation, options)
      this.#sources.set(key, source)
      return new Member(federation, source, config, this.#options)
    })
    return {
      async find(name, client) {
        for (const member of members) {
          const app = await member.find(name, client)
          if (app !== undefined) return app
        }
        return undefined
      },
      made(name) {
        if (name === undefined) return undefined
        for (const member of members) {
          const app = member.made(name)
          if (app !== undefined) return app
        }
        return undefined
      },
      statuses: members.map(({ status }) => status),
      lists: members,
      problems: [
        ...(fault === undefined ? [] : [{ ...fault, file: config.file }]),
        ...members.flatMap(({ problems }) => problems),
      ],
    }
  }

  /** Resolves when all have been read once, or failed. */
  async settled(): Promise<void> {
    await Promise.all([...this.#sources.values()].map(({ first }) => first))
  }

  async refreshAll(): Promise<void> {
    await Promise.all([...this.#sources.values()].map((source) => source.refresh()))
  }

  close(): void {
    for (const source of this.#sources.values()) source.close()
    this.#sources.clear()
    this.#directory.close()
  }
}

function sourceOf(federation: FederationConfig, options: FederationOptions): EntitySource {
  const { source } = federation
  if (source.kind === 'mdq') return new MetadataQuery(federation, source, options)
  return new Aggregate(federation, source, options)
}

/** Other keys, another filter: another source, since what was let through by the old one may not pass the new. */
const keyOf = ({ name, source, signers, filter }: FederationConfig): string =>
  JSON.stringify([name, source, signers, filter])

/** How many apps are kept as they were made. */
const mostKept = 1_000

interface Made {
  readonly version: string
  readonly app: Promise<SamlApp>
  /** Once it is. */
  done?: SamlApp
}

/** One federation under the settings of one snapshot. */
class Member implements FederationList {
  readonly #federation: FederationConfig
  readonly #source: EntitySource
  readonly #config: Config
  readonly #makeApp: AppOfFederation
  readonly #now: () => number
  readonly #made = new Map<EntityId, Made>()

  constructor(
    federation: FederationConfig,
    source: EntitySource,
    config: Config,
    { now }: { readonly now: () => number },
  ) {
    this.#federation = federation
    this.#source = source
    this.#config = config
    this.#makeApp = appsOfFederation(federation, config)
    this.#now = now
  }

  async find(name: EntityId, client?: string): Promise<SamlApp | undefined> {
    const found = await this.#source.find(name, client)
    if (found === undefined) return undefined
    const known = this.#made.get(name)
    if (known?.version === found.version) return known.app
    const app = this.#make(name, found)
    this.#made.delete(name)
    const [oldest] = this.#made.keys()
    if (this.#made.size >= mostKept && oldest !== undefined) this.#made.delete(oldest)
    const made: Made = { version: found.version, app }
    this.#made.set(name, made)
    made.done = await app
    return made.done
  }

  get name(): string {
    return this.#federation.name
  }

  entityIds(): readonly EntityId[] {
    return this.#source.entityIds()
  }

  made(name: EntityId): SamlApp | undefined {
    return this.#made.get(name)?.done
  }

  async #make(name: EntityId, found: FoundEntity): Promise<SamlApp> {
    try {
      const { serviceProviders } = await parseMetadata({ octets: await found.read(), now: this.#now() })
      const offered = serviceProviders.filter(({ entityId }) => entityId === name)
      const { fetchedFrom } = found
      const judged = await withoutForbidden(offered, fetchedFrom, this.#config.outbound)
      const [serviceProvider] = judged.serviceProviders
      if (serviceProvider === undefined) throw new Error('its metadata has another entityID')
      const app = this.#makeApp(serviceProvider, fetchedFrom)
      const fault = checkApp(app).find(({ severity }) => severity === 'error')
      if (fault !== undefined) throw new ReadingFault(fault.message, fault.cure)
      return app
    } catch (cause) {
      throw unusableApp(this.name, name, cause)
    }
  }

  get status(): FederationStatus {
    const { entities, validUntil } = this.#source.state
    return {
      name: this.#federation.name,
      ...(entities !== undefined && { entities }),
      ...(validUntil !== undefined && { validUntil }),
    }
  }

  get problems(): readonly ConfigProblem[] {
    const { fault, warnings } = this.#source.state
    const { name, line } = this.#federation
    const at = {
      kind: 'metadata',
      file: this.#config.file,
      ...(line !== undefined && { line }),
      path: `federations.${name}`,
    } as const
    const cure = 'Tell the federation, if you need it.'
    return [
      ...(fault === undefined ? [] : [{ ...at, severity: fault.severity, ...inWords(fault) }]),
      ...warnings.map((message) => ({ ...at, severity: 'warning' as const, ...inAllLanguages(message, cure) })),
    ]
  }
}

function inWords(fault: Fault) {
  const { message, cure } = sentencesOf(fault)
  return inAllLanguages(message, cure)
}
