import { expect } from 'chai'
import { received, refusal } from '../saml/gate.ts'
import { posted, requestXml, signed } from '../saml/request.ts'

const withElement = (attribute: string) =>
  requestXml({ content: `<samlp:Extensions><a xmlns="urn:x" ${attribute}></a></samlp:Extensions>` })

describe('attack 15: one ID twice', () => {
  for (const name of ['ID', 'Id', 'id']) {
    it(`refuses the message’s ID on another element as ${name}`, () => {
      const control = signed(withElement(`${name}="_other"`))
      expect(received(posted(control)).id).to.equal('_request1')
      refusal(() => received(posted(signed(withElement(`${name}="_request1"`)))), 'signature_refused')
      refusal(() => received(posted(withElement(`${name}="_request1"`)), { mode: 'optional' }), 'signature_refused')
    })
  }

  it('refuses two other elements with one ID', () => {
    const twice = '<a xmlns="urn:x" Id="_x"></a><a xmlns="urn:x" ID="_x"></a>'
    const xml = requestXml({ content: `<samlp:Extensions>${twice}</samlp:Extensions>` })
    expect(received(posted(signed(xml.replace('ID="_x"', 'ID="_y"')))).id).to.equal('_request1')
    refusal(() => received(posted(signed(xml))), 'signature_refused')
  })
})
