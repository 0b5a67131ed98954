/** `isthmus check`: everything that is wrong with config, metadata and keys, and what would be in force. */
import { access, constants, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { chooseName } from '../administration/renames.ts'
import type { AppStore } from '../app-store/store.ts'
import type { Config, ConfigProblem, UpstreamConfig } from '../config/config.ts'
import { keysWanted } from '../config/keys-wanted.ts'
import { loadConfig } from '../config/load.ts'
import { readNames, renamings } from '../config/names-in-force.ts'
import { noteUnnamedProxy } from '../config/proxies.ts'
import { type AppId, identifierOf } from '../core/identifiers.ts'
import { tlsExpiryWarnings } from '../keys/expiry.ts'
import { keyFiles, presentFiles, unusableFolder } from '../keys/files.ts'
import { KeysUnusable, type KeyWarning } from '../keys/keys.ts'
import { loadKeys } from '../keys/load.ts'
import { nameChanges } from '../registry/names/changes.ts'
import { readPeople } from '../registry/names/record.ts'
import type { Registry } from '../registry/registry.ts'
import type { SourceStatus } from '../registry/source-status.ts'
import { changesInWords } from '../registry/trust-words.ts'
import { describeFederation } from './federations.ts'
import { asJson, count, describeNote, describeProblems, print as printLine } from './output.ts'
import { withApps } from './stored-apps.ts'

type Problem = Omit<ConfigProblem, 'kind'> & { readonly kind: ConfigProblem['kind'] | 'keys' }

interface Findings {
  readonly problems: readonly Problem[]
  readonly config?: Config
  readonly registry?: Registry
  /** Addresses whose new metadata is not in force. */
  readonly waiting?: readonly SourceStatus[]
}

export interface CheckOptions {
  /** Output for a machine. */
  readonly json: boolean
  /** Receives what is found. */
  readonly print?: (text: string) => void
}

/** Prints what was found; resolves to the exit code: 1 where there is an error, 0 with only warnings. */
export async function runCheck(file: string, { json, print = printLine }: CheckOptions): Promise<number> {
  const findings = await examine(file)
  print(json ? asJson(summarize(findings)) : describe(findings))
  return findings.problems.some(({ severity }) => severity === 'error') ? 1 : 0
}

async function examine(file: string): Promise<Findings> {
  const { draft: config, config: usable, problems } = await loadConfig(file)
  if (!config) return { problems }
  const before = await readNames(config.certsDirectory)
  const restricted = before?.restricted === true
  return withApps(config, { ask: true, restricted }, async ({ registry, problems: ofApps, store, sources }) => {
    const renamed = [...renamings(before, config), ...(await whomItRenames(config, registry, store))]
    const all = [...problems, ...renamed, ...ofApps, ...(await examineKeys(config))]
    const waiting = sources.filter((source) => source.waiting !== undefined)
    return usable ? { config, registry, waiting, problems: all } : { problems: all }
  })
}

/** Compared with the names that people got when they were last seen. */
function whomItRenames(config: Config, registry: Registry, store: AppStore): Promise<readonly ConfigProblem[]> {
  const people = async (app: AppId) => (await readPeople(store, app)).people
  const all = { after: { config, registry }, choose: chooseName, people, now: Date.now() }
  return nameChanges({ ...all, most: Number.POSITIVE_INFINITY })
}

/** Makes no keys: a check changes nothing. */
async function examineKeys(config: Config): Promise<readonly Problem[]> {
  const tls = tlsExpiryWarnings(config.tls, Date.now()).map(toProblem)
  return [...(await examineFiles(config)), ...tls]
}

const toProblem = ({ file, message, cure }: KeyWarning): Problem => ({
  kind: 'keys',
  severity: 'warning',
  path: '',
  file,
  message,
  cure,
  says: undefined,
})

async function examineFiles(config: Config): Promise<readonly Problem[]> {
  const directory = config.certsDirectory
  try {
    const present = await presentFiles(directory).catch((error: unknown) => {
      throw unusableFolder(directory, error)
    })
    if (present.size === 0 && config.storage.kind === 'memory') return await examineFolder(directory)
    const demanded = config.storage.kind === 'memory' ? {} : keysWanted(config)
    const { warnings } = await loadKeys(directory, {
      create: false,
      ...demanded,
      commonName: '',
      now: Date.now,
    })
    return warnings.map(toProblem)
  } catch (error) {
    if (!(error instanceof KeysUnusable)) throw error
    return error.problems.map((problem) => ({ ...problem, kind: 'keys', severity: 'error', path: '', says: undefined }))
  }
}

/** A first start makes the keys: the user that runs it must be able to write them. */
async function examineFolder(directory: string): Promise<readonly Problem[]> {
  const wanted = await stat(directory).then(
    () => directory,
    () => dirname(directory),
  )
  await access(wanted, constants.W_OK | constants.X_OK).catch((error: unknown) => {
    throw unusableFolder(wanted, error)
  })
  return []
}

function summarize({ problems, config, registry, waiting = [] }: Findings) {
  return {
    problems: problems.map(({ says: _, ...problem }) => problem),
    waiting: waiting.map(({ name, address, waiting: one }) => ({
      name,
      address,
      state: one?.state,
      since: one && new Date(one.since).toISOString(),
      differences: changesInWords(one?.changes ?? []),
      ...(one?.deadline !== undefined && { deadline: new Date(one.deadline.at).toISOString() }),
    })),
    notes: config === undefined ? [] : noteUnnamedProxy(config),
    ...(config && { publicUrl: config.publicUrl, entityId: config.entityId }),
    upstreams:
      config?.upstreams.map((upstream) => ({ name: upstream.name, kind: upstream.kind, ...whoIs(upstream) })) ?? [],
    apps:
      registry?.apps().map(({ protocol, source, policy }) => ({
        protocol,
        [protocol === 'saml' ? 'entityId' : 'clientId']: identifierOf(policy.app),
        displayName: policy.displayName,
        source,
      })) ?? [],
    federations:
      registry?.federations.map(({ name, entities, validUntil }) => ({
        name,
        ...(entities !== undefined && { apps: entities }),
        ...(validUntil !== undefined && { validUntil: new Date(validUntil).toISOString() }),
      })) ?? [],
  }
}

function describe(findings: Findings): string {
  const { problems, config, registry } = findings
  const parts = [describeProblems(problems)]
  if (config && registry) parts.push(describeInForce(config, registry))
  if (config) parts.push(...noteUnnamedProxy(config).map(describeNote))
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const warnings = problems.length - errors
  parts.push(`${count(errors, 'error')}, ${count(warnings, 'warning')}`)
  return parts.filter((part) => part !== '').join('\n')
}

/** What its operator knows an upstream by. */
function whoIs(upstream: UpstreamConfig) {
  if (upstream.protocol === 'oidc') return { issuer: upstream.issuer }
  const { metadata, entityId } = upstream
  return { metadata: metadata.kind === 'file' ? metadata.path : metadata.url, entityId }
}

function describeInForce(config: Config, registry: Registry): string {
  const upstreams = config.upstreams.map(
    (upstream) => `  ${upstream.name}  ${upstream.kind}  ${Object.values(whoIs(upstream)).join('  ')}`,
  )
  const apps = registry
    .apps()
    .map(({ policy, source }) => `  ${policy.displayName}  ${identifierOf(policy.app)}  (${source})`)
  return [
    `${config.publicUrl} is ${config.entityId}`,
    count(upstreams.length, 'upstream'),
    ...upstreams,
    count(apps.length, 'app'),
    ...apps,
    ...registry.federations.map(describeFederation),
    `${join(config.certsDirectory, keyFiles.pairwise)} is the key of every persistent NameID: without it, every user becomes a new user at every app. Keep a copy.`,
    '',
  ].join('\n')
}
