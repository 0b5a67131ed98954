/** Whoever has written a document of the app store, and goes on once it is in force here. */
import type { Revision } from './app-store/store.ts'

/** ms: a change is in force sooner on a node that is not overloaded, and nobody waits for longer. */
const longest = 1000

type Revisions = ReadonlyMap<string, Revision>

export class Settling {
  #inForce: Revisions = new Map()
  readonly #waiting = new Set<() => void>()

  /** @param revisions of all documents that the state has which is in force from now on, by name */
  look(revisions: Revisions): void {
    this.#inForce = revisions
    for (const look of [...this.#waiting]) look()
  }

  /**
   * Resolves once this revision is in force, or after a moment: what was written is written, and whoever looks next sees
   * it as it is, not as something that does not work.
   * @param revision undefined: once there is none
   */
  until(name: string, revision: Revision | undefined): Promise<void> {
    const isSo = () => this.#inForce.get(name) === revision
    if (isSo()) return Promise.resolve()
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer)
        this.#waiting.delete(look)
        resolve()
      }
      const look = () => isSo() && end()
      const timer = setTimeout(end, longest)
      this.#waiting.add(look)
    })
  }
}
