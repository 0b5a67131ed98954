/**
 * A line for those who have made us work in vain: one of their messages is read per turn of the loop, so that what
 * everybody else does goes on in between. Eight that arrive together would else hold each step of a login for the time
 * of all eight, and a login has a dozen steps.
 */
export class Turns {
  #waiting: (() => void)[] = []

  /** Resolves when it is this one's turn; in the order in which they came. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      if (this.#waiting.length === 1) setImmediate(this.#call)
    })
  }

  readonly #call = (): void => {
    this.#waiting.shift()?.()
    // Not before the loop has looked for what else has come.
    if (this.#waiting.length > 0) setImmediate(this.#call)
  }
}
