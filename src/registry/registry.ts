/**
 * The trusted apps, by protocol and identifier: one immutable registry per snapshot of the config. Feeds on metadata, which outlives
 * the snapshots:
 *
 *   registry.ts   sources of apps → apps in force, and every problem
 *   app-source.ts  what a source is: configured.ts the config's entries, clients.ts those of OpenID Connect · dropped.ts the drop folder
 *   taken-names.ts  which app has which name
 *   made-apps.ts  apps as they were made for the snapshot before
 *   app.ts        what an app is to the core and to the role of its protocol · policy.ts makes it
 *   examine.ts    metadata that is handed in: every problem at once, and what it says (examination.ts; survey.ts reads it aside)
 *   checks.ts     what must hold between an app's settings and its metadata · need-checks.ts what it needs and does not get
 *   identity-providers.ts  those of the upstreams that speak SAML
 *   stored.ts     the documents of the app store, each read once · stored-source.ts them as a source
 *   attribute-sets.ts  the sets of attributes that an app can name
 *   sources.ts    the last good copy of each file and address (reading.ts) · remote.ts reads addresses again
 *                 file.ts one file · folder.ts the drop folder's list · parse.ts here or aside, in a thread (parse-aside.ts)
 *                 remote-health.ts, remote-faults.ts, schedule.ts  how it fares, why a copy is not in force, when it is read next
 *   trust.ts      what of an address's metadata decides whom we trust · copy-keeper.ts, fetched-copy.ts  its copies in the
 *                 store · quarantine.ts  what administrators do with one that waits (deadline.ts, trust-words.ts)
 *   federation/federations.ts  thousands of apps, each read when it is asked for
 *   fetch.ts      one guarded read of an address (attack 67) · endpoints.ts  which of what it names we may call
 */
import type { AppConfig, Config, ConfigProblem, SamlAppConfig, UpstreamConfig } from '../config/config.ts'
import type { OidcAppConfig } from '../config/oidc-app.ts'
import { type AppId, type EntityId, entityId, identifierOf } from '../core/identifiers.ts'
import type { AppPolicies } from '../core/policy/app-policy.ts'
import { Slices } from '../core/slices.ts'
import type { App, OidcApp, OidcApps, SamlApp, SamlApps } from './app.ts'
import type { AppSource } from './app-source.ts'
import { configuredClients, oidcAppId } from './clients.ts'
import { configuredApps } from './configured.ts'
import { droppedApps } from './dropped.ts'
import type { FederatedApps, FederationList, FederationStatus } from './federation/federations.ts'
import { type IdentityProviders, readIdentityProviders } from './identity-providers.ts'
import { samlAppId } from './policy.ts'
import type { NamedSource } from './quarantine.ts'
import type { MetadataSources } from './sources.ts'
import type { StoredApps } from './stored.ts'
import { type StoredSources, storedSources } from './stored-source.ts'
import { Claims, ownNames } from './taken-names.ts'

export interface Registry extends SamlApps, OidcApps, AppPolicies {
  /** The identity providers of the upstreams that speak SAML; one whose metadata can't be used is missing. */
  readonly identityProviders: IdentityProviders['byUpstream']
  /** Every app in force: of the config, the app store, then of dropped files by name, then those that an address names. */
  apps(): readonly App[]
  /** Those that speak SAML. */
  samlApps(): readonly SamlApp[]
  /** Whose name this is, in force or not: a file's path, or `apps.<name>`. */
  owner(app: AppId): string | undefined
  /** Who has metadata from where: apps of the config and the store, in force or not, and upstreams. */
  readonly fetching: readonly FetchingSource[]
  /** Paths of the files of `metadata/` that no entry names, in force or not. */
  readonly dropped: readonly string[]
  /** What is in force of each federation, whose apps are in none of these lists. */
  readonly federations: readonly FederationStatus[]
  /** The names that each of them knows. */
  readonly federationLists: readonly FederationList[]
  /** The addresses of metadata: how each is doing, and one read again now. */
  readonly addresses: Pick<MetadataSources, 'status' | 'refresh'>
}

export interface OpenedRegistry {
  readonly registry: Registry
  /** An error here keeps one app out of force, or at its last good metadata; the others are not affected. */
  readonly problems: readonly ConfigProblem[]
}

export interface RegistryParts {
  /** Outlives the snapshots, and keeps the last good copy of each file and address. */
  readonly sources: MetadataSources
  /** The apps of the app store; outlives the snapshots too. */
  readonly stored?: StoredApps | undefined
}

/**
 * Reads the metadata of all apps and makes the registry of one snapshot. Never throws for what an app's metadata holds.
 */
