/**
 * From a config file to a gateway that listens, reloads and drains.
 *
 *   start   config → keys → storage → registry → routes (app.ts) → listener
 *   reload  on a change of a file, SIGHUP, or new metadata of an address (reload.ts)
 *   close   /readyz turns red, running requests finish, connections and storage are closed
 */
import type { Surroundings } from './app.ts'
import type { Config } from './config/config.ts'
import { keepNames, namesOf, readNames, renamings } from './config/names-in-force.ts'
import { type Changed, watchConfig } from './config/watch.ts'
import { createAdmission } from './core/admission/admission.ts'
import { Closing } from './core/closing.ts'
import { connectionNotice } from './http/connection-notice.ts'
import { readiness } from './http/health.ts'
import { createHttp } from './http/http.ts'
import { metricsListener } from './http/metrics-listener.ts'
import { createServer, drain, listen } from './http/server.ts'
import { keepClaimed } from './keys/claim.ts'
import { remindOfExpiry, tlsExpiryWarnings } from './keys/expiry.ts'
import type { KeySet, KeysUnusable } from './keys/keys.ts'
import { logProblems, warnOf } from './problem-log.ts'
import { MetadataSources } from './registry/sources.ts'
import {
  type ConfigOrigin,
  compose,
  isRead,
  type Parts,
  readConfig,
  readKeys,
  renew,
  type State,
  watchedBy,
} from './reload.ts'
import { type StorageDriver, StorageRefused } from './storage/driver.ts'
import { openStorage } from './storage/open.ts'
import { createStores } from './storage/stores.ts'
import { createAudit } from './telemetry/audit.ts'
import { openLogSink, streamTarget } from './telemetry/log-sink.ts'
import { createLogger, type Log, type LoggerOptions } from './telemetry/logger.ts'
import { createMetrics, type Metrics } from './telemetry/metrics.ts'
import { createUpstreamPool, type UpstreamPool } from './upstream/oidc-rp/pool.ts'

