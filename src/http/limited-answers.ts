/** How long a client that is refused waits for being told so: the more often it asks, the longer. */
import { clientKeys } from '../core/admission/client-key.ts'

const minute = 60_000
/** ms: what the first one past a limit waits, what each further refusal adds, and the most. */
const [first, more, most] = [40, 1, 2_000]
/** Refusals of other kinds in a minute that nobody waits for: mistakes of people and apps. */
const mistakes = 100

/**
 * Makes the judge; it counts what it is asked, for a site with many clients together. So one connection gets a few such
 * answers a second, not a thousand, and hundreds of connections do not get many more.
 * @param now ms
 * @returns ms; `limited` says that the client is past a limit
 */
export function limitedAnswers(now: () => number = Date.now): (client: string, limited: boolean) => number {
  let began = now()
  let asked = new Map<string, number>()
  return (client, limited) => {
    if (now() - began >= minute) {
      began = now()
      asked = new Map()
    }
    const [own, site = own] = clientKeys(client)
    const counter = `${limited ? 'limited' : 'mistaken'} ${site}`
    const before = asked.get(counter) ?? 0
    asked.set(counter, before + 1)
    return Math.min(most, limited ? first + more * before : more * Math.max(0, before - mistakes))
  }
}
