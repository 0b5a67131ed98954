/**
 * The drop folder, `metadata/`: every file in it is an app under the `defaults`. It opens an app without an entry, so it
 * must not open one that an entry was meant to keep: files that any entry names are not taken from it, and where some
 * entry says who may use its app, none is taken until `defaults.allow` says who may use them.
 */
import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Config, ConfigProblem } from '../config/config.ts'
import { type AppSource, type Candidate, type Report, reportReading } from './app-source.ts'
import { droppedApp } from './policy.ts'
import type { MetadataSources } from './sources.ts'

/** @param restricted whether an entry says, or has said since the start, who may use its app */
export function droppedApps(config: Config, sources: MetadataSources, restricted: boolean): AppSource {
  const problems: ConfigProblem[] = []
  return {
    problems,
    async read() {
      const files = await droppedFiles(config)
      if (restricted && config.defaults.allow === undefined) {
        if (files.length > 0) problems.push(outOfForce(config, files))
        return []
      }
      const candidates: Candidate[] = []
      for (const path of files) {
        const report: Report = ({ kind, severity, message, cure }) =>
          problems.push({ file: path, path: '', kind, severity, message, cure })
        const reading = await sources.read({ kind: 'file', path })
        reportReading(reading, report)
        for (const serviceProvider of reading.serviceProviders) {
          candidates.push({ source: path, app: droppedApp(path, serviceProvider, config), reserves: [], report })
        }
      }
      return candidates
    },
  }
}

function outOfForce({ file }: Config, files: readonly string[]): ConfigProblem {
  const names = files.slice(0, 5).map((path) => basename(path))
  const listed = `${names.join(', ')}${files.length > names.length ? ' …' : ''}`
  return {
    kind: 'metadata',
    severity: 'error',
    file,
    path: 'defaults.allow',
    message: `Files in metadata/ are not in force (${files.length}: ${listed}): an app has \`allow\` or \`upstream\`, and nothing says who may use these.`,
    cure: 'Write `defaults: { allow: … }`, with "true" for everyone; or name each of them under `apps`, with its own `allow`.',
  }
}

/** Paths of the files to take, by name. Dot files and folders are not read. */
async function droppedFiles({ metadataDirectory, namedFiles }: Config): Promise<readonly string[]> {
  const entries = await readdir(metadataDirectory, { withFileTypes: true }).catch(() => [])
  const files = entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.') && /\.xml$/i.test(entry.name))
    .map(({ name }) => join(metadataDirectory, name))
    .toSorted()
  const named = new Set<string>()
  for (const path of namedFiles) for (const identity of await identitiesOf(path)) named.add(identity)
  const others: string[] = []
  for (const file of files) {
    const identities = await identitiesOf(file)
    if (!identities.some((identity) => named.has(identity))) others.push(file)
  }
  return others
}

/** What tells a file by whatever path it is named: the path, what links lead to, and the file itself. */
async function identitiesOf(path: string): Promise<readonly string[]> {
  const [target, found] = await Promise.all([
    realpath(path).catch(() => path),
    stat(path, { bigint: true }).catch(() => undefined),
  ])
  // Some network file systems number no files.
  return [path, target, ...(found !== undefined && found.ino !== 0n ? [`${found.dev}:${found.ino}`] : [])]
}
