/** Attack 48: an address that only becomes the registered one after normalisation is another address. */
import { expectRefusal, requestUrl, useGateway } from '../fixtures/authn-request.ts'

describe('attack 48: a reply address that is equal only after normalisation', () => {
  const at = useGateway()

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
      expectRefusal(await at.browser.get(requestUrl(at.gateway, at.sp, { acs })), at.gateway, 'reply_address_unknown')
    })
  }
})
