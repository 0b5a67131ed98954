/** Attack 33: an answer for another address. */
import { expect } from 'chai'
import { at } from '../saml/answer.ts'
import { acs, expectRefused, proved, soundXml } from '../saml/answer-gate.ts'

const confirmation = (recipient: string) =>
  `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData InResponseTo="_request1" NotOnOrAfter="${at(Date.parse('2026-11-24T10:05:00Z'))}"${recipient}></saml:SubjectConfirmationData></saml:SubjectConfirmation>`
const to = (recipient: string) => confirmation(` Recipient="${recipient}"`)

describe('attack 33: another Recipient or Destination', () => {
  it('is refused', () => {
    expectRefused({
      'another Recipient': soundXml({ confirmation: to('https://other.example.org/acs') }),
      'the Recipient of another upstream': soundXml({ confirmation: to(acs.replace('/corp/', '/partner/')) }),
      'nearly our Recipient': soundXml({ confirmation: to(`${acs}/`) }),
      'our Recipient with a query': soundXml({ confirmation: to(`${acs}?a=b`) }),
      'no Recipient': soundXml({ confirmation: confirmation('') }),
      'another Destination': soundXml({ destination: 'https://other.example.org/acs' }),
      'another Destination in a signed answer': soundXml({ destination: `${acs}/` }, { what: 'response' }),
      'no Destination in a signed answer': soundXml({ destination: '' }, { what: 'response' }),
    })
  })

  it('is taken with ours, and without a Destination where only the assertion is signed', () => {
    for (const answer of [
      soundXml({ confirmation: to(acs) }),
      soundXml({ destination: '' }),
      soundXml({}, { what: 'both' }),
      soundXml({ confirmation: to('https://other.example.org/acs') + to(acs) }),
    ]) {
      expect(proved(answer).sid).to.equal('_session1')
    }
  })
})
