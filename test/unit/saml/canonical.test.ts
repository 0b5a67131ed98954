import { DOMParser } from '@xmldom/xmldom'
import { expect } from 'chai'
import { ExclusiveCanonicalization } from 'xml-crypto'
import { canonicalMessage, canonicalSignedInfo, eventsOf } from '../../../src/saml/canonical.ts'
import { fc } from '../../fixtures/seeded.ts'

const ds = 'http://www.w3.org/2000/09/xmldsig#'
const message = (xml: string, prefixes: readonly string[] = []) => canonicalMessage(eventsOf(xml), prefixes, 100_000)

/** What a library of others makes of the whole document. */
function reference(xml: string): string {
  const root = new DOMParser().parseFromString(xml, 'text/xml').documentElement
  return new ExclusiveCanonicalization().process(root, {})
}

describe('exclusive canonicalisation', () => {
  const samples: Readonly<Record<string, readonly [xml: string, canonical: string]>> = {
    'empty elements': ['<a><b/></a>', '<a><b></b></a>'],
    'order of attributes': [
      '<a xmlns:y="urn:1" xmlns:x="urn:2" x:b="2" y:c="1" d="" c=""/>',
      '<a xmlns:x="urn:2" xmlns:y="urn:1" c="" d="" y:c="1" x:b="2"></a>',
    ],
    'namespaces where they are used': [
      '<a xmlns="urn:a" xmlns:b="urn:b" xmlns:c="urn:c"><b:d/><e xmlns=""><f xmlns="urn:a"/></e></a>',
      '<a xmlns="urn:a"><b:d xmlns:b="urn:b"></b:d><e xmlns=""><f xmlns="urn:a"></f></e></a>',
    ],
    'a prefix that means two things': [
      '<p:a xmlns:p="urn:1"><p:b xmlns:p="urn:2"><p:c/></p:b><p:d/></p:a>',
      '<p:a xmlns:p="urn:1"><p:b xmlns:p="urn:2"><p:c></p:c></p:b><p:d></p:d></p:a>',
    ],
    'what is escaped': [
      '<a b="&lt;&#10;&#9;&#13;&quot;\'>&amp;">&lt;&gt;&amp;"&#13;<![CDATA[<x>]]><!-- gone --></a>',
      '<a b="&lt;&#xA;&#x9;&#xD;&quot;\'>&amp;">&lt;&gt;&amp;"&#xD;&lt;x&gt;</a>',
    ],
    'xml:lang': ['<a xml:lang="en"/>', '<a xml:lang="en"></a>'],
    'the signature gone': [
      `<a> <s:Signature xmlns:s="${ds}"><s:SignedInfo/></s:Signature> <b><Signature xmlns="${ds}"/></b></a>`,
      `<a>  <b><Signature xmlns="${ds}"></Signature></b></a>`,
    ],
  }
  for (const [name, [xml, canonical]] of Object.entries(samples)) {
    it(name, () => expect(message(xml)).to.equal(canonical))
  }

  it('renders inclusive prefixes where they are in scope, used or not', () => {
    const xml = '<a xmlns:p="urn:p" xmlns:q="urn:q"><b xmlns:p="urn:2"/></a>'
    expect(message(xml, ['p', 'none'])).to.equal('<a xmlns:p="urn:p"><b xmlns:p="urn:2"></b></a>')
    expect(message('<p:a xmlns:p="urn:p" xmlns="urn:d"/>', ['#default'])).to.equal(
      '<p:a xmlns="urn:d" xmlns:p="urn:p"></p:a>',
    )
  })

  it('gives SignedInfo the namespaces that it uses, wherever they are declared', () => {
    const xml = `<a xmlns:s="${ds}" xmlns:x="urn:x"><s:Signature> <s:SignedInfo><x:y/> </s:SignedInfo><s:Object/></s:Signature></a>`
    expect(canonicalSignedInfo(eventsOf(xml), [], 100_000)).to.equal(
      `<s:SignedInfo xmlns:s="${ds}"><x:y xmlns:x="urn:x"></x:y> </s:SignedInfo>`,
    )
  })

  it('says of any document what the library says', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'p:a', 'q:b')
    const text = fc.string({ unit: fc.constantFrom('x', ' ', '&amp;', '&lt;', '&gt;', '"', '&#13;', 'é', '😀') })
    const declaration = fc.constantFrom('', ' xmlns="urn:d"', ' xmlns:p="urn:2"', ' xmlns:q="urn:1" xmlns:p="urn:3"')
    const attributes = fc.constantFrom('', ' z="1" y="&quot;&lt;"', ' p:z="&#10;" b=""', ' q:a="1" p:b="2" a="3"')
    const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
      content: fc.oneof({ maxDepth: 4 }, text, tie('element')),
      element: fc
        .tuple(name, declaration, attributes, fc.array(tie('content'), { maxLength: 3 }))
        .map(([tag, declared, given, content]) => `<${tag}${declared}${given}>${content.join('')}</${tag}>`),
    }))
    fc.assert(
      fc.property(element, (inner) => {
        const xml = `<root xmlns:p="urn:1" xmlns:q="urn:2">${inner}</root>`
        expect(message(xml)).to.equal(reference(xml))
      }),
      { numRuns: 300 },
    )
  })
})
