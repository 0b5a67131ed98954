/** Attack 18, on what an identity provider answers: canonicalisation of an answer that fails, the digest of nothing. Through HTTP: 12-to-28-answers-through-http. */
import { answerAttacks } from '../saml/answer-attacks.ts'
import { expectRefused, sound } from '../saml/answer-gate.ts'

describe('attack 18: canonicalisation of an answer that fails, the digest of nothing', () => {
  it('is refused, whatever is wrapped in what', () =>
    expectRefused(answerAttacks[18]?.(sound) ?? {}, {}, /not an absolute URI|digest of an empty string/))
})
