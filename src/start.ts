/**
 * From a config file to a gateway that listens, reloads and drains.
 *
 *   start   config → keys → storage → registry → routes (app.ts) → listener
 *   reload  config, keys and registry made anew; swapped whole if there is no problem, else the old ones stay in force
 *   close   /readyz turns red, running requests finish, connections and storage are closed
 */
import { isDeepStrictEqual } from 'node:util'
import { composeRoutes, type Surroundings } from './app.ts'
import type { Config, ConfigProblem } from './config/config.ts'
import { loadConfig } from './config/load.ts'
import { watchConfig } from './config/watch.ts'
import { createAdmission } from './core/admission.ts'
import type { Route } from './core/ports.ts'
import { readiness } from './http/health.ts'
import { createHttp } from './http/http.ts'
import { metricsListener } from './http/metrics-listener.ts'
import { createServer, drain, listen } from './http/server.ts'
import { type KeptClaim, keepClaimed } from './keys/claim.ts'
import { remindOfExpiry } from './keys/expiry.ts'
import type { KeySet, KeysUnusable, KeyWarning } from './keys/keys.ts'
import { loadKeys } from './keys/load.ts'
import { openRegistry } from './registry/registry.ts'
import { MetadataSources } from './registry/sources.ts'
import type { StorageDriver } from './storage/driver.ts'
import { openStorage } from './storage/open.ts'
import { createStores } from './storage/stores.ts'
import { createAudit } from './telemetry/audit.ts'
import { createLogger, type Log, type LoggerOptions } from './telemetry/logger.ts'
import { createMetrics, type Metrics } from './telemetry/metrics.ts'
import { createUpstreamPool, type UpstreamPool } from './upstream/oidc-rp/pool.ts'

export interface StartOptions {
  readonly configFile: string
  /** The process's own environment where absent. */
  readonly env?: NodeJS.ProcessEnv
  /** Where the log goes; stdout where absent. */
  readonly logTo?: NonNullable<LoggerOptions['destination']>
  /** Instead of the config's storage: an embedder's own driver, or one that a test looks into. Closed with the rest. */
  readonly storage?: StorageDriver
}

export interface Running {
  /** Where it listens: host:port, or a socket's path. */
  readonly address: string
  /** The config in force. */
  config(): Config
  /** Reads everything again; resolves to whether the new state is in force. */
  reload(): Promise<boolean>
  /** Resolves if other nodes on the same storage turn out to use other keys: this one must end. */
  readonly lost: Promise<KeysUnusable>
  /** Drains and closes. @param notice ms in which /readyz is red and requests are still answered */
  close(notice?: number): Promise<void>
}

/** The config can't be used: every problem, as `isthmus check` prints them. */
export class ConfigRefused extends Error {
  override readonly name = 'ConfigRefused'
  readonly problems: readonly ConfigProblem[]
  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(({ file, line, message, cure }) => `${file}:${line ?? ''} ${message} ${cure}`).join('\n'))
    this.problems = problems
  }
}

/** What one reading of files and directories made; swapped whole. */
interface State {
  readonly config: Config
  readonly keys: KeySet
  readonly routes: readonly Route[]
  readonly files: readonly string[]
  /** How many apps are in force. */
  readonly apps: number
}

/** What outlives a reload. */
interface Parts {
  readonly log: Log
  readonly claimed: KeptClaim
  readonly sources: MetadataSources
  readonly pool: UpstreamPool
  readonly surroundings: Surroundings
}

/** How long running requests may take when the gateway is told to end, ms. */
const grace = 10_000

/** Logins that one client address may have open in a minute (attack 102). */
const openLoginsPerAddress = 1000

/**
 * Starts the gateway. Upstreams and metadata addresses are read in the background: it is ready while they are down.
 * @throws ConfigRefused, KeysUnusable, or what listening throws
 */
export async function start(options: StartOptions): Promise<Running> {
  const { config, problems, files } = await readConfig(options)
  const log = createLogger({ level: config.log.level, ...(options.logTo && { destination: options.logTo }) })
  const keys = await readKeys(config, log, config.storage.kind === 'memory')
  const metrics = config.metrics === undefined ? undefined : await createMetrics()
  const onTrouble = (message: string, facts: object) => log.warn({ kind: 'storage', ...facts }, message)
  const driver = options.storage ?? (await openStorage(config.storage, { onTrouble, directory: config.directory }))
  const claimed = await keepClaimed(driver, keys).catch(async (error: unknown) => {
    await driver.close()
    throw error
  })
  const surroundings = surround(config, keys, driver, log, metrics)
  const sources = new MetadataSources({ onChange: () => void reload() })
  const parts: Parts = { log, claimed, sources, pool: openPool(config, surroundings, log), surroundings }
  report(log, problems)

  let state = await compose(parts, config, keys, files)
  let draining = false
  const watch = watchConfig(async () => void (await reload()))
  await watch.watch(watched(state))

  async function reload(): Promise<boolean> {
    const next = await renew(options, parts, state)
    if (next === undefined) return false
    state = next
    await watch.watch(watched(state))
    log.info({ kind: 'config' }, 'the config was read again and is in force')
    return true
  }

  const forget = remindOfExpiry(config.certsDirectory, () => state.keys, warnOf(log))
  const ready = readiness({ draining: () => draining, storage: driver })
  const { publicUrl, trustedProxies } = config
  const { audit } = surroundings
  const http = createHttp({ publicUrl, trustedProxies, routes: () => state.routes, ready, audit, log, metrics })
  const server = createServer(http, { tls: config.tls })
  const observed = metrics && createServer(metricsListener(metrics))
  const address = await listen(server, config.listen)
  if (observed !== undefined && config.metrics !== undefined) await listen(observed, config.metrics)
  log.info({ kind: 'start', address, publicUrl, apps: state.apps, node: process.version }, 'Isthmus is ready')

  return {
    address,
    config: () => state.config,
    reload,
    lost: claimed.lost,
    async close(notice = 0) {
      draining = true
      watch.close()
      await Promise.all([drain(server, { grace, notice }), observed && drain(observed, { grace, notice })])
      claimed.stop()
      forget()
      sources.close()
      await parts.pool.close()
      await driver.close()
    },
  }
}

