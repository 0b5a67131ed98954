/** /healthz says that the process runs; /readyz whether it should get requests. An upstream never counts here. */
import { within } from '../core/within.ts'

export interface Readiness {
  readonly ready: boolean
  readonly draining: boolean
  readonly storage: 'ok' | 'away'
}

export interface ReadinessOptions {
  /** Whether the process is on its way out. */
  draining(): boolean
  readonly storage: { ping(): Promise<void> }
}

/** How long one answer of the storage counts, so that a flood of probes is no flood of pings. */
const cachedFor = 500
const timeout = 1000

/** Makes the check: draining or a storage that does not answer within a second make it red. */
export function readiness({ draining, storage }: ReadinessOptions): () => Promise<Readiness> {
  let asked = 0
  let answer: Promise<boolean> | undefined
  return async () => {
    if (answer === undefined || Date.now() - asked > cachedFor) {
      asked = Date.now()
      answer = answers(storage)
    }
    const ok = await answer
    return { ready: ok && !draining(), draining: draining(), storage: ok ? 'ok' : 'away' }
  }
}

function answers(storage: ReadinessOptions['storage']): Promise<boolean> {
  return within(timeout, storage.ping()).then(
    () => true,
    () => false,
  )
}
