/** Attack 55: a request made for another IdP is brought here. */
import { expectLogin, expectRefusal, requestUrl, useGateway } from '../fixtures/authn-request.ts'

describe('attack 55: wrong Destination', () => {
  const at = useGateway()

  for (const destination of ['https://other-idp.test/saml/sso', 'HERE/', 'HERE?x=1', 'HERE/../metadata', '']) {
    it(destination === '' ? 'an empty one' : destination, async () => {
      const there = destination.replace('HERE', `${at.gateway.url}/saml/sso`)
      expectRefusal(
        await at.browser.get(requestUrl(at.gateway, at.sp, { destination: there })),
        at.gateway,
        'malformed_request',
      )
    })
  }

  it('none at all is no attack', () =>
    expectLogin(at.browser, requestUrl(at.gateway, at.sp, { destination: undefined })))
})
