import { expect } from 'chai'
import { lengthPrefixed, randomBytes } from '../../../src/core/bytes.ts'

describe('octets', () => {
  it('are drawn in the length asked for, and none twice', () => {
    const drawn = Array.from({ length: 2000 }, (_, index) => randomBytes(8 + (index % 25)))
    expect(drawn.map(({ length }) => length)).to.deep.equal(drawn.map((_, index) => 8 + (index % 25)))
    expect(new Set(drawn.map((octets) => octets.toString('hex').slice(0, 16))).size).to.equal(2000)
  })

  it('stay what they are when others are drawn', () => {
    const first = randomBytes(16)
    const before = first.toString('hex')
    for (let count = 0; count < 1000; count += 1) randomBytes(16)
    expect(first.toString('hex')).to.equal(before)
  })

  it('are joined so that other parts give others', () => {
    expect(lengthPrefixed(['a', 'bc']).equals(lengthPrefixed(['ab', 'c']))).to.equal(false)
    expect(lengthPrefixed(['é']).toString('hex')).to.equal('00000002c3a9')
  })
})
