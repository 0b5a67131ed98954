/** Attack 61: the app is chosen by Referer, Origin or Host instead of by the message. */
import { expect } from 'chai'
import { expectLogin, expectRefusal, requestUrl, useGateway } from '../fixtures/authn-request.ts'

describe('attack 61: an app chosen by the headers', () => {
  const at = useGateway()

  const claimed = {
    referer: 'https://wiki.test/',
    origin: 'https://wiki.test',
    host: 'wiki.test',
    'x-forwarded-host': 'wiki.test',
  }

  it('an unknown issuer stays unknown, whatever the headers say', async () => {
    const page = await at.browser.get(requestUrl(at.gateway, at.sp, { issuer: 'https://unknown.test' }), claimed)
    expectRefusal(page, at.gateway, 'unknown_app')
  })

  it('a known issuer is answered at its own address, whatever the headers say', async () => {
    const form = await expectLogin(at.browser, requestUrl(at.gateway, at.sp))
    const url = requestUrl(at.gateway, at.sp)
    const page = await at.browser.get(url, { ...claimed, referer: 'https://attacker.test/', host: 'attacker.test' })
    expect(page.body).to.include(`action="${form.action}"`)
    expect(page.body).not.to.include('attacker.test')
  })
})
