/** The last answer about each entity of one federation, on disk: for the next start, while its service is away. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { EntityId } from '../../core/identifiers.ts'
import { nameInAddress } from './query.ts'

export class KeptAnswers {
  readonly #directory: string

  constructor(directory: string) {
    this.#directory = directory
  }

  /** Never rejects: a login does not wait for a folder that can be written. */
  async keep(name: EntityId, octets: Uint8Array): Promise<void> {
    try {
      await mkdir(this.#directory, { recursive: true, mode: 0o700 })
      await writeFile(this.#path(name), octets, { mode: 0o600 })
    } catch {
      // As if it were not kept: the next start asks for it.
    }
  }

  /** Whoever reads it verifies it again. @throws Error where there is none */
  read(name: EntityId): Promise<Uint8Array> {
    return readFile(this.#path(name))
  }

  /** Never rejects. */
  async forget(name: EntityId): Promise<void> {
    await rm(this.#path(name), { force: true }).catch(() => {})
  }

  #path(name: EntityId): string {
    return join(this.#directory, `${nameInAddress(name).slice('{sha1}'.length)}.xml`)
  }
}
