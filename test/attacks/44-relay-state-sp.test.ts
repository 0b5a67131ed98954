/** Attack 44: RelayState of an answer as an address, or as a script. */
import { expect } from 'chai'
import { responseForm, statusOf } from '../fixtures/gateway.ts'
import { type SamlUpstreamStage, startSamlUpstreamStage } from '../fixtures/saml-idp-stage.ts'
import { answerXml } from '../saml/answer.ts'

describe('attack 44: RelayState of an answer', () => {
  let stage: SamlUpstreamStage
  before(async () => {
    stage = await startSamlUpstreamStage()
  })
  after(() => stage.close())

  it('leads nowhere and is shown nowhere', async () => {
    const evil = [
      'https://evil.example.org/',
      '//evil.example.org',
      'javascript:alert(1)',
      '"><script>alert(1)</script>',
    ]
    for (const relayState of evil) {
      const begun = await stage.begin()
      const held = await begun.post(answerXml(begun.sound), relayState)
      const page = await begun.browser.follow(held)
      for (const { body, headers } of [held, page]) {
        expect(body).to.not.include('evil.example.org').and.not.include('alert(1)')
        expect(headers.location).to.equal(undefined)
      }
      expect(responseForm(page).action).to.equal(stage.sp.acs)
      expect(statusOf(responseForm(page))).to.deep.equal(['Success'])
      begun.browser.close()
    }
  })
})
