/** Attack 90: the victim logs in under a session cookie that the attacker planted. */
import { expect } from 'chai'
import { expectLogin, requestUrl } from '../fixtures/authn-request.ts'
import type { BrowserSession } from '../fixtures/browser-session.ts'
import { loginForm, startGatewayWithSp, statusOf, type TestGateway, type TestSp } from '../fixtures/gateway.ts'

const passive = { attributes: ' IsPassive="true"' }

describe('attack 90: session fixation', () => {
  let gateway: TestGateway
  let sp: TestSp
  before(async () => {
    ;({ gateway, sp } = await startGatewayWithSp())
  })
  after(() => gateway.close())

  const header = (browser: BrowserSession, url: string) =>
    [...browser.cookies(url)].map(([name, value]) => `${name}=${value}`).join('; ')
  const sessionOf = (headers: string[] | undefined) => headers?.find((line) => line.startsWith('isthmus='))

  it('a planted value never becomes a session', async () => {
    const planted = 'A'.repeat(43)
    const victim = gateway.browser()
    const page = await victim.follow(requestUrl(gateway, sp), (next) => next.includes('/oidc/callback/'))
    const callback = page.headers.location ?? ''
    const cookies = header(victim, callback)
    const back = await victim.get(callback, { cookie: `${cookies}; isthmus=${planted}` })
    const made = sessionOf(back.headers['set-cookie'])
    expect(made).to.match(/^isthmus=[\w-]{43};/)
    expect(made).not.to.include(planted)
    const thief = await gateway.browser().get(requestUrl(gateway, sp, passive), { cookie: `isthmus=${planted}` })
    expect(thief.status).to.equal(302)
    await expectLogin(victim, requestUrl(gateway, sp))
  })

  it('the attacker’s own session is not the victim’s after the victim logged in over it', async () => {
    const attacker = gateway.browser()
    gateway.op.forgetSessions()
    await expectLogin(attacker, requestUrl(gateway, sp))
    const cookie = header(attacker, gateway.url)
    gateway.op.hooks.idToken = (claims) => {
      claims.sub = 'sub-victim'
    }
    gateway.op.hooks.userinfo = (claims) => {
      claims.sub = 'sub-victim'
    }
    const victim = gateway.browser()
    const callback = await victim.follow(requestUrl(gateway, sp, { attributes: ' ForceAuthn="true"' }), (next) =>
      next.includes('/oidc/callback/'),
    )
    const address = callback.headers.location ?? ''
    const back = await victim.get(address, { cookie: `${header(victim, address)}; ${cookie}` })
    expect(sessionOf(back.headers['set-cookie'])).to.match(/^isthmus=[\w-]{43};/)
    delete gateway.op.hooks.idToken
    delete gateway.op.hooks.userinfo
    gateway.op.forgetSessions()
    const form = await loginForm(attacker, requestUrl(gateway, sp, passive))
    expect(statusOf(form)).to.deep.equal(['Responder', 'NoPassive'])
  })
})
