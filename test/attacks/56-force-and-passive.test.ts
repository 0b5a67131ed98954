/** Attack 56: ForceAuthn and IsPassive dropped on the way, so that a person is let in who should have been asked. */
import { expect } from 'chai'
import { expectLogin, requestUrl } from '../fixtures/authn-request.ts'
import type { BrowserSession } from '../fixtures/browser-session.ts'
import { loginForm, startGatewayWithSp, statusOf, type TestGateway, type TestSp } from '../fixtures/gateway.ts'

const force = { attributes: ' ForceAuthn="true"' }
const passive = { attributes: ' IsPassive="1"' }
const both = { attributes: ' IsPassive="true" ForceAuthn="true"' }

describe('attack 56: ForceAuthn and IsPassive', () => {
  let gateway: TestGateway
  let sp: TestSp
  let browser: BrowserSession
  before(async () => {
    ;({ gateway, sp, browser } = await startGatewayWithSp())
    await expectLogin(browser, requestUrl(gateway, sp))
  })
  after(() => gateway.close())
  afterEach(() => {
    delete gateway.op.hooks.idToken
    return expectLogin(browser, requestUrl(gateway, sp))
  })

  it('ForceAuthn goes upstream in spite of a session, as prompt=login with max_age', async () => {
    await expectLogin(browser, requestUrl(gateway, sp, force))
    const asked = new URL(
      gateway.op.log.findLast(({ endpoint }) => endpoint === 'authorize')?.url ?? '',
      gateway.op.issuer,
    )
    expect(asked.searchParams.get('prompt')).to.equal('login')
    expect(asked.searchParams.get('max_age')).to.equal('3600')
  })

  it('ForceAuthn that the upstream ignored is refused: AuthnFailed', async () => {
    gateway.op.hooks.idToken = (claims) => {
      claims.auth_time = Number(claims.iat) - 600
    }
    const form = await loginForm(browser, requestUrl(gateway, sp, force))
    expect(statusOf(form)).to.deep.equal(['Responder', 'AuthnFailed'])
  })

  it('ForceAuthn of an upstream that does not say when it asked is refused too', async () => {
    gateway.op.hooks.idToken = (claims) => {
      delete claims.auth_time
    }
    expect(statusOf(await loginForm(browser, requestUrl(gateway, sp, force)))).to.deep.equal([
      'Responder',
      'AuthnFailed',
    ])
  })

  it('IsPassive with a session answers at once, without one it is NoPassive and no page', async () => {
    const form = await loginForm(browser, requestUrl(gateway, sp, passive))
    expect(statusOf(form)).to.deep.equal(['Success'])
    gateway.op.forgetSessions()
    const stranger = await loginForm(gateway.browser(), requestUrl(gateway, sp, passive))
    expect(statusOf(stranger)).to.deep.equal(['Responder', 'NoPassive'])
  })

  it('IsPassive with ForceAuthn is NoPassive at once', async () => {
    const asked = gateway.op.count('authorize')
    expect(statusOf(await loginForm(browser, requestUrl(gateway, sp, both)))).to.deep.equal(['Responder', 'NoPassive'])
    expect(gateway.op.count('authorize')).to.equal(asked)
  })
})
