import { expect } from 'chai'
import { parseServiceProviders } from '../../src/saml/metadata.ts'
import { fixture } from '../saml/fixtures.ts'
import { received, refusal } from '../saml/gate.ts'
import { posted, redirected, requestXml, signed, signedRedirect } from '../saml/request.ts'

const declarations = [
  '<!DOCTYPE samlp:AuthnRequest>',
  '<!DOCTYPE samlp:AuthnRequest []>',
  '<!DOCTYPE samlp:AuthnRequest SYSTEM "https://evil.example.org/x.dtd">',
  '<!DOCTYPE samlp:AuthnRequest PUBLIC "-//x//y" "x.dtd" [<!ATTLIST samlp:AuthnRequest ID ID #IMPLIED>]>',
  '<?xml version="1.0"?>\n<!-- x -->\n<!DOCTYPE a [<!ENTITY e "_request1">]>\n',
]

describe('attack 1: DOCTYPE', () => {
  for (const declaration of declarations) {
    it(`refuses ${declaration}`, () => {
      const request = requestXml()
      for (const http of [posted, redirected]) {
        expect(received(http(request), { mode: 'optional' }).id).to.equal('_request1')
        expect(
          refusal(() => received(http(declaration + request), { mode: 'optional' }), 'malformed_request').message,
        ).to.contain('DOCTYPE')
      }
    })
  }

  it('refuses it on signed messages too', () => {
    expect(received(posted(signed(requestXml()))).id).to.equal('_request1')
    refusal(() => received(posted(declarations[0] + signed(requestXml()))), 'malformed_request')
    refusal(() => received(signedRedirect(declarations[0] + requestXml())), 'malformed_request')
  })

  it('refuses it in metadata', () => {
    const metadata = fixture('mellon-metadata.xml')
    expect(parseServiceProviders(metadata).serviceProviders).to.have.length(1)
    refusal(() => parseServiceProviders(`<!DOCTYPE EntityDescriptor>${metadata}`), 'malformed_request')
  })
})
