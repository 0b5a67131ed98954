/** A survey of uploaded metadata, in a thread of its own (survey-aside.ts): it holds up no login, and ends in time. */
import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { revived } from '../saml/kept-key.ts'
import type { Survey } from '../saml/metadata-survey.ts'
import type { SchemaFault } from '../saml/schema-check.ts'
import { largestMetadata } from './reading.ts'

export interface SurveyRequest {
  readonly octets: Uint8Array
  /** ms since 1970 */
  readonly now: number
}

export interface ComparedSurvey extends Survey {
  /** What the standards' schemas say; absent where it was not compared with them. */
  readonly schema?: readonly SchemaFault[]
}

/** ms; a document of the largest size takes two seconds. */
const longest = 20_000
/** Threads at once: each takes a core, and some 60 MB while it works. */
const mostAtOnce = 2
const mostWaiting = 20
const memory = { maxOldGenerationSizeMb: 512 }

/** The last few: a page that is shown again asks for the same. ms for which dates in it are still judged rightly. */
const mostKept = 50
const keptFor = 600_000

type SurveyRefusedCode = 'too-large' | 'too-busy' | 'too-slow' | 'too-much-memory' | 'reader-failed'

/** Why it could not be surveyed at all. */
export class SurveyRefused extends Error {
  override readonly name = 'SurveyRefused'
  readonly code: SurveyRefusedCode
  readonly cure: string
  constructor(code: SurveyRefusedCode, message: string, cure: string) {
    super(message)
    this.code = code
    this.cure = cure
  }
}

/** Surveys documents, few at a time. */
export class Surveyor {
  readonly #kept = new Map<string, { readonly at: number; readonly survey: Promise<ComparedSurvey> }>()
  readonly #waiting: (() => void)[] = []
  #running = 0

  /** @throws SurveyRefused */
  survey(request: SurveyRequest): Promise<ComparedSurvey> {
    const { octets, now } = request
    if (octets.length > largestMetadata) {
      const cure =
        'Hand in the metadata of this app only, from the app or from the federation’s service for single ones.'
      return Promise.reject(new SurveyRefused('too-large', 'It is larger than 10 MB.', cure))
    }
    const key = createHash('sha256').update(octets).digest('base64')
    const known = this.#kept.get(key)
    if (known !== undefined && Math.abs(now - known.at) < keptFor) return known.survey
    const survey = this.#inTurn(request)
    this.#kept.delete(key)
    this.#kept.set(key, { at: now, survey })
    survey.catch(() => this.#kept.delete(key))
    for (const [oldest] of this.#kept) if (this.#kept.size > mostKept) this.#kept.delete(oldest)
    return survey
  }

  async #inTurn(request: SurveyRequest): Promise<ComparedSurvey> {
    if (this.#running >= mostAtOnce) {
      if (this.#waiting.length >= mostWaiting)
        throw new SurveyRefused('too-busy', 'Too many are being looked at.', 'Try again soon.')
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
    this.#running += 1
    try {
      return await surveyAside(request)
    } finally {
      this.#running -= 1
      this.#waiting.shift()?.()
    }
  }
}

function surveyAside(request: SurveyRequest): Promise<ComparedSurvey> {
  return new Promise((resolve, reject) => {
    const url = new URL('./survey-aside.js', import.meta.url)
    const worker = new Worker(url, { workerData: request, resourceLimits: memory })
    const refuse = (code: SurveyRefusedCode, why: string, cause?: unknown) => {
      clearTimeout(timer)
      void worker.terminate()
      const refused = new SurveyRefused(code, why, 'Hand in the metadata of this app only.')
      refused.cause = cause
      reject(refused)
    }
    const timer = setTimeout(() => refuse('too-slow', 'It takes too long to read.'), longest)
    worker.unref()
    worker.once('message', (survey: ComparedSurvey) => {
      clearTimeout(timer)
      const roles = survey.roles.map((role) => ({ ...role, serviceProvider: revived(role.serviceProvider) }))
      resolve({ ...survey, roles })
    })
    worker.once('error', (error) => {
      const full = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      if (full) refuse('too-much-memory', 'It takes too much memory to read.', error)
      else refuse('reader-failed', 'It can’t be read.', error)
    })
    worker.once('exit', () => refuse('reader-failed', 'The thread that reads it ended without an answer.'))
  })
}
