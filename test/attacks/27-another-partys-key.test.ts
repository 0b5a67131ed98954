import { expect } from 'chai'
import { authenticated, refusal } from '../saml/gate.ts'
import { otherKey, spKey } from '../saml/keys.ts'
import { posted, requestXml, signed, signedRedirect } from '../saml/request.ts'

const request = requestXml()

describe('attack 27: a signature with another party’s key', () => {
  for (const [binding, make] of Object.entries({
    'HTTP-POST': (key: typeof spKey) => posted(signed(request, { key: key.privateKey })),
    'HTTP-Redirect': (key: typeof spKey) => signedRedirect(request, { key: key.privateKey }),
  })) {
    it(`is refused on ${binding}, though that party is known too`, () => {
      expect(authenticated(make(spKey), { keys: [spKey.verification] }).signedBy).to.equal('sp')
      expect(authenticated(make(otherKey), { keys: [otherKey.verification] }).signedBy).to.equal('other')
      for (const mode of ['required', 'optional'] as const) {
        refusal(() => authenticated(make(otherKey), { mode, keys: [spKey.verification] }), 'signature_refused')
      }
    })

    it(`says which of several keys it was on ${binding}`, () => {
      const keys = [otherKey.verification, spKey.verification]
      expect(authenticated(make(spKey), { keys }).signedBy).to.equal('sp')
      expect(authenticated(make(otherKey), { keys }).signedBy).to.equal('other')
    })
  }
})
