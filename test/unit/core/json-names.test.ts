/** Names that stand twice in an object of JSON. */
import { expect } from 'chai'
import { repeatsName } from '../../../src/core/json-names.ts'

describe('names in JSON', () => {
  const twice = [
    '{"allow":"\\"staff\\" in groups","allow":"true"}',
    '{"a":1,"b":2,"a":3}',
    '{"a":1,"\\u0061":2}',
    '{"":1,"":2}',
    '[{"x":1},{"y":{"z":[],"z":{}}}]',
    '{"a":{"b":1},"a":2}',
    '{ "a" : [1, {"b": 2}] , "a" : 3 }',
    '{"a":"{","a":"}"}',
    '{"__proto__":1,"__proto__":2}',
  ]
  for (const json of twice) {
    it(`sees it in ${json}`, () => {
      JSON.parse(json)
      expect(repeatsName(json)).to.equal(true)
    })
  }

  const once = [
    '{"a":{"a":{"a":1}},"b":{"a":1}}',
    '[{"a":1},{"a":1}]',
    '["a","a",{"b":"a"},"a"]',
    '{"a":"a","b":"a","c":["a","a"]}',
    '{"a":"\\"a\\":1,\\"a\\":2","b":"\\\\"}',
    '{"a":"x\\\\","b":1}',
    '{"a":[{"b":1},{"b":2}],"b":3}',
    '"a"',
    'null',
    '{}',
  ]
  for (const json of once) {
    it(`sees none in ${json}`, () => {
      JSON.parse(json)
      expect(repeatsName(json)).to.equal(false)
    })
  }

  it('reads 2 MiB in no time', () => {
    const begun = performance.now()
    expect(repeatsName(JSON.stringify({ a: '\\"'.repeat(500_000), b: Array(100_000).fill({ c: 1 }) }))).to.equal(false)
    expect(performance.now() - begun).to.be.lessThan(2000)
  })
})
