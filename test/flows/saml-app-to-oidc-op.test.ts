import { expect } from 'chai'
import type { BrowserSession } from '../fixtures/browser-session.ts'
import type { TestGateway, TestSp } from '../fixtures/gateway.ts'
import { certificateOf, createSp, loginForm, responseForm, startGatewayWithSp, statusOf } from '../fixtures/gateway.ts'

describe('flow: a SAML app logs in through an OIDC OP', () => {
  let gateway: TestGateway
  let sp: TestSp
  let browser: BrowserSession

  before(async () => {
    ;({ gateway, sp, browser } = await startGatewayWithSp())
  })
  after(() => gateway.close())

  it('from redirect to attributes', async () => {
    const form = await loginForm(browser, await sp.loginUrl('/deep?a=1&b=ü'))
    expect(form.action).to.equal(sp.acs)
    expect(form.fields.RelayState).to.equal('/deep?a=1&b=ü')
    const profile = await sp.validate(form)
    expect(profile?.nameIDFormat).to.equal('urn:oasis:names:tc:SAML:2.0:nameid-format:persistent')
    expect(profile?.nameID).to.match(/^[a-z2-7]{52}$/)
    expect(profile?.username).to.equal('alice')
    expect(profile?.email).to.equal('alice@example.org')
    expect(profile?.groups).to.deep.equal(['staff', 'admins'])
    expect(profile?.last_name).to.equal("Ö'Example & <Co>")
  })

  it('again from the live session, without the OP, under the same name and SessionIndex', async () => {
    const first = await sp.validate(await loginForm(browser, await sp.loginUrl()))
    const asked = gateway.op.count('authorize')
    const second = await sp.validate(await loginForm(browser, await sp.loginUrl()))
    expect(gateway.op.count('authorize')).to.equal(asked)
    expect(second?.nameID).to.equal(first?.nameID)
    expect(second?.sessionIndex).to.equal(first?.sessionIndex)
  })

  it('by POST: a page of ours goes on to a GET, where the cookies are', async () => {
    const html = await sp.saml.getAuthorizeFormAsync('state')
    const fields = Object.fromEntries(
      [...html.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
    )
    const page = await browser.post(`${gateway.url}/saml/sso`, fields, { crossSite: true })
    expect(page.status).to.equal(200)
    const form = responseForm(await browser.follow(page))
    expect(form.fields.RelayState).to.equal('state')
    expect((await sp.validate(form))?.username).to.equal('alice')
  })

  it('passive without a session: the OP is asked silently and NoPassive reaches the app', async () => {
    gateway.op.forgetSessions()
    const asking = createSp(gateway.url, await certificateOf(gateway), { config: { passive: true } })
    const form = await loginForm(gateway.browser(), await asking.loginUrl())
    expect(statusOf(form)).to.deep.equal(['Responder', 'NoPassive'])
  })
})
