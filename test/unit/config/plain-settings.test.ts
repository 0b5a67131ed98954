/** What we read of settings without the parser is what the parser reads. */
import { expect } from 'chai'
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import { readPlainSettings } from '../../../src/config/plain-settings.ts'
import { fc } from '../../fixtures/seeded.ts'

/** What the parser reads, and the line of each key; undefined where it has anything to say against it. */
function byParser(text: string) {
  const counter = new LineCounter()
  const document = parseDocument(text, { version: '1.2', lineCounter: counter })
  if (document.errors.length > 0 || document.warnings.length > 0) return undefined
  const { contents } = document
  if (!isMap(contents)) return undefined
  const lines = contents.items.map(({ key }) => {
    if (!isScalar(key) || !key.range) throw new Error('a key that is no scalar of the text')
    return [key.value, counter.linePos(key.range[0]).line] as const
  })
  return { raw: document.toJS() as unknown, lines }
}

function expectTheSame(text: string): boolean {
  const plain = readPlainSettings(text)
  if (plain === undefined) return false
  expect({ raw: plain.raw, lines: [...plain.lines] }, JSON.stringify(text)).to.deep.equal(byParser(text))
  return true
}

const ordinary = [
  'displayName: Wiki\nallow: \'"staff" in groups\'\n',
  'displayName: Wiki of all',
  'displayName: "Wiki: the new one"\nstartUrl: https://wiki.example.net:8443/start?from=sso&x=%20\n',
  "displayName: 'Anna''s wiki'\nencryptAssertions: true\nrequireSignedRequests: false\n",
  "displayName: Anna's wiki (old),  the other\nnameId: persistent\nrequestLifetime: 'x'\n",
  'displayName: ""\nallow: \'\'\n',
]

const others = [
  '',
  '\n',
  '# a comment\nallow: yes\n',
  'allow: yes # a comment\n',
  'allow:\n',
  'allow: null\n',
  'allow: NULL\n',
  'encryptAssertions: True\n',
  'true: yes\n',
  'lifetime: 8\n',
  'lifetime: -x\n',
  'a: b: c\n',
  'a: b:\n',
  'a: b\n  c\n',
  'a: b \n',
  'a:  b\n',
  'a : b\n',
  'a: b\r\n',
  'a: b\n\n',
  'a: b\n---\na: c\n',
  'a: b\na: c\n',
  'a: [b]\n',
  'a: {b: c}\n',
  'a: &b c\n',
  'a: *b\n',
  'a: !b c\n',
  'a: |\n  b\n',
  'a: > b\n',
  'a: "b\\n"\n',
  'a: "b" c\n',
  "a: 'b' c\n",
  "a: 'b\n",
  'a: "b\n',
  "a: 'b\n  c'\n",
  '"a": b\n',
  '__proto__: b\n',
  'a: käse\n',
  '\ufeffa: b\n',
  `a: ${'b'.repeat(5000)}\n`,
]

describe('settings in their most ordinary form', () => {
  for (const text of ordinary)
    it(`are read as the parser reads them: ${JSON.stringify(text)}`, () => expect(expectTheSame(text)).to.equal(true))

  for (const text of others)
    it(`are none, and are left to the parser: ${JSON.stringify(text.slice(0, 40))}`, () =>
      expect(readPlainSettings(text)).to.equal(undefined))

  it('are never read otherwise than the parser reads them, whatever is put in, left out or changed', () => {
    const pieces = [
      ...' \n\t\r:\'"#-?[]{},&*!|>%@`~=.()\\/_0aZé\u0085\u2028\ufeff',
      ': ',
      ' #',
      "''",
      'true',
      'null',
      '---',
    ]
    const change = fc.record({
      text: fc.constantFrom(...ordinary),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      piece: fc.constantFrom('', ...pieces),
      dropped: fc.nat({ max: 2 }),
    })
    let [taken, changed] = [0, 0]
    fc.assert(
      fc.property(change, ({ text, at, piece, dropped }) => {
        const place = Math.floor(at * text.length)
        changed += 1
        if (expectTheSame(text.slice(0, place) + piece + text.slice(place + dropped))) taken += 1
      }),
      { numRuns: 5000 },
    )
    expect(taken).to.be.above(changed / 10)
    expect(taken).to.be.below(changed)
  })

  it('are never read otherwise, of lines that are put together at random', () => {
    const word = fc.constantFrom(
      'a',
      'B1',
      'true',
      'False',
      'null',
      'yes',
      'x:y',
      'x: y',
      '.inf',
      '0x1f',
      '1e3',
      '<<',
      '~',
      '-',
      '(x)',
      'of all',
    )
    const quoted = (quote: string) =>
      fc.array(fc.constantFrom(...' ab:#,\'"\\{')).map((parts) => quote + parts.join('') + quote)
    const value = fc.oneof(
      word,
      fc.tuple(word, word).map((two) => two.join(' ')),
      quoted("'"),
      quoted('"'),
    )
    const pair = fc.tuple(
      fc.constantFrom('a', 'b', 'c', 'null', 'a b', 'true'),
      fc.constantFrom(': ', ':', ' : ', ':  '),
      value,
    )
    const text = fc
      .array(
        pair.map((parts) => `${parts.join('')}\n`),
        { maxLength: 4 },
      )
      .map((lines) => lines.join(''))
    let taken = 0
    fc.assert(
      fc.property(text, (each) => {
        if (expectTheSame(each)) taken += 1
      }),
      { numRuns: 5000 },
    )
    expect(taken).to.be.above(30)
  })
})
