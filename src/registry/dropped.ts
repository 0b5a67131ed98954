/**
 * The drop folder, `metadata/`: every file in it is an app under the `defaults`. It opens an app without an entry, so
 * it must not open one that an entry was meant to keep: files that any entry names are not taken from it, and where
 * some entry says who may use its app, none is taken until `defaults.allow` says who may use them.
 */
import { realpath, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Config, ConfigProblem } from '../config/config.ts'
import { inAllLanguages, said } from '../core/said.ts'
import { mapInSlices } from '../core/slices.ts'
import { type AppSource, type Candidate, FoldedReport, type Report, reportReading } from './app-source.ts'
import { identityOf } from './file.ts'
import type { DropFolder, Listing } from './folder.ts'
import type { MadeApps } from './made-apps.ts'
import { type AppOfDefaults, appsOfDefaults } from './policy.ts'
import type { Reading } from './reading.ts'
import type { MetadataSources } from './sources.ts'

export interface DroppedApps extends AppSource {
  /** Paths of all files that no entry names, in force or not; complete once they were read. */
  readonly files: readonly string[]
}

/** @param restricted whether an entry or the defaults say, or once said, who may use an app */
export function droppedApps(config: Config, sources: MetadataSources, restricted: boolean): DroppedApps {
  const files: string[] = []
  const problems: ConfigProblem[] = []
  const folded: FoldedReport[] = []
  const makeApp = appsOfDefaults(config)
  return {
    files,
    get problems() {
      for (const each of folded) each.finish()
      return problems
    },
    async read() {
      const folder = sources.folder(config.metadataDirectory)
      const listing = await folder.list()
      problems.push(...problemsOf(folder, listing))
      const named = await namesOf(config)
      const closed = restricted && config.defaults.allow === undefined
      const readings = await mapInSlices(listing.files, (path) => readOne(sources, path, listing))
      const dropped = await unnamed(readings, named)
      files.push(...dropped.map(({ source }) => source))
      if (closed && dropped.length > 0) problems.push(outOfForce(config, dropped))
      if (closed) return []
      const candidates = (reading: Reading) => candidatesOf(reading, { makeApp, made: sources.made, problems, folded })
      return (await mapInSlices(dropped, async (reading) => candidates(reading))).flat()
    },
  }
}

/** A folder that can't be read says so once, and not again for each file that it held. */
async function readOne(sources: MetadataSources, path: string, { fault, isLocal }: Listing): Promise<Reading> {
  const source = { kind: 'file', path } as const
  return (fault === undefined ? undefined : sources.last(source)) ?? sources.read(source, isLocal)
}

interface Making {
  readonly makeApp: AppOfDefaults
  readonly made: MadeApps
  readonly problems: ConfigProblem[]
  readonly folded: FoldedReport[]
}

function candidatesOf(reading: Reading, { makeApp, made, problems, folded }: Making): readonly Candidate[] {
  const path = reading.source
  const say: Report = ({ kind, severity, message, cure, says }) =>
    problems.push({ file: path, path: '', kind, severity, message, cure, says })
  reportReading(reading, say)
  const foldedReport = reading.serviceProviders.length > 1 ? new FoldedReport(say) : undefined
  if (foldedReport !== undefined) folded.push(foldedReport)
  const report = foldedReport?.report ?? say
  const apps = made.of(path, [reading], () => reading.serviceProviders.map((one) => makeApp(path, one)))
  return apps.map((app) => ({ source: path, app, reserves: [], report }))
}

/** How many files that are not read are named one by one. */
const mostNamed = 5

function problemsOf({ path }: DropFolder, { fault, files, unread }: Listing): readonly ConfigProblem[] {
  const at = { kind: 'metadata', file: path, path: '' } as const
  const kept = files.length > 0 ? ' What it held stays in force.' : ''
  const cure = 'Give it a name that ends in .xml, or move it elsewhere.'
  const warnings = unread.slice(0, mostNamed).map((name) => `${name} is not read: only files that end in .xml are.`)
  const more = unread.length - warnings.length
  if (more > 0) warnings.push(`${more} more files are not read.`)
  return [
    ...(fault === undefined
      ? []
      : [
          {
            ...at,
            severity: 'error' as const,
            message: `${fault}${kept}`,
            cure: 'Put it back, let the user that runs isthmus read it, or restart without it.',
            says: undefined,
          },
        ]),
    ...warnings.map((message) => ({ ...at, severity: 'warning' as const, message, cure, says: undefined })),
  ]
}

function outOfForce({ file }: Config, dropped: readonly Reading[]): ConfigProblem {
  const names = dropped.slice(0, mostNamed).map(({ source }) => basename(source))
  const listed = `${names.join(', ')}${dropped.length > names.length ? ' …' : ''}`
  return {
    kind: 'metadata',
    severity: 'error',
    file,
    path: 'defaults.allow',
    ...inAllLanguages(
      said`Files in metadata/ are not in force (${dropped.length}: ${listed}): an app has, or had, \`allow\` or \`upstream\`, and nothing says who may use these.`,
      'Write `defaults: { allow: … }`, with "true" for everyone; or name each of them under `apps`, with its own `allow`.',
    ),
  }
}

/**
 * What identifies the files that anything in the config names: their paths, their links' targets, and the files
 * themselves.
 */
async function namesOf({ namedFiles }: Config): Promise<ReadonlySet<string>> {
  const names = await mapInSlices(namedFiles, async (path) => {
    const [target, found] = await Promise.all([realpath(path).catch(() => path), stat(path).catch(() => undefined)])
    return [path, target, found && identityOf(found)]
  })
  return new Set(names.flat().filter((name) => name !== undefined))
}

async function unnamed(readings: readonly Reading[], named: ReadonlySet<string>): Promise<readonly Reading[]> {
  const kept = await mapInSlices(readings, async (reading) => {
    const { source, identity } = reading
    const names = [source, identity ?? (await realpath(source).catch(() => source))]
    return names.some((name) => named.has(name)) ? undefined : reading
  })
  return kept.filter((reading) => reading !== undefined)
}
