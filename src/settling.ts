/** Whoever has written a document of the app store, and goes on once it is in force here. */
import type { Revision } from './app-store/store.ts'
import type { Stored } from './registry/stored.ts'

/** ms: a change is in force sooner on a node that is not overloaded, and nobody waits for longer. */
const longest = 1000

type InForce = Pick<Stored, 'revision' | 'app'>

export class Settling {
  #inForce: ReadonlyMap<string, InForce> = new Map()
  #isPending: (document: InForce) => boolean = () => false
  readonly #waiting = new Set<() => void>()

  /**
   * @param inForce all documents that the state has which is in force from now on, by name
   * @param isPending whether the address that one names has yet to answer, or to fail, for the first time
   */
  look(inForce: ReadonlyMap<string, InForce>, isPending: (document: InForce) => boolean): void {
    this.#inForce = inForce
    this.#isPending = isPending
    for (const look of [...this.#waiting]) look()
  }

  /**
   * Resolves once this revision is in force, or after a moment: what was written is written, and whoever looks next sees
   * it as it is, not as something that does not work.
   * @param revision undefined: once there is none
   */
  until(name: string, revision: Revision | undefined): Promise<void> {
    if (this.#isSo(name, revision)) return Promise.resolve()
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer)
        this.#waiting.delete(look)
        resolve()
      }
      const look = () => this.#isSo(name, revision) && end()
      const timer = setTimeout(end, longest)
      this.#waiting.add(look)
    })
  }

  #isSo(name: string, revision: Revision | undefined): boolean {
    const document = this.#inForce.get(name)
    return document?.revision === revision && !(document !== undefined && this.#isPending(document))
  }
}
