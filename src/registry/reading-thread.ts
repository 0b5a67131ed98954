/** A thread that reads metadata, one document or thousands, while this one does something else. */
import { Worker } from 'node:worker_threads'
import type { MetadataRole } from '../config/config.ts'
import type { GatewayErrorCode } from '../core/errors.ts'
import type { MetadataReading } from '../saml/metadata.ts'
import type { FaultPlace } from '../saml/metadata-fault.ts'
import type { MetadataSigners } from '../saml/metadata-signature.ts'

export interface ParseRequest {
  /** Or its text, where that is what is kept of it. */
  readonly octets: Uint8Array | string
  /** ms since 1970 */
  readonly now: number
  readonly signers?: MetadataSigners | undefined
  /** Whose; service providers' where absent. */
  readonly role?: MetadataRole | undefined
}

/** What the thread answers: what was read, or why it could not be. */
export type ParseAnswer =
  | { readonly reading: MetadataReading }
  | {
      readonly code: GatewayErrorCode
      readonly message: string
      readonly status: number | undefined
      readonly cure: string | undefined
      /** Of a fault of the metadata. */
      readonly words: FaultPlace
    }

/** How many documents go in one message: to send one costs as much as to read a small document. */
const together = 32

interface Asked {
  readonly resolve: (answer: ParseAnswer) => void
  readonly reject: (reason: unknown) => void
}

export class ReadingThread {
  readonly #worker = new Worker(new URL('./parse-aside.js', import.meta.url))
  /** Who waits, in the order of the answers. */
  readonly #asked: Asked[] = []
  #answered = 0
  #unsent: ParseRequest[] = []
  #ended: Error | undefined

  constructor() {
    this.#worker.on('message', (answers: readonly ParseAnswer[]) => {
      for (const answer of answers) this.#asked[this.#answered++]?.resolve(answer)
    })
    this.#worker.on('error', (error) => this.#end(error))
    this.#worker.on('exit', () => this.#end(new Error('the thread that reads metadata ended without an answer')))
  }

  /** What a document holds, or why it can't be read. Rejects where the thread itself failed, or was closed. */
  answer(request: ParseRequest): Promise<ParseAnswer> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended)
    const answer = new Promise<ParseAnswer>((resolve, reject) => this.#asked.push({ resolve, reject }))
    this.#unsent.push(request)
    if (this.#unsent.length === 1) setImmediate(() => this.#send())
    else if (this.#unsent.length === together) this.#send()
    return answer
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }

  #send(): void {
    if (this.#unsent.length === 0 || this.#ended !== undefined) return
    const requests = this.#unsent
    this.#unsent = []
    try {
      this.#worker.postMessage(requests)
    } catch (error) {
      this.#end(error instanceof Error ? error : new Error(String(error)))
    }
  }

  #end(reason: Error): void {
    this.#ended ??= reason
    for (const { reject } of this.#asked.slice(this.#answered)) reject(this.#ended)
    this.#answered = this.#asked.length
  }
}
