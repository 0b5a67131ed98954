/** Attack 12, on what an identity provider answers: no signature over what an answer says. Through HTTP: 12-to-28-answers-through-http. */
import { answerAttacks } from '../saml/answer-attacks.ts'
import { expectRefused, sound } from '../saml/answer-gate.ts'

describe('attack 12: no signature over what an answer says', () => {
  it('is refused, whatever is wrapped in what', () => expectRefused(answerAttacks[12]?.(sound) ?? {}))
})
