/** Attack 17, on what an identity provider answers: namespaces that are confused in an answer. Through HTTP: 12-to-28-answers-through-http. */
import { answerAttacks } from '../saml/answer-attacks.ts'
import { expectRefused, sound } from '../saml/answer-gate.ts'

describe('attack 17: namespaces that are confused in an answer', () => {
  it('is refused, whatever is wrapped in what', () =>
    expectRefused(answerAttacks[17]?.(sound) ?? {}, {}, /namespace|more than one assertion|not a Response|DOCTYPE/))
})
