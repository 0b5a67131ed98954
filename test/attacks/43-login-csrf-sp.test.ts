/** Attack 43: somebody else's login, planted in a browser: an answer counts only where it was asked for. */
import { expect } from 'chai'
import { responseForm, statusOf } from '../fixtures/gateway.ts'
import { type SamlUpstreamStage, startSamlUpstreamStage } from '../fixtures/saml-idp-stage.ts'
import { answerXml } from '../saml/answer.ts'

describe('attack 43: login CSRF by an answer', () => {
  let stage: SamlUpstreamStage
  before(async () => {
    stage = await startSamlUpstreamStage()
  })
  after(() => stage.close())

  it('an answer of the attacker’s own login, with or without a ticket, opens nothing in another browser', async () => {
    const attacker = await stage.begin()
    const victim = stage.gateway.browser()
    const fields = { SAMLResponse: Buffer.from(answerXml(attacker.sound)).toString('base64') }
    const page = await victim.follow(await victim.post(stage.acs, fields, { crossSite: true }))
    expect(page.body).to.not.include('SAMLResponse')
    const held = await attacker.post(answerXml(attacker.sound))
    const ticket = /url=([^"]*ticket=[^"]*)"/.exec(held.body)?.[1] ?? ''
    expect(ticket).to.include('/saml/sp/corp/acs?ticket=')
    expect((await victim.follow(ticket)).body).to.not.include('SAMLResponse')
    expect(victim.cookies(stage.gateway.url).has('isthmus')).to.equal(false)
    expect(statusOf(responseForm(await attacker.reply()))).to.deep.equal(['Success'])
  })
})
