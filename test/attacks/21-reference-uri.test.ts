import { expect } from 'chai'
import { received, refusal } from '../saml/gate.ts'
import { afterIssuer, posted, requestXml, signatureXml, signed } from '../saml/request.ts'

const request = requestXml()

describe('attack 21: References to something else', () => {
  for (const uri of [
    '',
    '#',
    '#_other',
    '_request1',
    '#_request1 ',
    ' #_request1',
    '#xpointer(/)',
    "#xpointer(id('_request1'))",
    "#_request1' or '1'='1",
    'https://evil.example.org/request.xml',
    'https://evil.example.org/request.xml#_request1',
    'file:///etc/passwd',
    'cid:part1',
    '%23_request1',
  ]) {
    it(`refuses the URI “${uri}”`, () => {
      expect(received(posted(signed(request, { uri: '#_request1' }))).id).to.equal('_request1')
      refusal(() => received(posted(afterIssuer(request, signatureXml(request, { uri })))), 'signature_refused')
    })
  }

  it('refuses a Reference without URI', () => {
    const signedInfo = (xml: string) => xml.replace(' URI="#_request1"', '')
    refusal(() => received(posted(afterIssuer(request, signatureXml(request, { signedInfo })))), 'signature_refused')
  })
})
