/** What was opened, to be closed in reverse order: at the end, or if a later step of starting up fails. */

export class Closing {
  readonly #steps: (() => unknown)[] = []

  /** Remembers how to close what was just opened. */
  add(close: () => unknown): void {
    this.#steps.push(close)
  }

  /** Closes everything, last first; a failure does not keep the rest open. */
  async close(): Promise<void> {
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) {
      try {
        await step()
      } catch {
        // The others are closed all the same, and the caller could do nothing about it.
      }
    }
  }
}
