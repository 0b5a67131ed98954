/** /healthz says that the process runs; /readyz says whether it should get requests. Upstreams never count here. */
import { within } from '../core/within.ts'

export interface Readiness {
  readonly ready: boolean
  readonly draining: boolean
  /** `refused`: it answers, but does not let us do what a login needs; the log says which permission is missing. */
  readonly storage: 'ok' | 'away' | 'refused'
  /** Present only where log lines are being lost: logins go on all the same. */
  readonly log?: 'failing'
}

export interface ReadinessOptions {
  /** Whether the process is shutting down. */
  draining(): boolean
  /** `ping` proves that it does what a login needs. */
  readonly storage: { ping(): Promise<void> }
  /** Whether the log can be written. */
  logging?(): boolean
}

/** How long one answer from the storage counts, so that a flood of probes does not become a flood of pings. */
const cachedFor = 500
const timeout = 1000

/** Makes the check: draining or a storage that does not answer within a second make it red. */
export function readiness({ draining, storage, logging = () => true }: ReadinessOptions): () => Promise<Readiness> {
  let asked = 0
  let answer: Promise<Readiness['storage']> | undefined
  return async () => {
    if (answer === undefined || Date.now() - asked > cachedFor) {
      asked = Date.now()
      answer = answers(storage)
    }
    const state = await answer
    const log = logging() ? {} : { log: 'failing' as const }
    return { ready: state === 'ok' && !draining(), draining: draining(), storage: state, ...log }
  }
}

function answers(storage: ReadinessOptions['storage']): Promise<Readiness['storage']> {
  return within(timeout, storage.ping()).then(
    () => 'ok',
    (error: unknown) => (error instanceof Error && error.name === 'StorageRefused' ? 'refused' : 'away'),
  )
}
