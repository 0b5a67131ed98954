/** Attack 23, on what an identity provider answers: HMAC with the public key in an answer. Through HTTP: 12-to-28-answers-through-http. */
import { answerAttacks } from '../saml/answer-attacks.ts'
import { expectRefused, sound } from '../saml/answer-gate.ts'

describe('attack 23: HMAC with the public key in an answer', () => {
  it('is refused, whatever is wrapped in what', () =>
    expectRefused(answerAttacks[23]?.(sound) ?? {}, {}, /an algorithm that is not accepted/))
})
