/** A SAML app, and a SAML identity provider behind us: from the app to there and back. */
import { expect } from 'chai'
import { responseForm, statusOf } from '../fixtures/gateway.ts'
import { type SamlUpstreamStage, startSamlUpstreamStage } from '../fixtures/saml-idp-stage.ts'

describe('SAML app → gateway → SAML identity provider', () => {
  let stage: SamlUpstreamStage
  before(async () => {
    stage = await startSamlUpstreamStage()
  })
  after(() => stage.close())

  for (const what of ['assertion', 'response', 'both'] as const) {
    it(`logs in with the ${what} signed`, async () => {
      const begun = await stage.begin()
      const form = responseForm(await begun.reply({}, { what }))
      expect(statusOf(form)).to.deep.equal(['Success'])
      const profile = await stage.sp.validate(form)
      expect(profile).to.include({ nameID: 'alice', email: 'alice@example.org', username: 'alice' })
    })
  }

  it('publishes metadata under the address that is our name there', async () => {
    const answer = await fetch(stage.metadata)
    const text = await answer.text()
    expect(answer.headers.get('content-type')).to.include('application/samlmetadata+xml')
    expect(text).to.include(`entityID="${stage.metadata}"`).and.include(`Location="${stage.acs}"`)
  })
})
