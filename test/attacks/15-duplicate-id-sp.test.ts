/** Attack 15, on what an identity provider answers: one ID twice in an answer. Through HTTP: 12-to-28-answers-through-http. */
import { answerAttacks } from '../saml/answer-attacks.ts'
import { expectRefused, sound } from '../saml/answer-gate.ts'

describe('attack 15: one ID twice in an answer', () => {
  it('is refused, whatever is wrapped in what', () =>
    expectRefused(answerAttacks[15]?.(sound) ?? {}, {}, /same ID twice/))
})
