/**
 * What one reading of all files makes, and how a later one takes its place. Config, keys and registry are made again
 * and swapped as a whole; where something is wrong with the config or the keys, what was in force before stays in
 * force.
 */
import type { Roles } from './app.ts'
import type { AppStore } from './app-store/store.ts'
import type { Config, ConfigProblem } from './config/config.ts'
import { keepFixed } from './config/fixed.ts'
import { keysLacking, keysWanted } from './config/keys-wanted.ts'
import { loadConfig } from './config/load.ts'
import { keepNames, namesOf, readNames, renamings } from './config/names-in-force.ts'
import { resolveStoredApp } from './config/stored-app.ts'
import { type Changed, nothing, together, watchConfig } from './config/watch.ts'
import type { Closing } from './core/closing.ts'
import { prepareServing, type Serving } from './http/http.ts'
import type { KeptClaim } from './keys/claim.ts'
import type { KeySet } from './keys/keys.ts'
import { loadKeys } from './keys/load.ts'
import { logFederations, type News } from './news.ts'
import { asProblem, type Say } from './problem-log.ts'
import type { FederationStatus } from './registry/federation/federations.ts'
import { openRegistry, type Registry } from './registry/registry.ts'
import type { SourceStatus } from './registry/source-status.ts'
import { MetadataSources } from './registry/sources.ts'
import { StoredApps } from './registry/stored.ts'
import type { Settling } from './settling.ts'
import type { Log } from './telemetry/logger.ts'

/** The config can't be used: every problem, as `isthmus check` prints them. */
export class ConfigRefused extends Error {
  override readonly name = 'ConfigRefused'
  readonly problems: readonly ConfigProblem[]
  /** Absolute paths of what was read or looked for: a change in one of them may be the cure. */
  readonly files: readonly string[]
  constructor(problems: readonly ConfigProblem[], files: readonly string[]) {
    super(problems.map(({ file, line, message, cure }) => `${file}:${line ?? ''} ${message} ${cure}`).join('\n'))
    this.problems = problems
    this.files = files
  }
}

/** What one reading of files and directories made; swapped as a whole. */
export interface State {
  readonly config: Config
  readonly keys: KeySet
  readonly serving: Serving
  readonly files: readonly string[]
  /** How many apps are in force. */
  readonly apps: number
  readonly registry: Registry
  readonly federations: readonly FederationStatus[]
}

/** What a state is made with; outlives it. */
export interface Parts {
  readonly log: Log
  /** Logs what is wrong, once. */
  readonly say: Say
  readonly claimed: KeptClaim
  readonly roles: Roles
  readonly news: News
  /** Told which documents are in force. */
  readonly settling: Settling
  readonly sources: MetadataSources
  readonly stored: StoredApps
}

/** Where the config comes from. */
export interface ConfigOrigin {
  readonly configFile: string
  /** The process's own environment where absent. */
  readonly env?: NodeJS.ProcessEnv
}

/** The config with its warnings. @throws ConfigRefused */
export async function readConfig({ configFile, env }: ConfigOrigin) {
  const { config, problems, files } = await loadConfig(configFile, env)
  if (config === undefined) throw new ConfigRefused(problems, files)
  return { config, problems, files }
}

/** The keys beside the config; their warnings are logged. @throws KeysUnusable */
export async function readKeys(config: Config, say: Say, create: boolean): Promise<KeySet> {
  const { keys, warnings } = await loadKeys(config.certsDirectory, {
    create,
    commonName: new URL(config.publicUrl).hostname,
    now: Date.now,
    ...keysWanted(config),
  })
  say('keys', warnings.map(asProblem))
  return keys
}

/** A new state from what the files say now. Problems of single apps are reported and keep only those apps out. */
async function compose(parts: Parts, config: Config, keys: KeySet, files: readonly string[]): Promise<State> {
  const { registry, problems } = await openRegistry(config, parts)
  const lacking = keysLacking(config, registry.clients().length, keys.oidc !== undefined)
  parts.say('apps', [...problems, ...lacking])
  const { routes, mounts } = await parts.roles.endpoints({ config, keys, registry, problems })
  const serving = prepareServing(routes, config.trustedProxies, mounts)
  return { config, keys, files, serving, registry, apps: registry.apps().length, federations: registry.federations }
}

/** The state in force, and what replaces it. */
export interface InForce {
  state(): State
  /** Reads everything again; resolves to whether the new state is in force: never, once it is being closed. */
  reload(): Promise<boolean>
  /** From now on no changed file leads to another state. */
  stopWatching(): void
  /** How each address of metadata is doing. */
  sources(): readonly SourceStatus[]
}

