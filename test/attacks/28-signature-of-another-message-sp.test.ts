/** Attack 28, on what an identity provider answers: the signature of another message of the identity provider. Through HTTP: 12-to-28-answers-through-http. */
import { answerAttacks } from '../saml/answer-attacks.ts'
import { expectRefused, sound } from '../saml/answer-gate.ts'

describe('attack 28: the signature of another message of the identity provider', () => {
  it('is refused, whatever is wrapped in what', () => expectRefused(answerAttacks[28]?.(sound) ?? {}))
})
