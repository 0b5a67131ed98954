/** Administration on the store itself, as the command line does it: read as a start would read it, and nothing served. */
import type { AdminDependencies } from '../admin/dependencies.ts'
import { composeAdministration } from '../administration/administration.ts'
import { AppTally } from '../administration/tally.ts'
import { composeEnding } from '../app.ts'
import { openAppStore } from '../app-store/open.ts'
import type { AppStore } from '../app-store/store.ts'
import type { Config, ConfigProblem } from '../config/config.ts'
import { loadConfig } from '../config/load.ts'
import { resolveStoredApp } from '../config/stored-app.ts'
import { Closing } from '../core/closing.ts'
import type { Audit } from '../core/ports/audit.ts'
import { claimFingerprint } from '../keys/claim.ts'
import { loadKeys } from '../keys/load.ts'
import { readPeople } from '../registry/names/record.ts'
import { openRegistry } from '../registry/registry.ts'
import { MetadataSources } from '../registry/sources.ts'
import { StoredApps } from '../registry/stored.ts'
import { openStorage } from '../storage/open.ts'
import { allSessionKeys } from '../storage/sessions.ts'
import { createStores } from '../storage/stores.ts'
import { logAct } from '../telemetry/acts.ts'
import { createAudit } from '../telemetry/audit.ts'
import { createLogger } from '../telemetry/logger.ts'
import { describeProblems, Plain } from './output.ts'
import { unwritable } from './stored-apps.ts'

export interface OnStore {
  readonly admin: AdminDependencies
  readonly audit: Audit
  readonly config: Config
  close(): Promise<void>
}

/** @throws Plain where the config can't be used */
export async function openOnStore(file: string): Promise<OnStore> {
  const { config, problems } = await loadConfig(file, undefined, { secrets: 'ignored' })
  if (config === undefined) throw new Plain(describeProblems(problems))
  const closing = new Closing()
  try {
    return await open(config, await missedSecrets(file), closing)
  } catch (error) {
    await closing.close()
    throw error
  }
}

/**
 * Whoever calls a command need not see the secrets that the gateway sees, so that none is read; where one is missed, its
 * app says so.
 */
async function missedSecrets(file: string): Promise<readonly ConfigProblem[]> {
  const { problems } = await loadConfig(file)
  return problems
    .filter(({ severity, path }) => severity === 'error' && path.startsWith('apps.'))
    .map((problem) => ({ ...problem, severity: 'warning' }))
}

async function open(config: Config, missed: readonly ConfigProblem[], closing: Closing): Promise<OnStore> {
  const { certsDirectory, storage, directory } = config
  const isMemory = storage.kind === 'memory'
  // The first start would make them; so does whoever comes before it.
  const commonName = new URL(config.publicUrl).hostname
  const { keys } = await loadKeys(certsDirectory, { create: isMemory, commonName, now: Date.now })
  const store = await openAppStore(config.appStore, { storage, directory, onTrouble: () => {} })
  closing.add(() => store.close())
  const driver = await openStorage(storage, { onTrouble: () => {}, directory })
  closing.add(() => driver.close())
  if (!isMemory) await claimFingerprint(driver, keys)
  const { registry, problems: found } = await readApps(config, store)
  const tally = new AppTally({ store, now: Date.now })
  await tally.load()
  const log = createLogger({ level: 'warn', destination: { write: (line) => void process.stderr.write(line) } })
  const stores = createStores(driver, { sealing: keys.sealing, now: Date.now })
  const audit = createAudit({ logger: log, tokensKey: keys.tokens })
  const admin = composeAdministration({
    config,
    keys,
    registry,
    problems: [...found, ...missed],
    store,
    hub: composeEnding({ config, keys, registry }, { stores, audit, now: Date.now }),
    stores,
    sessionKeys: () => allSessionKeys(driver),
    tally,
    names: { people: async (app) => (await readPeople(store, app)).people },
    // Whoever is at the command line may do everything.
    attempts: { note: () => {} },
    // What the command line does is in the store's own record; its log would be lines among what it prints.
    log: (act) => (act.outcome === 'failure' ? logAct(log, act) : undefined),
    now: Date.now,
  })
  return { admin, audit, config, close: () => closing.close() }
}

/** What comes from an address is what the gateway has kept of it: no command waits for the address itself. */
async function readApps(config: Config, store: AppStore) {
  const sources = new MetadataSources({ store: unwritable(store), offline: true })
  const stored = new StoredApps(store, { resolve: resolveStoredApp })
  try {
    return await openRegistry(config, { sources, stored })
  } finally {
    sources.close()
    stored.close()
  }
}
