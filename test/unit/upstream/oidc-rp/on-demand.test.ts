import { expect } from 'chai'
import { onDemand } from '../../../../src/upstream/oidc-rp/on-demand.ts'
import { refusalOf } from '../../../fixtures/upstream-rig.ts'

describe('oidc-rp: a value on demand', () => {
  let clock: number
  let calls: number
  let outcome: () => Promise<string>
  const make = () => {
    clock = 0
    calls = 0
    outcome = async () => `value ${calls}`
    const fetch = () => {
      calls += 1
      return outcome()
    }
    return onDemand({ fetch, now: () => clock, renewAfter: 1000 })
  }
  const down = () => Promise.reject(new Error('down'))

  it('is fetched once, however many ask', async () => {
    const held = make()
    expect(await Promise.all([held.get(), held.get(), held.get()])).to.deep.equal(Array(3).fill('value 1'))
    expect(await held.get()).to.equal('value 1')
    expect(calls).to.equal(1)
  })

  it('fails at once while backing off: 1, 2, 4, 8, then 10 s', async () => {
    const held = make()
    outcome = down
    for (const wait of [1000, 2000, 4000, 8000, 10_000, 10_000]) {
      const before = calls
      await refusalOf(held.get())
      expect(calls).to.equal(before + 1)
      clock += wait - 1
      await refusalOf(held.get())
      expect(calls, `within ${wait} ms`).to.equal(before + 1)
      clock += 1
    }
    outcome = async () => 'up again'
    expect(await held.get()).to.equal('up again')
  })

  it('is renewed behind the scenes, and the old one serves when that fails', async () => {
    const held = make()
    await held.get()
    clock = 1001
    outcome = down
    expect(await held.get()).to.equal('value 1')
    await new Promise(setImmediate)
    expect(calls).to.equal(2)
    clock += 1000
    outcome = async () => 'new'
    expect(await held.get()).to.equal('value 1')
    await new Promise(setImmediate)
    expect(await held.get()).to.equal('new')
  })

  it('is fetched in the background from start on', async () => {
    const held = make()
    held.start()
    await new Promise(setImmediate)
    expect(calls).to.equal(1)
    expect(await held.get()).to.equal('value 1')
    expect(calls).to.equal(1)
  })
})
