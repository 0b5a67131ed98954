/** Attack 27, on what an identity provider answers: the key of another identity provider. Through HTTP: 12-to-28-answers-through-http. */
import { answerAttacks } from '../saml/answer-attacks.ts'
import { expectRefused, sound } from '../saml/answer-gate.ts'

describe('attack 27: the key of another identity provider', () => {
  it('is refused, whatever is wrapped in what', () =>
    expectRefused(answerAttacks[27]?.(sound) ?? {}, {}, /no key fits/))
})