async function readConfig(options: StartOptions) {
  const { config, problems, files } = await loadConfig(options.configFile, options.env)
  if (config === undefined) throw new ConfigRefused(problems)
  return { config, problems, files }
}

async function readKeys(config: Config, log: Log, create: boolean): Promise<KeySet> {
  const { keys, warnings } = await loadKeys(config.certsDirectory, {
    create,
    commonName: new URL(config.publicUrl).hostname,
    now: Date.now,
  })
  for (const warning of warnings) warnOf(log)(warning)
  return keys
}

const warnOf =
  (log: Log) =>
  ({ file, message, cure }: KeyWarning): void =>
    log.warn({ kind: 'keys', file, cure }, message)

function report(log: Log, problems: readonly ConfigProblem[]): void {
  for (const { severity, message, ...where } of problems) {
    log[severity === 'error' ? 'error' : 'warn']({ ...where, kind: 'config', problem: where.kind }, message)
  }
}

function surround({ storage }: Config, keys: KeySet, driver: StorageDriver, log: Log, metrics?: Metrics): Surroundings {
  const onUnreadable = (record: string) => log.warn({ kind: 'storage', record }, 'a record could not be read')
  return {
    stores: createStores(driver, {
      sealing: keys.sealing,
      sealed: storage.kind !== 'memory',
      now: Date.now,
      onUnreadable,
    }),
    audit: createAudit({ logger: log, metrics, tokensKey: keys.tokens }),
    admission: createAdmission(openLoginsPerAddress, Date.now),
    now: Date.now,
  }
}

function openPool(config: Config, { stores, audit, now }: Surroundings, log: Log): UpstreamPool {
  return createUpstreamPool(() => ({
    url: (path) => `${config.publicUrl}${path}`,
    now,
    audit,
    limits: stores.limits,
    clockTolerance: config.clockSkew.incoming,
    log,
  }))
}

/** A new state from what the files say now. Problems of single apps are reported and keep only those apps out. */
async function compose(parts: Parts, config: Config, keys: KeySet, files: readonly string[]): Promise<State> {
  const { registry, problems } = await openRegistry(config, { sources: parts.sources })
  report(parts.log, problems)
  const upstreams = parts.pool.use(config.upstreams)
  const routes = composeRoutes({ config, keys, registry, upstreams }, parts.surroundings)
  return { config, keys, files, routes, apps: registry.apps().length }
}

/** The state after a reload, or undefined where something is wrong with what was read: the old one stays in force. */
async function renew(options: StartOptions, parts: Parts, { config: now }: State): Promise<State | undefined> {
  try {
    const { config, problems, files } = await readConfig(options)
    report(parts.log, problems)
    const next = reloadable(now, config, parts.log)
    const keys = await readKeys(next, parts.log, false)
    await parts.claimed.use(keys)
    return await compose(parts, next, keys, files)
  } catch (error) {
    if (error instanceof ConfigRefused) report(parts.log, error.problems)
    parts.log.error(
      { kind: 'config', err: error instanceof ConfigRefused ? undefined : error },
      'not in force: the config before it stays',
    )
    return undefined
  }
}

/** Everything whose change means another state. */
function watched({ config, files }: State): readonly string[] {
  const metadata = config.apps.flatMap((app) => (app.metadata.kind === 'file' ? [app.metadata.path] : []))
  return [...files, ...metadata, config.metadataDirectory, config.certsDirectory]
}

/** What a running process can't change. */
const fixed = ['listen', 'tls', 'storage', 'publicUrl', 'metrics', 'certsDirectory'] as const

/** The config to go on with: what is new, but for what needs a restart, which is said. */
function reloadable(now: Config, next: Config, log: Log): Config {
  const changed = fixed.filter((key) => !isDeepStrictEqual(now[key], next[key]))
  if (changed.length === 0) return next
  log.warn({ kind: 'config', changed }, `a restart is needed for a change of ${changed.join(', ')}`)
  return { ...next, ...Object.fromEntries(fixed.map((key) => [key, now[key]])) }
}
