/** A message of the sign-in service that can't be believed when it arrives: the page blames nobody else for it. */
import { expect } from 'chai'
import { type SamlUpstreamStage, startSamlUpstreamStage } from '../fixtures/saml-idp-stage.ts'
import { answerXml, idpEntityId, persistent } from '../saml/answer.ts'
import { spKey } from '../saml/keys.ts'
import { rsaSha1, saml, samlp, signedRedirect } from '../saml/request.ts'

describe('the page for a message of a sign-in service that is refused at once', () => {
  let stage: SamlUpstreamStage
  before(async () => {
    stage = await startSamlUpstreamStage()
  })
  after(() => stage.close())

  const blamed = (body: string) => {
    expect(body).to.include('The sign-in service could not be recognised')
    expect(body).to.not.match(/application could not be recognised|application uses an outdated/)
  }

  it('speaks of the sign-in service where its certificate is a new one', async () => {
    const begun = await stage.begin()
    const page = await begun.post(answerXml(begun.sound, { key: spKey.privateKey }))
    expect(page.status).to.equal(403)
    blamed(page.body)
    expect(page.body).to.include('signature_refused')
  })

  it('names the setting of the upstream, not that of an app, where it signs with SHA-1', async () => {
    const begun = await stage.begin()
    const page = await begun.post(answerXml(begun.sound, { signatureAlgorithm: rsaSha1 }))
    blamed(page.body)
    expect(page.body).to.include('upstreams.corp.allowSha1').and.not.include('allowSha1Requests')
  })

  it('speaks of it where its sign-out has a signature of somebody else', async () => {
    const issued = new Date().toISOString()
    const name = `<saml:NameID xmlns:saml="${saml}" Format="${persistent}">p</saml:NameID>`
    const xml = `<samlp:LogoutRequest xmlns:samlp="${samlp}" ID="_l1" IssueInstant="${issued}" Version="2.0"><saml:Issuer xmlns:saml="${saml}">${idpEntityId}</saml:Issuer>${name}</samlp:LogoutRequest>`
    const page = await stage.gateway
      .browser()
      .get(`${stage.slo}?${signedRedirect(xml, { key: spKey.privateKey }).query}`)
    expect(page.status).to.equal(403)
    blamed(page.body)
  })
})
