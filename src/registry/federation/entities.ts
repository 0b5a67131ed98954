/**
 * The service providers of an aggregate that is in force: a table of where each is in a file that has no name. What is
 * read again is compared with the digest that it had when the signature was verified, so nothing can be exchanged
 * afterwards.
 */
import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { mkdir, open, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { GatewayError } from '../../core/errors.ts'
import { type EntityId, entityId } from '../../core/identifiers.ts'
import type { Said } from '../../core/said.ts'
import { randomToken } from '../../core/tokens.ts'
import type { AggregateFacts } from '../../saml/aggregate.ts'
import type { EntityTable, VerifyAnswer, VerifyRequest } from './verify.ts'

/** One of them, not read yet. */
export interface Located {
  /** Changes with its content. */
  readonly version: string
  /** ms since 1970 */
  readonly validUntil: number
  /** Its metadata. @throws Error where the file no longer holds what was verified */
  read(): Promise<Uint8Array>
}

/** MiB that the thread may take for JavaScript's objects: it holds a part of the aggregate and the table. */
const memory = 192

export class Entities {
  readonly facts: AggregateFacts
  readonly warnings: readonly Said[]
  readonly #table: EntityTable
  /** In order. */
  readonly names: readonly EntityId[]
  readonly #places: ReadonlyMap<EntityId, number>
  readonly #file: FileHandle

  private constructor(file: FileHandle, facts: AggregateFacts, table: EntityTable) {
    this.#file = file
    this.facts = facts
    this.warnings = table.warnings
    this.#table = table
    this.names = table.names.map(entityId)
    const places = new Map<EntityId, number>()
    for (const [at, name] of this.names.entries()) places.set(name, at)
    this.#places = places
  }

  get count(): number {
    return this.#places.size
  }

  /**
   * Verifies an aggregate in a thread of its own.
   * @param directory where the nameless file is made
   * @param signal ends the thread
   * @throws GatewayError as `verifyAggregate` does
   */
  static async of(request: Omit<VerifyRequest, 'output'>, directory: string, signal: AbortSignal): Promise<Entities> {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    const path = join(directory, `.entities-${randomToken(9)}`)
    const file = await open(path, 'wx+', 0o600)
    try {
      await unlink(path)
      const answer = await verifyAside({ ...request, output: file.fd }, signal)
      if ('table' in answer) return new Entities(file, answer.facts, answer.table)
      const { code, message, status } = answer
      throw new GatewayError(code, message, status === undefined ? {} : { status })
    } catch (error) {
      await file.close()
      throw error
    }
  }

  locate(name: EntityId): Located | undefined {
    const at = this.#places.get(name)
    if (at === undefined) return undefined
    const digest = this.#table.digests.subarray(at * 32, at * 32 + 32)
    return {
      version: Buffer.from(digest).toString('base64'),
      validUntil: this.#table.validUntil[at] ?? 0,
      read: () => this.#read(this.#table.offsets[at] ?? 0, this.#table.lengths[at] ?? 0, digest),
    }
  }

  async #read(offset: number, length: number, digest: Uint8Array): Promise<Uint8Array> {
    const octets = Buffer.alloc(length)
    const { bytesRead } = await this.#file.read(octets, 0, length, offset)
    if (bytesRead !== length || !createHash('sha256').update(octets).digest().equals(digest)) {
      throw new Error('the verified metadata was changed on the disk')
    }
    return octets
  }

  close(): Promise<void> {
    return this.#file.close()
  }
}

function verifyAside(request: VerifyRequest, signal: AbortSignal): Promise<VerifyAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./verify-aside.js', import.meta.url), {
      workerData: request,
      resourceLimits: { maxOldGenerationSizeMb: memory },
    })
    signal.addEventListener('abort', () => void worker.terminate(), { once: true })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the thread that verifies metadata ended without an answer')))
  })
}
