/** Attack 14, on what an identity provider answers: several assertions in one answer. Through HTTP: 12-to-28-answers-through-http. */
import { answerAttacks } from '../saml/answer-attacks.ts'
import { expectRefused, sound } from '../saml/answer-gate.ts'

describe('attack 14: several assertions in one answer', () => {
  it('is refused, whatever is wrapped in what', () =>
    expectRefused(answerAttacks[14]?.(sound) ?? {}, {}, /more than one assertion|not a Response/))
})