export async function openRegistry(config: Config, { sources, stored }: RegistryParts): Promise<OpenedRegistry> {
  sources.callBy(config.outbound)
  sources.made.begin(config)
  const claims = new Claims(ownNames(config))
  const documents = stored && (await storedSources(config, stored, sources))
  const restricted = sources.remember(config.restricted || documents?.restricted === true)
  const dropped = droppedApps(config, sources, restricted)
  const all = appSources(config, sources, documents, dropped)
  const slices = new Slices()
  for (const source of all) {
    const candidates = await source.read()
    await slices.rest()
    await claims.take(candidates)
  }
  const { byUpstream, problems } = await readIdentityProviders(config, sources)
  await slices.rest()
  sources.forgetOthers()
  await slices.rest()
  const federated = sources.federations.use(config)
  const fetching = fetchingOf(config, documents)
  const registry = freeze(claims, byUpstream, federated, { addresses: sources, fetching, dropped: dropped.files })
  await slices.rest()
  return {
    registry,
    problems: [...all.flatMap((source) => source.problems), ...problems, ...federated.problems],
  }
}

/**
 * In the order in which they claim names: apps whose entityID the operator has on this machine, those of the app store,
 * dropped files, then apps whose address states it: whoever serves the address must not be able to take the name of
 * one of the others (attack 68).
 */
function appSources(
  config: Config,
  sources: MetadataSources,
  documents: StoredSources | undefined,
  dropped: AppSource,
): readonly AppSource[] {
  const namesItself = (app: SamlAppConfig) => app.metadata.kind === 'url' && app.entityId === undefined
  const saml = config.apps.filter((app) => app.protocol === 'saml')
  return [
    configuredApps(
      config,
      saml.filter((app) => !namesItself(app)),
      sources,
    ),
    configuredClients(config, config.apps.filter(isOidc)),
    ...(documents === undefined ? [] : [documents.named]),
    dropped,
    configuredApps(config, saml.filter(namesItself), sources),
    ...(documents === undefined ? [] : [documents.namedByAddress]),
  ]
}

export interface FetchingSource extends NamedSource {
  readonly kind: 'apps' | 'upstreams'
}

/** Whose metadata has an address, whatever has come of it. */
function fetchingOf({ apps, upstreams }: Config, documents: StoredSources | undefined): readonly FetchingSource[] {
  const of = (kind: FetchingSource['kind'], all: readonly (AppConfig | UpstreamConfig)[]) =>
    all.flatMap((one) =>
      'metadata' in one && one.metadata?.kind === 'url' ? [{ kind, name: one.name, metadata: one.metadata }] : [],
    )
  return [...of('apps', [...apps, ...(documents?.inUse ?? [])]), ...of('upstreams', upstreams)]
}

const isSaml = (app: App): app is SamlApp => app.protocol === 'saml'

const isOidc = (app: { readonly protocol: string }): app is OidcAppConfig => app.protocol === 'oidc'

function freeze(
  { inForce, owners }: Claims,
  identityProviders: IdentityProviders['byUpstream'],
  federated: FederatedApps,
  read: Pick<Registry, 'addresses' | 'fetching' | 'dropped'>,
): Registry {
  const all = [...inForce.values()]
  const ofSaml = all.filter(isSaml)
  const ofOidc = all.filter((app): app is OidcApp => app.protocol === 'oidc')
  const startable = all.flatMap(({ policy }) => (policy.startUrl === undefined ? [] : policy))
  const listed = (name: EntityId): SamlApp | undefined => {
    const app = inForce.get(samlAppId(name))
    return app && isSaml(app) ? app : undefined
  }
  const serviceProvider: SamlApps['serviceProvider'] = async (name, client) =>
    owners.has(samlAppId(name)) ? listed(name) : federated.find(name, client)
  return {
    serviceProvider,
    isListed: (name) => listed(name) !== undefined,
    async client(clientId) {
      const app = inForce.get(oidcAppId(clientId))
      return app?.protocol === 'oidc' ? app : undefined
    },
    clients: () => ofOidc,
    policy: (app) => (inForce.get(app) ?? federated.made(samlNameOf(app)))?.policy,
    async lookUp(app) {
      const name = samlNameOf(app)
      return name === undefined ? undefined : (await serviceProvider(name))?.policy
    },
    federations: federated.statuses,
    federationLists: federated.lists,
    ...read,
    startable: () => startable,
    apps: () => all,
    samlApps: () => ofSaml,
    owner: (app) => owners.get(app),
    identityProviders,
  }
}

/** Its entityID, where the app speaks SAML. */
function samlNameOf(app: AppId): EntityId | undefined {
  const name = entityId(identifierOf(app))
  return samlAppId(name) === app ? name : undefined
}
