/** Attack 32: an assertion for another audience. */
import { expect } from 'chai'
import { at } from '../saml/answer.ts'
import { audience, expectRefused, proved, reasonOf, sound, soundXml } from '../saml/answer-gate.ts'

const { now = 0 } = sound
const conditions = (...restrictions: readonly (readonly string[])[]) =>
  `<saml:Conditions NotBefore="${at(now, -5)}" NotOnOrAfter="${at(now, 300)}">${restrictions
    .map(
      (list) =>
        `<saml:AudienceRestriction>${list.map((one) => `<saml:Audience>${one}</saml:Audience>`).join('')}</saml:AudienceRestriction>`,
    )
    .join('')}</saml:Conditions>`
const other = 'https://other.example.org'

describe('attack 32: another audience', () => {
  it('is refused', () => {
    expectRefused({
      another: soundXml({ audience: other }),
      'nearly ours': soundXml({ audience: `${audience}/` }),
      'in capitals': soundXml({ audience: audience.toUpperCase() }),
      'of another upstream here': soundXml({ audience: audience.replace('/corp/', '/partner/') }),
      none: soundXml({ conditions: conditions() }),
      'no Conditions': soundXml({ conditions: '' }),
      'ours in one of two restrictions': soundXml({ conditions: conditions([audience], [other]) }),
      'an empty restriction': soundXml({ conditions: conditions([]) }),
    })
    expect(reasonOf(soundXml({ audience: other }))).to.include('Audience')
  })

  it('is taken where ours is among them', () => {
    for (const restrictions of [[[other, audience]], [[audience], [audience, other]]]) {
      expect(proved(soundXml({ conditions: conditions(...restrictions) })).sid).to.equal('_session1')
    }
  })
})
