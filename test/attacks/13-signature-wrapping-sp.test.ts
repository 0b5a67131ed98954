/** Attack 13, on what an identity provider answers: signature wrapping of answers, XSW 1 to 9. Through HTTP: 12-to-28-answers-through-http. */
import { answerAttacks } from '../saml/answer-attacks.ts'
import { expectRefused, sound } from '../saml/answer-gate.ts'

describe('attack 13: signature wrapping of answers, XSW 1 to 9', () => {
  it('is refused, whatever is wrapped in what', () =>
    expectRefused(answerAttacks[13]?.(sound) ?? {}, {}, /more than one assertion|same ID twice/))
})
