/** Attacks 36 and 43: an answer to another request, or to the request of another browser: login CSRF. */
import { expect } from 'chai'
import { responseForm, statusOf } from '../fixtures/gateway.ts'
import { type SamlUpstreamStage, startSamlUpstreamStage } from '../fixtures/saml-idp-stage.ts'
import { answerXml } from '../saml/answer.ts'
import { expectRefused, soundXml } from '../saml/answer-gate.ts'

describe('attack 36: an answer to another request', () => {
  let stage: SamlUpstreamStage
  before(async () => {
    stage = await startSamlUpstreamStage()
  })
  after(() => stage.close())

  it('is refused by what its confirmation says, whatever the answer around it says', () => {
    expectRefused({
      'both another': soundXml({ inResponseTo: '_other' }),
      neither: soundXml({ inResponseTo: undefined }),
      'another around it': soundXml().replace('InResponseTo="_request1"', 'InResponseTo="_other"'),
      'another in the confirmation': soundXml({ inResponseTo: '_other' }).replace(
        'InResponseTo="_other"',
        'InResponseTo="_request1"',
      ),
    })
  })

  it('counts in no other browser, and does not spend the login of the right one', async () => {
    const victim = await stage.begin()
    const attacker = await stage.begin()
    const xml = answerXml(attacker.sound)
    const page = await victim.browser.follow(await victim.post(xml))
    expect(page.status).to.equal(400)
    expect(page.body).to.include('another browser').and.not.include('SAMLResponse')
    expect(victim.browser.cookies(stage.gateway.url).has('isthmus')).to.equal(false)
    expect(statusOf(responseForm(await attacker.answer(xml)))).to.deep.equal(['Success'])
  })

  it('to a request that never was is a page', async () => {
    const begun = await stage.begin()
    const page = await begun.reply({ inResponseTo: '_neverwas' })
    expect(page.status).to.equal(400)
    expect(page.body).to.not.include('SAMLResponse')
    expect(statusOf(responseForm(await begun.reply()))).to.deep.equal(['Success'])
  })

  it('at the address of another upstream is refused', async () => {
    const begun = await stage.begin()
    const fields = { SAMLResponse: Buffer.from(answerXml(begun.sound)).toString('base64') }
    const other = stage.acs.replace('/corp/', '/partner/')
    expect((await begun.browser.post(other, fields, { crossSite: true })).status).to.equal(404)
    expect(statusOf(responseForm(await begun.reply()))).to.deep.equal(['Success'])
  })
})
