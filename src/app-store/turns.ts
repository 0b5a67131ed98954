/** Work on one document at a time: what two do to it must not mix. Others go on meanwhile. */

export class Turns {
  readonly #last = new Map<string, Promise<unknown>>()

  /** Does this once nobody else is at work on the same. */
  async take<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
    const mine = (this.#last.get(what) ?? Promise.resolve()).then(work, work)
    this.#last.set(what, mine)
    try {
      return await mine
    } finally {
      if (this.#last.get(what) === mine) this.#last.delete(what)
    }
  }

  /** Resolves when all that was begun has ended. */
  async ended(): Promise<void> {
    await Promise.allSettled(this.#last.values())
  }
}
