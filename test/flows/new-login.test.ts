/** A login that must be new, and a logout that must stay one, through HTTP and with OPs that hand old logins back. */
import { expect } from 'chai'
import { expectLogin, requestUrl } from '../fixtures/authn-request.ts'
import type { BrowserSession } from '../fixtures/browser-session.ts'
import { loginForm, startGatewayWithSp, statusOf, type TestGateway, type TestSp } from '../fixtures/gateway.ts'

const force = { attributes: ' ForceAuthn="true"' }

describe('flow: a login that must be new', () => {
  let gateway: TestGateway
  let sp: TestSp
  let browser: BrowserSession
  beforeEach(async () => {
    ;({ gateway, sp } = await startGatewayWithSp())
    browser = gateway.browser()
  })
  afterEach(() => gateway.close())

  /** What the OP was asked since, one `prompt` for each time. */
  const prompts = (since: number) =>
    gateway.op.log
      .filter(({ endpoint }) => endpoint === 'authorize')
      .slice(since)
      .map(({ url }) => new URL(url, gateway.op.issuer).searchParams.get('prompt'))
  const asked = () => gateway.op.count('authorize')

  it('is refused where the OP hands back the login that this browser had, and taken where it asks', async () => {
    let first = 0
    gateway.op.hooks.idToken = (claims) => {
      first ||= Number(claims.auth_time)
      claims.auth_time = first
    }
    await expectLogin(browser, requestUrl(gateway, sp))
    const before = asked()
    expect(statusOf(await loginForm(browser, requestUrl(gateway, sp, force)))).to.deep.equal([
      'Responder',
      'AuthnFailed',
    ])
    expect(prompts(before)).to.deep.equal(['login', 'login'])
    delete gateway.op.hooks.idToken
    await expectLogin(browser, requestUrl(gateway, sp, force))
    expect(asked() - before, 'asked once, as the OP asks the person').to.equal(3)
  })

  it('is taken at once though it straddled the turn of a second, where it is later than the one before', async () => {
    await expectLogin(browser, requestUrl(gateway, sp))
    await new Promise((resolve) => setTimeout(resolve, 2100))
    gateway.op.hooks.idToken = (claims) => {
      claims.auth_time = Number(claims.iat) - 1
    }
    const before = asked()
    await expectLogin(browser, requestUrl(gateway, sp, force))
    expect(asked() - before, 'nobody types twice').to.equal(1)
    const stranger = gateway.browser()
    const after = asked()
    await expectLogin(stranger, requestUrl(gateway, sp, force))
    expect(asked() - after, 'of whom nothing is known').to.equal(2)
    gateway.op.hooks.idToken = (claims) => {
      claims.auth_time = Number(claims.iat) - 3
    }
    const late = gateway.browser()
    expect(statusOf(await loginForm(late, requestUrl(gateway, sp, force)))).to.deep.equal(['Responder', 'AuthnFailed'])
  })

  it('after a logout: an OP that says no times is asked once more, and the person gets in by logging in', async () => {
    gateway.op.hooks.idToken = (claims) => {
      delete claims.auth_time
    }
    await expectLogin(browser, requestUrl(gateway, sp))
    await browser.submit(await browser.get(`${gateway.url}/logout`))
    const before = asked()
    await expectLogin(browser, requestUrl(gateway, sp))
    expect(prompts(before)).to.deep.equal([null, 'login'])
    const after = asked()
    await expectLogin(browser, requestUrl(gateway, sp))
    expect(asked(), 'the new session answers').to.equal(after)
    const stranger = gateway.browser()
    await expectLogin(stranger, requestUrl(gateway, sp))
    expect(asked() - after, 'who never signed out is asked once').to.equal(1)
  })
})
