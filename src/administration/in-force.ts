/** The apps in force as administrators see them, and what was found about each. */
import { basename } from 'node:path'
import type { AppInForce, AppsInForce, FederatedName, Origin } from '../admin/dependencies.ts'
import type { DocumentProblem } from '../admin/refused.ts'
import type { ConfigProblem } from '../config/config.ts'
import { identifierOf } from '../core/identifiers.ts'
import type { App } from '../registry/app.ts'
import { samlAppId } from '../registry/policy.ts'
import type { Registry } from '../registry/registry.ts'
import { asDocument } from './as-document.ts'
import { ProblemsByApp } from './problems-by-app.ts'
import type { AdministrationSources } from './sources.ts'

type Sources = Pick<AdministrationSources, 'config' | 'registry' | 'problems' | 'store' | 'tally'>

export function appsInForce({ config, registry, problems, store, tally }: Sources): AppsInForce {
  const lines = new Map(config.apps.map(({ name, line }) => [name, line]))
  const names = config.apps.map(({ name }) => name)
  const place = (name: string) => {
    const line = lines.get(name)
    return { file: config.file, ...(line !== undefined && { line }) }
  }
  const dropped = new Map(registry.dropped.map((path) => [droppedName(path), path]))
  let known: readonly AppInForce[] | undefined
  let about: ProblemsByApp | undefined
  const all = () => {
    known ??= registry.apps().map((app) => inForce(app, place))
    return known
  }
  return {
    all,
    federated: () => federatedNames(registry),
    problems: (name) => {
      about ??= new ProblemsByApp(problems)
      return about.of(name, store.place('app', name)).map(toProblem)
    },
    configured: (name) => (lines.has(name) ? place(name) : undefined),
    configuredNames: () => names,
    dropped: () => dropped,
    asDocument: (name) => asDocument(config, dropped.get(name), name),
    health: (app) => tally.of(app),
  }
}

/** What the config or a file names is theirs. */
function* federatedNames(registry: Registry): Generator<FederatedName> {
  for (const list of registry.federationLists) {
    const federation = list.name
    for (const identifier of list.entityIds()) {
      const id = samlAppId(identifier)
      if (registry.owner(id) !== undefined) continue
      const displayName = registry.policy(id)?.displayName
      yield { federation, identifier, id, ...(displayName !== undefined && { displayName }) }
    }
  }
}

/** An app that is in no list of the config: of a federation. */
export const inForceOf = (app: App): AppInForce => inForce(app, (name) => ({ file: name }))

function inForce(app: App, place: (name: string) => { readonly file: string; readonly line?: number }): AppInForce {
  const { policy, protocol, source } = app
  const [origin, name] = originOf(source)
  const end = protocol === 'saml' ? endOf(app.serviceProvider.signingKeys) : undefined
  return {
    name,
    origin,
    ...(origin === 'config' && place(name)),
    ...(origin === 'file' && { file: source }),
    displayName: policy.displayName,
    protocol,
    identifier: identifierOf(policy.app),
    id: policy.app,
    policy,
    ...(policy.disabledUntil !== undefined && { disabledUntil: policy.disabledUntil }),
    ...(policy.startUrl !== undefined && { startUrl: policy.startUrl }),
    ...(end !== undefined && { certificateEnd: end }),
  }
}

/** The registry's own way to say where an app comes from: `apps.wiki`, `store:wiki`, or a dropped file's path. */
function originOf(source: string): readonly [Origin, name: string] {
  if (source.startsWith('apps.')) return ['config', source.slice('apps.'.length)]
  if (source.startsWith('federations.')) return ['federation', source.slice('federations.'.length)]
  if (source.startsWith('store:')) return ['store', source.slice('store:'.length)]
  return ['file', droppedName(source)]
}

const droppedName = (path: string): string => `file:${basename(path)}`

function endOf(keys: readonly { readonly notAfter?: number }[]): number | undefined {
  const ends = keys.flatMap(({ notAfter }) => notAfter ?? [])
  return ends.length === 0 ? undefined : Math.min(...ends)
}

/** Of a problem in the config the path within the entry. */
export function toProblem({ severity, line, path, message, cure, says }: ConfigProblem): DocumentProblem {
  const own = path.replace(/^apps\.[^.]+\.?/, '')
  return {
    severity,
    part: 'settings',
    ...(line !== undefined && { line }),
    path: own,
    message,
    cure,
    ...(says !== undefined && { says }),
  }
}
