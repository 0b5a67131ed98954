import { expect } from 'chai'
import { limitedAnswers } from '../../../src/http/limited-answers.ts'

describe('limitedAnswers', () => {
  it('lets a site wait longer the more often it asks, and each other one not', () => {
    let now = 0
    const wait = limitedAnswers(() => now)
    const first = wait('2001:db8:7:1::1')
    for (let asked = 0; asked < 2_000; asked += 1) wait(`2001:db8:7:${asked.toString(16)}::1`)
    expect(first).to.equal(40)
    expect(wait('2001:db8:7:1::1')).to.equal(2_000)
    expect(wait('2001:db8:8:1::1')).to.equal(40)
    expect(wait('192.0.2.1')).to.equal(40)
    now = 60_000
    expect(wait('2001:db8:7:1::1')).to.equal(40)
  })
})
