import { expect } from 'chai'
import { received, refusal } from '../saml/gate.ts'
import { otherKey, spKey } from '../saml/keys.ts'
import { afterIssuer, posted, redirected, requestXml, signatureXml, signed, spAcs } from '../saml/request.ts'
import { evilAcs, wrappings } from '../saml/wrapping.ts'

const request = requestXml()
const signature = signatureXml(request)

describe('attack 13: signature wrapping', () => {
  it('takes the genuine message', () => {
    expect(received(posted(afterIssuer(request, signature))).assertionConsumerServiceUrl).to.equal(spAcs)
  })

  for (const [name, wrap] of Object.entries(wrappings)) {
    it(`refuses ${name}`, () => {
      const message = wrap({ request, signature })
      expect(message).to.contain(evilAcs)
      for (const mode of ['required', 'optional'] as const) {
        refusal(() => received(posted(message), { mode }))
        refusal(() => received(posted(message), { mode, keys: [otherKey.verification, spKey.verification] }))
      }
    })
  }

  it('reads a genuine message wherever its signature stands in it', () => {
    const last = request.replace('</samlp:AuthnRequest>', () => `${signature}</samlp:AuthnRequest>`)
    expect(received(posted(last)).assertionConsumerServiceUrl).to.equal(spAcs)
  })

  it('refuses two signatures, even where none is needed and no key is known', () => {
    const unsigned = { mode: 'optional', keys: [] } as const
    expect(received(posted(afterIssuer(request, signature)), unsigned).id).to.equal('_request1')
    const twice = afterIssuer(request, `${signature}<samlp:Extensions>${signature}</samlp:Extensions>`)
    refusal(() => received(posted(twice), unsigned), 'signature_refused')
  })

  it('refuses a changed message', () => {
    const changed = signed(request).replace(spAcs, evilAcs)
    refusal(() => received(posted(changed)), 'signature_refused')
    refusal(() => received(posted(changed), { mode: 'optional' }), 'signature_refused')
  })

  it('refuses an XML signature in a redirected message, which would not cover the query', () => {
    expect(received(redirected(request), { mode: 'optional' }).id).to.equal('_request1')
    refusal(() => received(redirected(signed(request)), { mode: 'optional' }), 'signature_refused')
    refusal(() => received(redirected(signed(request))), 'signature_refused')
  })
})
