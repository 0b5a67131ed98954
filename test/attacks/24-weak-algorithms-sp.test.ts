/** Attack 24, on what an identity provider answers: SHA-1, MD5 and DSA. */
import { expect } from 'chai'
import { answerAttacks } from '../saml/answer-attacks.ts'
import { expectRefused, proved, reasonOf, refusalOf, sound } from '../saml/answer-gate.ts'

describe('attack 24: weak algorithms in an answer', () => {
  const answers = answerAttacks[24]?.(sound) ?? {}

  it('are refused, and the setting that takes SHA-1 is named', () => {
    expectRefused(answers)
    expect(refusalOf(answers['rsa-sha1'] ?? '').facts).to.deep.equal({ setting: 'upstreams.corp.allowSha1' })
  })

  it('leave SHA-1 alone where the operator takes it', () => {
    const gate = { config: { allowSha1: true } }
    for (const name of ['rsa-sha1', 'a digest of SHA-1'])
      expect(proved(answers[name] ?? '', gate).sid).to.equal('_session1')
    for (const name of ['rsa-md5', 'dsa-sha1', 'ecdsa-sha256']) reasonOf(answers[name] ?? '', gate)
  })
})
