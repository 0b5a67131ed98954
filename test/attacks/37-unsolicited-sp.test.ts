/** Attack 37: an answer that nobody asked for. Off, unless the upstream has `unsolicited`; then it only begins a login. */
import { expect } from 'chai'
import { responseForm, statusOf } from '../fixtures/gateway.ts'
import { type SamlUpstreamStage, startSamlUpstreamStage } from '../fixtures/saml-idp-stage.ts'
import { answerXml } from '../saml/answer.ts'

const until = (next: string) => next.startsWith('https://wiki.test/')

describe('attack 37: an unsolicited answer', () => {
  let stage: SamlUpstreamStage
  before(async () => {
    stage = await startSamlUpstreamStage()
  })
  after(() => stage.close())

  it('is a page, and logs nobody in', async () => {
    const begun = await stage.begin()
    const page = await begun.reply({ inResponseTo: undefined })
    expect(page.status).to.equal(400)
    expect(page.body).to.include('start at the application').and.not.include('SAMLResponse')
    expect(begun.browser.cookies(stage.gateway.url).has('isthmus')).to.equal(false)
    expect(statusOf(responseForm(await begun.reply()))).to.deep.equal(['Success'])
  })

  it('where it is wanted, sends the person to the one app, logged in nowhere yet', async () => {
    const wanted = await startSamlUpstreamStage({ corp: ['unsolicited: https://wiki.test/start'] })
    const begun = await wanted.begin()
    const post = async (changes: object) =>
      begun.browser.follow(await begun.post(answerXml({ ...begun.sound, inResponseTo: undefined, ...changes })), until)
    const page = await post({ assertionId: '_u1' })
    expect(page.headers.location).to.equal('https://wiki.test/start')
    expect(begun.browser.cookies(wanted.gateway.url).has('isthmus')).to.equal(false)
    for (const evil of [{ audience: 'https://other.example.org' }, { now: Date.now() - 86_400_000 }]) {
      const refused = await post({ assertionId: '_u2', ...evil })
      expect(refused.headers.location).to.equal(undefined)
      expect(refused.status).to.be.within(400, 599)
    }
    await wanted.close()
  })
})
