import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { received, refusal } from '../saml/gate.ts'
import { afterIssuer, posted, requestXml, sha1, sha256, signatureXml, signed } from '../saml/request.ts'

describe('attack 18: canonicalisation that yields nothing', () => {
  it('refuses relative namespace names, which make canonicalisers fail', () => {
    const message = signed(requestXml())
    const declaring = (name: string) =>
      message.replace('<samlp:AuthnRequest ', `<samlp:AuthnRequest xmlns:x="${name}" `)
    expect(received(posted(declaring('urn:x'))).id).to.equal('_request1')
    for (const name of ['1', 'x', '../x', '#x', ' ', '%41:']) {
      refusal(() => received(posted(declaring(name))), 'malformed_request')
    }
  })

  for (const digestAlgorithm of [
    sha256,
    sha1,
    'http://www.w3.org/2001/04/xmldsig-more#sha384',
    'http://www.w3.org/2001/04/xmlenc#sha512',
  ]) {
    it(`refuses the digest of nothing by ${digestAlgorithm}`, () => {
      const request = requestXml()
      const options = { allowSha1: true }
      expect(received(posted(signed(request, { digestAlgorithm })), options).id).to.equal('_request1')
      const error = refusal(
        () => received(posted(afterIssuer(request, signatureXml(request, { digestAlgorithm, digested: '' }))), options),
        'signature_refused',
      )
      expect(error.message).to.contain('empty string')
    })
  }

  it('knows that digest', () => {
    expect(createHash('sha256').digest('base64')).to.equal('47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=')
  })
})
