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
import type { StorageDriver } from './storage/driver.ts'
import { openStorage } from './storage/open.ts'
import { createStores } from './storage/stores.ts'
import { createAudit } from './telemetry/audit.ts'
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

/**
 * Starts the gateway. Upstreams and metadata addresses are read in the background: it is ready while they are down.
 * @throws ConfigRefused, KeysUnusable, or what listening throws
 */
export async function start(options: StartOptions): Promise<Running> {
  const { config, problems, files } = await readConfig(options)
  const log = createLogger({ level: config.log.level, ...(options.logTo && { destination: options.logTo }) })
  const say = logProblems(log)
  const keys = await readKeys(config, say, config.storage.kind === 'memory')
  const metrics = config.metrics === undefined ? undefined : await createMetrics()
  const onTrouble = (message: string, facts: object) => log.warn({ kind: 'storage', ...facts }, message)
  const driver = options.storage ?? (await openStorage(config.storage, { onTrouble, directory: config.directory }))
  const claimed = await keepClaimed(driver, keys).catch(async (error: unknown) => {
    await driver.close()
    throw error
  })
  const surroundings = surround(config, keys, driver, log, metrics)
  const watch = watchConfig(async (changed) => void (await reload(changed)), isRead)
  const sources = new MetadataSources({ onChange: () => watch.ask() })
  const parts: Parts = { log, say, claimed, sources, pool: openPool(config, surroundings, log), surroundings }
  say('config', problems)

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

  const forget = remindOfExpiry(config.certsDirectory, () => state.keys, warnOf(log), undefined, config.tls)
  for (const warning of tlsExpiryWarnings(config.tls, Date.now())) warnOf(log)(warning)
  const ready = readiness({ draining: () => draining, storage: driver })
  const { publicUrl } = config
  const { audit } = surroundings
  const http = createHttp({ publicUrl, serving: () => state.serving, ready, audit, log, metrics })
  const isProxy = (client: string) => state.serving.isProxy(client)
  const server = createServer(http, { tls: config.tls, isProxy, onLimit: connectionNotice(log) })
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
