import { expect } from 'chai'
import { parseServiceProviders } from '../../src/saml/metadata.ts'
import { fixture } from '../saml/fixtures.ts'
import { received, refusal } from '../saml/gate.ts'
import { posted, requestXml, saml, signed } from '../saml/request.ts'

const subject = (nameId: string) =>
  `<saml:Subject xmlns:saml="${saml}"><saml:NameID>${nameId}</saml:NameID></saml:Subject>`

describe('attack 7: comments and processing instructions in values', () => {
  const pieces = [
    'admin@example.org<!-- -->.evil.example',
    '<!-- x -->admin@example.org',
    'admin@example.org<!-- x -->',
    'admin@example.org<?x y?>.evil.example',
    'admin@example.org<![CDATA[.evil.example]]>',
    '<![CDATA[admin@example.org]]>.evil.example',
    'admin@example.org<saml:x/>.evil.example',
  ]
  for (const value of pieces) {
    it(`refuses a Subject written as ${value}`, () => {
      const whole = posted(requestXml({ content: subject('admin@example.org.evil.example') }))
      expect(received(whole, { mode: 'optional' }).subject).to.deep.equal({ value: 'admin@example.org.evil.example' })
      const cut = posted(requestXml({ content: subject(value) }))
      refusal(() => received(cut, { mode: 'optional' }), 'malformed_request')
    })

    it(`refuses an Issuer written as ${value}`, () => {
      refusal(() => received(posted(requestXml({ issuer: value })), { mode: 'optional' }), 'malformed_request')
    })
  }

  it('refuses a comment put into a signed value, though the signature still covers it', () => {
    const request = signed(requestXml({ issuer: 'https://wiki.example.org.evil.example' }))
    expect(received(posted(request)).issuer).to.equal('https://wiki.example.org.evil.example')
    const cut = request.replace('example.org.evil', 'example.org<!-- -->.evil')
    refusal(() => received(posted(cut)), 'malformed_request')
  })

  it('takes comments between elements, signed ones too', () => {
    const between = (xml: string) => xml.replace('<saml:Issuer', '<!-- a --><saml:Issuer').replace(/^/, '<!-- b -->')
    expect(received(posted(between(requestXml())), { mode: 'optional' }).id).to.equal('_request1')
    expect(received(posted(between(signed(requestXml())))).id).to.equal('_request1')
  })

  it('takes a value that is one CDATA section, read in full', () => {
    const http = posted(requestXml({ issuer: '<![CDATA[https://wiki.example.org/?a&b]]>' }))
    expect(received(http, { mode: 'optional' }).issuer).to.equal('https://wiki.example.org/?a&b')
  })

  it('reads over comments in metadata, in full', () => {
    const metadata = fixture('mellon-metadata.xml')
      .replace('nameid-format:transient', 'nameid-format:<!-- for now -->transient')
      .replace('<SPSSODescriptor', '<!-- ours --><SPSSODescriptor')
    expect(parseServiceProviders(metadata).serviceProviders[0]?.nameIdFormats).to.deep.equal([
      'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
    ])
    // Nobody signs a value of one app's metadata apart, so an instruction cuts none; in messages it is refused.
    const [sp] = parseServiceProviders(metadata.replace('<!-- for now -->', '<?ours ?>')).serviceProviders
    expect(sp?.nameIdFormats).to.deep.equal(['urn:oasis:names:tc:SAML:2.0:nameid-format:transient'])
  })
})
