import { expect } from 'chai'
import { ns } from '../../../src/saml/constants.ts'
import {
  canonicalXml,
  element,
  encodeXml,
  isXmlText,
  type QualifiedName,
  replaceForbidden,
  type XmlNode,
} from '../../../src/saml/xml-builder.ts'
import { fc } from '../../fixtures/seeded.ts'
import { canonicalised } from '../downstream/saml-idp/sso/reading.ts'

const text = (node: XmlNode) => canonicalXml(node).text

describe('xml-builder', () => {
  it('declares a namespace where it is first used, and once', () => {
    const tree = element('samlp:Response', {}, [
      element('saml:Issuer', {}, ['a']),
      element('saml:Assertion', {}, [element('saml:Issuer', {}, ['b'])]),
    ])
    expect(text(tree)).to.equal(
      `<samlp:Response xmlns:samlp="${ns.samlp}"><saml:Issuer xmlns:saml="${ns.saml}">a</saml:Issuer>` +
        `<saml:Assertion xmlns:saml="${ns.saml}"><saml:Issuer>b</saml:Issuer></saml:Assertion></samlp:Response>`,
    )
  })

  it('sorts declarations and attributes as c14n does, and writes no empty-element tag', () => {
    const tree = element('saml:Attribute', { 'xsi:type': 'a', 'xml:lang': 'en', Z: '1', 'xmlns:xs': ns.xs, A: '2' })
    expect(text(tree)).to.equal(
      `<saml:Attribute xmlns:saml="${ns.saml}" xmlns:xs="${ns.xs}" xmlns:xsi="${ns.xsi}" A="2" Z="1" ` +
        `xsi:type="a" xml:lang="en"></saml:Attribute>`,
    )
  })

  it('leaves out what is undefined', () => {
    expect(text(element('saml:Issuer', { Format: undefined }, [undefined]))).to.equal(
      `<saml:Issuer xmlns:saml="${ns.saml}"></saml:Issuer>`,
    )
  })

  it('writes line separators as references only when the text is sent', () => {
    const xml = canonicalXml(element('saml:Issuer', { Format: '\u2028' }, ['\u0085\u2029']))
    expect(xml.text).to.contain('\u0085\u2029')
    expect(encodeXml(xml)).to.contain('Format="&#x2028;">&#x85;&#x2029;<')
  })

  for (const bad of ['\u0000', '\u000B', '\u001F', '\uD800', '\uDC00x', '\uFFFE', '\uFFFF']) {
    it(`refuses ${JSON.stringify(bad)}, and replaces it where asked`, () => {
      expect(() => text(element('saml:Issuer', {}, [bad]))).to.throw('cannot carry')
      expect(() => text(element('saml:Issuer', { Format: bad }))).to.throw('cannot carry')
      expect(replaceForbidden(`ad${bad}min`)).to.match(/^ad\uFFFDx?min$/)
    })
  }

  it('keeps every character that XML has', () => {
    const every = '\t\n\r \u007F\u0085\u009F\u2028\uE000\uFFFD😀\u{10FFFF}'
    expect(replaceForbidden(every)).to.equal(every)
  })

  it('makes XML text of any string', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (value) => isXmlText(replaceForbidden(value))))
  })

  it('is what libxml2 makes of it by exclusive c14n, whatever the tree', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const xml = canonicalXml(tree)
        expect(canonicalised(encodeXml(xml), ['xs'])).to.equal(xml.text)
      }),
      { numRuns: 300 },
    )
  })
})

const value = fc.oneof(
  fc.string({ unit: 'binary' }).map(replaceForbidden),
  fc.constantFrom('&<>"\'', '\r\n\t', ']]>', '<!--', '&#13;', '\u0085\u2028\u2029'),
)
const names = fc.constantFrom<QualifiedName>('saml:A', 'samlp:B', 'ds:C', 'xenc:D', 'md:E')
const attributeSets = fc.dictionary(fc.constantFrom('ID', 'Name', 'xsi:type', 'xml:lang', 'Zeta', 'xenc11:x'), value)
const declarations = fc.constantFrom({}, {}, { 'xmlns:xs': ns.xs })
const { tree: trees } = fc.letrec<{ tree: XmlNode }>((tie) => ({
  tree: fc
    .tuple(
      names,
      attributeSets,
      declarations,
      fc.array(fc.oneof({ depthSize: 'small' }, value, tie('tree')), { maxLength: 4 }),
    )
    .map(([name, attributes, declared, children]) => element(name, { ...attributes, ...declared }, children)),
}))
