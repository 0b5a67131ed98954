import { expect } from 'chai'
import { limitedAnswers } from '../../../src/http/limited-answers.ts'

describe('limitedAnswers', () => {
  it('lets a site wait longer the more often it asks, and each other one not', () => {
    let now = 0
    const wait = limitedAnswers(() => now)
    const first = wait('2001:db8:7:1::1', true)
    for (let asked = 0; asked < 2_000; asked += 1) wait(`2001:db8:7:${asked.toString(16)}::1`, true)
    expect(first).to.equal(40)
    expect(wait('2001:db8:7:1::1', true)).to.equal(2_000)
    expect(wait('2001:db8:8:1::1', true)).to.equal(40)
    expect(wait('192.0.2.1', true)).to.equal(40)
    now = 60_000
    expect(wait('2001:db8:7:1::1', true)).to.equal(40)
  })

  it('lets nobody wait for a hundred refusals a minute of other kinds, and for more of them ever longer', () => {
    const wait = limitedAnswers(() => 0)
    const waits = Array.from({ length: 3_000 }, () => wait('192.0.2.1', false))
    expect(waits.slice(0, 101)).to.deep.equal(Array(101).fill(0))
    expect(waits[101]).to.equal(1)
    expect(waits[600]).to.equal(500)
    expect(waits.at(-1)).to.equal(2_000)
    expect(wait('192.0.2.2', false), 'somebody else').to.equal(0)
  })
})
