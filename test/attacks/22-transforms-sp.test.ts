/** Attack 22, on what an identity provider answers: transforms in the signature of an answer. Through HTTP: 12-to-28-answers-through-http. */
import { answerAttacks } from '../saml/answer-attacks.ts'
import { expectRefused, sound } from '../saml/answer-gate.ts'

describe('attack 22: transforms in the signature of an answer', () => {
  it('is refused, whatever is wrapped in what', () =>
    expectRefused(answerAttacks[22]?.(sound) ?? {}, {}, /transforms? /i))
})
