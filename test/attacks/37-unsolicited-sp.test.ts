/** Attack 37: an answer that nobody asked for. Off, unless the upstream has `unsolicited`; then it only begins a login. */
import { expect } from 'chai'
import { responseForm, statusOf } from '../fixtures/gateway.ts'
import { type SamlUpstreamStage, startSamlUpstreamStage } from '../fixtures/saml-idp-stage.ts'
import { answerXml, idpEntityId, responseXml } from '../saml/answer.ts'

/** What samlp (the identity provider of Auth0) sends where its server says `sendError` as its README does. */
const samlpError = (acs: string) =>
  `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_3978699ba197b6c4011a"  Version="2.0" IssueInstant="${new Date().toISOString()}"  Destination="${acs}"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${idpEntityId}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder"/><samlp:StatusMessage Value="nope"/></samlp:Status></samlp:Response>`

const until = (next: string) => next.startsWith('https://wiki.test/')

describe('attack 37: an unsolicited answer', () => {
  let stage: SamlUpstreamStage
  let wanted: SamlUpstreamStage
  before(async () => {
    stage = await startSamlUpstreamStage()
    wanted = await startSamlUpstreamStage({ corp: ['unsolicited: https://wiki.test/start'] })
  })
  after(() => Promise.all([stage?.close(), wanted?.close()]))

  it('is a page, and logs nobody in', async () => {
    const begun = await stage.begin()
    const page = await begun.reply({ inResponseTo: undefined })
    expect(page.status).to.equal(400)
    expect(page.body).to.include('start at the application').and.not.include('SAMLResponse')
    expect(begun.browser.cookies(stage.gateway.url).has('isthmus')).to.equal(false)
    expect(statusOf(responseForm(await begun.reply()))).to.deep.equal(['Success'])
  })

  for (const [where, at] of [
    ['', () => stage],
    [', also where answers are wanted', () => wanted],
  ] as const) {
    it(`that is an error says so on the page and in the log, and ends no login${where}`, async () => {
      const { gateway, begin } = at()
      const begun = await begin()
      const page = await begun.answer(samlpError(`${gateway.url}/saml/sp/corp/acs`))
      expect(page.status).to.equal(403)
      expect(page.body).to.contain('The sign-in service did not let the person in.').and.not.contain('SAMLResponse')
      const line = gateway.log.find(({ kind, code }) => kind === 'refusal' && code === 'upstream_denied')
      expect(line).to.include({ upstream: 'corp' })
      expect(JSON.stringify(line)).to.contain('it answered urn:oasis:names:tc:SAML:2.0:status:Responder')
      expect(statusOf(responseForm(await begun.reply()))).to.deep.equal(['Success'])
    })
  }

  it('that is an error of a login that nobody knows is logged with what it says', async () => {
    const begun = await stage.begin()
    const status = 'urn:oasis:names:tc:SAML:2.0:status:Requester'
    const page = await begun.answer(responseXml({ ...begun.sound, inResponseTo: '_nobodys', status }, ''))
    expect(page.status).to.equal(400)
    const lines = stage.gateway.log.filter(({ kind, code }) => kind === 'refusal' && code === 'transaction_lost')
    expect(lines.at(-1)).to.include({ upstream: 'corp' })
    expect(JSON.stringify(lines.at(-1))).to.contain(`it answered ${status}`)
  })

  it('where it is wanted, sends the person to the one app, logged in nowhere yet', async () => {
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
  })
})
