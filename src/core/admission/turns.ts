/**
 * Whose request is looked at next. Of each site one is begun per turn of the event loop, so that what everybody else does
 * goes on in between: a hundred that arrive together would else hold each step of a login for the time of all hundred,
 * and a login has a dozen steps. Within a site its clients take turns. Who comes alone waits for nobody.
 */
import { clientKeys } from './client-key.ts'

type Line = (() => void)[]

export class Turns {
  /** Sites of which a request was begun in this turn of the loop, and who of them waits, by client. */
  readonly #sites = new Map<string, Map<string, Line>>()

  /**
   * Undefined where it is this client's turn, else resolves when it is: in the order in which its requests came.
   * @param client as `clientOf` has it
   */
  take(client: string): Promise<void> | undefined {
    const [own, site = own] = clientKeys(client)
    const lines = this.#sites.get(site)
    if (lines !== undefined) return new Promise((resolve) => join(lines, own, resolve))
    if (this.#sites.size === 0) setImmediate(this.#call)
    this.#sites.set(site, new Map())
    return undefined
  }

  readonly #call = (): void => {
    for (const [site, lines] of this.#sites) {
      const next = nextOf(lines)
      if (next === undefined) this.#sites.delete(site)
      else next()
    }
    // Not before the loop has looked for what else has come.
    if (this.#sites.size > 0) setImmediate(this.#call)
  }
}

function join(lines: Map<string, Line>, client: string, call: () => void): void {
  const line = lines.get(client)
  if (line === undefined) lines.set(client, [call])
  else line.push(call)
}

/** The first of the client that has waited longest; whoever of it is left goes to the end. */
function nextOf(lines: Map<string, Line>): (() => void) | undefined {
  const [longest] = lines
  if (longest === undefined) return undefined
  const [client, line] = longest
  const next = line.shift()
  lines.delete(client)
  if (line.length > 0) lines.set(client, line)
  return next
}
