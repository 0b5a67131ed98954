import { expect } from 'chai'
import { parseClaims, parseJson } from '../../../../src/upstream/oidc-rp/json.ts'
import { fc } from '../../../fixtures/seeded.ts'

const claims = (text: string) => parseClaims(text, 'test').claims
const inexact = (text: string) => parseClaims(text, 'test').inexact

describe('oidc-rp: JSON of an OP', () => {
  /** NameIDs and attributes are made of these texts: none may change from one release to the next. */
  const golden: Readonly<Record<string, string>> = {
    '0': '0',
    '-0': '0',
    '7': '7',
    '-12': '-12',
    '1.0': '1',
    '1e3': '1000',
    '12.50': '12.5',
    '1E-7': '1e-7',
    '0.1': '0.1',
    '123456789012345': '123456789012345',
    '9007199254740991': '9007199254740991',
    '-9007199254740991': '-9007199254740991',
    '9007199254740991.0': '9007199254740991',
    '90071992547409910e-1': '9007199254740991',
  }
  for (const [literal, text] of Object.entries(golden)) {
    it(`${literal} is the number that it always was`, () => {
      expect(claims(`{"n":${literal}}`).n)
        .to.be.a('number')
        .that.satisfies((n: number) => String(n) === text)
      expect(inexact(`{"n":${literal}}`)).to.deep.equal([])
    })
  }

  const long: Readonly<Record<string, string>> = {
    '9007199254740992': '9007199254740992',
    '9007199254740993': '9007199254740993',
    '-9007199254740993': '-9007199254740993',
    '1332890226961441024': '1332890226961441024',
    '1332890226961441025': '1332890226961441025',
    '18446744073709551615': '18446744073709551615',
    '1332890226961441025.0': '1332890226961441025',
    '1.332890226961441025e18': '1332890226961441025',
    '13328902269614410250E-1': '1332890226961441025',
    '1e20': '100000000000000000000',
    '9007199254740993.5': '9007199254740993.5',
    '1e400': '1e400',
  }
  for (const [literal, text] of Object.entries(long)) {
    it(`${literal} keeps its digits, as text that names nobody`, () => {
      const source = `{"a":1,"n":${literal},"z":[${literal}, {"deep": ${literal}}]}`
      expect(claims(source)).to.deep.equal({ a: 1, n: text, z: [text, { deep: text }] })
      expect(inexact(source)).to.deep.equal(['n'])
    })
  }

  it('a fraction that is rounded stays a number, and names nobody', () => {
    const source = '{"n":1.00000000000000001,"m":0.1234567890123456789,"k":1e-400}'
    expect(claims(source)).to.deep.equal({ n: 1, m: 0.12345678901234568, k: 0 })
    expect(inexact(source)).to.deep.equal(['n', 'm', 'k'])
  })

  it('numbers in texts and names are left alone; a long number that was sent as text may name someone', () => {
    const source = '{"1332890226961441025":"1332890226961441025","t":"a\\",1332890226961441025,[\\"","u":1e2}'
    expect(claims(source)).to.deep.equal(JSON.parse(source))
    expect(inexact(source)).to.deep.equal([])
  })

  it('of a name that is there twice the last one counts, as for every JWT library', () => {
    const source = '{"n":1332890226961441025,"n":"text","m":"text","m":1332890226961441025}'
    expect(claims(source)).to.deep.equal({ n: 'text', m: '1332890226961441025' })
    expect(inexact(source)).to.deep.equal(['m'])
  })

  it('__proto__ and constructor are names like any other', () => {
    const found = claims('{"__proto__":{"n":1332890226961441025},"constructor":{"n":1332890226961441025}}')
    expect(Object.keys(found)).to.deep.equal(['__proto__', 'constructor'])
    expect(Object.getOwnPropertyDescriptor(found, '__proto__')?.value).to.deep.equal({ n: '1332890226961441025' })
    expect(Object.getPrototypeOf(found)).to.equal(Object.prototype)
    expect({}).not.to.have.property('n')
  })

  it('with a byte order mark is read; what is not JSON, no object or too deep is refused without quoting it', () => {
    expect(claims('\ufeff{"n":1332890226961441025}')).to.deep.equal({ n: '1332890226961441025' })
    for (const text of ['', '{', "{'a':1}", '{"a":01}', '{"a":1,}', '{"a":NaN}', '{"secret":1}x', '\ufeff\ufeff{}']) {
      expect(() => claims(text)).to.throw(/^not JSON \(\d+ characters\)$/)
    }
    for (const text of ['[]', '1332890226961441025', 'null', '"a"'])
      expect(() => claims(text)).to.throw('not a JSON object')
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
    expect(() => parseJson(nested(65))).to.throw('deeper')
    expect(() => claims(`{"a":${nested(100_000)}}`)).to.throw('deeper')
    expect(parseJson(nested(64))).to.be.an('array')
  })

  it('is JSON.parse in all but the numbers that it rounds', () => {
    const value = fc.jsonValue({ maxDepth: 5 })
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value), (object) => {
        const text = JSON.stringify(object)
        const safe = !/\d{16}|[eE]\+?\d/.test(text)
        fc.pre(safe)
        expect(claims(text)).to.deep.equal(JSON.parse(text))
      }),
    )
    fc.assert(
      fc.property(fc.bigInt({ min: 2n ** 53n, max: 2n ** 128n }), fc.boolean(), (id, negative) => {
        const digits = `${negative ? '-' : ''}${id}`
        expect(claims(`{"id":${digits}}`).id).to.equal(digits)
      }),
    )
  })

  it('takes time in proportion to its length, whatever the text', () => {
    const zeros = `{"n":${'0'.repeat(0)}1.${'0'.repeat(200_000)}1,"m":"${'\\"'.repeat(200_000)}","k":${'9'.repeat(200_000)}}`
    const start = performance.now()
    expect(inexact(zeros)).to.deep.equal(['n', 'k'])
    expect(performance.now() - start).to.be.lessThan(5_000) // quadratic work takes minutes
  })
})
