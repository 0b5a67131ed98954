/** Attack 94 through the running gateway: what a whole login, and one that fails, leave in the log and on pages. */
import { expect } from 'chai'
import { type AttackStage, requestAt, startAttackStage } from '../fixtures/attack-stage.ts'
import { type BrowserSession, nextAddress, type Page } from '../fixtures/browser-session.ts'
import { responseForm, statusOf } from '../fixtures/gateway.ts'
import { posted, redirected, signedRedirect } from '../saml/request.ts'

describe('attack 94: secrets of a login', () => {
  let stage: AttackStage
  before(async () => {
    stage = await startAttackStage()
  })
  after(() => stage.close())

  /** Every page on the way of a login, and what of it nobody else may learn. */
  async function login(begin: string, browser: BrowserSession) {
    const pages: Page[] = [await browser.get(begin)]
    const secrets = new Map<string, string>()
    const keep = (name: string, value: string | null | undefined) =>
      value && secrets.set(`${name} ${secrets.size}`, value)
    for (;;) {
      const next = nextAddress(pages.at(-1) ?? expect.fail())
      for (const [name, value] of browser.cookies(stage.gateway.url)) keep(name, value.split('.').at(-1))
      if (next === undefined) break
      const { searchParams } = new URL(next)
      for (const name of ['code', 'nonce', 'code_challenge', 'ticket']) keep(name, searchParams.get(name))
      pages.push(await browser.get(next))
    }
    return { pages, secrets, last: pages.at(-1) ?? expect.fail() }
  }

  const personal = ['alice@example.org', 'Example &', 'staff', 'admins']
  const relayState = 'https://wiki.example.org/secret-page?token=relay-secret'

  function expectNoneIn(text: string, secrets: ReadonlyMap<string, string>, where: string): void {
    for (const [name, value] of secrets) expect(text.includes(value), `${name} in ${where}`).to.equal(false)
    for (const value of [...personal, 'relay-secret', stage.gateway.op.clientSecret]) {
      expect(text.includes(value), `${value} in ${where}`).to.equal(false)
    }
  }

  it('one that succeeds leaves none in the log', async () => {
    const browser = stage.gateway.browser()
    const { query } = signedRedirect(requestAt(stage.place()), { relayState })
    const { last, secrets } = await login(`${stage.gateway.url}/saml/sso?${query}`, browser)
    const form = responseForm(last)
    expect(statusOf(form)).to.deep.equal(['Success'])
    expect([...secrets.keys()].join(), 'control')
      .to.match(/isthmus_tx_/)
      .and.match(/isthmus \d/)
      .and.match(/code /)
    const response = form.fields.SAMLResponse ?? ''
    const xml = Buffer.from(response, 'base64').toString()
    secrets.set('NameID', /<saml:NameID[^>]*>([^<]+)/.exec(xml)?.[1] ?? expect.fail('no NameID'))
    for (let at = 0; at + 60 < response.length; at += 600) secrets.set(`Response ${at}`, response.slice(at, at + 60))
    expect(xml, 'control').to.include('alice@example.org').and.include('staff')
    const log = stage.gateway.lines.join('')
    expect(log, 'control').to.include('login.success')
    expectNoneIn(log, secrets, 'the log')
    browser.close()
  })

  it('a callback that is refused leaves none in the log or on the page', async () => {
    const browser = stage.gateway.browser()
    const { query } = redirected(requestAt(stage.place()), { relayState })
    const { secrets } = await login(`${stage.gateway.url}/saml/sso?${query}`, browser)
    const code = 'authelia_ac_Zx81kQpW0s9dkJqAAAA'
    const token = 'eyJhbGciOiJSUzI1NiJ9.eyJlbWFpbCI6ImFsaWNlQGhvbWUudGVzdCJ9.c2lnbmF0dXJl'
    secrets.set('code', code).set('token', token).set('cookie', 'cookie-secret').set('basic', 'aHVudGVyMg')
    const headers = { authorization: `Basic aHVudGVyMg`, 'x-forwarded-for': '198.51.100.9' }
    browser.setCookie(stage.gateway.url, 'other=cookie-secret; Path=/')
    for (const path of [
      `/oidc/callback/op?state=unknown&code=${code}&id_token=${token}`,
      `/oidc/callback/op?code=${code}&access_token=${token}#${token}`,
      `/saml/sso?SAMLRequest=${token}&RelayState=relay-secret`,
      `/nowhere?code=${code}&SAMLResponse=${token}`,
      `/logout?token=${token}`,
    ]) {
      const page = await browser.get(stage.gateway.url + path, headers)
      expectNoneIn(page.body, secrets, path)
    }
    const { body } = posted('<x>cookie-secret</x>')
    const page = await browser.post(`${stage.gateway.url}/logout`, Object.fromEntries(new URLSearchParams(body)))
    expectNoneIn(page.body, secrets, 'the page')
    expectNoneIn(stage.gateway.lines.join(''), secrets, 'the log')
    await stage.expectLogin()
    browser.close()
  })
})
