/** What apps hear when the OP ends a login, and what an app hears whose logout goes by way of the OP. */
import { expect } from 'chai'
import type { BrowserSession } from '../fixtures/browser-session.ts'
import { freePort } from '../fixtures/free-port.ts'
import type { LogoutSp, LogoutSpOptions } from '../fixtures/logout-sp.ts'
import { isSignedIn, type LogoutStage, sessionLives, signIn, startLogoutStage, walk } from '../fixtures/logout-stage.ts'
import type { OpOptions } from '../fixtures/op-options.ts'
import { waited } from '../fixtures/waited.ts'

const elsewhere = 'localhost'

describe('flow: apps at a logout that has to do with the OP', function () {
  this.timeout(20_000)
  let stage: LogoutStage
  let browser: BrowserSession
  afterEach(() => stage.close())

  async function begin(options: readonly LogoutSpOptions[], op: OpOptions = {}, port?: number) {
    stage = await startLogoutStage(options, { op, ...(port !== undefined && { port }) })
    browser = stage.gateway.browser()
    await signIn(browser, ...stage.sps)
    return stage.sps as [LogoutSp, LogoutSp, LogoutSp]
  }
  const sendToken = () =>
    fetch(`${stage.gateway.url}/oidc/backchannel-logout/op`, {
      method: 'POST',
      body: new URLSearchParams({ logout_token: stage.gateway.op.logoutToken({ sub: 'sub-alice' }) }),
    })

  it('a logout token: SOAP tells at once, one that hangs holds up nobody, the rest hear when the browser passes', async () => {
    const [bySoap, hangs, byVisit] = await begin([
      { bindings: ['soap'] },
      { bindings: ['soap'], answers: 'nothing' },
      { bindings: ['redirect'], host: elsewhere },
    ])
    const took = await waited(async () => expect((await sendToken()).status).to.equal(200))
    expect(took, 'ms').to.be.lessThan(4000)
    expect(await sessionLives(stage, browser)).to.equal(false)
    expect(isSignedIn(browser, bySoap)).to.equal(false)
    expect(hangs.told).to.have.length(1)
    expect(isSignedIn(browser, byVisit), 'a browser must carry it').to.equal(true)
    const seen: string[] = []
    await walk(browser, bySoap.login, seen)
    expect(seen.some((address) => address.includes('/logout/owed/'))).to.equal(true)
    expect(isSignedIn(browser, byVisit)).to.equal(false)
    expect(isSignedIn(browser, bySoap), 'and the login went on').to.equal(true)
    const events = stage.gateway.log.filter(({ event, by }) => event === 'logout' && by === 'upstream')
    expect(events).to.have.length(1)
  })

  it('an app signs out: the OP’s session ends too, and the app is answered at the end', async () => {
    const port = await freePort()
    const postLogoutRedirectUris = [`http://127.0.0.1:${port}/oidc/post-logout/op`]
    const [first, second] = await begin([{ host: elsewhere }, { host: elsewhere }], { postLogoutRedirectUris }, port)
    const seen: string[] = []
    const page = await walk(browser, first.logout, seen)
    expect(page.body).to.equal('logout answered: Success (back)')
    expect(isSignedIn(browser, second)).to.equal(false)
    const places = seen.map((address) => new URL(address).pathname)
    expect(places.indexOf('/end_session'), 'after the apps').to.be.greaterThan(places.indexOf('/slo'))
    expect(places.filter((place) => place === '/end_session')).to.have.length(1)
  })

  it('an app signs out where the OP has no logout, or does not know our address: it is answered all the same', async () => {
    for (const op of [{}, { postLogoutRedirectUris: ['https://other.example/'] }]) {
      const [first, second] = await begin([{ host: elsewhere }, { host: elsewhere }], op)
      const seen: string[] = []
      const page = await walk(browser, first.logout, seen)
      expect(page.body).to.equal('logout answered: Success (back)')
      expect(isSignedIn(browser, second)).to.equal(false)
      expect(seen.some((address) => address.startsWith(stage.gateway.op.issuer))).to.equal(false)
      if (op !== undefined) await stage.close()
    }
    await begin([])
  })
})
