import { expect } from 'chai'
import { decodeSamlMessage } from '../../src/saml/bindings.ts'
import { received, refusal } from '../saml/gate.ts'
import { got, posted, requestXml, signed, signedRedirect } from '../saml/request.ts'

const { query } = signedRedirect(requestXml())
const form = posted(signed(requestXml()))

describe('attack 53: SAMLRequest and SAMLResponse in one message', () => {
  for (const [name, http] of Object.entries({ 'HTTP-Redirect': got(query), 'HTTP-POST': form })) {
    it(`is refused on ${name}, whichever is asked for`, () => {
      expect(received(http).id).to.equal('_request1')
      const field = http.method === 'GET' ? 'query' : 'body'
      for (const added of ['SAMLResponse=', 'SAMLResponse', 'SAMLResponse=x', `SAMLResponse=${'A'.repeat(40)}`]) {
        for (const both of [`${added}&${http[field]}`, `${http[field]}&${added}`]) {
          refusal(() => decodeSamlMessage({ ...http, [field]: both }, 'SAMLRequest'), 'malformed_request')
          refusal(() => decodeSamlMessage({ ...http, [field]: both }, 'SAMLResponse'), 'malformed_request')
        }
      }
    })

    it(`refuses the other one alone on ${name}`, () => {
      expect(decodeSamlMessage(http, 'SAMLRequest').parameter).to.equal('SAMLRequest')
      refusal(() => decodeSamlMessage(http, 'SAMLResponse'), 'malformed_request')
    })
  }
})
