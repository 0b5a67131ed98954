/** Apps as they were made for the snapshot before: of ten thousand nearly all are the same after a change. */
import { isDeepStrictEqual } from 'node:util'
import type { Config } from '../config/config.ts'
import type { SamlApp } from './app.ts'

interface Made {
  readonly from: readonly unknown[]
  readonly apps: readonly SamlApp[]
}

export class MadeApps {
  #around: Pick<Config, 'defaults' | 'upstreams'> | undefined
  #before: ReadonlyMap<string, Made> = new Map()
  #now = new Map<string, Made>()

  /** Begins a snapshot; what the one before did not ask for is forgotten. */
  begin({ defaults, upstreams }: Config): void {
    const around = { defaults, upstreams }
    const isSame = isDeepStrictEqual(around, this.#around)
    this.#around = around
    this.#before = isSame ? this.#now : new Map()
    this.#now = new Map()
  }

  /**
   * The apps of one file or entry, made only where it is new.
   * @param source what identifies the file or entry
   * @param from all that they are made from beside the config's defaults and upstreams: compared by identity
   */
  of(source: string, from: readonly unknown[], make: () => readonly SamlApp[]): readonly SamlApp[] {
    const known = this.#before.get(source)
    const isSame = known?.from.every((one, at) => one === from[at]) === true
    const made = isSame ? known : { from, apps: make() }
    this.#now.set(source, made)
    return made.apps
  }
}
