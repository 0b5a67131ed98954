import { expect } from 'chai'
import { authenticated, received, refusal } from '../saml/gate.ts'
import { afterIssuer, ds, posted, requestXml, saml, samlp, signatureXml, signed } from '../saml/request.ts'

const request = requestXml()
const signature = signatureXml(request)

describe('attack 17: namespace confusion', () => {
  it('takes other prefixes, and none', () => {
    expect(received(posted(signed(request))).id).to.equal('_request1')
    const renamed = request
      .replaceAll('samlp:', 'ns0:')
      .replaceAll(':samlp', ':ns0')
      .replaceAll('saml:', 'a:')
      .replaceAll(':saml=', ':a=')
    expect(received(posted(renamed), { mode: 'optional' }).issuer).to.match(/wiki/)
    const bare = request.replaceAll('samlp:', '').replaceAll(':samlp', '')
    expect(received(posted(bare), { mode: 'optional' }).id).to.equal('_request1')
  })

  const confusions: Readonly<Record<string, string>> = {
    'a Signature in another namespace': afterIssuer(
      request,
      signature.replaceAll(ds, 'http://www.w3.org/2000/09/xmldsig'),
    ),
    'a Signature in no namespace': afterIssuer(
      request,
      signature.replaceAll(/ds:|xmlns:ds/g, (s) => (s === 'ds:' ? '' : 'xmlns:x')),
    ),
    'parts of the Signature in another namespace': afterIssuer(
      request,
      signature
        .replace('<ds:SignedInfo>', '<x:SignedInfo xmlns:x="urn:x">')
        .replace('</ds:SignedInfo>', '</x:SignedInfo>'),
    ),
    'the message in the assertion namespace': request.replace(samlp, saml),
    'the message in SAML 1.1’s namespace': request.replace(samlp, 'urn:oasis:names:tc:SAML:1.0:protocol'),
    'the message in no namespace': request.replaceAll('samlp:', '').replace(/ xmlns:samlp="[^"]*"/, ''),
    'an Issuer in the protocol namespace': request.replace(saml, samlp),
    'an Issuer in no namespace': request
      .replace(/<saml:Issuer[^>]*>/, '<Issuer>')
      .replace('</saml:Issuer>', '</Issuer>'),
    'a second Issuer in another namespace': afterIssuer(request, '<x:Issuer xmlns:x="urn:x">evil</x:Issuer>'),
    'a second Issuer': afterIssuer(request, `<saml:Issuer xmlns:saml="${saml}">evil</saml:Issuer>`),
    'a prefix that means something else inside': afterIssuer(
      request,
      `<samlp:NameIDPolicy xmlns:samlp="urn:x"></samlp:NameIDPolicy>`,
    ),
    'an unbound prefix': request.replace(` xmlns:samlp="${samlp}"`, ''),
  }
  for (const [name, message] of Object.entries(confusions)) {
    it(`refuses ${name}`, () => {
      expect(message).not.to.equal(request)
      refusal(() => received(posted(message), { mode: 'optional' }))
    })
  }

  it('refuses a Signature in another namespace before anything is read', () => {
    const http = posted(afterIssuer(request, '<x:Signature xmlns:x="urn:x"></x:Signature>'))
    refusal(() => authenticated(http, { mode: 'optional', keys: [] }), 'signature_refused')
  })
})
