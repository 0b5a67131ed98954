/** Attack 16, on what an identity provider answers: IDs of other namespaces in an answer. Through HTTP: 12-to-28-answers-through-http. */
import { answerAttacks } from '../saml/answer-attacks.ts'
import { expectRefused, sound } from '../saml/answer-gate.ts'

describe('attack 16: IDs of other namespaces in an answer', () => {
  it('is refused, whatever is wrapped in what', () =>
    expectRefused(answerAttacks[16]?.(sound) ?? {}, {}, /ID attribute in a namespace|Id attribute besides/))
})
