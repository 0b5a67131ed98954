/** Attack 54: a request that was answered already, is too old, or comes from the future; and what only looks. */
import { expect } from 'chai'
import {
  expectLogin,
  expectRefusal,
  newRequestId,
  requestUrl,
  requestXml,
  useGateway,
} from '../fixtures/authn-request.ts'

const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()

describe('attack 54: a replayed or stale request', () => {
  const at = useGateway()

  it('answered with success: refused in every other browser, with a session or without', async () => {
    const url = requestUrl(at.gateway, at.sp)
    await expectLogin(at.browser, url)
    expectRefusal(await at.gateway.browser().get(url), at.gateway, 'stale_or_replayed')
    const signedIn = at.gateway.browser()
    await expectLogin(signedIn, requestUrl(at.gateway, at.sp))
    expectRefusal(await signedIn.get(url), at.gateway, 'stale_or_replayed')
  })

  it('answered with success: answered again where it was, as a reload or a double click asks it', async () => {
    const url = requestUrl(at.gateway, at.sp)
    const first = await expectLogin(at.browser, url)
    const again = await expectLogin(at.browser, url)
    expect(again.action).to.equal(first.action)
    expect(again.fields.SAMLResponse).not.to.equal(first.fields.SAMLResponse)
  })

  it('posted again by another browser: refused once it is known whose it is', async () => {
    const message = Buffer.from(requestXml(at.gateway, at.sp)).toString('base64')
    const kept = async (browser: typeof at.browser) => {
      const page = await browser.post(`${at.gateway.url}/saml/sso`, { SAMLRequest: message }, { crossSite: true })
      return (/url=([^"]+)"/.exec(page.body)?.[1] ?? '').replaceAll('&amp;', '&')
    }
    await expectLogin(at.browser, await kept(at.browser))
    await expectLogin(at.browser, await kept(at.browser))
    const stranger = at.gateway.browser()
    expectRefusal(await stranger.get(await kept(stranger)), at.gateway, 'stale_or_replayed')
  })

  it('not yet answered: reload, back or a restored tab just starts again', async () => {
    const stranger = at.gateway.browser()
    const url = requestUrl(at.gateway, at.sp)
    expect((await stranger.get(url)).status).to.equal(302)
    expect((await stranger.get(url)).status).to.equal(302)
    await expectLogin(stranger, url)
  })

  it('begun twice, answered once: the log of the second has app, transaction and steps', async () => {
    const url = requestUrl(at.gateway, at.sp)
    const [first, second] = [at.gateway.browser(), at.gateway.browser()]
    const sent = await second.get(url)
    await expectLogin(first, url)
    const lines = at.gateway.log.length
    const page = await second.follow(sent)
    expectRefusal(page, at.gateway, 'stale_or_replayed')
    const line = (kind: string) => at.gateway.log.slice(lines).findLast((entry) => entry.kind === kind)
    expect(line('audit')).to.include({ event: 'login.refused', app: at.sp.entityId })
    expect(line('audit')?.requestId).to.be.a('string')
    expect(line('refusal')).to.include({ app: at.sp.entityId, transaction: line('audit')?.transaction })
    expect(JSON.stringify(line('refusal')?.trace)).to.include('sent upstream')
  })

  it('the same ID of another app is another request', async () => {
    const id = newRequestId()
    await expectLogin(at.browser, requestUrl(at.gateway, at.sp, { id }))
    const other = { ...at.sp, entityId: 'https://other.test/metadata', acs: 'https://other.test/acs' }
    await at.gateway.write('metadata/other.xml', at.sp.metadata.replaceAll('wiki.test', 'other.test'))
    await at.gateway.running.reload()
    await expectLogin(at.browser, requestUrl(at.gateway, other, { id }))
  })

  it('over an hour old, or over five minutes ahead', async () => {
    for (const issueInstant of [minutesFromNow(-65), minutesFromNow(6), '2019-01-01T00:00:00Z']) {
      const page = await at.browser.get(requestUrl(at.gateway, at.sp, { issueInstant }))
      expectRefusal(page, at.gateway, 'stale_or_replayed')
    }
    await expectLogin(at.browser, requestUrl(at.gateway, at.sp, { issueInstant: minutesFromNow(-55) }))
    await expectLogin(at.browser, requestUrl(at.gateway, at.sp, { issueInstant: minutesFromNow(4) }))
  })

  it('HEAD and prefetch create nothing', async () => {
    const stranger = at.gateway.browser()
    const url = requestUrl(at.gateway, at.sp)
    const begun = () => at.gateway.log.filter(({ event }) => event === 'login.begin').length
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
