import { expect } from 'chai'
import { received, refusal } from '../saml/gate.ts'
import {
  afterIssuer,
  enveloped,
  exclusive,
  posted,
  requestXml,
  signatureXml,
  signed,
  soundTransforms,
} from '../saml/request.ts'

const request = requestXml()
const transform = (algorithm: string, content = '') =>
  `<ds:Transform Algorithm="${algorithm}">${content}</ds:Transform>`
const prefixes = (list: string) =>
  `<ec:InclusiveNamespaces xmlns:ec="${exclusive}" PrefixList="${list}"></ec:InclusiveNamespaces>`
const stylesheet =
  '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"><xsl:template match="/"></xsl:template></xsl:stylesheet>'
const xpath = '<ds:XPath>count(//*[count(//*[count(//*) > 0]) > 0]) > 0</ds:XPath>'

describe('attack 22: transforms that compute what is signed', () => {
  const refused: Readonly<Record<string, string>> = {
    XSLT: transform(enveloped) + transform('http://www.w3.org/TR/1999/REC-xslt-19991116', stylesheet),
    XPath: transform(enveloped) + transform('http://www.w3.org/TR/1999/REC-xpath-19991116', xpath),
    'XPath Filter 2': transform('http://www.w3.org/2002/06/xmldsig-filter2', xpath) + transform(exclusive),
    base64: transform(enveloped) + transform(`http://www.w3.org/2000/09/xmldsig#base64`),
    'an unknown one': transform(enveloped) + transform('urn:x'),
    'none at all': '',
    'enveloped alone': transform(enveloped),
    'exclusive c14n alone': transform(exclusive),
    'inclusive c14n': transform(enveloped) + transform('http://www.w3.org/TR/2001/REC-xml-c14n-20010315'),
    'three of them': soundTransforms + transform(exclusive),
    'enveloped twice': transform(enveloped) + transform(enveloped),
    'the other order': transform(exclusive) + transform(enveloped),
    'a parameter of enveloped': transform(enveloped, xpath) + transform(exclusive),
    'an unknown parameter': transform(enveloped) + transform(exclusive, xpath),
    'two parameters': transform(enveloped) + transform(exclusive, prefixes('xs') + prefixes('xs')),
    'a Transform without Algorithm': `${transform(enveloped)}<ds:Transform></ds:Transform>`,
  }
  for (const [name, transforms] of Object.entries(refused)) {
    it(`refuses ${name}`, () => {
      expect(received(posted(signed(request, { transforms: soundTransforms }))).id).to.equal('_request1')
      refusal(() => received(posted(afterIssuer(request, signatureXml(request, { transforms })))), 'signature_refused')
    })
  }

  it('refuses such a CanonicalizationMethod', () => {
    for (const algorithm of [
      'http://www.w3.org/TR/1999/REC-xslt-19991116',
      'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
      'urn:x',
      '',
    ]) {
      const signedInfo = (xml: string) =>
        xml.replace(
          `CanonicalizationMethod Algorithm="${exclusive}"`,
          `CanonicalizationMethod Algorithm="${algorithm}"`,
        )
      refusal(() => received(posted(afterIssuer(request, signatureXml(request, { signedInfo })))), 'signature_refused')
    }
  })

  it('takes exclusive c14n with comments, and with InclusiveNamespaces', () => {
    const withComments = transform(enveloped) + transform(`${exclusive}WithComments`)
    expect(received(posted(signed(request, { transforms: withComments }))).id).to.equal('_request1')
    const inclusive = transform(enveloped) + transform(exclusive, prefixes('xs'))
    expect(received(posted(signed(request, { transforms: inclusive }))).id).to.equal('_request1')
  })
})
