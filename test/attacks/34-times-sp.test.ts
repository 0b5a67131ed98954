/** Attack 34: an answer that is late, or from the future. Clocks may differ by three minutes. */
import { expect } from 'chai'
import { assertionXml, at, idpKey, passwordClass, responseXml, signedBy } from '../saml/answer.ts'
import { acs, audience, expectRefused, now, proved, reasonOf, refusalOf, sound, soundXml } from '../saml/answer-gate.ts'

const conditions = (times: string) =>
  `<saml:Conditions${times}><saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>`
const confirmation = (times: string) =>
  `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData InResponseTo="_request1"${times} Recipient="${acs}"></saml:SubjectConfirmationData></saml:SubjectConfirmation>`
const statement = (times: string) =>
  `<saml:AuthnStatement${times}><saml:AuthnContext><saml:AuthnContextClassRef>${passwordClass}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`
const end = (seconds: number) => ` NotOnOrAfter="${at(now, seconds)}"`
const begin = (seconds: number) => ` NotBefore="${at(now, seconds)}"`

/** Only one of the two says so. */
const issuedInFuture = (what: 'Assertion' | 'Response') => {
  const later = (xml: string) => xml.replace(/ IssueInstant="[^"]*"/, ` IssueInstant="${at(now, 181)}"`)
  const assertion = signedBy(what === 'Assertion' ? later(assertionXml(sound)) : assertionXml(sound), {
    key: idpKey.privateKey,
  })
  const whole = responseXml(sound, assertion)
  return what === 'Response' ? later(whole) : whole
}

const late = {
  'the assertion has expired': soundXml({ conditions: conditions(end(-180)) }),
  'the assertion is not valid yet': soundXml({ conditions: conditions(begin(181) + end(400)) }),
  'the confirmation has expired': soundXml({ confirmation: confirmation(end(-180)) }),
  'the confirmation is not valid yet': soundXml({ confirmation: confirmation(begin(181) + end(400)) }),
  'it was issued in the future': issuedInFuture('Assertion'),
  'it was issued in the future, the answer': issuedInFuture('Response'),
  'the login is in the future': soundXml({ statement: statement(` AuthnInstant="${at(now, 181)}"`) }),
  'its session has ended': soundXml({
    statement: statement(` AuthnInstant="${at(now)}" SessionNotOnOrAfter="${at(now, -180)}"`),
  }),
}

describe('attack 34: times', () => {
  it('beyond the skew are refused, and the clocks are named', () => {
    expectRefused(late)
    for (const [why, answer] of Object.entries(late)) {
      expect(reasonOf(answer)).to.include(why.split(',')[0])
      expect(refusalOf(answer).message).to.include('clock')
    }
  })

  it('that are missing or no times are refused', () => {
    expectRefused({
      'no end of the confirmation': soundXml({ confirmation: confirmation('') }),
      'an end that is no time': soundXml({ confirmation: confirmation(' NotOnOrAfter="later"') }),
      'a day that no calendar has': soundXml({ confirmation: confirmation(' NotOnOrAfter="2026-02-30T10:00:00Z"') }),
      'no time of the login': soundXml({ statement: statement('') }),
    })
    expectRefused({ 'a whole answer of tomorrow': soundXml({ now: now + 3600_000 }) })
    expectRefused({ 'a whole answer of yesterday': soundXml({ now: now - 86_400_000 }) })
  })

  it('within the skew are taken', () => {
    for (const answer of [
      soundXml({ conditions: conditions(end(-179)) }),
      soundXml({ conditions: conditions(begin(180) + end(400)) }),
      soundXml({ conditions: conditions('') }),
      soundXml({ confirmation: confirmation(end(-179)) }),
      soundXml({ statement: statement(` AuthnInstant="${at(now, 180)}"`) }),
      soundXml({ now: now + 170_000 }),
      soundXml({ now: now - 400_000 }),
    ]) {
      expect(proved(answer).subject).to.include('p-1234')
    }
  })
})
