/** Attack 45: a login that is weaker than the app asked for. */
import { expect } from 'chai'
import { responseForm, statusOf } from '../fixtures/gateway.ts'
import { type SamlUpstreamStage, startSamlUpstreamStage } from '../fixtures/saml-idp-stage.ts'
import { responseXml } from '../saml/answer.ts'

const mfa = 'https://refeds.org/profile/mfa'
const microsoft = 'http://schemas.microsoft.com/claims/multipleauthn'

describe('attack 45: a weaker AuthnContext', () => {
  let stage: SamlUpstreamStage
  before(async () => {
    stage = await startSamlUpstreamStage({
      sp: { config: { disableRequestedAuthnContext: false, authnContext: [mfa] } },
    })
  })
  after(() => stage.close())

  it('is asked for, and refused when it comes back weaker, by the IdP’s own word or by ours', async () => {
    const begun = await stage.begin()
    expect(begun.request).to.include('Comparison="exact"').and.include(`>${mfa}<`).and.include(`>${microsoft}<`)
    expect(statusOf(responseForm(await begun.reply()))).to.deep.equal(['Responder', 'NoAuthnContext'])
    const refusing = await stage.begin()
    const urn = 'urn:oasis:names:tc:SAML:2.0:status'
    const status = `${urn}:Responder ${urn}:NoAuthnContext`
    const page = await refusing.answer(responseXml({ ...refusing.sound, status }, ''))
    expect(statusOf(responseForm(page))).to.deep.equal(['Responder', 'NoAuthnContext'])
  })

  it('is met by any class that proves it', async () => {
    for (const contextClass of [mfa, microsoft]) {
      const begun = await stage.begin()
      expect(statusOf(responseForm(await begun.reply({ contextClass })))).to.deep.equal(['Success'])
    }
  })
})
