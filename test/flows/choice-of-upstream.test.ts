import { expect } from 'chai'
import { expectLogin, requestUrl } from '../fixtures/authn-request.ts'
import { formOf } from '../fixtures/browser-session.ts'
import {
  loginForm,
  responseXml,
  startGatewayWithSp,
  statusOf,
  type TestGateway,
  type TestSp,
} from '../fixtures/gateway.ts'
import { startOp } from '../fixtures/op.ts'
import type { Op } from '../fixtures/op-options.ts'

describe('flow: several upstreams', () => {
  let gateway: TestGateway
  let sp: TestSp
  let second: Op
  before(async () => {
    second = await startOp({ autoLogin: 'bob' })
    const yaml = [
      '  second:',
      '    displayName: Second house',
      `    issuer: ${second.issuer}`,
      `    clientId: ${second.clientId}`,
      '    clientSecretFile: second',
    ].join('\n')
    ;({ gateway, sp } = await startGatewayWithSp({ yaml, files: { second: second.clientSecret } }))
  })
  after(async () => {
    await gateway.close()
    await second.close()
  })

  const linksOf = (body: string) => [...body.matchAll(/href="([^"]*\/choose\/[^"]*)"/g)].map(([, href]) => href ?? '')

  it('asks which one, goes there, remembers it, and forgets it on demand', async () => {
    const browser = gateway.browser()
    const page = await browser.follow(requestUrl(gateway, sp, { relayState: 'kept' }))
    expect(page.status).to.equal(200)
    expect(page.body).to.include('Second house')
    const [, other = ''] = linksOf(page.body)
    const form = await loginForm(browser, new URL(other, page.url).href)
    expect(form.fields.RelayState).to.equal('kept')
    expect(responseXml(form)).to.include('bob@example.org')

    const logout = await browser.get(`${gateway.url}/logout`)
    await browser.submit(logout)
    const again = await expectLogin(browser, requestUrl(gateway, sp))
    expect(Buffer.from(again.fields.SAMLResponse ?? '', 'base64').toString()).to.include('bob@example.org')

    await browser.submit(await browser.get(`${gateway.url}/logout`))
    const home = await browser.get(`${gateway.url}/`)
    expect(home.body).to.include('Second house')
    expect(formOf(home).fields.token).to.be.a('string')
    await browser.submit(home)
    expect(linksOf((await browser.follow(requestUrl(gateway, sp))).body)).to.have.length(2)
  })

  it('passive: no chooser, but NoPassive', async () => {
    const passive = { attributes: ' IsPassive="true"' }
    const form = await loginForm(gateway.browser(), requestUrl(gateway, sp, passive))
    expect(statusOf(form)).to.deep.equal(['Responder', 'NoPassive'])
  })

  it('a choice that is not offered, or in another browser, leads nowhere', async () => {
    const browser = gateway.browser()
    const page = await browser.follow(requestUrl(gateway, sp))
    const [link = ''] = linksOf(page.body)
    const unknown = await browser.get(new URL(link.replace(/[^/]*$/, 'nobody'), page.url).href)
    expect(unknown.status).to.be.within(400, 499)
    const stranger = await gateway.browser().get(new URL(link, page.url).href)
    expect(stranger.status).to.be.within(400, 499)
    await expectLogin(browser, new URL(link, page.url).href)
  })

  it('the same person of two upstreams has two names at an app', async () => {
    const nameOf = async (position: number) => {
      const browser = gateway.browser()
      const page = await browser.follow(requestUrl(gateway, sp))
      const form = await loginForm(browser, new URL(linksOf(page.body)[position] ?? '', page.url).href)
      return /<saml:NameID[^>]*>([^<]*)</.exec(responseXml(form))?.[1]
    }
    second.hooks.idToken = (claims) => {
      claims.sub = 'sub-alice'
    }
    second.hooks.userinfo = (claims) => {
      claims.sub = 'sub-alice'
    }
    expect(await nameOf(0)).not.to.equal(await nameOf(1))
  })
})
