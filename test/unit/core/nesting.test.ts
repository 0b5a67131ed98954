import { expect } from 'chai'
import { deepest, jsonNestsTooDeep, nestsTooDeep } from '../../../src/core/nesting.ts'

describe('how deep a text nests', () => {
  it('is told of YAML by brackets and by markers, however they are spaced', () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{a: ', '}'],
      ['[\n', ']'],
      ['- ', ''],
      ['? ', ''],
      ['a: ', ''],
      ['-\t', ''],
      ['[{b: ', '}]'],
    ] as const) {
      const nested = (levels: number) => `x: ${open.repeat(levels)}${close.repeat(levels)}`
      expect(nestsTooDeep(nested(40)), open).to.equal(false)
      expect(nestsTooDeep(nested(deepest + 1)), open).to.equal(true)
    }
  })

  it('takes what people write: long lists, long lines, rulers, expressions', () => {
    for (const text of [
      `a: [${'[1, 2], '.repeat(5_000)}]`,
      `{ ${Array.from({ length: 5_000 }, (_, n) => `k${n}: "v"`).join(', ')} }`,
      `# ${'- '.repeat(40)}\na: b\n`.repeat(500),
      'a: 1\n'.repeat(5_000),
      `allow: '${'(claims.x[0] == "[") && '.repeat(60)}true'`,
    ])
      expect(nestsTooDeep(text), text.slice(0, 40)).to.equal(false)
  })

  it('is told of JSON outside of its strings alone', () => {
    expect(jsonNestsTooDeep(`${'['.repeat(deepest)}${']'.repeat(deepest)}`)).to.equal(false)
    expect(jsonNestsTooDeep('{"a":'.repeat(deepest + 1))).to.equal(true)
    const brackets = JSON.stringify({ xml: `\\"${'['.repeat(1_000_000)}`, more: '{"[\\' })
    expect(jsonNestsTooDeep(brackets)).to.equal(false)
    expect(jsonNestsTooDeep(`"a" ${'['.repeat(deepest + 1)}`)).to.equal(true)
  })
})
