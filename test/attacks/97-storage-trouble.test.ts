/**
 * Attack 97: a storage that fails, is full or does not answer, at every single call of a login. (What Redis itself does
 * is tried in test/storage.) A failed step is a page with an id or an answer to the app; nothing is half made: whoever
 * got a cookie has a session, and the next login succeeds.
 */
import { expect } from 'chai'
import { type StorageDriver, StorageUnavailable } from '../../src/storage/driver.ts'
import { memoryDriver } from '../../src/storage/memory.ts'
import { type AttackStage, requestAt, startAttackStage } from '../fixtures/attack-stage.ts'
import { type BrowserSession, nextAddress, type Page } from '../fixtures/browser-session.ts'
import { statusOf } from '../fixtures/gateway.ts'
import { signedRedirect } from '../saml/request.ts'

/** Which calls fail, by their number from the last reset; and whether the call takes effect all the same. */
interface Trouble {
  calls: number
  fails: (call: number) => boolean
  tookEffect: boolean
}

function troubled(driver: StorageDriver, trouble: Trouble): StorageDriver {
  const call = async <T>(run: () => Promise<T>): Promise<T> => {
    trouble.calls += 1
    if (!trouble.fails(trouble.calls)) return run()
    if (trouble.tookEffect) await run()
    throw new StorageUnavailable('the test says so')
  }
  return {
    put: (...args) => call(() => driver.put(...args)),
    replace: (...args) => call(() => driver.replace(...args)),
    get: (...args) => call(() => driver.get(...args)),
    take: (...args) => call(() => driver.take(...args)),
    move: (...args) => call(() => driver.move(...args)),
    claim: (...args) => call(() => driver.claim(...args)),
    addToSet: (...args) => call(() => driver.addToSet(...args)),
    members: (...args) => call(() => driver.members(...args)),
    count: (...args) => call(() => driver.count(...args)),
    delete: (...args) => call(() => driver.delete(...args)),
    keys: (...args) => driver.keys(...args),
    ping: () => call(() => driver.ping()),
    close: () => driver.close(),
  }
}

describe('attack 97: storage trouble at every call', () => {
  const trouble: Trouble = { calls: 0, fails: () => false, tookEffect: false }
  let stage: AttackStage
  before(async () => {
    stage = await startAttackStage({ driver: troubled(memoryDriver(), trouble) })
  })
  after(() => stage.close())
  afterEach(async () => {
    trouble.fails = () => false
    await stage.expectLogin()
  })

  const ways: Readonly<Record<string, (browser: BrowserSession) => Promise<Page>>> = {
    'by Redirect': (browser) =>
      browser.get(`${stage.gateway.url}/saml/sso?${signedRedirect(requestAt(stage.place())).query}`),
    'by POST': (browser) => {
      const SAMLRequest = Buffer.from(requestAt(stage.place())).toString('base64')
      return browser.post(`${stage.gateway.url}/saml/sso`, { SAMLRequest }, { crossSite: true })
    },
  }

  /** Goes all the way; every page of ours on it must say something. */
  async function login(browser: BrowserSession, begin: (browser: BrowserSession) => Promise<Page>): Promise<Page> {
    let page = await begin(browser)
    for (let hops = 0; hops < 12; hops += 1) {
      if (page.url.startsWith(stage.gateway.url)) expectAnswer(page)
      const next = nextAddress(page)
      if (next === undefined) return page
      page = await browser.get(next)
    }
    throw new Error(`it goes on and on, the last to ${page.url}`)
  }

  function expectAnswer(page: Page): void {
    if (page.status >= 300 && page.status < 400) return
    expect(page.body, `${page.status} ${page.url}`).to.match(/<h1[ >]/)
    if (page.status === 200) return
    expect(page.status).to.be.oneOf([400, 503])
    expect(page.body).to.match(/class="id">\w{10}</)
    expect(page.headers['set-cookie']).to.equal(undefined)
    if (page.status === 503) expect(Number(page.headers['retry-after'])).to.be.within(1, 60)
  }

  const succeeded = (page: Page) =>
    page.body.includes('name="SAMLResponse"') && statusOf(formOfPage(page)).includes('Success')

  for (const [way, begin] of Object.entries(ways)) {
    for (const tookEffect of [false, true]) {
      it(`a login ${way}, ${tookEffect ? 'and the write took effect all the same' : 'nothing written'}`, async () => {
        trouble.tookEffect = tookEffect
        trouble.fails = () => false
        trouble.calls = 0
        const control = stage.gateway.browser()
        expect(succeeded(await login(control, begin)), 'control').to.equal(true)
        const calls = trouble.calls
        expect(calls).to.be.within(4, 40)
        for (let failing = 1; failing <= calls; failing += 1) {
          const browser = stage.gateway.browser()
          trouble.calls = 0
          trouble.fails = (call) => call === failing
          const page = await login(browser, begin)
          trouble.fails = () => false
          const session = browser.cookies(stage.gateway.url).get('isthmus')
          if (session !== undefined) await expectSession(browser, failing)
          if (!succeeded(page))
            expect(session, `call ${failing}: no session where the login failed`).to.equal(undefined)
          expect(succeeded(await login(browser, begin)), `after call ${failing}`).to.equal(true)
          browser.close()
        }
        control.close()
      }).timeout(20_000)
    }
  }

  /** A session that a browser has a cookie for is one that the gateway knows. */
  async function expectSession(browser: BrowserSession, call: number): Promise<void> {
    const page = await browser.get(`${stage.gateway.url}/logout`)
    expect(page.body, `call ${call}: the cookie’s session is there`).to.match(/<form[^>]*method="post"/i)
  }

  it('all calls fail: every address still answers, and says that it is the storage', async () => {
    trouble.tookEffect = false
    trouble.fails = () => true
    const { query } = signedRedirect(requestAt(stage.place()))
    const browser = stage.gateway.browser()
    browser.setCookie(stage.gateway.url, 'isthmus=abcdefghijklmnopqrstuvwxyz012345; Path=/')
    for (const path of [
      `/saml/sso?${query}`,
      '/saml/sso?ticket=abc',
      '/logout',
      '/',
      '/oidc/callback/op?state=abc&code=x',
    ]) {
      const page = await browser.get(stage.gateway.url + path)
      expect(page.body, path).to.match(/<h1[ >]|SAMLResponse/)
      expect(page.status, path).to.be.oneOf([200, 400, 503])
      expect(page.headers['set-cookie']).to.equal(undefined)
    }
    expect((await browser.get(`${stage.gateway.url}/saml/metadata`)).status).to.equal(200)
    expect((await browser.get(`${stage.gateway.url}/healthz`)).status).to.equal(200)
    expect((await browser.get(`${stage.gateway.url}/readyz`)).status).to.equal(503)
    browser.close()
  })
})

function formOfPage(page: Page) {
  const value = /name="SAMLResponse" value="([^"]*)"/.exec(page.body)?.[1] ?? ''
  return { action: page.url, method: 'post' as const, fields: { SAMLResponse: value } }
}
