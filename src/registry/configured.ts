/** The apps of the config that speak SAML. A broken entry closes what it was meant for, and opens nothing. */
import type { Config, ConfigProblem, SamlAppConfig } from '../config/config.ts'
import type { AppId } from '../core/identifiers.ts'
import { inAllLanguages, said } from '../core/said.ts'
import { mapInSlices } from '../core/slices.ts'
import type { ServiceProvider } from '../saml/service-provider.ts'
import { type AppSource, type Candidate, type Report, reportReading } from './app-source.ts'
import type { MadeApps } from './made-apps.ts'
import { configuredApp, samlAppId } from './policy.ts'
import type { Reading } from './reading.ts'
import type { MetadataSources } from './sources.ts'

/** @param apps those entries of the config that this source has */
export function configuredApps(config: Config, apps: readonly SamlAppConfig[], sources: MetadataSources): AppSource {
  const problems: ConfigProblem[] = []
  const reportFor =
    (app: SamlAppConfig): Report =>
    ({ key, topic: _, ...finding }) =>
      problems.push({
        file: config.file,
        ...(app.line !== undefined && { line: app.line }),
        path: ['apps', app.name, ...(key === undefined ? [] : [key])].join('.'),
        ...finding,
      })
  return {
    problems,
    async read() {
      const readings = await mapInSlices(apps, async (app) => ({ app, reading: await sources.read(app.metadata) }))
      return readings.map(({ app, reading }) => candidateOf(app, reading, config, reportFor(app)))
    },
  }
}

/**
 * @param at where the entry stands, for messages; and what was made for the snapshot before, where entries outlive one
 */
export function candidateOf(
  entry: SamlAppConfig,
  reading: Reading,
  config: Config,
  report: Report,
  { source = `apps.${entry.name}`, made }: { readonly source?: string; readonly made?: MadeApps } = {},
): Candidate {
  reportReading(reading, (finding) => report({ key: 'metadata', ...finding }), entry.entityId)
  const serviceProvider = choose(entry, reading, report)
  if (serviceProvider === undefined) return { source, reserves: namesOf(entry, reading), report }
  // Whoever serves an address that states its own name could close another app by claiming that app's name.
  const contests = entry.restricted && !(entry.metadata.kind === 'url' && entry.entityId === undefined)
  const make = () => [configuredApp(entry, serviceProvider, config, reading, source)]
  const [app] = made?.of(source, [entry, serviceProvider, reading.fetchedFrom], make) ?? make()
  return { source, ...(app && { app }), reserves: [], contests, report }
}

/** All names that a broken entry could have been meant for, as far as they are known. */
function namesOf({ entityId }: SamlAppConfig, { serviceProviders }: Reading): readonly AppId[] {
  const found = serviceProviders.map((serviceProvider) => serviceProvider.entityId)
  return (entityId === undefined ? found : [entityId, ...found]).map(samlAppId)
}

function choose(
  { entityId }: SamlAppConfig,
  { serviceProviders, source }: Reading,
  report: Report,
): ServiceProvider | undefined {
  const found = serviceProviders.map((serviceProvider) => serviceProvider.entityId)
  if (found.length === 0) return undefined
  const listed = `${found.slice(0, 5).join(', ')}${found.length > 5 ? ' …' : ''}`
  if (entityId === undefined) {
    if (found.length === 1) return serviceProviders[0]
    const message = said`${source} holds ${found.length} service providers: ${listed}.`
    report({ kind: 'metadata', severity: 'error', ...inAllLanguages(message, 'Choose one with `entityId`.') })
    return undefined
  }
  const chosen = serviceProviders.find((serviceProvider) => serviceProvider.entityId === entityId)
  if (chosen) return chosen
  const message = said`${source} has no ${entityId}; it has ${listed}.`
  const cure = 'Write one of these, character for character.'
  report({ kind: 'metadata', severity: 'error', key: 'entityId', ...inAllLanguages(message, cure) })
  return undefined
}
