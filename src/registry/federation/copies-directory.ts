/** Where copies of what federations publish are: beside the config for the next start, else in a folder that goes away. */
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ConfigProblem } from '../../config/config.ts'
import { inAllLanguages, said } from '../../core/said.ts'

/** @param directory of the config */
export const copiesBeside = (directory: string): string => join(directory, 'federations')

export class CopiesDirectory {
  readonly #keep: boolean
  #temporary: string | undefined

  /** @param keep whether they are for the next start; a command that only looks must not leave files of its own user */
  constructor(keep: boolean) {
    this.#keep = keep
  }

  /** @param beside the folder of the config */
  of(beside: string): { readonly path: string; readonly fault?: Omit<ConfigProblem, 'file'> } {
    if (!this.#keep) return { path: this.#elsewhere() }
    const path = copiesBeside(beside)
    try {
      mkdirSync(path, { recursive: true, mode: 0o700 })
      accessSync(path, constants.W_OK | constants.X_OK)
      return { path }
    } catch {
      const message = said`${path} can't be written: after a restart the apps of federations are unknown until these have answered.`
      const cure = 'Let the user that runs isthmus write it; in a container, mount a volume there.'
      return {
        path: this.#elsewhere(),
        fault: { kind: 'file', severity: 'warning', path: 'federations', ...inAllLanguages(message, cure) },
      }
    }
  }

  close(): void {
    if (this.#temporary !== undefined) rmSync(this.#temporary, { recursive: true, force: true })
    this.#temporary = undefined
  }

  #elsewhere(): string {
    this.#temporary ??= mkdtempSync(join(tmpdir(), 'isthmus-federations-'))
    return this.#temporary
  }
}
