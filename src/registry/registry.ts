/**
 * The trusted apps, by entityID: one immutable registry per snapshot of the config. Feeds on metadata, which outlives
 * the snapshots:
 *
 *   registry.ts   config + metadata → apps in force, and every problem
 *   app.ts        what an app is to the core and to the SAML role · policy.ts makes it
 *   checks.ts     what must hold between an app's settings and its metadata
 *   sources.ts    the last good copy of each file and address (reading.ts) · remote.ts reads addresses again
 *   fetch.ts      one guarded read of an address (attack 67)
 */
import { readdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import type { AppConfig, Config, ConfigProblem } from '../config/config.ts'
import type { AppId, EntityId } from '../core/identifiers.ts'
import type { AppPolicies } from '../core/policy/app-policy.ts'
import type { ServiceProvider } from '../saml/service-provider.ts'
import type { SamlApp, SamlApps } from './app.ts'
import { checkApp } from './checks.ts'
import { configuredApp, droppedApp } from './policy.ts'
import type { Reading } from './reading.ts'
import type { MetadataSources } from './sources.ts'

export interface Registry extends SamlApps, AppPolicies {
  /** Every app in force: of the config, then of dropped files by name, then those that an address names. */
  apps(): readonly SamlApp[]
}

export interface OpenedRegistry {
  readonly registry: Registry
  /** An error here keeps one app out of force, or at its last good metadata; the others are not touched. */
  readonly problems: readonly ConfigProblem[]
}

/**
 * Reads the metadata of all apps and makes the registry of one snapshot. Never throws for what an app's metadata holds.
 * @param options.sources outlives the snapshots, and keeps the last good copy of each file and address
 */
export async function openRegistry(
  config: Config,
  { sources }: { readonly sources: MetadataSources },
): Promise<OpenedRegistry> {
  const entries = new Entries(config)
  const [vouched, named] = byWhoNamesThem(config.apps)
  for (const app of vouched) entries.addConfigured(app, await sources.read(app.metadata))
  for (const path of await droppedFiles(config)) {
    entries.addDropped(path, await sources.read({ kind: 'file', path }))
  }
  for (const app of named) entries.addConfigured(app, await sources.read(app.metadata))
  sources.forgetOthers()
  return { registry: freeze(entries.inForce), problems: entries.problems }
}

/**
 * Apps whose entityID the operator has on this machine, and apps whose address says it: whoever serves the address must
 * not be able to take the name of one of the others (attack 68).
 */
function byWhoNamesThem(apps: readonly AppConfig[]): readonly [readonly AppConfig[], readonly AppConfig[]] {
  const isNamedByAddress = ({ metadata, entityId }: AppConfig) => metadata.kind === 'url' && entityId === undefined
  return [apps.filter((app) => !isNamedByAddress(app)), apps.filter(isNamedByAddress)]
}

function freeze(apps: ReadonlyMap<EntityId, SamlApp>): Registry {
  const byApp: ReadonlyMap<AppId, SamlApp> = new Map([...apps.values()].map((app) => [app.policy.app, app]))
  const all = [...apps.values()]
  return {
    serviceProvider: (entityId) => apps.get(entityId),
    policy: (app) => byApp.get(app)?.policy,
    apps: () => all,
  }
}

/** Collects apps; the first to claim an entityID keeps it (attack 68). */
class Entries {
  readonly inForce = new Map<EntityId, SamlApp>()
  readonly problems: ConfigProblem[] = []
  readonly #config: Config

  constructor(config: Config) {
    this.#config = config
  }

  addConfigured(app: AppConfig, reading: Reading): void {
    const report = (problem: Omit<ConfigProblem, 'file' | 'path'> & { readonly key?: string }) => {
      const { key, ...rest } = problem
      const path = ['apps', app.name, ...(key === undefined ? [] : [key])].join('.')
      this.problems.push({
        file: this.#config.file,
        ...(app.line === undefined ? {} : { line: app.line }),
        path,
        ...rest,
      })
    }
    reportReading(reading, (problem) => report({ ...problem, key: 'metadata' }))
    const serviceProvider = choose(app, reading, report)
    if (serviceProvider) this.#add(configuredApp(app, serviceProvider, this.#config), report)
  }

  addDropped(path: string, reading: Reading): void {
    const report = (problem: Omit<ConfigProblem, 'file' | 'path'>) =>
      this.problems.push({ file: path, path: '', ...problem })
    reportReading(reading, report)
    for (const serviceProvider of reading.serviceProviders) {
      this.#add(droppedApp(path, serviceProvider, this.#config), report)
    }
  }

  #add(app: SamlApp, report: (problem: Omit<ConfigProblem, 'file' | 'path'>) => void): void {
    const { entityId } = app.serviceProvider
    const first = this.inForce.get(entityId)
    if (first) {
      const message = `${entityId} belongs to ${first.source} already; ${app.source} is not in force.`
      report({
        kind: 'metadata',
        severity: 'error',
        message,
        cure: 'Remove one of the two, or write its own `entityId` under the app.',
      })
      return
    }
    const faults = checkApp(app)
    for (const fault of faults) report(fault)
    if (faults.every(({ severity }) => severity === 'warning')) this.inForce.set(entityId, app)
  }
}

function reportReading(reading: Reading, report: (problem: Omit<ConfigProblem, 'file' | 'path'>) => void): void {
  const { fault, serviceProviders, source } = reading
  if (fault) {
    const kept = serviceProviders.length > 0 ? ' Its last good version stays in force.' : ''
    report({
      kind: 'metadata',
      severity: fault.severity,
      message: `${source}: ${fault.message}${kept}`,
      cure: fault.cure,
    })
  }
  for (const warning of reading.warnings) {
    report({
      kind: 'metadata',
      severity: 'warning',
      message: `${source}: ${warning}`,
      cure: 'Ask the app for new metadata.',
    })
  }
}

function choose(
  { entityId }: AppConfig,
  { serviceProviders, source }: Reading,
  report: (problem: Omit<ConfigProblem, 'file' | 'path'> & { readonly key?: string }) => void,
): ServiceProvider | undefined {
  const found = serviceProviders.map((serviceProvider) => serviceProvider.entityId)
  if (found.length === 0) return undefined
  const listed = found.slice(0, 5).join(', ')
  if (entityId === undefined) {
    if (found.length === 1) return serviceProviders[0]
    const message = `${source} holds ${found.length} service providers: ${listed}${found.length > 5 ? ' …' : ''}.`
    report({ kind: 'metadata', severity: 'error', message, cure: 'Choose one with `entityId`.' })
    return undefined
  }
  const chosen = serviceProviders.find((serviceProvider) => serviceProvider.entityId === entityId)
  if (chosen) return chosen
  const message = `${source} has no ${entityId}; it has ${listed}.`
  report({
    kind: 'metadata',
    severity: 'error',
    key: 'entityId',
    message,
    cure: 'Write one of these; every octet counts.',
  })
  return undefined
}

/** Files in metadata/ that no app of the config names. Dot files and folders are not read. */
async function droppedFiles(config: Config): Promise<readonly string[]> {
  const named = new Set<string>()
  for (const { metadata } of config.apps) {
    if (metadata.kind === 'file') named.add(await realpath(metadata.path).catch(() => metadata.path))
  }
  const entries = await readdir(config.metadataDirectory, { withFileTypes: true }).catch(() => [])
  const files = entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.') && /\.xml$/i.test(entry.name))
    .map(({ name }) => join(config.metadataDirectory, name))
    .toSorted()
  const others: string[] = []
  for (const file of files) if (!named.has(await realpath(file).catch(() => file))) others.push(file)
  return others
}
