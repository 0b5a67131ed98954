/** Attack 20, on what an identity provider answers: several SignedInfos in an answer. Through HTTP: 12-to-28-answers-through-http. */
import { answerAttacks } from '../saml/answer-attacks.ts'
import { expectRefused, sound } from '../saml/answer-gate.ts'

describe('attack 20: several SignedInfos in an answer', () => {
  it('is refused, whatever is wrapped in what', () =>
    expectRefused(
      answerAttacks[20]?.(sound) ?? {},
      {},
      /more than one signature|does not belong there|parts instead of/,
    ))
})
