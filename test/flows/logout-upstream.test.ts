/**
 * Logout between us and an OP that node:crypto alone signs for: its logout tokens end our sessions, its pages frame us,
 * and a logout of ours ends its session and comes back. Attack 79's replays are here, where there is a storage.
 */
import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import { type BrowserSession, hasForm, type Page } from '../fixtures/browser-session.ts'
import { freePort } from '../fixtures/free-port.ts'
import { responseForm, startGatewayWithSp, type TestGateway, type TestSp } from '../fixtures/gateway.ts'
import type { Claims } from '../fixtures/op-keys.ts'
import { waited } from '../fixtures/waited.ts'

describe('flow: logout between us and the OP', () => {
  let gateway: TestGateway
  let sp: TestSp
  /** How many ID Tokens there were: each has a sid of its own, the plain OP's are of whole seconds. */
  let logins = 0
  const sidOf = (login: number) => `login-${login}`
  before(async () => {
    const port = await freePort()
    const back = `http://127.0.0.1:${port}/oidc/post-logout/op`
    ;({ gateway, sp } = await startGatewayWithSp({ port, op: { postLogoutRedirectUris: [back] } }))
    gateway.op.hooks.idToken = (claims) => {
      logins += 1
      claims.sid = sidOf(logins)
    }
  })
  after(() => gateway.close())

  const login = async (browser: BrowserSession): Promise<Page> => browser.follow(await sp.loginUrl())
  /** Logs a fresh browser in; resolves to it and the sid of its login. */
  const signedIn = async () => {
    const browser = gateway.browser()
    responseForm(await login(browser))
    return { browser, sid: sidOf(logins) }
  }
  const staysIn = async (browser: BrowserSession) => {
    const asked = gateway.op.count('authorize')
    await login(browser)
    return gateway.op.count('authorize') === asked
  }
  const sendText = (token: string, type = 'application/x-www-form-urlencoded') =>
    fetch(`${gateway.url}/oidc/backchannel-logout/op`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: `logout_token=${encodeURIComponent(token)}&other=1`,
    })
  const send = (claims: Claims) => sendText(gateway.op.logoutToken(claims))

  describe('a logout token', () => {
    it('with a sid ends that login alone, and is answered 200 without a body', async () => {
      const [one, other] = [await signedIn(), await signedIn()]
      const answer = await send({ sub: 'sub-alice', sid: one.sid })
      expect(answer.status).to.equal(200)
      expect(answer.headers.get('cache-control')).to.equal('no-store')
      expect(await answer.text()).to.equal('')
      expect(await staysIn(one.browser)).to.equal(false)
      expect(await staysIn(other.browser)).to.equal(true)
    })

    it('with a sub alone ends all logins of that person', async () => {
      const [one, other] = [await signedIn(), await signedIn()]
      expect((await send({ sub: 'sub-bob' })).status).to.equal(200)
      expect(await staysIn(one.browser)).to.equal(true)
      expect((await send({ sub: 'sub-alice' })).status).to.equal(200)
      expect(await staysIn(one.browser)).to.equal(false)
      expect(await staysIn(other.browser)).to.equal(false)
    })

    it('whose sub is not the one of its sid ends nothing and is refused', async () => {
      const one = await signedIn()
      expect((await send({ sub: 'sub-bob', sid: one.sid })).status).to.equal(400)
      expect(await staysIn(one.browser)).to.equal(true)
    })

    it('for what is gone already, or never was, is answered 200', async () => {
      const one = await signedIn()
      for (const round of [1, 2]) expect((await send({ sid: one.sid })).status, `${round}`).to.equal(200)
      expect((await send({ sub: 'nobody' })).status).to.equal(200)
    })

    it('that was here before is refused (attack 79), with an error in JSON and an id that the log has', async () => {
      const one = await signedIn()
      const token = gateway.op.logoutToken({ sub: 'sub-alice', sid: one.sid })
      expect((await sendText(token)).status).to.equal(200)
      const again = await sendText(token)
      expect(again.status).to.equal(400)
      expect(again.headers.get('cache-control')).to.equal('no-store')
      expect(again.headers.get('content-type')).to.match(/^application\/json/)
      const said = (await again.json()) as Record<string, string>
      expect(said.error).to.equal('invalid_request')
      const id = /Error id: (\w+)\./.exec(said.error_description ?? '')?.[1]
      expect(gateway.log.some((line) => line.errorId === id && line.code === 'stale_or_replayed')).to.equal(true)
    })

    it('many copies of one at once: one is taken', async () => {
      const token = gateway.op.logoutToken({ sub: 'sub-carol' })
      const answers = await Promise.all(Array.from({ length: 12 }, () => sendText(token)))
      expect(answers.filter(({ status }) => status === 200)).to.have.length(1)
      expect(answers.filter(({ status }) => status === 400)).to.have.length(11)
    })

    it('is one, in a form, of bounded size', async () => {
      const token = gateway.op.logoutToken({ sub: 'sub-carol' })
      expect((await sendText(token, 'application/json')).status).to.equal(415)
      expect((await sendText('x'.repeat(40_000))).status).to.equal(413)
      const two = new URLSearchParams([
        ['logout_token', token],
        ['logout_token', token],
      ])
      const address = `${gateway.url}/oidc/backchannel-logout/op`
      expect((await fetch(address, { method: 'POST', body: two })).status).to.equal(400)
      expect((await fetch(address, { method: 'POST', body: new URLSearchParams() })).status).to.equal(400)
      expect((await fetch(address)).status).to.equal(405)
      expect(
        (await fetch(`${gateway.url}/oidc/backchannel-logout/none`, { method: 'POST', body: two })).status,
      ).to.equal(404)
      expect((await sendText(token)).status, 'control').to.equal(200)
    })

    for (const by of ['sid', 'sub'] as const) {
      it(`that overtakes its own login, by its ${by}: that login is no session, and the person is asked again`, async () => {
        const browser = gateway.browser()
        const callback = await browser.follow(await sp.loginUrl(), (next) => next.includes('/oidc/callback/'))
        const asked = gateway.op.count('authorize')
        const claims = by === 'sid' ? { sid: sidOf(logins + 1) } : { sub: 'sub-alice' }
        expect((await send(claims)).status).to.equal(200)
        const again = await browser.get(callback.headers.location ?? '')
        expect(again.headers.location).to.match(/\/authorize\?.*prompt=login/)
        expect(gateway.op.count('authorize')).to.equal(asked)
        responseForm(await browser.follow(again))
        expect(await staysIn(browser)).to.equal(true)
      })
    }
  })

  describe('a frame of the OP’s logout page', () => {
    const frame = (parameters: Record<string, string>) =>
      fetch(`${gateway.url}/oidc/frontchannel-logout/op?${new URLSearchParams(parameters)}`)

    it('ends the login that it names by issuer and sid, without a cookie', async () => {
      const [one, other] = [await signedIn(), await signedIn()]
      const answer = await frame({ iss: gateway.op.issuer, sid: one.sid })
      expect(answer.status).to.equal(200)
      expect(await staysIn(one.browser)).to.equal(false)
      expect(await staysIn(other.browser)).to.equal(true)
    })

    it('may be framed by the OP alone, and nothing else of ours may', async () => {
      const answer = await frame({})
      const origin = new URL(gateway.op.issuer).origin
      expect(answer.headers.get('content-security-policy')).to.equal(`default-src 'none'; frame-ancestors ${origin}`)
      expect(answer.headers.get('x-frame-options')).to.equal(null)
      for (const path of ['/', '/logout', '/oidc/post-logout/op', '/oidc/callback/op']) {
        const other = await fetch(`${gateway.url}${path}`, { redirect: 'manual' })
        expect(other.headers.get('content-security-policy'), path).to.contain("frame-ancestors 'none'")
        expect(other.headers.get('x-frame-options'), path).to.equal('DENY')
      }
    })

    it('ends nothing without both, with another issuer, or by the cookie that a browser sends along', async () => {
      const one = await signedIn()
      const { issuer } = gateway.op
      const told = await frame({ iss: issuer, sid: one.sid }).then(() => signedIn())
      for (const wrong of [{ sid: told.sid }, { iss: issuer }, { iss: `${issuer}/`, sid: told.sid }, {}] as const) {
        const query = new URLSearchParams(wrong)
        const page = await told.browser.get(`${gateway.url}/oidc/frontchannel-logout/op?${query}`)
        expect(page.status).to.equal(200)
        expect(await staysIn(told.browser), query.toString()).to.equal(true)
      }
    })
  })

  describe('a logout of ours', () => {
    const logOut = async (browser: BrowserSession) => {
      const asked = await browser.get(`${gateway.url}/logout`)
      expect(hasForm(asked)).to.equal(true)
      return browser.follow(await browser.submit(asked))
    }

    it('ends the OP’s session and comes back', async () => {
      const { browser } = await signedIn()
      const before = gateway.op.log.length
      const page = await logOut(browser)
      expect(page.status).to.equal(200)
      expect(new URL(page.url).pathname).to.match(/^\/logout/)
      const visits = gateway.op.log.slice(before).filter(({ endpoint }) => endpoint === 'endSession')
      const asked = new URL(visits.at(-1)?.url ?? '').searchParams
      expect([...asked.keys()].sort()).to.deep.equal([
        'client_id',
        'id_token_hint',
        'post_logout_redirect_uri',
        'state',
      ])
      expect(asked.get('post_logout_redirect_uri')).to.equal(`${gateway.url}/oidc/post-logout/op`)
      expect(asked.get('state')).to.have.length.of.at.least(32)
      expect(await staysIn(browser)).to.equal(false)
    })

    it('comes back from an OP that takes no long query, though 60 groups make its ID Token long', async () => {
      const { hooks } = gateway.op
      const plain = hooks.idToken
      hooks.idToken = (claims, header) => {
        plain?.(claims, header)
        claims.groups = Array.from({ length: 60 }, () => randomUUID())
      }
      const tooLong = { status: 400, headers: {}, body: 'AADSTS90015: Requested query string is too long.' }
      hooks.answer = (at, answer) => {
        const long = (gateway.op.log.at(-1)?.url.length ?? 0) > 2048
        if (at === 'endSession' && long) Object.assign(answer, tooLong)
      }
      const { browser } = await signedIn()
      const page = await logOut(browser)
      if (plain !== undefined) hooks.idToken = plain
      delete hooks.answer
      expect(new URL(page.url).pathname).to.match(/^\/logout/)
      expect(page.body).to.include('has ended too')
      const asked = new URL(gateway.op.log.at(-1)?.url ?? '', gateway.op.issuer).searchParams
      expect([...asked.keys()]).to.have.members(['client_id', 'logout_hint', 'post_logout_redirect_uri', 'state'])
      expect(asked.get('logout_hint')).to.match(/^alice/)
    })

    it('during which the OP’s own logout token arrives: 200, and nothing is broken', async () => {
      const one = await signedIn()
      let status = 0
      gateway.op.hooks.intercept = (endpoint, request) => {
        if (endpoint !== 'endSession' || !request.url?.includes('id_token_hint')) return false
        void send({ sub: 'sub-alice', sid: one.sid }).then((answer) => {
          status = answer.status
        })
        return false
      }
      const page = await logOut(one.browser)
      delete gateway.op.hooks.intercept
      expect(page.status).to.equal(200)
      expect(new URL(page.url).pathname).to.match(/^\/logout/)
      while (status === 0) await new Promise((resolve) => setTimeout(resolve, 5))
      expect(status).to.equal(200)
    })

    it('does not visit an OP that would not send the browser back, or does not answer', async () => {
      const refuse = { status: 400, headers: {}, body: 'unknown address' }
      for (const trouble of ['refuses', 'hangs'] as const) {
        const { browser } = await signedIn()
        const before = gateway.op.log.length
        if (trouble === 'refuses')
          gateway.op.hooks.answer = (at, answer) => void (at === 'endSession' && Object.assign(answer, refuse))
        else gateway.op.hooks.intercept = (at) => at === 'endSession'
        let page: Page | undefined
        const took = await waited(async () => {
          page = await logOut(browser)
        })
        delete gateway.op.hooks.answer
        delete gateway.op.hooks.intercept
        expect(new URL(page?.url ?? '').origin, trouble).to.equal(gateway.url)
        expect(took, trouble).to.be.lessThan(5000)
        const visits = gateway.op.log.slice(before).filter(({ endpoint }) => endpoint === 'endSession')
        expect(
          visits.some(({ url }) => url.includes('id_token_hint')),
          trouble,
        ).to.equal(false)
        expect(await staysIn(browser), trouble).to.equal(false)
      }
    })
  })
})