/** Makes the first state, and another one whenever a file changes, SIGHUP comes, or an address has new metadata. */
export async function putInForce(
  origin: ConfigOrigin,
  first: Pick<State, 'config' | 'keys' | 'files'>,
  given: Omit<Parts, 'sources' | 'stored'> & { readonly appStore: AppStore },
  closing: Closing,
): Promise<InForce> {
  let begin = () => {}
  let turn: Promise<unknown> = new Promise<void>((resolve) => {
    begin = resolve
  })
  let waiting: Changed | undefined
  let next = Promise.resolve(false)
  const watch = watchConfig(async (changed) => void (await reload(changed)), isRead)
  closing.add(() => watch.close())
  const onChange = () => void reload(nothing)
  const sources = new MetadataSources({ onChange, keepFederations: true, ...given.news.copies })
  closing.add(() => sources.close())
  const stored = new StoredApps(given.appStore, { resolve: resolveStoredApp, onChange })
  closing.add(() => stored.close())
  const parts = { ...given, sources, stored }

  const before = await readNames(first.config.certsDirectory)
  sources.remember(before?.restricted === true)
  given.say('names', renamings(before, first.config))
  let state = await compose(parts, first.config, first.keys, first.files)
  const settled = () => given.settling.look(stored.documents(), ({ app }) => sources.isPending(app))
  settled()
  await keepNamesOf(state, sources)
  let closed = false
  begin()
  // A reading under way still writes to the keys' folder and the storage: both must exist until it has ended.
  closing.add(() => {
    closed = true
    watch.close()
    return turn
  })
  let watched = new Set(watchedBy(state))
  await watch.watch([...watched])

  /** One after the other: what was read later comes into force later. Those who wait for their turn share one. */
  function reload(changed: Changed = 'all'): Promise<boolean> {
    if (waiting !== undefined) {
      waiting = together(waiting, changed)
      return next
    }
    waiting = changed
    next = turn.then(() => {
      const mine = waiting ?? 'all'
      waiting = undefined
      return !closed && readAgain(mine)
    })
    turn = next
    return next
  }

  async function readAgain(changed: Changed): Promise<boolean> {
    sources.changed(changed)
    if (changed === 'all') stored.lookAgain()
    const renewed = await renew(origin, parts, state)
    if (renewed.state !== undefined) logFederations(given.log, renewed.state, state)
    state = renewed.state ?? state
    settled()
    await keepNamesOf(state, sources)
    given.log.level = state.config.log.level
    await watch.watch(renewed.watched)
    // A file that a refused config names may have appeared after it was looked for and before it was watched.
    if (renewed.state === undefined && renewed.watched.some((path) => !watched.has(path))) watch.ask()
    watched = new Set(renewed.watched)
    if (renewed.state !== undefined) given.log.info({ kind: 'config' }, 'the config was reloaded and is in force')
    return renewed.state !== undefined
  }

  return {
    state: () => state,
    reload: () => reload(),
    stopWatching: () => watch.close(),
    sources: () => sources.status(),
  }
}

/** What names are currently made from, for the next start to compare with. */
function keepNamesOf({ config: { certsDirectory, ...inForce } }: State, sources: MetadataSources): Promise<void> {
  const names = namesOf(inForce)
  return keepNames(certsDirectory, { ...names, restricted: sources.remember(names.restricted) })
}

/** What reading everything again led to. */
interface Renewal {
  /** Absent where something is wrong with what was read: the old state stays in force. */
  readonly state?: State
  /** What to watch from now on. */
  readonly watched: readonly string[]
}

/** Reads everything again; what is wrong with it is logged. Never rejects. */
async function renew(origin: ConfigOrigin, parts: Parts, now: State): Promise<Renewal> {
  const { log, say } = parts
  try {
    const { config, problems, files } = await readConfig(origin)
    say('config', problems)
    const { config: next, changed } = keepFixed(now.config, config)
    if (changed.length > 0) {
      log.warn({ kind: 'config', changed }, `a restart is needed for a change of ${changed.join(', ')}`)
    }
    const keys = await readKeys(next, say, false)
    await parts.claimed.use(keys)
    const state = await compose(parts, next, keys, files)
    say('names', [...renamings(namesOf(now.config), next), ...(await parts.news.whomItRenames(now, state))])
    return { state, watched: watchedBy(state) }
  } catch (error) {
    const refused = error instanceof ConfigRefused
    if (refused) say('config', error.problems)
    log.error({ kind: 'config', err: refused ? undefined : error }, 'not in force: the previous config stays in force')
    // A secret that is still missing, for example, is watched for too.
    return { watched: [...watchedBy(now), ...(refused ? error.files : [])] }
  }
}

/** Everything whose change means another state. */
function watchedBy({ config, files }: State): readonly string[] {
  const sources = [...config.apps, ...config.upstreams].flatMap((one) => ('metadata' in one ? [one.metadata] : []))
  const metadata = sources.flatMap((source) => (source.kind === 'file' ? [source.path] : []))
  return [...files, ...metadata, config.metadataDirectory, config.certsDirectory]
}

/** Files in `metadata/` and `certs/` that somebody reads: no other file there needs a reload when written. */
const isRead = (name: string): boolean => /^[^.].*\.(xml|key|crt|pem)$/i.test(name)
