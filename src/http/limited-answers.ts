/** How long a client that is past a limit waits for being told so: the more often it asks, the longer. */
import { clientKeys } from '../core/admission/client-key.ts'

const minute = 60_000
/** ms: what the first waits, what each further one adds, and the most. */
const [first, more, most] = [40, 1, 2_000]

/**
 * Makes the judge; it counts what it is asked, for a site with many clients together. So one connection gets a few such
 * answers a second, not a thousand, and hundreds of connections do not get many more.
 * @param now ms
 * @returns ms
 */
export function limitedAnswers(now: () => number = Date.now): (client: string) => number {
  let began = now()
  let asked = new Map<string, number>()
  return (client) => {
    if (now() - began >= minute) {
      began = now()
      asked = new Map()
    }
    const [own, site = own] = clientKeys(client)
    const before = asked.get(site) ?? 0
    asked.set(site, before + 1)
    return Math.min(most, first + more * before)
  }
}
