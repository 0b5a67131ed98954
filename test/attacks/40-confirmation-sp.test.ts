/** Attack 40: a confirmation that is not a bearer’s, or none. */
import { expect } from 'chai'
import { at } from '../saml/answer.ts'
import { acs, expectRefused, now, proved, soundXml } from '../saml/answer-gate.ts'

const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer'
const confirmation = (method: string, request = '_request1') =>
  `<saml:SubjectConfirmation Method="${method}"><saml:SubjectConfirmationData InResponseTo="${request}" NotOnOrAfter="${at(now, 300)}" Recipient="${acs}"></saml:SubjectConfirmationData></saml:SubjectConfirmation>`

describe('attack 40: the subject’s confirmation', () => {
  it('must be a bearer’s', () => {
    expectRefused({
      none: soundXml({ confirmation: '' }),
      'holder of key': soundXml({ confirmation: confirmation('urn:oasis:names:tc:SAML:2.0:cm:holder-of-key') }),
      'sender vouches': soundXml({ confirmation: confirmation('urn:oasis:names:tc:SAML:2.0:cm:sender-vouches') }),
      'without its facts': soundXml({
        confirmation: `<saml:SubjectConfirmation Method="${bearer}"></saml:SubjectConfirmation>`,
      }),
      'of another request': soundXml({ confirmation: confirmation(bearer, '_other') }),
      'no method': soundXml({ confirmation: confirmation('') }),
    })
  })

  it('may stand beside others', () => {
    const others = confirmation('urn:oasis:names:tc:SAML:2.0:cm:sender-vouches') + confirmation(bearer, '_other')
    expect(proved(soundXml({ confirmation: others + confirmation(bearer) })).sid).to.equal('_session1')
  })
})
