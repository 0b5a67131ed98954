/** Attack 12, on what an identity provider answers: no signature over what an answer says. Through HTTP: 12-to-28-answers-through-http. */
import { expect } from 'chai'
import { answerAttacks } from '../saml/answer-attacks.ts'
import { expectRefused, proved, reasonOf, sound, soundXml } from '../saml/answer-gate.ts'

describe('attack 12: no signature over what an answer says', () => {
  it('is refused, whatever is wrapped in what', () => expectRefused(answerAttacks[12]?.(sound) ?? {}))

  it('is refused where the answer alone is signed, and the operator wants it of the assertion', () => {
    const gate = { config: { wantAssertionsSigned: true } }
    expect(reasonOf(soundXml({}, { what: 'response' }), gate)).to.include('upstreams.corp.wantAssertionsSigned')
    for (const what of ['assertion', 'both'] as const)
      expect(proved(soundXml({}, { what }), gate).sid, what).to.equal('_session1')
    expect(proved(soundXml({}, { what: 'response' })).sid, 'control: nobody wants it').to.equal('_session1')
  })
})
