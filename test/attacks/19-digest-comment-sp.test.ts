/** Attack 19, on what an identity provider answers: a comment in the DigestValue of an answer. Through HTTP: 12-to-28-answers-through-http. */
import { answerAttacks } from '../saml/answer-attacks.ts'
import { expectRefused, sound } from '../saml/answer-gate.ts'

describe('attack 19: a comment in the DigestValue of an answer', () => {
  it('is refused, whatever is wrapped in what', () =>
    expectRefused(
      answerAttacks[19]?.(sound) ?? {},
      {},
      /split by a comment|DigestValue with 1 parts|processing instruction/,
    ))
})
