/** Attack 54: a request that was answered already, is too old, or comes from the future; and what only looks. */
import { expect } from 'chai'
import { expectLogin, expectRefusal, newRequestId, requestUrl } from '../fixtures/authn-request.ts'
import type { BrowserSession } from '../fixtures/browser-session.ts'
import { startGatewayWithSp, type TestGateway, type TestSp } from '../fixtures/gateway.ts'

const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()

describe('attack 54: a replayed or stale request', () => {
  let gateway: TestGateway
  let sp: TestSp
  let browser: BrowserSession
  before(async () => {
    ;({ gateway, sp, browser } = await startGatewayWithSp())
  })
  after(() => gateway.close())
  afterEach(() => expectLogin(browser, requestUrl(gateway, sp)))

  it('answered with success: refused, in the same browser and in another', async () => {
    const url = requestUrl(gateway, sp)
    await expectLogin(browser, url)
    expectRefusal(await browser.get(url), gateway, 'stale_or_replayed')
    expectRefusal(await gateway.browser().get(url), gateway, 'stale_or_replayed')
  })

  it('not yet answered: reload, back or a restored tab just starts again', async () => {
    const stranger = gateway.browser()
    const url = requestUrl(gateway, sp)
    expect((await stranger.get(url)).status).to.equal(302)
    expect((await stranger.get(url)).status).to.equal(302)
    await expectLogin(stranger, url)
  })

  it('the same ID of another app is another request', async () => {
    const id = newRequestId()
    await expectLogin(browser, requestUrl(gateway, sp, { id }))
    const other = { ...sp, entityId: 'https://other.test/metadata', acs: 'https://other.test/acs' }
    await gateway.write('metadata/other.xml', sp.metadata.replaceAll('wiki.test', 'other.test'))
    await gateway.running.reload()
    await expectLogin(browser, requestUrl(gateway, other, { id }))
  })

  it('over an hour old, or over five minutes ahead', async () => {
    for (const issueInstant of [at(-65), at(6), '2019-01-01T00:00:00Z']) {
      const page = await browser.get(requestUrl(gateway, sp, { issueInstant }))
      expectRefusal(page, gateway, 'stale_or_replayed')
    }
    await expectLogin(browser, requestUrl(gateway, sp, { issueInstant: at(-55) }))
    await expectLogin(browser, requestUrl(gateway, sp, { issueInstant: at(4) }))
  })

  it('HEAD and prefetch create nothing', async () => {
    const stranger = gateway.browser()
    const url = requestUrl(gateway, sp)
    const begun = () => gateway.log.filter(({ event }) => event === 'login.begin').length
    const before = begun()
    for (const headers of [
      { 'sec-purpose': 'prefetch' },
      { 'sec-purpose': 'prefetch;prerender' },
      { purpose: 'prefetch' },
    ]) {
      const page = await stranger.get(url, headers)
      expect(page.status).not.to.equal(302)
      expect(page.headers['set-cookie']).to.equal(undefined)
    }
    const head = await fetch(url, { method: 'HEAD', redirect: 'manual' })
    expect(head.headers.get('set-cookie')).to.equal(null)
    expect(begun()).to.equal(before)
  })
})
