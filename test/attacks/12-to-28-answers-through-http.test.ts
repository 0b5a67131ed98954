/**
 * Attacks 12 to 28 on the signature of an answer, through HTTP: the browser that asked brings each of them, and is
 * logged in by none. Beside each, the sound answer to the same request logs in.
 */
import { expect } from 'chai'
import { responseForm, statusOf } from '../fixtures/gateway.ts'
import { type SamlUpstreamStage, startSamlUpstreamStage } from '../fixtures/saml-idp-stage.ts'
import { type Answer, answerXml } from '../saml/answer.ts'
import { answerAttacks } from '../saml/answer-attacks.ts'

describe('attacks 12 to 28 through HTTP: what an identity provider answers', () => {
  let stage: SamlUpstreamStage
  before(async () => {
    stage = await startSamlUpstreamStage({ yaml: 'trustedProxies: [127.0.0.1]' })
  })
  after(() => stage.close())

  for (const [number, attack] of Object.entries(answerAttacks)) {
    it(`attack ${number}`, async () => {
      const begun = await stage.begin()
      const answers = attack({ ...begun.sound, now: Date.now() } satisfies Answer)
      for (const [name, xml] of Object.entries(answers)) {
        const page = await begun.post(xml)
        // Refused at once by its form or signature: the login that it is about still waits.
        expect(page.status, `${name}: ${page.body}`).to.be.within(400, 499)
        expect(page.headers['set-cookie'], name).to.equal(undefined)
        expect(page.body, name).to.not.include('ticket=')
      }
      const form = responseForm(await begun.answer(answerXml(begun.sound)))
      expect(statusOf(form)).to.deep.equal(['Success'])
      begun.browser.close()
    })
  }
})
