/** Attack 69: a callback without a state, with one that was made up, spent, or belongs to another browser (login CSRF, RFC 9700 4.7). */
import { expect } from 'chai'
import { altered } from '../fixtures/altered.ts'
import type { BrowserSession } from '../fixtures/browser-session.ts'
import { loginForm, responseForm, startGatewayWithSp, type TestGateway, type TestSp } from '../fixtures/gateway.ts'

describe('attack 69: state missing or of another browser', () => {
  let gateway: TestGateway
  let sp: TestSp
  let browser: BrowserSession
  before(async () => {
    ;({ gateway, sp } = await startGatewayWithSp())
  })
  after(() => gateway.close())
  beforeEach(() => {
    browser = gateway.browser()
  })
  afterEach(async () => {
    const form = await loginForm(gateway.browser(), await sp.loginUrl())
    expect((await sp.validate(form))?.username, 'it still logs in').to.equal('alice')
  })

  /** A login up to the moment in which the browser would call us back. */
  async function callbackOf(someone: BrowserSession): Promise<URL> {
    const page = await someone.follow(await sp.loginUrl(), (next) => next.startsWith(`${gateway.url}/oidc/callback/`))
    return new URL(page.headers.location ?? '', page.url)
  }

  /** A page for the person, no session, and the code went nowhere. */
  async function refused(url: URL | string, by: BrowserSession = browser): Promise<void> {
    const asked = gateway.op.count('token')
    const page = await by.get(String(url))
    expect(page.status).to.equal(400)
    expect(page.body).not.to.contain('SAMLResponse')
    expect(page.body).to.match(/start again|again/i)
    expect(gateway.op.count('token')).to.equal(asked)
    const names = [page.headers['set-cookie'] ?? []].flat().map((cookie) => cookie.split('=')[0])
    expect(names.filter((name) => name?.endsWith('isthmus'))).to.deep.equal([])
  }

  it('no state', async () => {
    const url = await callbackOf(browser)
    url.searchParams.delete('state')
    await refused(url)
  })

  it('no parameters at all', () => refused(`${gateway.url}/oidc/callback/op`))

  it('a state that was made up', async () => {
    const url = await callbackOf(browser)
    url.searchParams.set('state', 'A'.repeat(32))
    await refused(url)
  })

  it('another browser’s state, in a browser without cookies: the victim is not logged in as the attacker', async () => {
    await refused(await callbackOf(browser), gateway.browser())
  })

  it('another browser’s state, in a browser with a login of its own', async () => {
    const victim = gateway.browser()
    const own = await callbackOf(victim)
    const foreign = await callbackOf(browser)
    await refused(foreign, victim)
    expect(responseForm(await victim.follow(own.href)).action, 'its own login goes on').to.equal(sp.acs)
  })

  it('the right cookie with another secret in it', async () => {
    const url = await callbackOf(browser)
    const forger = gateway.browser()
    for (const [name, value] of browser.cookies(url.href)) {
      forger.setCookie(gateway.url, `${name}=${altered(value)}; Path=/`)
    }
    await refused(url, forger)
  })

  it('another’s cookie under this state’s name', async () => {
    const url = await callbackOf(browser)
    const forger = gateway.browser()
    await callbackOf(forger)
    const [name = ''] = browser.cookies(url.href).keys()
    const [value = ''] = forger.cookies(url.href).values()
    forger.setCookie(gateway.url, `${name}=${value}; Path=/`)
    await refused(url, forger)
  })

  it('a state that is spent: the person hears that they are signed in, and the OP is not asked again', async () => {
    const url = await callbackOf(browser)
    responseForm(await browser.follow(url.href))
    const asked = gateway.op.count('token')
    const page = await browser.get(url.href)
    expect(page.status).to.equal(200)
    expect(page.body).not.to.contain('SAMLResponse')
    expect(gateway.op.count('token')).to.equal(asked)
  })

  it('two at once with the same state: one gets through', async () => {
    const url = await callbackOf(browser)
    const pages = await Promise.all([1, 2, 3, 4].map(() => browser.get(url.href)))
    expect(pages.filter(({ body }) => body.includes('SAMLResponse'))).to.have.length(1)
    expect(
      gateway.op.log.filter(
        ({ endpoint, body }) => endpoint === 'token' && body.includes(url.searchParams.get('code') ?? '-'),
      ),
    ).to.have.length(1)
  })

  it('control: the state of this browser, once, is accepted', async () => {
    const form = responseForm(await browser.follow((await callbackOf(browser)).href))
    expect((await sp.validate(form))?.username).to.equal('alice')
  })
})
