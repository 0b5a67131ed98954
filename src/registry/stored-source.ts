/** The apps of the app store as sources of the registry, and what is wrong with them, at the place where each lies. */
import type { AppConfig, Config, ConfigProblem, SamlAppConfig } from '../config/config.ts'
import { type AppId, clientId, entityId } from '../core/identifiers.ts'
import { inAllLanguages, said } from '../core/said.ts'
import { mapInSlices, Slices } from '../core/slices.ts'
import type { AppSource, Candidate, Report } from './app-source.ts'
import { clientOf, oidcAppId } from './clients.ts'
import { candidateOf } from './configured.ts'
import { samlAppId } from './policy.ts'
import { type Reading, withoutExpired } from './reading.ts'
import type { MetadataSources } from './sources.ts'
import type { Stored, StoredApps } from './stored.ts'

export interface StoredSources {
  /** Whether any document says who may use an app, as far as is known. */
  readonly restricted: boolean
  /** Those whose name an administrator has seen. */
  readonly named: AppSource
  /** Those whose address states it: whoever serves it must not take the name of one of the others (attack 68). */
  readonly namedByAddress: AppSource
  /** The documents that no entry of the config keeps waiting, as far as they can be used. */
  readonly inUse: readonly AppConfig[]
}

/** Every document as it is now. Never rejects. */
export async function storedSources(
  config: Config,
  stored: StoredApps,
  sources: MetadataSources,
): Promise<StoredSources> {
  const slices = new Slices()
  const all = await stored.read(config)
  await slices.rest()
  const written = new Map(config.apps.map((app) => [app.name, app]))
  const problems: ConfigProblem[] = [...problemsOf(config, stored), ...all.flatMap((one) => one.problems)]
  const inUse = all.filter((one) => {
    const entry = written.get(one.name)
    if (entry !== undefined) problems.push(waiting(one, config, entry.line))
    return entry === undefined
  })
  await slices.rest()
  const source = (some: readonly Stored[], found: ConfigProblem[]): AppSource => ({
    problems: found,
    read: async () => {
      const candidates = await mapInSlices(some, (one) => candidateFor(one, config, sources, reportFor(one, found)))
      return candidates.flat()
    },
  })
  return {
    restricted: stored.restricted,
    named: source(
      inUse.filter((one) => !isNamedByAddress(one)),
      problems,
    ),
    namedByAddress: source(inUse.filter(isNamedByAddress), []),
    inUse: inUse.flatMap(({ app }) => app ?? []),
  }
}

const isNamedByAddress = ({ app }: Stored): boolean =>
  app?.protocol === 'saml' && app.metadata.kind === 'url' && app.entityId === undefined

async function candidateFor(
  one: Stored,
  config: Config,
  sources: MetadataSources,
  report: Report,
): Promise<readonly Candidate[]> {
  const { app, name } = one
  const source = `store:${name}`
  if (app === undefined) return [{ source, reserves: reservedBy(one), report }]
  if (app.protocol === 'oidc') {
    return [{ source, app: clientOf(app, source), reserves: [], contests: inOwnSource(app), report }]
  }
  const reading = await readingOf(one, app, sources)
  const candidate = candidateOf(app, reading, config, report, { source, made: sources.made })
  return [{ ...candidate, contests: inOwnSource(app) }]
}

/** An administrator can't close what the config opens: files win. Of two documents neither does. */
const inOwnSource = ({ restricted }: { readonly restricted: boolean }) => (restricted ? 'within' : false)

async function readingOf(one: Stored, app: SamlAppConfig, sources: MetadataSources): Promise<Reading> {
  if (app.metadata.kind !== 'beside') return sources.read(app.metadata)
  const reading = one.reading ?? { source: one.place, serviceProviders: [], warnings: [], notes: [] }
  return reading.signed ? withoutExpired(reading, Date.now()) : reading
}

/** All names that a broken document could have been meant for, as far as they are known. */
function reservedBy({ reading, name, settings }: Stored): readonly AppId[] {
  const [, written] = /^\s*(?:entityId|clientId):\s*["']?([^"'\s]+)/m.exec(settings) ?? []
  return [
    ...(reading?.serviceProviders ?? []).map((serviceProvider) => samlAppId(serviceProvider.entityId)),
    ...(written === undefined ? [] : [samlAppId(entityId(written))]),
    oidcAppId(clientId(written ?? name)),
  ]
}

function reportFor({ place }: Stored, problems: ConfigProblem[]): Report {
  return ({ key, topic: _, ...finding }) => problems.push({ file: place, path: key ?? '', ...finding })
}

function waiting({ name, place }: Stored, { file }: Config, line: number | undefined): ConfigProblem {
  const where = line === undefined ? file : `${file}:${line}`
  return {
    kind: 'metadata',
    severity: 'warning',
    file: place,
    path: '',
    ...inAllLanguages(
      said`${name} waits: ${where} has an app of this name, and that one is in force.`,
      said`Remove \`apps.${name}\` there, and this one takes its place; or remove this one.`,
    ),
  }
}

function problemsOf(config: Config, { faults, fault }: StoredApps): readonly ConfigProblem[] {
  const found = faults.map(
    ({ place, message, cure, says }): ConfigProblem => ({
      kind: 'metadata',
      severity: 'error',
      file: place,
      path: '',
      message,
      cure,
      says,
    }),
  )
  if (fault === undefined) return found
  return [
    ...found,
    {
      kind: 'metadata',
      severity: 'error',
      file: config.file,
      path: 'appStore',
      message: `The app store can't be read: ${fault} What was read of it before stays in force.`,
      cure: 'It is asked again every second.',
      says: undefined,
    },
  ]
}
