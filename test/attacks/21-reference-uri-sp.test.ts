/** Attack 21, on what an identity provider answers: references to elsewhere in an answer. Through HTTP: 12-to-28-answers-through-http. */
import { answerAttacks } from '../saml/answer-attacks.ts'
import { expectRefused, sound } from '../saml/answer-gate.ts'

describe('attack 21: references to elsewhere in an answer', () => {
  it('is refused, whatever is wrapped in what', () =>
    expectRefused(answerAttacks[21]?.(sound) ?? {}, {}, /does not cover the message/))
})
