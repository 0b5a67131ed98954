/** Fetched metadata that waits for somebody's look, in words for people. */
import type { QuarantineDependencies, Quarantined } from '../admin/dependencies.ts'
import type { AppStore } from '../app-store/store.ts'
import type { Config } from '../config/config.ts'
import {
  approveQuarantined,
  listQuarantine,
  type NamedSource,
  readWaiting,
  rejectQuarantined,
  type WaitingCopy,
} from '../registry/quarantine.ts'
import type { Registry } from '../registry/registry.ts'
import { changesInWords } from '../registry/trust-words.ts'

interface Quarantining {
  readonly config: Config
  readonly registry: Registry
  readonly store: AppStore
  now(): number
}

export function quarantineOf({ config, store, now }: Quarantining): QuarantineDependencies {
  const users: readonly NamedSource[] = [
    ...config.apps.map((app) => ({ name: app.name, ...('metadata' in app && { metadata: app.metadata }) })),
    ...config.upstreams.map((one) => ({ name: one.name, ...('metadata' in one && { metadata: one.metadata }) })),
  ]
  return {
    async list() {
      const all = await listQuarantine(store, users)
      return all.filter(({ state }) => state === 'waiting').map(inWords)
    },
    approve: async (name, author) =>
      approveQuarantined(store, await readWaiting(store, name, users), { author }, now()),
    reject: async (name, author, reason) => {
      const waiting = await readWaiting(store, name, users)
      return rejectQuarantined(store, waiting, { author, ...(reason !== undefined && { reason }) })
    },
  }
}

function inWords({ name, apps, address, since, changes, deadline }: WaitingCopy): Quarantined {
  return {
    name: apps[0] ?? name,
    address,
    since,
    differences: changesInWords(changes),
    ...(deadline !== undefined && { deadline: deadline.at }),
  }
}
