/**
 * What every storage backend does, as one suite: each backend's test runs it over a driver of its own, and again over
 * two drivers of one backend where two processes can share it.
 */
import { expect } from 'chai'
import type { StorageDriver } from '../../src/storage/driver.ts'

export interface Backend {
  /** A driver on the backend; every call gives another connection to the same records. */
  open(): Promise<StorageDriver>
  /** Lets about this many ms pass. */
  pass(ms: number): Promise<void>
}

let names = 0
const unique = (name: string) => `${name}:{${process.pid}-${names++}}`
const minute = 60_000

/** Declares the suite's tests; call it inside a `describe`. */
export function conformance(backend: Backend): void {
  let driver: StorageDriver
  let other: StorageDriver
  before(async () => {
    driver = await backend.open()
    other = await backend.open()
    await driver.ping()
  })
  after(async () => {
    await driver.close()
    await other.close()
  })

  describe('values', () => {
    it('are absent until put, and read as they were written, by everyone', async () => {
      const key = unique('value')
      expect(await driver.get(key)).to.equal(undefined)
      await driver.put(key, 'one', minute)
      expect(await driver.get(key)).to.equal('one')
      expect(await other.get(key)).to.equal('one')
      await other.put(key, 'two', minute)
      expect(await driver.get(key)).to.equal('two')
    })

    it('are told apart by the whole key', async () => {
      const key = unique('value')
      await driver.put(key, 'one', minute)
      expect(await driver.get(`${key}:x`)).to.equal(undefined)
      expect(await driver.get(key.toUpperCase())).to.equal(undefined)
    })

    for (const [what, text] of [
      ['an empty text', ''],
      ['control characters and line ends', '\0 \r\n \t \u001f'],
      ['characters of every length in UTF-8', 'aß€🦉 \u0085\u2028\ufeff\uffff e\u0301'],
      ['300 kB', 'ü"\\'.repeat(75_000)],
    ] as const)
      it(`keep ${what}`, async () => {
        const key = unique('text')
        await driver.put(key, text, minute)
        expect((await other.get(key)) === text).to.equal(true)
        expect((await other.take(key)) === text).to.equal(true)
      })

    it('take any text as a key', async () => {
      for (const name of ['sp ace', 'quote"', 'ünï:🦉', '{a}{b}', '}{', '*?[a-z]', 'x'.repeat(2000)]) {
        const key = unique(name)
        await driver.put(key, name, minute)
        expect(await other.get(key)).to.equal(name)
      }
    })

    it('are gone when their time is over, not before', async () => {
      const [short, long] = [unique('short'), unique('long')]
      await driver.put(short, 'x', 400)
      await driver.put(long, 'x', minute)
      expect(await driver.get(short)).to.equal('x')
      await backend.pass(500)
      expect(await driver.get(short)).to.equal(undefined)
      expect(await driver.take(short)).to.equal(undefined)
      expect(await driver.get(long)).to.equal('x')
    })

    it('take the time of the last writing', async () => {
      const [longer, shorter] = [unique('longer'), unique('shorter')]
      await driver.put(longer, 'x', 400)
      await driver.put(longer, 'y', minute)
      await driver.put(shorter, 'x', minute)
      await driver.put(shorter, 'y', 400)
      await backend.pass(500)
      expect(await driver.get(longer)).to.equal('y')
      expect(await driver.get(shorter)).to.equal(undefined)
    })

    it('are not written with no time to live, and what is there stays', async () => {
      for (const ttl of [0, -1, -1e9]) {
        const key = unique('never')
        await driver.put(key, 'x', ttl)
        expect(await driver.get(key)).to.equal(undefined)
        expect(await driver.claim(key, 'x', ttl)).to.equal(false)
        expect(await driver.get(key)).to.equal(undefined)
        await driver.put(key, 'kept', minute)
        await driver.put(key, 'x', ttl)
        expect(await driver.replace(key, 'x', ttl)).to.equal(false)
        expect(await driver.get(key)).to.equal('kept')
      }
    })

    it('live for part of a millisecond as for a whole one', async () => {
      const key = unique('fraction')
      await driver.put(key, 'x', minute + 0.25)
      expect(await driver.get(key)).to.equal('x')
      await driver.put(key, 'y', 0.25)
      await backend.pass(20)
      expect(await driver.get(key)).to.equal(undefined)
    })

    it('never live forever', async () => {
      const key = unique('forever')
      for (const ttl of [Number.NaN, Number.POSITIVE_INFINITY]) {
        const outcomes = await Promise.allSettled([
          driver.put(key, 'x', ttl),
          driver.replace(key, 'x', ttl),
          driver.claim(key, 'x', ttl),
          driver.addToSet(key, ['x'], ttl),
          driver.count(key, ttl),
          driver.move(key, `to:${key}`, { key: `${key}:beside`, value: 'x' }, ttl),
        ])
        for (const outcome of outcomes) expect(outcome).to.have.property('reason').that.is.instanceOf(RangeError)
      }
      expect(await driver.get(key)).to.equal(undefined)
    })
  })

  describe('move', () => {
    const beside = (key: string) => ({ key: `${key}:beside`, value: 'who' })

    it('takes the value from one key to another, unchanged, and writes beside it', async () => {
      const [from, to] = [unique('from'), '']
      const target = `to:${from.slice(from.indexOf('{'))}${to}`
      await driver.put(from, 'x', minute)
      expect(await other.move(from, target, beside(target), minute)).to.equal(true)
      expect(await driver.get(from)).to.equal(undefined)
      expect(await driver.get(target)).to.equal('x')
      expect(await driver.get(`${target}:beside`)).to.equal('who')
    })

    it('writes nothing where nothing is there, or with no time to live', async () => {
      const from = unique('from')
      const target = `to:${from.slice(from.indexOf('{'))}`
      expect(await driver.move(from, target, beside(target), minute)).to.equal(false)
      await driver.put(from, 'x', minute)
      expect(await driver.move(from, target, beside(target), 0)).to.equal(false)
      expect(await driver.get(from)).to.equal('x')
      for (const key of [target, `${target}:beside`]) expect(await driver.get(key)).to.equal(undefined)
    })

    it('gives both the time it is told, longer or shorter than before', async () => {
      const [brief, long] = [unique('brief'), unique('long')]
      const [briefly, longly] = [brief, long].map((key) => `to:${key.slice(key.indexOf('{'))}`) as [string, string]
      await driver.put(brief, 'x', 400)
      await driver.put(long, 'x', minute)
      await driver.move(brief, briefly, beside(briefly), minute)
      await driver.move(long, longly, beside(longly), 400)
      await backend.pass(500)
      expect(await driver.get(briefly)).to.equal('x')
      expect(await driver.get(`${briefly}:beside`)).to.equal('who')
      expect(await driver.get(longly)).to.equal(undefined)
      expect(await driver.get(`${longly}:beside`)).to.equal(undefined)
    })

    it('replaces what stood there, and can be taken back', async () => {
      const from = unique('from')
      const target = `to:${from.slice(from.indexOf('{'))}`
      await driver.put(from, 'x', minute)
      await driver.put(target, 'old', 400)
      await driver.put(`${target}:beside`, 'old', 400)
      await driver.move(from, target, beside(target), minute)
      await backend.pass(500)
      expect(await driver.get(target)).to.equal('x')
      expect(await driver.get(`${target}:beside`)).to.equal('who')
      expect(await other.take(target)).to.equal('x')
    })

    it('is done by one of many, and what that one wrote beside stays', async () => {
      const from = unique('from')
      const target = `to:${from.slice(from.indexOf('{'))}`
      await driver.put(from, 'x', minute)
      const moves = Array.from({ length: 20 }, (_, number) =>
        (number % 2 === 0 ? driver : other).move(from, target, { key: `${target}:beside`, value: `${number}` }, minute),
      )
      const outcomes = await Promise.all(moves)
      expect(outcomes.filter((moved) => moved).length).to.equal(1)
      expect(await driver.get(`${target}:beside`)).to.equal(String(outcomes.indexOf(true)))
    })

    it('and take: one of the two gets the value', async () => {
      for (let round = 0; round < 20; round++) {
        const from = unique('from')
        const target = `to:${from.slice(from.indexOf('{'))}`
        await driver.put(from, 'x', minute)
        const [moved, taken] = await Promise.all([other.move(from, target, beside(target), minute), driver.take(from)])
        expect(moved).to.equal(taken === undefined)
        expect(await driver.get(target)).to.equal(moved ? 'x' : undefined)
      }
    })
  })

  describe('keys', () => {
    it('are found by how they begin, whatever is in it, without those that are over', async () => {
      const beginning = unique('list*?[a]\\')
      const mine = Array.from({ length: 1500 }, (_, number) => `${beginning}${number}`)
      await Promise.all(mine.map((key) => driver.put(key, 'x', minute)))
      await driver.addToSet(`${beginning}set`, ['x'], minute)
      await driver.put(`${beginning}short`, 'x', 100)
      await driver.put(unique('listXYaZ'), 'x', minute)
      await backend.pass(200)
      const found = await other.keys(beginning)
      expect([...found].sort()).to.deep.equal([...mine, `${beginning}set`].sort())
      expect(await driver.keys(unique('none'))).to.deep.equal([])
    })
  })

  describe('replace', () => {
    it('writes only what is there', async () => {
      const key = unique('replace')
      expect(await driver.replace(key, 'x', minute)).to.equal(false)
      expect(await driver.get(key)).to.equal(undefined)
      await driver.put(key, 'x', minute)
      expect(await driver.replace(key, 'y', minute)).to.equal(true)
      expect(await driver.get(key)).to.equal('y')
    })

    it('does not revive what was taken, deleted or is over', async () => {
      const [taken, deleted, over] = [unique('taken'), unique('deleted'), unique('over')]
      for (const key of [taken, deleted]) await driver.put(key, 'x', minute)
      await driver.put(over, 'x', 100)
      await other.take(taken)
      await other.delete(deleted)
      await backend.pass(200)
      for (const key of [taken, deleted, over]) {
        expect(await driver.replace(key, 'y', minute)).to.equal(false)
        expect(await driver.get(key)).to.equal(undefined)
      }
    })

    it('sets the new time', async () => {
      const key = unique('replace')
      await driver.put(key, 'x', minute)
      await driver.replace(key, 'y', 100)
      await backend.pass(200)
      expect(await driver.get(key)).to.equal(undefined)
    })

    it('and take at once: the record is never there afterwards', async () => {
      for (let round = 0; round < 20; round++) {
        const key = unique('race')
        await driver.put(key, 'x', minute)
        const [, taken] = await Promise.all([driver.replace(key, 'y', minute), other.take(key)])
        expect(taken).to.be.oneOf(['x', 'y'])
        expect(await driver.get(key)).to.equal(undefined)
      }
    })
  })

  describe('take', () => {
    it('gives the value once', async () => {
      const key = unique('take')
      await driver.put(key, 'x', minute)
      expect(await driver.take(key)).to.equal('x')
      expect(await driver.take(key)).to.equal(undefined)
      expect(await other.get(key)).to.equal(undefined)
    })

    it('of 50 takers one gets it', async () => {
      const key = unique('take')
      await driver.put(key, 'x', minute)
      const takers = Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? driver : other).take(key))
      const taken = await Promise.all(takers)
      expect(taken.filter((value) => value === 'x')).to.have.length(1)
      expect(taken.filter((value) => value === undefined)).to.have.length(49)
    })
  })

  describe('claim', () => {
    it('is for the first only, and keeps the first value', async () => {
      const key = unique('claim')
      expect(await driver.claim(key, 'first', minute)).to.equal(true)
      expect(await other.claim(key, 'second', minute)).to.equal(false)
      expect(await driver.claim(key, 'first', minute)).to.equal(false)
      expect(await other.get(key)).to.equal('first')
    })

    it('of 50 claimants one wins', async () => {
      const key = unique('claim')
      const claims = Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? driver : other).claim(key, `${i}`, minute))
      const won = await Promise.all(claims)
      expect(won.filter(Boolean)).to.have.length(1)
      expect(await driver.get(key)).to.equal(`${won.indexOf(true)}`)
    })

    it('is free again when its time is over or it was taken; a lost claim does not prolong it', async () => {
      const [over, taken] = [unique('over'), unique('taken')]
      await driver.claim(over, 'x', 200)
      await driver.claim(taken, 'x', minute)
      await other.claim(over, 'y', minute)
      await other.take(taken)
      await backend.pass(300)
      expect(await driver.claim(over, 'z', minute)).to.equal(true)
      expect(await driver.claim(taken, 'z', minute)).to.equal(true)
    })
  })

  describe('sets', () => {
    const sorted = async (key: string) => [...(await other.members(key))].sort()

    it('are empty until added to, and hold each member once', async () => {
      const key = unique('set')
      expect(await sorted(key)).to.deep.equal([])
      await driver.addToSet(key, ['b', 'a', 'b'], minute)
      await other.addToSet(key, ['a', 'ü "🦉"\n', ''], minute)
      expect(await sorted(key)).to.deep.equal(['', 'a', 'b', 'ü "🦉"\n'])
    })

    it('take no member, or one with no time to live', async () => {
      const key = unique('set')
      await driver.addToSet(key, [], minute)
      await driver.addToSet(key, ['a'], 0)
      await driver.addToSet(key, ['a'], -5)
      expect(await sorted(key)).to.deep.equal([])
    })

    it('keep the longer time of a member', async () => {
      const key = unique('set')
      await driver.addToSet(key, ['long then short', 'short then long'], minute)
      await driver.addToSet(key, ['long then short'], 100)
      await driver.addToSet(key, ['short'], 100)
      await driver.addToSet(key, ['short then long'], minute)
      await backend.pass(200)
      expect(await sorted(key)).to.deep.equal(['long then short', 'short then long'])
    })

    it('lose each member when its time is over, and end with the last', async () => {
      const key = unique('set')
      await driver.addToSet(key, ['first'], 200)
      await driver.addToSet(key, ['second'], 600)
      await backend.pass(350)
      expect(await sorted(key)).to.deep.equal(['second'])
      await backend.pass(400)
      expect(await sorted(key)).to.deep.equal([])
      await driver.addToSet(key, ['third'], minute)
      expect(await sorted(key)).to.deep.equal(['third'])
    })

    it('lose no member when many add at once', async () => {
      const key = unique('set')
      const added = Array.from({ length: 100 }, (_, i) => `member ${i}`)
      await Promise.all(added.map((member, i) => (i % 2 === 0 ? driver : other).addToSet(key, [member], minute)))
      expect(await sorted(key)).to.deep.equal(added.sort())
    })

    it('are deleted whole', async () => {
      const key = unique('set')
      await driver.addToSet(key, ['a', 'b'], minute)
      await driver.delete(key)
      expect(await sorted(key)).to.deep.equal([])
    })
  })

  describe('counters', () => {
    it('count from one, each event once, also when many come at once', async () => {
      const key = unique('count')
      expect(await driver.count(key, minute)).to.equal(1)
      const counted = await Promise.all(
        Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? driver : other).count(key, minute)),
      )
      expect(counted.sort((a, b) => a - b)).to.deep.equal(Array.from({ length: 50 }, (_, i) => i + 2))
      expect(await driver.get(key)).to.equal('51')
    })

    it('begin anew when the time of the first is over: later ones do not prolong it', async () => {
      const key = unique('count')
      await driver.count(key, 400)
      await backend.pass(250)
      expect(await driver.count(key, minute)).to.equal(2)
      await backend.pass(250)
      expect(await driver.get(key)).to.equal(undefined)
      expect(await driver.count(key, minute)).to.equal(1)
    })

    it('count nothing with no time to live', async () => {
      const key = unique('count')
      expect(await driver.count(key, 0)).to.equal(0)
      expect(await driver.get(key)).to.equal(undefined)
    })
  })

  describe('delete', () => {
    it('removes all that it names, also where they share nothing, and minds no absent one', async () => {
      const keys = ['a', 'b', 'c'].map(unique)
      for (const key of keys.slice(0, 2)) await driver.put(key, 'x', minute)
      await driver.delete(...keys)
      for (const key of keys) expect(await other.get(key)).to.equal(undefined)
      await driver.delete()
    })
  })
}
