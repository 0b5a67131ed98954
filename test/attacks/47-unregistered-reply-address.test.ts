/** Attack 47: the request names an address that is not in the metadata; the assertion must never be posted there. */
import { expect } from 'chai'
import { expectLogin, expectRefusal, requestUrl } from '../fixtures/authn-request.ts'
import type { BrowserSession } from '../fixtures/browser-session.ts'
import { startGatewayWithSp, type TestGateway, type TestSp } from '../fixtures/gateway.ts'

describe('attack 47: a reply address that is not registered', () => {
  let gateway: TestGateway
  let sp: TestSp
  let browser: BrowserSession
  before(async () => {
    ;({ gateway, sp, browser } = await startGatewayWithSp())
  })
  after(() => gateway.close())
  afterEach(() => expectLogin(browser, requestUrl(gateway, sp)))

  for (const acs of ['https://attacker.test/acs', 'https://wiki.test/acs/evil', 'https://wiki.test:8443/acs']) {
    it(`${acs}: a page that shows both addresses`, async () => {
      const page = await browser.get(requestUrl(gateway, sp, { acs }))
      expectRefusal(page, gateway, 'reply_address_unknown')
      const text = page.body.replace(/<[^>]*>/g, '')
      expect(text).to.include(acs)
      expect(text).to.include(sp.acs)
    })
  }

  it('an index that the metadata does not have', async () => {
    const attributes = ' AssertionConsumerServiceIndex="7"'
    const page = await browser.get(requestUrl(gateway, sp, { acs: undefined, attributes }))
    expectRefusal(page, gateway, 'reply_address_unknown')
  })

  it('a binding that is not spoken', async () => {
    const attributes = ' ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact"'
    expectRefusal(await browser.get(requestUrl(gateway, sp, { attributes })), gateway, 'reply_address_unknown')
  })

  it('no address at all: the registered one is used', async () => {
    const form = await expectLogin(browser, requestUrl(gateway, sp, { acs: undefined }))
    expect(form.action).to.equal(sp.acs)
  })
})
