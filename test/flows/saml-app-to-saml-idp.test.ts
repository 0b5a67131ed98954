/** A SAML app, and a SAML identity provider behind us: from the app to there and back. */
import { join } from 'node:path'
import { expect } from 'chai'
import { runDoctor } from '../../src/cli/doctor.ts'
import { tokenFor } from '../fixtures/admin-token.ts'
import { responseForm, responseXml, statusOf } from '../fixtures/gateway.ts'
import { type Begun, type SamlUpstreamStage, startSamlUpstreamStage } from '../fixtures/saml-idp-stage.ts'
import { answerXml } from '../saml/answer.ts'

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

  it('tells the operator where it sent a pointer in place of too many groups, and the login goes on', async () => {
    const told = () => stage.gateway.lines.filter((line) => line.includes('in place of the groups'))
    const pointer = { 'http://schemas.microsoft.com/claims/groups.link': ['https://graph.test/getMemberObjects'] }
    const login = async (attributes: Record<string, readonly string[]>) =>
      statusOf(responseForm(await (await stage.begin()).reply({ attributes: { uid: ['alice'], ...attributes } })))
    expect(await login({ groups: ['staff'], ...pointer })).to.deep.equal(['Success'])
    expect(told()).to.be.empty
    expect(await login(pointer)).to.deep.equal(['Success'])
    expect(told()).to.have.length(1)
    expect(told()[0]).to.include('"upstream":"corp"').and.not.include('graph.test')
  })

  it('publishes metadata under the address that is our name there', async () => {
    const answer = await fetch(stage.metadata)
    const text = await answer.text()
    expect(answer.headers.get('content-type')).to.include('application/samlmetadata+xml')
    expect(text).to.include(`entityID="${stage.metadata}"`).and.include(`Location="${stage.acs}"`)
  })
})

describe('isthmus doctor: the last failed login at a SAML identity provider', () => {
  let stage: SamlUpstreamStage
  before(async () => {
    stage = await startSamlUpstreamStage({
      idp: { base: 'https://127.0.0.1:1' },
      yaml: `admin: { allow: '"a" in groups' }`,
    })
  })
  after(() => stage.close())

  it('says when, under which number, why and what to do, from the store alone; a stranger takes the place of nothing', async () => {
    const { gateway } = stage
    const login = async (changes: Parameters<Begun['reply']>[0]) => (await stage.begin()).reply(changes)
    expect(statusOf(responseForm(await login({})))).to.deep.equal(['Success'])
    const refused = responseForm(await login({ audience: 'https://alice-secret.test/sp' }))
    const [, number] = /\(error ([\w-]+)\)/.exec(responseXml(refused)) ?? []
    const begun = await stage.begin()
    const forged = await begun.post(answerXml({ ...begun.sound, audience: 'see-my-words' }, { what: 'neither' }))
    expect(forged.status).to.equal(403)
    const headers = { authorization: `Bearer ${await tokenFor(gateway.directory, 'read')}` }
    const report = await (await fetch(`${gateway.url}/admin/api/v1/upstreams/corp`, { headers })).json()
    await gateway.running.close()

    const printed: string[] = []
    const code = await runDoctor(join(gateway.directory, 'isthmus.yaml'), (text = '') => printed.push(text))
    const text = printed.join('\n')
    expect(code).to.equal(0)
    const failed = `error number ${number}, upstream_invalid, the log says “the assertion is for another Audience”`
    expect(text).to.match(/\? The last failed login: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ, error number/)
    expect(text).to.contain(`${failed}. No login has succeeded since (the last one at `)
    expect(text).to.contain('→ Its setting for our entityID is not `entityId` here')
    expect(text).to.contain('→ If people can’t sign in there, this is the likely reason. Switch signing on there.')
    expect(text).to.contain('signature_refused, the log says “Neither the answer nor the assertion in it is signed”')
    expect(text).to.contain(join(gateway.directory, 'certs/saml-signing.crt')).and.not.to.contain('to encrypt to')
    // The gateway says the same of itself.
    const whats = report.findings.map(({ what }: { what: string }) => what).join('\n')
    expect(whats).to.contain('Its metadata is a file here').and.contain('Its sign-in does not answer from here')
    const ours = `our metadata ${stage.metadata}; or entityID ${stage.metadata}, reply address (ACS) ${stage.acs}, sign-out`
    expect(whats)
      .to.contain(ours)
      .and.match(/our signing certificate, SHA-256 [0-9A-F]{2}(?::[0-9A-F]{2}){31}\./)
    for (const { what, cure } of report.findings.slice(-2)) expect(text).to.contain(what).and.to.contain(cure)
    for (const theirs of ['alice', 'see-my-words']) expect(text).not.to.contain(theirs)
  })
})
