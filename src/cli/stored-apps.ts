/** The apps of the app store, for commands that look at what is in force and write nothing. */
import { openAppStore } from '../app-store/open.ts'
import type { Config } from '../config/config.ts'
import { resolveStoredApp } from '../config/stored-app.ts'
import { StoredApps } from '../registry/stored.ts'

export interface OpenedStoredApps {
  readonly stored: StoredApps
  close(): Promise<void>
}

/** Neither a revision is made of a file that was edited by hand, nor a write finished that a crash cut short. */
export async function readStoredApps({ appStore, storage, directory }: Config): Promise<OpenedStoredApps> {
  const store = await openAppStore(appStore, { storage, directory, onTrouble: () => {}, readOnly: true })
  const stored = new StoredApps(store, { resolve: resolveStoredApp })
  return {
    stored,
    async close() {
      stored.close()
      await store.close()
    },
  }
}
