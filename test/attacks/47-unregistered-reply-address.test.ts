/** Attack 47: the request names an address that is not in the metadata; the assertion must never be posted there. */
import { expect } from 'chai'
import { expectLogin, expectRefusal, requestUrl, useGateway } from '../fixtures/authn-request.ts'

describe('attack 47: a reply address that is not registered', () => {
  const at = useGateway()

  for (const acs of ['https://attacker.test/acs', 'https://wiki.test/acs/evil', 'https://wiki.test:8443/acs']) {
    it(`${acs}: a page that shows both addresses`, async () => {
      const page = await at.browser.get(requestUrl(at.gateway, at.sp, { acs }))
      expectRefusal(page, at.gateway, 'reply_address_unknown')
      const text = page.body.replace(/<[^>]*>/g, '')
      expect(text).to.include(acs)
      expect(text).to.include(at.sp.acs)
    })
  }

  it('an index that the metadata does not have', async () => {
    const attributes = ' AssertionConsumerServiceIndex="7"'
    const page = await at.browser.get(requestUrl(at.gateway, at.sp, { acs: undefined, attributes }))
    expectRefusal(page, at.gateway, 'reply_address_unknown')
  })

  it('a binding that is not spoken', async () => {
    for (const binding of ['HTTP-Artifact', 'HTTP-Redirect']) {
      const attributes = ` ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}"`
      const page = await at.browser.get(requestUrl(at.gateway, at.sp, { attributes }))
      expectRefusal(page, at.gateway, 'reply_address_unknown')
      // The address is a registered one: the page must not say that it is not.
      expect(page.body).to.include('a way of answering that is not offered').and.not.include('not registered')
      expect(page.body).to.include(`bindings:${binding}`).and.include('bindings:HTTP-POST')
    }
  })

  it('no address at all: the registered one is used', async () => {
    const form = await expectLogin(at.browser, requestUrl(at.gateway, at.sp, { acs: undefined }))
    expect(form.action).to.equal(at.sp.acs)
  })
})
