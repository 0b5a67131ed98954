/** A request that is refused before anything is proved: page and log name the app that it says it is from. */
import { deflateRawSync } from 'node:zlib'
import { expect } from 'chai'
import { certificateOf, createSp, startGatewayWithSp, type TestGateway, type TestSp } from '../fixtures/gateway.ts'

describe('flow: the app that a refused request says it is from', () => {
  let gateway: TestGateway
  let sp: TestSp
  before(async () => {
    ;({ gateway } = await startGatewayWithSp({}, { signed: true }))
    // The same app, without its key.
    sp = createSp(gateway.url, await certificateOf(gateway))
  })
  after(() => gateway.close())

  async function refusal(url: string) {
    const { status, body } = await gateway.browser().follow(url)
    const id = /class="id">([^<]+)</.exec(body)?.[1]
    return { status, body, line: gateway.log.find(({ kind, errorId }) => kind === 'refusal' && errorId === id) }
  }

  it('not signed, and it must be', async () => {
    const { status, body, line } = await refusal(await sp.loginUrl())
    expect(status).to.equal(403)
    expect(body).to.contain('It says it is').and.to.contain(sp.entityId)
    expect(line).to.deep.include({ code: 'signature_refused', facts: { claimed: sp.entityId } })
    expect(line, 'a claim is no app').to.not.have.property('app')
  })

  it('not to be read, and escaped', async () => {
    const odd = 'https://wiki.test/"<b>'
    const xml = `<x:Issuer>${odd.replace('<', '&lt;')}</x:Issuer`
    const query = encodeURIComponent(deflateRawSync(xml).toString('base64'))
    const { status, body, line } = await refusal(`${gateway.url}/saml/sso?SAMLRequest=${query}`)
    expect(status).to.equal(400)
    expect(body).to.contain('https://wiki.test/').and.not.to.contain('<b>')
    expect(line).to.include({ code: 'malformed_request' })
    expect(String((line as { facts?: { claimed?: string } } | undefined)?.facts?.claimed)).to.match(
      /^https:\/\/wiki\.test\//,
    )
  })

  it('a logout too', async () => {
    const url = new URL(
      await sp.saml.getLogoutUrlAsync({ nameID: 'x', nameIDFormat: 'y', issuer: sp.entityId }, '', {}),
    )
    const { line } = await refusal(`${gateway.url}/saml/slo${url.search}`)
    expect(line).to.deep.include({ facts: { claimed: sp.entityId } })
  })
})
