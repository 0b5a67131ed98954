/** Attack 46: the end of a session, and limits on passing an assertion on, are kept. */
import { expect } from 'chai'
import { at, passwordClass } from '../saml/answer.ts'
import { audience, expectRefused, now, proved, reasonOf, soundXml } from '../saml/answer-gate.ts'

const conditions = (inside: string) =>
  `<saml:Conditions NotOnOrAfter="${at(now, 300)}"><saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction>${inside}</saml:Conditions>`
const statement = `<saml:AuthnStatement AuthnInstant="${at(now)}" SessionNotOnOrAfter="${at(now, 600)}"><saml:AuthnContext><saml:AuthnContextClassRef>${passwordClass}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`

describe('attack 46: limits that an assertion sets', () => {
  it('what must not be passed on is refused', () => {
    const answers = {
      'never again': soundXml({ conditions: conditions('<saml:ProxyRestriction Count="0"></saml:ProxyRestriction>') }),
      'to some': soundXml({
        conditions: conditions(
          '<saml:ProxyRestriction><saml:Audience>https://wiki.test/metadata</saml:Audience></saml:ProxyRestriction>',
        ),
      }),
      'a condition that nobody knows': soundXml({ conditions: conditions('<saml:Condition></saml:Condition>') }),
      'a condition of another namespace': soundXml({ conditions: conditions('<x:Only xmlns:x="urn:x"></x:Only>') }),
    }
    expectRefused(answers)
    expect(reasonOf(answers['never again'])).to.include('ProxyRestriction')
  })

  it('other conditions are taken', () => {
    for (const inside of [
      '<saml:OneTimeUse></saml:OneTimeUse>',
      '<saml:ProxyRestriction Count="2"></saml:ProxyRestriction>',
    ]) {
      expect(proved(soundXml({ conditions: conditions(inside) })).sid).to.equal('_session1')
    }
  })

  it('SessionNotOnOrAfter is the end of ours', () => {
    expect(proved(soundXml({ statement })).sessionEnd).to.equal(now + 600_000)
    expect(proved(soundXml()).sessionEnd).to.equal(undefined)
  })
})
