/** What was opened, to be closed in reverse: at the end, or where a later step of the start fails. */

export class Closing {
  readonly #steps: (() => unknown)[] = []

  /** Remembers how to close what was just opened. */
  add(close: () => unknown): void {
    this.#steps.push(close)
  }

  /** Closes everything, the last first; what fails does not keep the rest open. */
  async close(): Promise<void> {
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) {
      try {
        await step()
      } catch {
        // The others are closed all the same, and whoever closes has nothing to do about it.
      }
    }
  }
}
