/**
 * From a config file to a gateway that listens, reloads and drains.
 *
 *   open    config → log → keys → storage, and the claim that our keys are this storage's
 *   serve   registry → routes (app.ts) → what is in force (reload.ts: a change of a file, SIGHUP, new metadata) → listener
 *   close   /readyz turns red, running requests finish, connections and storage are closed
 */
import { createApiLimits } from './admin/api/limits.ts'
import { RefusedAttempts } from './admin/attempts.ts'
import { MetadataReaders } from './administration/metadata-readers.ts'
import { chooseName } from './administration/renames.ts'
import { AppTally } from './administration/tally.ts'
import { createRoles, type Surroundings } from './app.ts'
import { openAppStore } from './app-store/open.ts'
import type { Config } from './config/config.ts'
import { createAdmission } from './core/admission/admission.ts'
import type { OnSpent } from './core/admission/budget.ts'
import { Closing } from './core/closing.ts'
import type { Audit } from './core/ports/audit.ts'
import { connectionNotice } from './http/connection-notice.ts'
import { readiness } from './http/health.ts'
import { createHttp } from './http/http.ts'
import { metricsListener } from './http/metrics-listener.ts'
import { createServer, drain, listen } from './http/server.ts'
import { keepClaimed } from './keys/claim.ts'
import { remindOfExpiry, tlsExpiryWarnings } from './keys/expiry.ts'
import type { KeysUnusable } from './keys/keys.ts'
import { openNews } from './news.ts'
import { logProblems, warnOf } from './problem-log.ts'
import { type ConfigOrigin, type InForce, putInForce, readConfig, readKeys } from './reload.ts'
import { Settling } from './settling.ts'
import { type StorageDriver, StorageRefused } from './storage/driver.ts'
import { openStorage } from './storage/open.ts'
import { allSessionKeys } from './storage/sessions.ts'
import { createStores } from './storage/stores.ts'
import { logAct } from './telemetry/acts.ts'
import { createAudit } from './telemetry/audit.ts'
import { openLogSink, streamTarget } from './telemetry/log-sink.ts'
import { createLogger, type LoggerOptions } from './telemetry/logger.ts'

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
  /** Resolves if other nodes on the same storage turn out to use other keys: this one must stop. */
  readonly lost: Promise<KeysUnusable>
  /** Drains and closes. @param notice ms in which /readyz is red and requests are still answered */
  close(notice?: number): Promise<void>
}

/** How long running requests may take when the gateway is told to stop, ms. */
const grace = 10_000

/** Logins that one client address may have open in a minute (attack 102). */
const openLoginsPerAddress = 1000

/** ms for the last log lines to reach their reader. */
const lastLines = 1_000

/**
 * Starts the gateway. Upstreams and metadata addresses are read in the background: it is ready while they are down.
 * Where a step fails, everything opened before it is closed.
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
  const metrics = config.metrics && (await import('./telemetry/metrics.ts')).createMetrics(() => sink.lost)
  const onTrouble = (message: string, facts: object) => log.warn({ kind: 'storage', ...facts }, message)
  const driver = options.storage ?? (await openStorage(config.storage, { onTrouble, directory: config.directory }))
  closing.add(() => driver.close())
  await refuseUnusable(driver)
  const appStore = await openAppStore(config.appStore, {
    storage: config.storage,
    directory: config.directory,
    onTrouble: (message, facts) => log.warn({ kind: 'app-store', ...facts }, message),
    administered: config.admin !== undefined,
  })
  closing.add(() => appStore.close())
  const claimed = await keepClaimed(driver, keys)
  closing.add(() => claimed.stop())
  say('config', problems)
  return { config, files, sink, log, say, keys, metrics, driver, appStore, claimed }
}

/** A storage that is away may come back; one that does not let us do what a login needs will not recover by itself. */
async function refuseUnusable(driver: StorageDriver): Promise<void> {
  await driver.ping().catch((error: unknown) => {
    if (error instanceof StorageRefused) throw error
  })
}

type Opened = Awaited<ReturnType<typeof open>>

