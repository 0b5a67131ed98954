/** The apps as a gateway that starts now would have them, for commands that look at them and write nothing. */
import { openAppStore } from '../app-store/open.ts'
import { type AppStore, StoreRefused } from '../app-store/store.ts'
import type { Config } from '../config/config.ts'
import { resolveStoredApp } from '../config/stored-app.ts'
import { type OpenedRegistry, openRegistry } from '../registry/registry.ts'
import type { SourceStatus } from '../registry/source-status.ts'
import { MetadataSources } from '../registry/sources.ts'
import { StoredApps } from '../registry/stored.ts'

export interface SeenApps extends OpenedRegistry {
  readonly store: AppStore
  /** How each address is doing. */
  readonly sources: readonly SourceStatus[]
}

export interface LookOptions {
  /** Whether addresses are asked for what is new; else the copies count that the gateway has kept. */
  readonly ask: boolean
  /** Whether anything ever said who may use an app. */
  readonly restricted?: boolean
}

/**
 * Reads all of them for some work. Nothing is written: neither a revision of a file that was edited by hand, nor a copy
 * of what an address has now.
 */
export async function withApps<Result>(
  config: Config,
  { ask, restricted = false }: LookOptions,
  work: (seen: SeenApps) => Promise<Result>,
): Promise<Result> {
  const { appStore, storage, directory } = config
  const store = await openAppStore(appStore, { storage, directory, onTrouble: () => {}, readOnly: true })
  const stored = new StoredApps(store, { resolve: resolveStoredApp })
  const sources = new MetadataSources({ store: unwritable(store), offline: !ask })
  sources.remember(restricted)
  try {
    const parts = { sources, stored }
    await openRegistry(config, parts)
    await sources.settled()
    return await work({ ...(await openRegistry(config, parts)), store, sources: sources.status() })
  } finally {
    sources.close()
    stored.close()
    await store.close()
  }
}

/** The same store for whoever only looks. */
export function unwritable(store: AppStore): AppStore {
  const refuse = async () => {
    throw new StoreRefused('Nothing is written here.', '')
  }
  return {
    list: (kind) => store.list(kind),
    get: (kind, name) => store.get(kind, name),
    history: (kind, name) => store.history(kind, name),
    place: (kind, name) => store.place(kind, name),
    faults: (kind) => store.faults(kind),
    acts: (limit, from, before) => store.acts(limit, from, before),
    watch: () => () => {},
    put: refuse,
    remove: refuse,
    restore: refuse,
    append: refuse,
    close: () => store.close(),
  }
}
