/** Attack 100 through the running gateway: no parameter of any address makes it send a browser to somebody else's. */
import { expect } from 'chai'
import { type AttackStage, requestAt, startAttackStage } from '../fixtures/attack-stage.ts'
import { formOf, nextAddress, type Page } from '../fixtures/browser-session.ts'
import { responseForm, statusOf } from '../fixtures/gateway.ts'
import { redirected, spAcs } from '../saml/request.ts'

const targets = [
  'https://evil.test/',
  '//evil.test/',
  '/\\evil.test/',
  'javascript:alert(1)//evil.test',
  'https://wiki.example.org@evil.test/',
  'https:evil.test',
]
const parameters =
  'returnTo return_to next redirect redirect_uri post_logout_redirect_uri url target continue ticket state RelayState iss TARGET'.split(
    ' ',
  )
const paths = [
  '/',
  '/logout',
  '/saml/sso',
  '/saml/metadata',
  '/oidc/callback/op',
  '/choose/abc/op',
  '/nowhere',
  '/saml/slo',
]

describe('attack 100: open redirects', () => {
  let stage: AttackStage
  before(async () => {
    stage = await startAttackStage()
  })
  after(() => stage.close())

  function expectNoWayTo(page: Page): void {
    const next = nextAddress(page)
    if (next !== undefined) expect([stage.gateway.url, stage.gateway.op.issuer]).to.include(new URL(next).origin)
    expect(page.headers).to.not.have.any.keys('refresh', 'link')
    for (const [, address = ''] of page.body.matchAll(/\s(?:href|action|src|formaction)="([^"]*)"/gi)) {
      expect(address).to.not.match(/evil|javascript/i)
    }
  }

  for (const path of paths) {
    it(`${path} sends nobody away`, async () => {
      for (const signedIn of [false, true]) {
        const browser = stage.gateway.browser()
        if (signedIn)
          await browser.follow(`${stage.gateway.url}/saml/sso?${redirected(requestAt(stage.place())).query}`)
        for (const target of targets) {
          const query = parameters.map((name) => `${name}=${encodeURIComponent(target)}`).join('&')
          expectNoWayTo(await browser.get(`${stage.gateway.url}${path}?${query}`, { referer: target, origin: target }))
          expectNoWayTo(
            await browser.post(`${stage.gateway.url}${path}`, Object.fromEntries(new URLSearchParams(query))),
          )
        }
        browser.close()
      }
    })
  }

  for (const target of targets) {
    it(`a RelayState of ${target} goes back as text, to the registered address`, async () => {
      const browser = stage.gateway.browser()
      const { query } = redirected(requestAt(stage.place()), { relayState: target })
      const form = responseForm(await browser.follow(`${stage.gateway.url}/saml/sso?${query}`))
      expect(statusOf(form)).to.deep.equal(['Success'])
      expect(form.action).to.equal(spAcs)
      expect(form.fields.RelayState).to.equal(target)
      browser.close()
    })
  }

  it('sign-out leads nowhere but to pages of ours', async () => {
    const browser = stage.gateway.browser()
    await browser.follow(`${stage.gateway.url}/saml/sso?${redirected(requestAt(stage.place())).query}`)
    const page = await browser.get(`${stage.gateway.url}/logout?RelayState=https://evil.test/`)
    expect(formOf(page).action).to.equal(`${stage.gateway.url}/logout`)
    let left = await browser.submit(page, { returnTo: 'https://evil.test/', RelayState: 'https://evil.test/' })
    expectNoWayTo(left)
    left = await browser.follow(left, (next) => !next.startsWith(stage.gateway.url))
    expectNoWayTo(left)
    expect(browser.cookies(stage.gateway.url).has('isthmus')).to.equal(false)
    await stage.expectLogin()
    browser.close()
  })
})
