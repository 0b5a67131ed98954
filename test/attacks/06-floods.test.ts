import { expect } from 'chai'
import { duration, received, refusal } from '../saml/gate.ts'
import { posted, requestXml } from '../saml/request.ts'

const extensions = (content: string) => requestXml({ content: `<samlp:Extensions>${content}</samlp:Extensions>` })
const many = (count: number, make: (n: number) => string) => Array.from({ length: count }, (_, n) => make(n)).join('')
const nested = (depth: number) => `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`
const namespaces = (depth: number, each: number) =>
  `${many(depth, (n) => `<a${many(each, (m) => ` xmlns:n${n}-${m}="urn:x:${n}"`)}>`)}${'</a>'.repeat(depth)}`

/** Name → what is just enough, what is too much. */
const floods: Readonly<Record<string, readonly [enough: string, tooMuch: string]>> = {
  depth: [extensions(nested(22)), extensions(nested(23))],
  'great depth': [extensions(nested(10)), extensions(nested(9_000))],
  elements: [extensions('<a></a>'.repeat(430)), extensions('<a></a>'.repeat(450))],
  comments: [extensions('<!-- -->'.repeat(430)), extensions('<!-- -->'.repeat(450))],
  'very many comments': [extensions('<!-- -->'), extensions('<!-- -->'.repeat(8_000))],
  'CDATA sections': [extensions('<![CDATA[]]>'.repeat(430)), extensions('<![CDATA[]]>'.repeat(450))],
  'entity references': [extensions('&amp;'.repeat(2_000)), extensions('&#38;'.repeat(2_001))],
  attributes: [
    extensions(`<a${many(64, (n) => ` a${n}="1"`)}></a>`),
    extensions(`<a${many(65, (n) => ` a${n}="1"`)}></a>`),
  ],
  'very many attributes': [extensions('<a></a>'), extensions(`<a${many(5_000, (n) => ` a${n}="1"`)}></a>`)],
  'namespaces in scope': [extensions(namespaces(20, 3) + namespaces(20, 3)), extensions(namespaces(20, 4))],
  'namespaces on one element': [
    extensions(`<a${many(60, (n) => ` xmlns:n${n}="urn:x:${n}"`)}></a>`),
    extensions(`<a${many(64, (n) => ` xmlns:n${n}="urn:x:${n}"`)}></a>`),
  ],
}

describe('attack 6: floods of depth, elements, attributes and namespaces', () => {
  for (const [name, [enough, tooMuch]] of Object.entries(floods)) {
    it(`bounds ${name}`, () => {
      expect(received(posted(enough), { mode: 'optional' }).id).to.equal('_request1')
      const time = duration(() => {
        expect(refusal(() => received(posted(tooMuch), { mode: 'optional' }), 'malformed_request').status).to.equal(413)
      })
      expect(time).to.be.lessThan(2000)
    })
  }

  it('is not slowed by odd white space, names or text', () => {
    for (const content of [
      ' '.repeat(60_000),
      `<a b="${' '.repeat(60_000)}"/>`,
      `<${'a'.repeat(30_000)}/>`,
      ']'.repeat(60_000),
    ]) {
      const time = duration(() => received(posted(extensions(content)), { mode: 'optional' }))
      expect(time).to.be.lessThan(2000)
    }
  })
})
