/** Fetched metadata that waits for somebody's look, in words for people. */
import type { QuarantineDecision, QuarantineDependencies, Quarantined } from '../admin/quarantined.ts'
import type { AppStore } from '../app-store/store.ts'
import {
  approveQuarantined,
  type Decision,
  listQuarantine,
  type NamedSource,
  readWaiting,
  rejectQuarantined,
  type WaitingCopy,
} from '../registry/quarantine.ts'
import type { Registry } from '../registry/registry.ts'
import { changeInWords } from '../registry/trust-words.ts'

interface Quarantining {
  readonly registry: Pick<Registry, 'fetching'>
  readonly store: AppStore
  now(): number
}

export function quarantineOf({ registry: { fetching }, store, now }: Quarantining): QuarantineDependencies {
  const decide = async (
    name: string,
    { by, digest, reason }: QuarantineDecision,
    act: (waiting: WaitingCopy, decision: Decision) => Promise<boolean>,
  ) => {
    const waiting = await readWaiting(store, name, fetching)
    if (waiting === undefined) return 'gone'
    const isDone = await act(waiting, { author: by, digest, ...(reason !== undefined && { reason }) })
    return isDone ? 'decided' : 'changed'
  }
  return {
    async list() {
      const all = await listQuarantine(store, fetching)
      return all.map((one) => inWords(one, fetching)).toSorted((one, other) => (one.name < other.name ? -1 : 1))
    },
    approve: (name, decision) =>
      decide(name, decision, (waiting, made) => approveQuarantined(store, waiting, made, now())),
    reject: (name, decision) => decide(name, decision, (waiting, made) => rejectQuarantined(store, waiting, made)),
  }
}

function inWords(copy: WaitingCopy, fetching: readonly NamedSource[]): Quarantined {
  const { apps, address, since, changes, deadline, state, digest } = copy
  const [app = ''] = apps
  // An upstream may be called as an app is: then only the copy's own name leads to it.
  const isPlain = fetching.filter(({ name }) => name === app).length === 1
  return {
    name: isPlain ? app : copy.name,
    apps,
    address,
    state,
    digest,
    since,
    differences: changes.map(changeInWords),
    ...(deadline !== undefined && { deadline: deadline.at }),
  }
}
