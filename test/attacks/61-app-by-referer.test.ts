/** Attack 61: the app is chosen by Referer, Origin or Host instead of by the message. */
import { expect } from 'chai'
import { expectLogin, expectRefusal, requestUrl } from '../fixtures/authn-request.ts'
import type { BrowserSession } from '../fixtures/browser-session.ts'
import { startGatewayWithSp, type TestGateway, type TestSp } from '../fixtures/gateway.ts'

describe('attack 61: an app chosen by the headers', () => {
  let gateway: TestGateway
  let sp: TestSp
  let browser: BrowserSession
  before(async () => {
    ;({ gateway, sp, browser } = await startGatewayWithSp())
  })
  after(() => gateway.close())
  afterEach(() => expectLogin(browser, requestUrl(gateway, sp)))

  const claimed = {
    referer: 'https://wiki.test/',
    origin: 'https://wiki.test',
    host: 'wiki.test',
    'x-forwarded-host': 'wiki.test',
  }

  it('an unknown issuer stays unknown, whatever the headers say', async () => {
    const page = await browser.get(requestUrl(gateway, sp, { issuer: 'https://unknown.test' }), claimed)
    expectRefusal(page, gateway, 'unknown_app')
  })

  it('a known issuer is answered at its own address, whatever the headers say', async () => {
    const form = await expectLogin(browser, requestUrl(gateway, sp))
    const url = requestUrl(gateway, sp)
    const page = await browser.get(url, { ...claimed, referer: 'https://attacker.test/', host: 'attacker.test' })
    expect(page.body).to.include(`action="${form.action}"`)
    expect(page.body).not.to.include('attacker.test')
  })
})
