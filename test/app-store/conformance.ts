/**
 * What every backend of the app store does, as one suite: each backend's test runs it over two stores on the same
 * documents, as two nodes have them.
 */
import { expect } from 'chai'
import { numberOf } from '../../src/app-store/revisions.ts'
import type {
  ActCursor,
  AdministrativeAct,
  AppStore,
  Change,
  DocumentKind,
  PastRevision,
  Revision,
  StoredDocument,
} from '../../src/app-store/store.ts'
import { waited } from '../fixtures/waited.ts'

export interface Backend {
  /** A store on the backend; every call gives another one on the same documents. */
  open(): Promise<AppStore>
  /** The second store loses its connection, what the first does meanwhile is not told to it, and it gets it back. */
  missing(work: () => Promise<void>): Promise<void>
}

let names = 0
const unique = (name: string) => `${name}-${process.pid}-${names++}`
const from = (replaces: Revision | undefined, author = 'anna'): Change => ({ author, replaces })
const settings = (name: string) => `displayName: ${name} # as people call it\n`

/** Resolves once it is so. */
export async function until(holds: () => boolean | Promise<boolean>, limit = 5000): Promise<void> {
  for (const end = Date.now() + limit; !(await holds()); await new Promise((resolve) => setTimeout(resolve, 10)))
    if (Date.now() > end) throw new Error('it did not happen in time')
}

/** What it was refused with. */
export async function refusal(work: Promise<unknown>): Promise<Error & { current?: Revision; cure?: string }> {
  const outcome = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(outcome instanceof Error)) throw new Error('it was not refused')
  return outcome
}

