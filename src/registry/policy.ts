/** An app that speaks SAML, of the config or a dropped file, as the core and its role see it. */
import { basename } from 'node:path'
import type { AccessSettings } from '../config/access.ts'
import type { AppSettings, Config, NameIdConfig, SamlAppConfig } from '../config/config.ts'
import type { FederationConfig } from '../config/federation.ts'
import { type AppId, appId, type EntityId } from '../core/identifiers.ts'
import type { AppPolicy } from '../core/policy/app-policy.ts'
import { compileExpression } from '../core/policy/compile.ts'
import type { FetchedFrom } from '../outbound/addresses.ts'
import { samlProtocol } from '../saml/constants.ts'
import type { ServiceProvider } from '../saml/service-provider.ts'
import { copyNameOf } from './address-key.ts'
import type { SamlApp } from './app.ts'
import { type Attributes, compileAttributes } from './attribute-sets.ts'
import type { Reading } from './reading.ts'

/** An entry under `apps` with its metadata. */
export function configuredApp(
  app: SamlAppConfig,
  serviceProvider: ServiceProvider,
  config: Config,
  { fetchedFrom = { address: undefined } }: Pick<Reading, 'fetchedFrom'>,
  source = `apps.${app.name}`,
): SamlApp {
  const origin = app.metadata.kind === 'url' ? fetchedFrom : app.uploaded ? { address: undefined } : undefined
  const displayName = app.displayName ?? serviceProvider.displayName ?? app.name
  const attributes = compileAttributes(app.attributes)
  return {
    policy: {
      ...knownAs(serviceProvider),
      displayName,
      ...(app.startUrl !== undefined && { startUrl: app.startUrl }),
      ...rulesOf(app, app.nameId ?? config.defaults.nameId, attributes),
    },
    attributeNames: attributes.names,
    ...(app.nameId && { nameId: app.nameId }),
    ...(origin !== undefined && { fetchedFrom: origin }),
    ...(app.metadata.kind === 'url' && { copy: copyNameOf(app.metadata) ?? '' }),
    ...(app.metadata.kind === 'url' && app.metadata.ca !== undefined && { ca: app.metadata.ca }),
    ...common(app, serviceProvider, config),
    source,
  }
}

/** Makes the app for a file in metadata/: it has the defaults. */
export type AppOfDefaults = (path: string, serviceProvider: ServiceProvider) => SamlApp

/** Compiles the defaults once, for all files that have them. */
export function appsOfDefaults(config: Config): AppOfDefaults {
  const { defaults } = config
  const attributes = compileAttributes(defaults.attributes)
  const rules = rulesOf(defaults, defaults.nameId, attributes)
  return (path, serviceProvider) => ({
    policy: {
      ...knownAs(serviceProvider),
      displayName: serviceProvider.displayName ?? basename(path).replace(/\.xml$/i, ''),
      ...rules,
    },
    attributeNames: attributes.names,
    ...common(defaults, serviceProvider, config),
    source: path,
  })
}

/** Makes the app for an entity of a federation: it has the settings of that. */
export type AppOfFederation = (serviceProvider: ServiceProvider, fetchedFrom: FetchedFrom) => SamlApp

/** Compiles the settings once, for all of its entities. */
export function appsOfFederation(federation: FederationConfig, config: Config): AppOfFederation {
  const attributes = compileAttributes(federation.attributes)
  const rules = rulesOf(federation, federation.nameId ?? config.defaults.nameId, attributes)
  return (serviceProvider, fetchedFrom) => ({
    policy: {
      ...knownAs(serviceProvider),
      displayName: serviceProvider.displayName ?? serviceProvider.entityId,
      ...rules,
    },
    attributeNames: attributes.names,
    ...(federation.nameId && { nameId: federation.nameId }),
    fetchedFrom,
    ...common(federation, serviceProvider, config),
    source: `federations.${federation.name}`,
  })
}

export const samlAppId = (entityId: EntityId): AppId => appId(samlProtocol, entityId)

/** The sector is part of every persistent NameID: only the entityID, whatever an AppId looks like. */
const knownAs = ({ entityId }: ServiceProvider) => ({
  app: samlAppId(entityId),
  pairwiseSector: [entityId],
})

function common(settings: AppSettings, serviceProvider: ServiceProvider, config: Config) {
  return {
    protocol: 'saml' as const,
    serviceProvider,
    ...(config.defaults.nameId !== undefined && { defaultNameId: config.defaults.nameId }),
    settings,
    pairwiseOnly: namespacesOf(settings, config).size > 1,
  }
}

/** Whose people may use the app. Upstreams with one subjectNamespace know the same people. */
function namespacesOf({ upstreams: named }: AppSettings, { upstreams }: Config): ReadonlySet<string> {
  const allowed = upstreams.filter(({ name }) => named === undefined || named.includes(name))
  return new Set(allowed.map(({ subjectNamespace }) => subjectNamespace))
}

function rulesOf(
  settings: AppSettings,
  nameId: NameIdConfig | undefined,
  attributes: Attributes,
): Omit<AppPolicy, 'app' | 'pairwiseSector' | 'displayName'> {
  return {
    ...accessOf(settings),
    attributes: attributes.rules,
    ...(nameId?.value !== undefined && { subjectValue: compileExpression(nameId.value, 'value') }),
  }
}

/** Who may use the app, whatever it speaks. */
export function accessOf(settings: AccessSettings): AccessPolicy {
  return {
    ...(settings.upstreams && { upstreams: settings.upstreams }),
    ...(settings.allow !== undefined && { allow: compileExpression(settings.allow, 'allow') }),
    ...(settings.maxAuthnAge !== undefined && { maxAuthnAge: Math.floor(settings.maxAuthnAge / 1000) }),
    ...(settings.disabledUntil !== undefined && { disabledUntil: settings.disabledUntil }),
    onDenied: settings.onDenied,
    consent: settings.consent,
    strictContexts: settings.strictAuthnContext,
  }
}

type AccessPolicy = Pick<
  AppPolicy,
  'upstreams' | 'allow' | 'maxAuthnAge' | 'disabledUntil' | 'onDenied' | 'consent' | 'strictContexts'
>