export interface StartOptions extends ConfigOrigin {
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

/** How long running requests may take when the gateway is told to end, ms. */
const grace = 10_000

/** Logins that one client address may have open in a minute (attack 102). */
const openLoginsPerAddress = 1000

/** ms in which the last lines of the log may find their reader. */
const lastLines = 1_000

/**
 * Starts the gateway. Upstreams and metadata addresses are read in the background: it is ready while they are down. Where a step
 * fails, all that was opened before it is closed.
 * @throws ConfigRefused, KeysUnusable, StorageRefused, or what listening throws
 */
export async function start(options: StartOptions): Promise<Running> {
  const closing = new Closing()
  try {
    return await serve(options, await open(options, closing), closing)
  } catch (error) {
    await closing.close()
    throw error
  }
}

/** What is opened before anything is served. */
async function open(options: StartOptions, closing: Closing) {
  const { config, problems, files } = await readConfig(options)
  const sink = openLogSink(options.logTo && streamTarget(options.logTo))
  closing.add(() => sink.end(lastLines))
  const log = createLogger({ level: config.log.level, destination: sink })
  const say = logProblems(log)
  const keys = await readKeys(config, say, config.storage.kind === 'memory')
  const metrics = config.metrics === undefined ? undefined : await createMetrics(() => sink.lost)
  const onTrouble = (message: string, facts: object) => log.warn({ kind: 'storage', ...facts }, message)
  const driver = options.storage ?? (await openStorage(config.storage, { onTrouble, directory: config.directory }))
  closing.add(() => driver.close())
  await refuseUnusable(driver)
  const claimed = await keepClaimed(driver, keys)
  closing.add(() => claimed.stop())
  say('config', problems)
  return { config, files, sink, log, say, keys, metrics, driver, claimed }
}

/** A storage that is away may come back; one that does not let us do what a login needs will not by itself. */
async function refuseUnusable(driver: StorageDriver): Promise<void> {
  await driver.ping().catch((error: unknown) => {
    if (error instanceof StorageRefused) throw error
  })
}

type Opened = Awaited<ReturnType<typeof open>>

async function serve(options: StartOptions, opened: Opened, closing: Closing): Promise<Running> {
  const { config, files, sink, log, say, keys, metrics, driver, claimed } = opened
  const surroundings = surround(config, keys, driver, log, metrics)
  const watch = watchConfig(async (changed) => void (await reload(changed)), isRead)
  closing.add(() => watch.close())
  const sources = new MetadataSources({ onChange: () => watch.ask() })
  closing.add(() => sources.close())
  const parts: Parts = { log, say, claimed, sources, pool: openPool(config, surroundings, log), surroundings }
  closing.add(() => parts.pool.close())

  const before = await readNames(config.certsDirectory)
  sources.remember(before?.restricted === true)
  say('names', renamings(before, config))
  let state = await compose(parts, config, keys, files)
  await keep(state)
  let draining = false
  let turn: Promise<unknown> = Promise.resolve()
  await watch.watch(watchedBy(state))

  /** What names are made from now, for the next start to compare with. */
  function keep({ config: { certsDirectory, ...inForce } }: State): Promise<void> {
    const names = namesOf(inForce)
    return keepNames(certsDirectory, { ...names, restricted: sources.remember(names.restricted) })
  }

  /** One after the other: what was read later is in force later. */
  function reload(changed: Changed = 'all'): Promise<boolean> {
    const mine = turn.then(() => readAgain(changed))
    turn = mine
    return mine
  }

  async function readAgain(changed: Changed): Promise<boolean> {
    sources.changed(changed)
    const renewed = await renew(options, parts, state)
    state = renewed.state ?? state
    await keep(state)
    log.level = state.config.log.level
    await watch.watch(renewed.watched)
    if (renewed.state !== undefined) log.info({ kind: 'config' }, 'the config was read again and is in force')
    return renewed.state !== undefined
  }

  closing.add(remindOfExpiry(config.certsDirectory, () => state.keys, warnOf(log), undefined, config.tls))
  for (const warning of tlsExpiryWarnings(config.tls, Date.now())) warnOf(log)(warning)
  const logging = () => sink.working
  const ready = readiness({ draining: () => draining, storage: driver, logging })
  const { publicUrl } = config
  const { audit } = surroundings
  const http = createHttp({ publicUrl, serving: () => state.serving, ready, audit, log, metrics })
  const isProxy = (client: string) => state.serving.isProxy(client)
  const server = createServer(http, { tls: config.tls, isProxy, onLimit: connectionNotice(log) })
  const observed = metrics && createServer(metricsListener(metrics))
  const drainAll = (notice: number) =>
    Promise.all([drain(server, { grace, notice }), observed && drain(observed, { grace, notice })])
  closing.add(() => drainAll(0))
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
      await drainAll(notice)
      await closing.close()
    },
  }
}

function surround({ storage }: Config, keys: KeySet, driver: StorageDriver, log: Log, metrics?: Metrics): Surroundings {
  const onSpent = (budget: string, client: string) =>
    log.warn({ kind: 'limits', budget, client }, 'a client has used up what it may cost: it is refused for a while')
  const onUnreadable = (record: string) => log.warn({ kind: 'storage', record }, 'a record could not be read')
  return {
    stores: createStores(driver, {
      sealing: keys.sealing,
      sealed: storage.kind !== 'memory',
      now: Date.now,
      onUnreadable,
    }),
    audit: createAudit({ logger: log, metrics, tokensKey: keys.tokens }),
    admission: createAdmission({ limit: openLoginsPerAddress, now: Date.now, onSpent }),
    now: Date.now,
  }
}

function openPool(config: Config, { stores, audit, now }: Surroundings, log: Log): UpstreamPool {
  return createUpstreamPool((clockTolerance) => ({
    url: (path) => `${config.publicUrl}${path}`,
    now,
    audit,
    limits: stores.limits,
    clockTolerance,
    log,
  }))
}