/** Declares the suite's tests; call it inside a `describe`. */
export function conformance(backend: Backend): void {
  let store: AppStore
  let other: AppStore
  before(async () => {
    store = await backend.open()
    other = await backend.open()
  })
  after(async () => {
    await store.close()
    await other.close()
  })

  describe('documents', () => {
    it('are absent until put, and read as they were written, by everyone', async () => {
      const name = unique('wiki')
      expect(await store.get('app', name)).to.equal(undefined)
      const content = { settings: settings('Wiki'), metadata: '<md:EntityDescriptor entityID="ä🦉"/>\n' }
      const put = await store.put('app', name, content, { ...from(undefined), reason: 'it is new' })
      expect(put).to.deep.include({ kind: 'app', name, author: 'anna', reason: 'it is new', ...content })
      expect(put.revision).to.match(/^1-[0-9a-f]{64}$/)
      expect(put.at).to.be.closeTo(Date.now(), 60_000)
      expect(await other.get('app', name)).to.deep.equal(put)
      const { settings: _, metadata: __, ...head } = put
      expect((await other.list('app')).find((one) => one.name === name)).to.deep.equal(head)
    })

    it('are replaced, and may lose or gain their metadata', async () => {
      const name = unique('wiki')
      const first = await store.put('app', name, { settings: 'a: 1' }, from(undefined))
      const second = await other.put('app', name, { settings: 'a: 1', metadata: '<a/>' }, from(first.revision, 'ben'))
      expect(numberOf(second.revision)).to.equal(2)
      const third = await store.put('app', name, { settings: 'a: 2' }, from(second.revision))
      expect(await other.get('app', name)).to.deep.equal(third)
      expect(third).not.to.have.property('metadata')
      expect(await store.put('app', name, { settings: 'a: 2' }, from(third.revision, 'ben'))).to.deep.equal(third)
    })

    it('of several kinds may have one name', async () => {
      const name = unique('one')
      const kinds: readonly DocumentKind[] = ['app', 'token', 'quarantine', 'fetched', 'setup-link', 'names']
      for (const kind of kinds) await store.put(kind, name, { settings: JSON.stringify({ kind }) }, from(undefined))
      for (const kind of kinds) {
        expect(await other.get(kind, name)).to.deep.include({ kind, settings: JSON.stringify({ kind }) })
        expect((await other.list(kind)).map((head) => head.name)).to.include(name)
      }
    })

    it('keep any text', async () => {
      const name = unique('text')
      let replaces: Revision | undefined
      for (const text of ['', '\0 \r\n \t \u001f', 'aß€🦉 \u0085\u2028\uffff e\u0301', 'ü"\\'.repeat(10_000)]) {
        const put = await store.put('app', name, { settings: text, metadata: text }, from(replaces))
        expect(await other.get('app', name)).to.deep.include({ settings: text, metadata: text })
        replaces = put.revision
      }
    })

    it('are listed by name, whatever the name looks like', async () => {
      const odd = ['a.xml', 'a', 'a.yaml', 'A-b', '0', 'con.1', 'x'.repeat(64)].map((name) => `${unique('n')}${name}`)
      const short = odd.map((name) => name.slice(-64).replace(/^[^A-Za-z0-9]+/, ''))
      for (const name of short) await store.put('token', name, { settings: name, metadata: name }, from(undefined))
      const listed = (await other.list('token')).map(({ name }) => name)
      expect(listed).to.include.members(short)
      expect(listed).to.deep.equal(listed.toSorted())
      for (const name of short) expect(await other.get('token', name)).to.deep.include({ settings: name })
    })
  })

  describe('refusals', () => {
    const paths = ['', '.', '..', '../wiki', 'a/b', 'a\\b', '.wiki', '-a', 'ä', 'a b', 'a\0', 'a\n', 'x'.repeat(65)]
    for (const name of paths)
      it(`of the name ${JSON.stringify(name)}`, async () => {
        const works = [
          store.put('app', name, { settings: '' }, from(undefined)),
          store.get('app', name),
          store.remove('app', name, from(undefined)),
          store.history('app', name),
        ]
        for (const work of works) expect(await refusal(work)).to.have.property('name', 'StoreRefused')
      })

    it('of a name that differs from another only in case, until that is gone', async () => {
      const name = unique('Wiki')
      const there = await store.put('app', name, { settings: '' }, from(undefined))
      const put = () => other.put('app', name.toLowerCase(), { settings: 'x: 1' }, from(undefined))
      expect(await refusal(put())).to.have.property('name', 'StoreRefused')
      expect(await other.get('app', name.toLowerCase())).to.equal(undefined)
      await store.remove('app', name, from(there.revision))
      expect(numberOf((await put()).revision)).to.equal(3)
      expect(await store.get('app', name)).to.equal(undefined)
    })

    it('of what is too large, or half a character', async () => {
      for (const content of [
        { settings: 'x'.repeat(65_537) },
        { settings: 'ü'.repeat(40_000) },
        { settings: '', metadata: 'x'.repeat(10 * 1_048_576 + 1) },
        { settings: '\ud800' },
      ]) {
        const refused = await refusal(store.put('app', unique('large'), content, from(undefined)))
        expect(refused).to.have.property('name', 'StoreRefused')
        expect(refused.cure).to.be.a('string')
      }
    })

    it('of a change that was made from something else than what is there', async () => {
      const name = unique('wiki')
      const first = await store.put('app', name, { settings: 'a: 1' }, from(undefined))
      const second = await store.put('app', name, { settings: 'a: 2' }, from(first.revision))
      const late = [
        other.put('app', name, { settings: 'a: 3' }, from(first.revision)),
        other.put('app', name, { settings: 'a: 3' }, from(undefined)),
        other.remove('app', name, from(first.revision)),
        other.remove('app', name, from(undefined)),
      ]
      for (const work of late) {
        const refused = await refusal(work)
        expect(refused).to.have.property('name', 'StoreConflict')
        expect(refused.current).to.equal(second.revision)
      }
      const unknown = from(`7-${'0'.repeat(64)}` as Revision)
      const gone = await refusal(store.put('app', unique('none'), { settings: '' }, unknown))
      expect(gone).to.have.property('name', 'StoreConflict')
      expect(gone.current).to.equal(undefined)
      expect((await refusal(store.remove('app', unique('none'), unknown))).name).to.equal('StoreConflict')
    })
  })

  describe('writers at once', () => {
    it('of whom one wins, and the others hear of it', async () => {
      const name = unique('wiki')
      let replaces: Revision | undefined
      for (let round = 0; round < 5; round++) {
        const writers = Array.from({ length: 12 }, (_, index) =>
          (index % 2 === 0 ? store : other).put('app', name, { settings: `by: ${round}.${index}` }, from(replaces)),
        )
        const outcomes = await Promise.allSettled(writers)
        const won = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
        const lost = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
        expect(won).to.have.length(1)
        expect(new Set(lost.map((error) => error.name))).to.deep.equal(new Set(['StoreConflict']))
        expect(await store.get('app', name)).to.deep.equal(won[0])
        expect(await other.get('app', name)).to.deep.equal(won[0])
        replaces = won[0]?.revision
      }
      expect((await store.history('app', name)).map(({ revision }) => numberOf(revision))).to.deep.equal([
        5, 4, 3, 2, 1,
      ])
    })
  })

  describe('the past', () => {
    it('has every revision, newest first, and goes on over a removal', async () => {
      const name = unique('wiki')
      const first = await store.put('app', name, { settings: 'a: 1', metadata: '<a/>' }, from(undefined))
      await other.remove('app', name, { ...from(first.revision, 'ben'), reason: 'not needed' })
      expect(await store.get('app', name)).to.equal(undefined)
      expect((await store.list('app')).map((head) => head.name)).not.to.include(name)
      const again = await store.put('app', name, { settings: 'a: 1', metadata: '<a/>' }, from(undefined))
      expect(numberOf(again.revision)).to.equal(3)
      const [third, second, oldest] = await other.history('app', name)
      expect(third).to.deep.equal(again)
      expect(second).to.deep.include({ name, author: 'ben', reason: 'not needed', removed: true })
      expect(second).not.to.have.property('settings')
      expect(oldest).to.deep.equal(first)
      expect(await other.history('app', unique('none'))).to.deep.equal([])
    })

    it('of what changes by itself is short', async () => {
      const name = unique('fetched')
      let put: StoredDocument | undefined
      for (let round = 1; round <= 6; round++)
        put = await store.put('fetched', name, { settings: `${round}` }, from(put?.revision))
      expect((await other.history('fetched', name)).map(({ revision }) => numberOf(revision))).to.deep.equal([6, 5])
    })
  })

  describe('restore', () => {
    it('takes over a document with its past, where nothing of its name has ever been', async () => {
      const [name, elsewhere] = [unique('wiki'), unique('elsewhere')]
      const first = await store.put('app', elsewhere, { settings: 'a: 1', metadata: '<a/>' }, from(undefined))
      await store.remove('app', elsewhere, from(first.revision))
      await store.put('app', elsewhere, { settings: 'a: 2' }, from(undefined, 'ben'))
      const past = (await store.history('app', elsewhere)).map((entry) => ({ ...entry, name }))
      expect(await store.restore(past)).to.equal(true)
      expect(await other.history('app', name)).to.deep.equal(past)
      expect(await other.get('app', name)).to.deep.equal(past[0])
      expect((await other.list('app')).map((head) => head.name)).to.include(name)
      expect(await other.restore(past)).to.equal(false)
      const next = await other.put('app', name, { settings: 'a: 3' }, from(past[0]?.revision))
      expect(numberOf(next.revision)).to.equal(4)
    })

    it('goes on where it was cut short, and leaves what somebody changed since', async () => {
      const [name, elsewhere] = [unique('wiki'), unique('elsewhere')]
      let revision: StoredDocument | undefined
      for (const settings of ['a: 1', 'a: 2', 'a: 3', 'a: 4'])
        revision = await store.put('app', elsewhere, { settings }, from(revision?.revision))
      const past = (await store.history('app', elsewhere)).map((entry) => ({ ...entry, name }))
      // What is there after a crash: the newest first, and as much of the others as there was time for.
      for (const cut of [1, 3]) {
        expect(await store.restore(past.slice(0, cut))).to.equal(true)
        expect(await store.history('app', name)).to.have.length(cut)
      }
      expect(await other.restore(past)).to.equal(true)
      expect(await store.history('app', name)).to.deep.equal(past)
      expect(await other.restore(past)).to.equal(false)
      const two = past.map((entry) => ({ ...entry, name: `${name}-2` }))
      await store.restore(two.slice(0, 1))
      await store.put('app', `${name}-2`, { settings: 'a: 5' }, from(two[0]?.revision))
      expect(await other.restore(two)).to.equal(false)
      expect(await other.history('app', `${name}-2`)).to.have.length(2)
    })

    it('refuses what is no past of one document', async () => {
      const name = unique('wiki')
      const [one] = [await store.put('app', name, { settings: 'a: 1' }, from(undefined))]
      const copy = { ...one, name: unique('copy') }
      const wrong: readonly (readonly PastRevision[])[] = [
        [],
        [{ ...copy, settings: 'another: text' }],
        [{ ...copy, name: '../../etc/passwd' }],
        [copy, { ...copy, name: 'other' }],
        [copy, copy],
      ]
      for (const past of wrong) expect((await refusal(store.restore(past))).name).to.equal('StoreRefused')
      expect(await store.get('app', copy.name)).to.equal(undefined)
    })
  })

  describe('watch', () => {
    let heard: string[]
    let end: () => void
    beforeEach(() => {
      heard = []
      end = other.watch((changed) => heard.push(...(changed === 'all' ? ['all'] : changed)))
    })
    afterEach(() => end())
    const hears = (what: string) => until(() => heard.includes(what))

    it('tells of what someone else did, within a second', async () => {
      const name = unique('wiki')
      const put = await store.put('app', name, { settings: '' }, from(undefined))
      expect(await waited(() => hears(`app/${name}`))).to.be.below(1000)
      expect(await other.get('app', name)).to.deep.equal(put)
      heard.length = 0
      await store.remove('app', name, from(put.revision))
      await hears(`app/${name}`)
      expect((await other.list('app')).map((head) => head.name)).not.to.include(name)
    })

    it('tells of what it did itself', async () => {
      const name = unique('token')
      await other.put('token', name, { settings: '' }, from(undefined))
      await hears(`token/${name}`)
    })

    it('tells after a connection was lost of what happened meanwhile', async () => {
      const name = unique('wiki')
      await backend.missing(async () => void (await store.put('app', name, { settings: '' }, from(undefined))))
      await until(() => heard.includes(`app/${name}`) || heard.includes('all'))
      expect((await other.get('app', name))?.name).to.equal(name)
    })

    it('is silent once it has ended', async () => {
      const name = unique('wiki')
      end()
      const mine: string[] = []
      const stop = other.watch((changed) => mine.push(...(changed === 'all' ? ['all'] : changed)))
      await store.put('app', name, { settings: '' }, from(undefined))
      await until(() => mine.includes(`app/${name}`))
      stop()
      expect(heard).to.deep.equal([])
    })
  })

  describe('acts', () => {
    it('are kept in their order, and read newest first', async () => {
      const began = Date.UTC(2026, 0, 31, 23, 59, 58)
      const act = (number: number) => ({
        act: 'app.put',
        outcome: 'success' as const,
        author: `anna ${number}\n"`,
        at: began + number * 1000,
        on: 'wiki',
        via: 'console' as const,
        facts: { number, removed: false },
      })
      for (let number = 0; number < 6; number++) await (number % 2 ? store : other).append(act(number))
      const { acts, next } = await store.acts(3)
      expect(acts).to.deep.equal([act(5), act(4), act(3)])
      expect(await other.acts(3, next)).to.deep.equal({ acts: [act(2), act(1), act(0)] })
      // Those of older times alone: a page is full, and says where it ends, whatever stood between.
      const older = await store.acts(2, undefined, act(3).at)
      expect(older.acts).to.deep.equal([act(2), act(1)])
      expect(await other.acts(2, older.next, act(3).at)).to.deep.equal({ acts: [act(0)] })
      const endless = { ...act(9), reason: 'x', facts: { text: 'x'.repeat(20_000) } }
      expect(await refusal(store.append(endless))).to.have.property('name', 'StoreRefused')
    })

    it('are on one page each, whatever the clocks of nodes say and whatever is added meanwhile', async () => {
      const began = Date.UTC(2026, 2, 1)
      const hour = 3600_000
      // Two nodes: the clock of one is an hour behind, and in another month.
      const clocks = [began, began - hour, began, began + 1, began - hour, began - hour + 1, began + 1]
      const act = (at: number, number: number) =>
        ({ act: 'app.put', outcome: 'success', author: 'ben', at, on: `ü ${number}`, via: 'api' }) as const
      for (const [number, at] of clocks.entries()) await (number % 2 ? store : other).append(act(at, number))
      const wanted = clocks.map(act).toReversed()
      const found: AdministrativeAct[] = []
      for (let next: ActCursor | undefined; found.length < wanted.length; ) {
        const page = await store.acts(2, next)
        expect(page.acts).to.have.length(2)
        found.push(...page.acts)
        next = page.next
        await other.append(act(began + hour, 99))
      }
      expect(found.slice(0, wanted.length)).to.deep.equal(wanted)
    })

    it('are not read from a place that is none', async () => {
      for (const odd of ['', '0', 'yesterday', '../../etc', `2026-03-${'9'.repeat(40)}`, '+']) {
        const refused = await refusal(store.acts(1, odd as ActCursor))
        expect(refused, odd).to.have.property('name', 'StoreRefused')
      }
    })
  })
}

/** Puts many documents, several at a time. */
export async function fill(store: AppStore, count: number, name: (index: number) => string): Promise<void> {
  const indexes = Array.from({ length: count }, (_, index) => index).values()
  const takeTurns = async () => {
    for (const index of indexes) {
      const content = { settings: `displayName: App ${index}\n`, metadata: `<a id="${index}"/>` }
      await store.put('app', name(index), content, { author: 'cli', replaces: undefined })
    }
  }
  await Promise.all(Array.from({ length: 32 }, takeTurns))
}
