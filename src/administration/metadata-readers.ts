/** Who has fetched our metadata lately: an app that has it knows the next key. Kept in this process. */
import type { Route } from '../core/http.ts'
import { visible } from '../core/visible-text.ts'

/** Fetchers that are remembered: the ones who came last. */
const most = 200

/** Characters of what a program calls itself. */
const longestName = 100

export class MetadataReaders {
  readonly #now: () => number
  readonly #seen = new Map<string, number>()

  /** @param now ms since 1970 */
  constructor(now: () => number) {
    this.#now = now
  }

  /** The same routes, with everyone noted who asks for metadata. */
  watch(routes: readonly Route[]): readonly Route[] {
    return routes.map((route) => {
      if (route.path !== '/saml/metadata') return route
      const answer: Route['answer'] = (http, params) => {
        this.#note(`${http.browser.address}, ${visible(http.headers['user-agent'] ?? '–', longestName)}`)
        return route.answer(http, params)
      }
      return { ...route, answer }
    })
  }

  /** Newest first. @param since ms since 1970 */
  after(since: number): readonly { readonly name: string; readonly at: number }[] {
    const found = [...this.#seen].filter(([, at]) => at >= since).map(([name, at]) => ({ name, at }))
    return found.reverse()
  }

  #note(name: string): void {
    this.#seen.delete(name)
    this.#seen.set(name, this.#now())
    const [oldest] = this.#seen.keys()
    if (this.#seen.size > most && oldest !== undefined) this.#seen.delete(oldest)
  }
}
