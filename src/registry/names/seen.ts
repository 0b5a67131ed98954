/** Collects who was told which name, and writes it now and then: a login pays for two digests. */
import type { AppStore } from '../../app-store/store.ts'
import type { AppId, Json } from '../../core/identifiers.ts'
import type { NamedPerson, NamesSeen } from '../../core/ports/names.ts'
import { addPeople, merged, readPeople, type SeenPeople, type SeenPerson } from './record.ts'

export interface NamesSeenOptions {
  readonly store: AppStore
  /** A keyed digest, by a key of certs/. */
  readonly digest: (text: string) => string
  /** ms since 1970 */
  readonly now: () => number
  /** It could not be written; told once until it can be again. */
  readonly onTrouble?: (error: unknown) => void
}

const day = 86_400_000
/** ms between two writes. */
const interval = 300_000
/** People who wait for their write, of all apps: beyond that the newest are not remembered. */
const mostWaiting = 20_000
/** What a name could be made from: claims that identify people, of most upstreams. */
const nameClaims = ['preferred_username', 'email', 'name', 'upn', 'oid', 'uid', 'nickname', 'employee_number']
/** Characters of a digest: 96 bits. */
const digestLength = 16

/** Namespace, claim and sector of a pairwise name, as one text. */
export const pairwiseBasis = (subjectNamespace: string, subjectFrom: string, sector: readonly string[]): string =>
  JSON.stringify([subjectNamespace, subjectFrom, ...sector])

export class SeenNames implements NamesSeen {
  readonly #options: NamesSeenOptions
  readonly #waiting = new Map<AppId, Map<string, SeenPerson>>()
  /** Who was seen today, so that their next login costs no more than this look. */
  #today = new Set<string>()
  #dayOfToday = 0
  #count = 0
  #timer: NodeJS.Timeout | undefined
  #troubled = false

  constructor(options: NamesSeenOptions) {
    this.#options = options
  }

  saw(named: NamedPerson): void {
    const { app, subject, authentication } = named
    // A transient name is nobody's account.
    if (subject.kind === 'transient' || this.#count >= mostWaiting) return
    const who = this.#digest(`${authentication.upstream}\n${authentication.subject}`)
    const name = this.#digest(subject.value)
    const d = Math.floor(this.#options.now() / day)
    if (this.#dayOfToday !== d || this.#today.size > mostWaiting) this.#today = new Set()
    this.#dayOfToday = d
    const key = `${app}\n${who}\n${name}`
    if (this.#today.has(key)) return
    this.#today.add(key)
    const people = this.#waiting.get(app) ?? new Map<string, SeenPerson>()
    this.#waiting.set(app, people)
    this.#count += people.has(who) ? 0 : 1
    people.set(who, this.#personOf(named, subject.kind, name, d))
    this.#timer ??= setTimeout(() => void this.flush(), interval).unref()
  }

  /** Everyone who is remembered, of this process at once. @throws what the store throws */
  async people(app: AppId): Promise<SeenPeople> {
    const { people } = await readPeople(this.#options.store, app)
    return merged(people, this.#waiting.get(app) ?? new Map())
  }

  /** Writes what waits. Never rejects. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const batch = [...this.#waiting]
    this.#waiting.clear()
    this.#count = 0
    for (const [app, people] of batch) {
      try {
        await addPeople(this.#options.store, app, people)
        this.#troubled = false
      } catch (error) {
        if (!this.#troubled) this.#options.onTrouble?.(error)
        this.#troubled = true
      }
    }
  }

  #personOf(named: NamedPerson, k: SeenPerson['k'], n: string, d: number): SeenPerson {
    const { authentication, pairwiseSector, subjectNamespace, subjectFrom, expression = '' } = named
    const { claims, subject, upstream: u } = authentication
    const wanted = new Set([...nameClaims, subjectFrom])
    const texts = [...wanted].flatMap((claim) => {
      const text = textOf(claims[claim])
      return text === undefined ? [] : [[claim, this.#digest(text)] as const]
    })
    const c = { ...Object.fromEntries(texts), sub: this.#digest(subject) }
    const pairwise = pairwiseBasis(subjectNamespace, subjectFrom, pairwiseSector)
    return { d, u, k, n, c, basis: k === 'persistent' ? pairwise : expression }
  }

  #digest(text: string): string {
    return this.#options.digest(text).slice(0, digestLength)
  }
}

/** Addresses in a list of one are a value too. */
function textOf(value: Json | undefined): string | undefined {
  const one = Array.isArray(value) && value.length === 1 ? value[0] : value
  return typeof one === 'string' ? one : typeof one === 'number' ? String(one) : undefined
}