async function serve(options: StartOptions, opened: Opened, closing: Closing): Promise<Running> {
  const { config, files, log, say, keys, metrics, appStore, claimed } = opened
  let inForceNow = () => config
  let begun: (inForce: InForce) => void = () => {}
  const running = new Promise<InForce>((resolve) => {
    begun = resolve
  })
  const state = async () => (await running).state()
  const news = openNews({ appStore, keys, log, chooseName, config: () => inForceNow(), inForce: state })
  closing.add(() => news.close())
  const attempts = new RefusedAttempts({ store: appStore, log: (act) => logAct(log, act), now: Date.now })
  closing.add(() => attempts.flush())
  const tally = new AppTally({ store: appStore, now: Date.now, onTrouble: notCounted(log) })
  closing.add(tally.open())
  closing.add(() => tally.flush())
  const settling = new Settling()
  const surroundings = surround(opened, { names: news.names, attempts, tally, settling })
  const roles = createRoles(config.publicUrl, surroundings, log)
  closing.add(() => roles.close())
  const inForce = await putInForce(
    options,
    { config, keys, files },
    { log, say, claimed, roles, appStore, news, settling },
    closing,
  )
  inForceNow = () => inForce.state().config
  begun(inForce)
  metrics?.watchSources(() => inForce.sources())
  closing.add(remindOfExpiry(config.certsDirectory, () => inForce.state().keys, warnOf(log), undefined, config.tls))
  for (const warning of tlsExpiryWarnings(config.tls, Date.now())) warnOf(log)(warning)
  const { address, drain } = await listenFor(opened, surroundings.audit, inForce, closing)
  const { apps } = inForce.state()
  log.info({ kind: 'start', address, publicUrl: config.publicUrl, apps, node: process.version }, 'Isthmus is ready')
  return {
    address,
    config: () => inForce.state().config,
    reload: () => inForce.reload(),
    lost: claimed.lost,
    async close(notice = 0) {
      inForce.stopWatching()
      await drain(notice)
      await closing.close()
    },
  }
}

const notCounted = (log: Opened['log']) => (err: unknown) =>
  log.warn({ kind: 'app-store', err }, 'when apps were used last can not be kept')

const spentNotice =
  (log: Opened['log']): OnSpent =>
  (budget, client) =>
    log.warn({ kind: 'limits', budget, client }, 'a client has used up its budget and is refused for a while')

/** Listens, for metrics too. `drain` ends both: /readyz is red for this many ms before. */
async function listenFor(
  { config, sink, log, metrics, driver }: Opened,
  audit: Audit,
  { state }: InForce,
  closing: Closing,
) {
  let draining = false
  const ready = readiness({ draining: () => draining, storage: driver, logging: () => sink.working })
  const { publicUrl } = config
  const http = createHttp({
    publicUrl,
    serving: () => state().serving,
    ready,
    audit,
    log,
    onSpent: spentNotice(log),
    metrics,
  })
  const isProxy = (client: string) => state().serving.isProxy(client)
  const server = createServer(http, { tls: config.tls, isProxy, onLimit: connectionNotice(log) })
  const observed = metrics && createServer(metricsListener(metrics))
  const drainAll = (notice: number) =>
    Promise.all([drain(server, { grace, notice }), observed && drain(observed, { grace, notice })])
  closing.add(() => drainAll(0))
  const address = await listen(server, config.listen)
  if (observed !== undefined && config.metrics !== undefined) await listen(observed, config.metrics)
  return {
    address,
    drain(notice: number) {
      draining = true
      return drainAll(notice)
    },
  }
}

function surround(
  { config: { storage }, keys, driver, log, metrics, appStore }: Opened,
  { settling, ...kept }: Pick<Surroundings['administration'], 'names' | 'attempts' | 'tally'> & { settling: Settling },
): Surroundings {
  const onSpent = spentNotice(log)
  const onUnreadable = (record: string) => log.warn({ kind: 'storage', record }, 'a record could not be read')
  return {
    stores: createStores(driver, {
      sealing: keys.sealing,
      sealed: storage.kind !== 'memory',
      now: Date.now,
      onUnreadable,
    }),
    audit: kept.tally.observe(createAudit({ logger: log, metrics, tokensKey: keys.tokens })),
    admission: createAdmission({
      limit: openLoginsPerAddress,
      now: Date.now,
      onSpent,
      inMemory: storage.kind === 'memory',
    }),
    administration: {
      store: appStore,
      ...kept,
      readers: new MetadataReaders(Date.now),
      limits: createApiLimits(Date.now, onSpent),
      sessionKeys: () => allSessionKeys(driver),
      log: (act) => logAct(log, act),
      settled: (name, revision) => settling.until(name, revision),
    },
    names: kept.names,
    now: Date.now,
  }
}
