/** Attack 25, on what an identity provider answers: a key that the answer brings. Through HTTP: 12-to-28-answers-through-http. */
import { answerAttacks } from '../saml/answer-attacks.ts'
import { expectRefused, sound } from '../saml/answer-gate.ts'

describe('attack 25: a key that the answer brings', () => {
  it('is refused, whatever is wrapped in what', () =>
    expectRefused(answerAttacks[25]?.(sound) ?? {}, {}, /no key fits/))
})
