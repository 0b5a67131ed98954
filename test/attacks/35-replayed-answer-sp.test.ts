/** Attack 35: an assertion that was used before, in another login, another browser or on another node. */
import { expect } from 'chai'
import { responseForm, statusOf } from '../fixtures/gateway.ts'
import { type SamlUpstreamStage, startSamlUpstreamStage } from '../fixtures/saml-idp-stage.ts'
import { answerXml } from '../saml/answer.ts'

describe('attack 35: a replayed assertion', () => {
  let stage: SamlUpstreamStage
  before(async () => {
    stage = await startSamlUpstreamStage({ corp: ['unsolicited: https://wiki.test/start'] })
  })
  after(() => stage.close())

  it('the same answer again finds that the person is signed in, and logs nobody in elsewhere', async () => {
    const begun = await stage.begin()
    const xml = answerXml(begun.sound)
    expect(statusOf(responseForm(await begun.answer(xml)))).to.deep.equal(['Success'])
    expect((await begun.answer(xml)).body).to.include('signed in')
    const other = await stage.begin()
    const page = await other.browser.follow(await other.post(xml))
    expect(page.body).to.not.include('SAMLResponse')
    expect(other.browser.cookies(stage.gateway.url).has('isthmus')).to.equal(false)
  })

  it('the assertion in an answer to another request is refused, and the app hears it', async () => {
    const [first, second] = [await stage.begin(), await stage.begin()]
    const once = { assertionId: '_used' }
    expect(statusOf(responseForm(await first.reply(once)))).to.deep.equal(['Success'])
    const form = responseForm(await second.reply(once))
    expect(statusOf(form)).to.deep.equal(['Responder', 'AuthnFailed'])
    const third = await stage.begin()
    expect(statusOf(responseForm(await third.reply({ assertionId: '_unused' })))).to.deep.equal(['Success'])
  })

  it('an answer that nobody asked for counts once', async () => {
    const begun = await stage.begin()
    const xml = answerXml({ ...begun.sound, inResponseTo: undefined, assertionId: '_once' })
    const until = (next: string) => next.startsWith('https://wiki.test/')
    const first = await begun.browser.follow(await begun.post(xml), until)
    expect(first.headers.location).to.equal('https://wiki.test/start')
    const again = await begun.browser.follow(await begun.post(xml), until)
    expect(again.headers.location).to.equal(undefined)
    expect(again.status).to.be.within(400, 599)
  })
})
