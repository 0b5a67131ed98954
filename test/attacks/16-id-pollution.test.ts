import { expect } from 'chai'
import { received, refusal } from '../saml/gate.ts'
import { afterIssuer, posted, requestXml, signatureXml, signed } from '../saml/request.ts'

const root = '<samlp:AuthnRequest '

describe('attack 16: ID attributes that one reader sees and another does not', () => {
  const polluted: Readonly<Record<string, string>> = {
    'x:ID': 'xmlns:x="urn:x" x:ID="_evil"',
    'samlp:ID': 'samlp:ID="_evil"',
    'x:Id': 'xmlns:x="urn:x" x:Id="_evil"',
    'xml:id': 'xml:id="_evil"',
    Id: 'Id="_evil"',
    id: 'id="_evil"',
  }
  for (const [name, attribute] of Object.entries(polluted)) {
    it(`refuses ${name} beside ID`, () => {
      const message = signed(requestXml())
      expect(received(posted(message)).id).to.equal('_request1')
      const pollutedMessage = message.replace(root, `${root}${attribute} `)
      refusal(() => received(posted(pollutedMessage)), 'signature_refused')
      refusal(() => received(posted(pollutedMessage), { mode: 'optional', keys: [] }), 'signature_refused')
    })

    it(`refuses ${name} instead of ID`, () => {
      const request = requestXml().replace('ID="_request1"', attribute)
      const signature = signatureXml(requestXml()).replaceAll('#_request1', '#_evil')
      refusal(() => received(posted(afterIssuer(request, signature))), 'signature_refused')
    })
  }

  it('refuses one on any element', () => {
    const content = '<samlp:Extensions><a xmlns="urn:x" xmlns:wsu="urn:wsu" wsu:Id="_x"></a></samlp:Extensions>'
    expect(received(posted(signed(requestXml({ content: content.replace('wsu:Id', 'wsu:Ix') })))).id).to.equal(
      '_request1',
    )
    refusal(() => received(posted(signed(requestXml({ content })))), 'signature_refused')
  })

  it('refuses a message without ID', () => {
    refusal(
      () => received(posted(requestXml().replace(' ID="_request1"', '')), { mode: 'optional' }),
      'malformed_request',
    )
    const request = requestXml().replace(' ID="_request1"', '')
    refusal(() => received(posted(afterIssuer(request, signatureXml(request, { uri: '#' })))), 'signature_refused')
    refusal(() => received(posted(afterIssuer(request, signatureXml(request, { uri: '' })))), 'signature_refused')
  })
})
