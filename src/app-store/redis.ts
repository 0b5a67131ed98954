/**
 * The app store in the storage's Redis: keys without a TTL, one script for each write. Keys of one kind:
 *
 *   isthmus:{apps}:heads:app        hash, key of a document → its head; of a removed one too, since its number goes on
 *   isthmus:{apps}:app:wiki         the document
 *   isthmus:{apps}:past:app:wiki    list of its revisions, newest first
 *   isthmus:{apps}:changes          stream of what changed, and the channel on which it is published
 *   isthmus:{apps}:acts             stream of what administrators did
 */
import { Connection, type OnTrouble } from '../storage/connection.ts'
import { StorageRefused, StorageUnavailable } from '../storage/driver.ts'
import { type Client, connect } from '../storage/redis-client.ts'
import type { ParsedStorage } from '../storage/url.ts'
import { readAct } from './acts-file.ts'
import {
  checkContent,
  checkName,
  checkSameCase,
  keyOf,
  lineOf,
  mostDocuments,
  noPlace,
  revisionsKept,
  tooMany,
} from './limits.ts'
import { acts, changes, headsOf, keyIn, nextHead, type PastHead, pastOf, readHead } from './redis-keys.ts'
import { warnOfLoss } from './redis-persistence.ts'
import { append, write } from './redis-scripts.ts'
import { RedisWatch } from './redis-watch.ts'
import {
  addressOf,
  asKept,
  checkPast,
  documentOf,
  hasContent,
  headOf,
  readPast,
  refuseConflict,
  restOf,
  writePast,
} from './revisions.ts'
import {
  type ActCursor,
  type ActsPage,
  type AdministrativeAct,
  type AppStore,
  type Change,
  type Content,
  type DocumentHead,
  type DocumentKind,
  type PastRevision,
  StoreConflict,
  type StoredDocument,
  type StoreFault,
  StoreRefused,
  StoreUnavailable,
} from './store.ts'

/** How many entries of a past are asked for at once: one may be large. */
const atOnce = 20
/** Acts that are kept, about. */
const mostActs = 100_000
/** How many of them are asked for at once. */
const actsAtOnce = 200
/** Redis counts them up, whatever its clock does. */
const isStreamId = /^\d{1,15}-\d{1,15}$/

/**
 * A store that connects in the background, as the storage does.
 * @param directory what a relative `?ca=` is relative to
 * @throws the error of reading the CA file
 */
export async function redisStore(storage: ParsedStorage, directory: string, onTrouble: OnTrouble): Promise<AppStore> {
  const client = await connect(storage, directory)
  warnOfLoss(client, onTrouble)
  return new RedisStore(new Connection(client, onTrouble), () => connect(storage, directory))
}

class RedisStore implements AppStore {
  readonly #connection: Connection
  readonly #watch: RedisWatch

  constructor(connection: Connection, subscriber: () => Promise<Client>) {
    this.#connection = connection
    this.#watch = new RedisWatch(changes, (command) => this.#run(command), subscriber)
  }

  async list(kind: DocumentKind): Promise<readonly DocumentHead[]> {
    const heads = (await this.#heads(kind)).flatMap((head) => ('removed' in head ? [] : [headOf(head)]))
    return heads.toSorted((one, other) => (one.name < other.name ? -1 : 1))
  }

  async get(kind: DocumentKind, name: string): Promise<StoredDocument | undefined> {
    checkName(name)
    const text = await this.#run((client) => client.get(keyIn(kind, name)))
    const document = documentOf(text === null ? undefined : readPast(text))
    return document?.name === name ? document : undefined
  }

  async put(kind: DocumentKind, name: string, content: Content, change: Change): Promise<StoredDocument> {
    checkName(name)
    checkContent(kind, content)
    const past = await this.#head(kind, name)
    const head = past === undefined || 'removed' in past ? undefined : past
    if (head !== undefined) {
      checkSameCase(name, head.name)
      const there = hasContent(head.revision, content) ? await this.get(kind, name) : undefined
      if (there?.revision === head.revision) return there
    }
    refuseConflict(name, head, change)
    if (past === undefined) await this.#refuseTooMany(kind)
    const document = { ...nextHead(kind, name, content, change, past), ...content }
    await this.#write(document, past)
    return document
  }

  async remove(kind: DocumentKind, name: string, change: Change): Promise<void> {
    checkName(name)
    const past = await this.#head(kind, name)
    const head = past === undefined || 'removed' in past || past.name !== name ? undefined : past
    refuseConflict(name, head, change)
    if (head === undefined) return
    await this.#write({ ...nextHead(kind, name, undefined, change, past), removed: true }, past)
  }

  async history(kind: DocumentKind, name: string): Promise<readonly PastRevision[]> {
    checkName(name)
    const key = pastOf(kind, name)
    const texts: string[] = []
    for (let start = 0; ; start += atOnce) {
      const some = await this.#run((client) => client.lrange(key, start, start + atOnce - 1))
      texts.push(...some)
      if (some.length < atOnce) break
    }
    return texts.flatMap((text) => readPast(text) ?? [])
  }

  async restore(past: readonly PastRevision[]): Promise<boolean> {
    const newest = checkPast(past)
    const { kind, name } = newest
    const head = await this.#head(kind, name)
    if (head !== undefined && head.revision !== newest.revision) return false
    if (head === undefined) await this.#refuseTooMany(kind)
    const whole = asKept(past.slice(0, revisionsKept(kind, newest)))
    const rest = restOf(head === undefined ? [] : await this.history(kind, name), whole)
    for (const [index, entry] of rest.entries()) {
      const before = whole[whole.length - rest.length + index - 1]
      if (before === undefined) await this.#write(entry, undefined)
      else await this.#append(entry, before)
    }
    return rest.length > 0
  }

  /** Adds an older entry to a past that ends with another. */
  async #append(entry: PastRevision, last: PastRevision): Promise<void> {
    const key = pastOf(entry.kind, entry.name)
    const answer = await this.#run((client) => client.eval(append, 1, key, writePast(last), writePast(entry)))
    if (answer !== 1) throw new StoreConflict(`${entry.name} was changed meanwhile.`, undefined)
  }

