/** An app that speaks OpenID Connect, an upstream that does: from the click to userinfo. */
import { expect } from 'chai'
import { startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { appSecret, type OidcTestApp, oidcAppYaml, openIdApp } from '../fixtures/oidc-app.ts'

describe('flow: an OpenID Connect app logs in through an OpenID Connect upstream', () => {
  let gateway: TestGateway
  let app: OidcTestApp
  before(async () => {
    gateway = await startGateway({
      yaml: `apps:\n${oidcAppYaml(['claims: { vm_access: \'{"tenant": 7, "names": ["a"]}\' }'])}`,
      files: { 'portal-secret': appSecret },
    })
    app = await openIdApp(gateway.url)
  })
  after(() => gateway?.close())

  it('gets a code, tokens and userinfo', async () => {
    const login = await app.login(gateway.browser())
    expect(login.claims).to.include({ iss: gateway.url, aud: 'portal' })
    expect(login.claims.sub).to.match(/^[a-z2-7]{52}$/)
    const userinfo = await app.userinfo(login)
    expect(userinfo).to.deep.include({
      sub: login.claims.sub,
      groups: ['staff', 'admins'],
      preferred_username: 'alice',
    })
    expect(userinfo.vm_access).to.deep.equal({ tenant: 7, names: ['a'] })
  })
})
