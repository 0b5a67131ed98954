/** Attack 48: an address that only becomes the registered one after normalisation is another address. */
import { expectLogin, expectRefusal, requestUrl } from '../fixtures/authn-request.ts'
import type { BrowserSession } from '../fixtures/browser-session.ts'
import { startGatewayWithSp, type TestGateway, type TestSp } from '../fixtures/gateway.ts'

describe('attack 48: a reply address that is equal only after normalisation', () => {
  let gateway: TestGateway
  let sp: TestSp
  let browser: BrowserSession
  before(async () => {
    ;({ gateway, sp, browser } = await startGatewayWithSp())
  })
  after(() => gateway.close())
  afterEach(() => expectLogin(browser, requestUrl(gateway, sp)))

  const near = [
    'https://WIKI.test/acs',
    'HTTPS://wiki.test/acs',
    'https://wiki.test:443/acs',
    'https://wiki.test/acs/',
    'https://wiki.test/./acs',
    'https://wiki.test/x/../acs',
    'https://wiki.test/%61cs',
    'https://wiki.test/acs?',
    'https://wiki.test/acs#',
    'https://user@wiki.test/acs',
    'https://wiki.test@attacker.test/acs',
    'https://wiki.test\\@attacker.test/acs',
    'http://wiki.test/acs',
    'https://wiki.test./acs',
    'https://wiki.test/ACS',
  ]
  for (const acs of near) {
    it(acs, async () => {
      expectRefusal(await browser.get(requestUrl(gateway, sp, { acs })), gateway, 'reply_address_unknown')
    })
  }
})