  place(kind: DocumentKind, name: string): string {
    return keyIn(kind, name)
  }

  /** Nobody but a store writes here. */
  async faults(): Promise<readonly StoreFault[]> {
    return []
  }

  watch(onChange: (changed: ReadonlySet<string> | 'all') => void): () => void {
    return this.#watch.listen(onChange)
  }

  async append(act: AdministrativeAct): Promise<void> {
    const line = lineOf(act)
    await this.#run((client) => client.xadd(acts, 'MAXLEN', '~', mostActs, '*', 'act', line))
  }

  async acts(limit: number, from?: ActCursor, before = Number.POSITIVE_INFINITY): Promise<ActsPage> {
    if (from !== undefined && !isStreamId.test(from)) throw noPlace()
    const found: AdministrativeAct[] = []
    for (let last: string | undefined = from; ; ) {
      const end = last === undefined ? '+' : `(${last}`
      const some = await this.#run((client) => client.xrevrange(acts, end, '-', 'COUNT', actsAtOnce))
      for (const [id, [, text = ''] = []] of some) {
        const act = readAct(text)
        const isMeant = act !== undefined && act.at < before
        if (isMeant && found.length >= limit) return { acts: found, next: last as ActCursor }
        if (isMeant) found.push(act)
        last = id
      }
      if (some.length < actsAtOnce) return { acts: found }
    }
  }

  async close(): Promise<void> {
    await this.#watch.close()
    await this.#connection.close()
  }

  async #heads(kind: DocumentKind): Promise<readonly PastHead[]> {
    const heads = new Map<string, string>()
    let cursor = '0'
    do {
      const [next, found] = await this.#run((client) => client.hscan(headsOf(kind), cursor, 'COUNT', 1000))
      for (let index = 0; index < found.length; index += 2) heads.set(found[index] ?? '', found[index + 1] ?? '')
      cursor = next
    } while (cursor !== '0')
    return [...heads.values()].flatMap((text) => readHead(text) ?? [])
  }

  async #head(kind: DocumentKind, name: string): Promise<PastHead | undefined> {
    const text = await this.#run((client) => client.hget(headsOf(kind), keyOf(name)))
    return text === null ? undefined : readHead(text)
  }

  async #refuseTooMany(kind: DocumentKind): Promise<void> {
    // The quick answer counts those that were removed as well.
    if ((await this.#run((client) => client.hlen(headsOf(kind)))) < mostDocuments) return
    if ((await this.list(kind)).length >= mostDocuments) throw tooMany()
  }

  async #write(entry: PastRevision, before: PastHead | undefined): Promise<void> {
    const { kind, name } = entry
    const key = keyOf(name)
    const head = { ...headOf(entry), ...('removed' in entry && { removed: true }) }
    const answer = await this.#run((client) =>
      client.eval(
        write,
        4,
        ...[headsOf(kind), keyIn(kind, name), pastOf(kind, name), changes],
        ...[key, before?.revision ?? '', JSON.stringify(head), 'removed' in entry ? '' : writePast(entry)],
        ...[writePast(entry), revisionsKept(kind, documentOf(entry) ?? {}), addressOf(kind, name)],
      ),
    )
    if (answer === 'written') return
    const now = await this.#head(kind, name)
    throw new StoreConflict(`${name} was changed meanwhile.`, now && !('removed' in now) ? now.revision : undefined)
  }

  async #run<T>(command: (client: Client) => Promise<T>): Promise<T> {
    try {
      return await this.#connection.run(command)
    } catch (error) {
      if (error instanceof StorageRefused) throw new StoreRefused(error.message, error.cure)
      if (error instanceof StorageUnavailable) throw new StoreUnavailable(error.message)
      throw error
    }
  }
}
