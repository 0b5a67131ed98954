/**
 * Attack 86: the address to come back to after a logout as an open redirect. Ours never takes one from a request: a
 * browser that comes back from an OP goes on where its logout stands, else to our own page.
 */
import { expect } from 'chai'
import type { BrowserSession } from '../fixtures/browser-session.ts'
import { freePort } from '../fixtures/free-port.ts'
import { responseForm, startGatewayWithSp, type TestGateway, type TestSp } from '../fixtures/gateway.ts'

describe('attack 86: where a browser goes after a logout at the OP', () => {
  let gateway: TestGateway
  let sp: TestSp
  let browser: BrowserSession
  before(async () => {
    const port = await freePort()
    const back = `http://127.0.0.1:${port}/oidc/post-logout/op`
    ;({ gateway, sp, browser } = await startGatewayWithSp({ port, op: { postLogoutRedirectUris: [back] } }))
  })
  after(() => gateway.close())

  const evil = 'https://evil.example/'
  it('control: with the state of its own logout a browser goes on there, whatever else the address says', async () => {
    responseForm(await browser.follow(await sp.loginUrl()))
    const asked = await browser.submit(await browser.get(`${gateway.url}/logout`))
    const there = await browser.follow(asked, (next) => next.includes('/end_session'))
    const state = new URL(there.headers.location ?? '').searchParams.get('state') ?? ''
    const query = new URLSearchParams({ state, post_logout_redirect_uri: evil })
    const page = await browser.get(`${gateway.url}/oidc/post-logout/op?${query}`)
    expect(page.headers.location).to.match(/^http:\/\/127\.0\.0\.1:\d+\/logout\/[\w-]+$/)
    expect(new URL(page.headers.location ?? '').origin).to.equal(gateway.url)
    expect((await browser.follow(page)).status).to.equal(200)
  })

  const attempts: readonly string[] = [
    '',
    'state=',
    'state=unknown',
    `state=${encodeURIComponent(evil)}`,
    `state=x&post_logout_redirect_uri=${encodeURIComponent(evil)}`,
    `redirect_uri=${encodeURIComponent(evil)}&returnTo=${encodeURIComponent(evil)}&rd=${encodeURIComponent(evil)}`,
    `next=${encodeURIComponent('//evil.example')}&RelayState=${encodeURIComponent(evil)}`,
    'state=..%2F..%2Fevil.example',
    `state=${'x'.repeat(4000)}`,
  ]
  for (const query of attempts) {
    it(`?${query.slice(0, 60)}: to our own page`, async () => {
      const page = await browser.get(`${gateway.url}/oidc/post-logout/op?${query}`)
      expect(page.status).to.equal(302)
      expect(page.headers.location).to.equal(`${gateway.url}/logout`)
    })
  }

  it('/logout takes no address either', async () => {
    const query = new URLSearchParams({ post_logout_redirect_uri: evil, rd: evil, returnTo: evil, state: 'x' })
    const page = await browser.get(`${gateway.url}/logout?${query}`)
    expect(page.status).to.equal(200)
    expect(page.headers.location).to.equal(undefined)
    expect(page.body).not.to.contain('evil.example')
  })
})
