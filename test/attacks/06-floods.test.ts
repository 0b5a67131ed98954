import { expect } from 'chai'
import { duration, received, refusal } from '../saml/gate.ts'
import { afterIssuer, posted, requestXml, signatureXml, signed } from '../saml/request.ts'

const extensions = (content: string) => requestXml({ content: `<samlp:Extensions>${content}</samlp:Extensions>` })
const many = (count: number, make: (n: number) => string) => Array.from({ length: count }, (_, n) => make(n)).join('')
const nested = (depth: number) => `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`
const namespaces = (depth: number) => `${many(depth, (n) => `<a xmlns:n${n}="urn:x:${n}">`)}${'</a>'.repeat(depth)}`

/** Name → what is just enough, what is too much. */
const floods: Readonly<Record<string, readonly [enough: string, tooMuch: string]>> = {
  depth: [extensions(nested(46)), extensions(nested(47))],
  'great depth': [extensions(nested(10)), extensions(nested(30_000))],
  elements: [extensions('<a></a>'.repeat(2_900)), extensions('<a></a>'.repeat(3_000))],
  comments: [extensions('<!-- -->'.repeat(2_900)), extensions('<!-- -->'.repeat(3_000))],
  'very many comments': [extensions('<!-- -->'), extensions('<!-- -->'.repeat(25_000))],
  'CDATA sections': [extensions('<![CDATA[]]>'.repeat(2_900)), extensions('<![CDATA[]]>'.repeat(3_000))],
  attributes: [
    extensions(`<a${many(64, (n) => ` a${n}="1"`)}></a>`),
    extensions(`<a${many(65, (n) => ` a${n}="1"`)}></a>`),
  ],
  'very many attributes': [extensions('<a></a>'), extensions(`<a${many(20_000, (n) => ` a${n}="1"`)}></a>`)],
  'namespaces in scope': [
    extensions(namespaces(40)),
    extensions(namespaces(44) + namespaces(40).replaceAll('<a ', `<a${many(60, (n) => ` xmlns:p${n}="urn:p"`)} `)),
  ],
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

  it('verifies the costliest message that passes the limits in bounded time', () => {
    const declared = many(60, (n) => ` xmlns:n${n}="urn:x:${n}"`)
    const content = `<a${declared}>${many(700, (n) => `<a${many(3, (k) => ` n${(n + k) % 60}:b${k}=""`)}></a>`)}</a>`
    const request = extensions(content)
    expect(request.length).to.be.lessThan(256 * 1024)
    expect(received(posted(signed(requestXml()))).id).to.equal('_request1')
    const forged = afterIssuer(request, signatureXml(request, { digested: 'something else' }))
    const time = duration(() => refusal(() => received(posted(forged)), 'signature_refused'))
    expect(time).to.be.lessThan(2000)
  })

  it('verifies as many comments as may be in bounded time', () => {
    const request = extensions('<!-- -->'.repeat(2_900))
    const forged = afterIssuer(request, signatureXml(request, { digested: 'something else' }))
    const time = duration(() => refusal(() => received(posted(forged)), 'signature_refused'))
    expect(time).to.be.lessThan(2000)
  })

  it('is not slowed by odd white space, names or text', () => {
    for (const content of [
      ' '.repeat(200_000),
      `<a b="${' '.repeat(200_000)}"/>`,
      `<${'a'.repeat(200_000)}/>`,
      ']'.repeat(200_000),
    ]) {
      const time = duration(() => {
        try {
          received(posted(extensions(content)), { mode: 'optional' })
        } catch (error) {
          expect(error).to.have.property('code', 'malformed_request')
        }
      })
      expect(time).to.be.lessThan(2000)
    }
  })
})
