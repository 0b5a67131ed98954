/** Attack 55: a request made for another IdP is brought here. */
import { expectLogin, expectRefusal, requestUrl } from '../fixtures/authn-request.ts'
import type { BrowserSession } from '../fixtures/browser-session.ts'
import { startGatewayWithSp, type TestGateway, type TestSp } from '../fixtures/gateway.ts'

describe('attack 55: wrong Destination', () => {
  let gateway: TestGateway
  let sp: TestSp
  let browser: BrowserSession
  before(async () => {
    ;({ gateway, sp, browser } = await startGatewayWithSp())
  })
  after(() => gateway.close())
  afterEach(() => expectLogin(browser, requestUrl(gateway, sp)))

  for (const destination of ['https://other-idp.test/saml/sso', 'HERE/', 'HERE?x=1', 'HERE/../metadata', '']) {
    it(destination === '' ? 'an empty one' : destination, async () => {
      const there = destination.replace('HERE', `${gateway.url}/saml/sso`)
      expectRefusal(await browser.get(requestUrl(gateway, sp, { destination: there })), gateway, 'malformed_request')
    })
  }

  it('none at all is no attack', () => expectLogin(browser, requestUrl(gateway, sp, { destination: undefined })))
})
