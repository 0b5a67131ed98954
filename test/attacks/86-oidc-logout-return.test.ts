import { expect } from 'chai'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { BrowserSession } from '../fixtures/browser-session.ts'
import { isAlive, type OidcStage, startOidcStage } from '../fixtures/oidc-stage.ts'

describe('attacks 86, 87 and 89: a logout that an app asks for', () => {
  let stage: OidcStage
  let browser: BrowserSession
  before(async () => {
    stage = await startOidcStage()
  })
  after(() => stage?.close())
  beforeEach(() => {
    browser = stage.gateway.browser()
  })

  const end = (parameters: Record<string, string>) =>
    browser.follow(`${stage.gateway.url}/oidc/logout?${new URLSearchParams(parameters)}`, (next) =>
      next.startsWith('https://'),
    )
  const bye = 'https://portal.test/bye'

  it('control: with its own fresh ID Token it ends at once, and the person returns', async () => {
    const { tokens } = await stage.portal.login(browser)
    const page = await end({ id_token_hint: String(tokens.id_token), post_logout_redirect_uri: bye, state: 'a"b' })
    expect(page.headers.location).to.equal(`${bye}?state=a%22b`)
    expect(await isAlive(stage, tokens.access_token)).to.equal(false)
  })

  for (const uri of [
    `${bye}/`,
    `${bye}?x`,
    'https://evil.test/',
    'https://portal.test/callback',
    'javascript:alert(1)',
  ])
    it(`86: never returns to ${uri}`, async () => {
      const { tokens } = await stage.portal.login(browser)
      const page = await end({ id_token_hint: String(tokens.id_token), post_logout_redirect_uri: uri })
      expect([page.status, page.headers.location]).to.deep.equal([400, undefined])
      expect(await isAlive(stage, tokens.access_token), 'nothing ended').to.equal(true)
    })

  it('86: without any app, an address is not gone to', async () => {
    await stage.portal.login(browser)
    const page = await end({ post_logout_redirect_uri: 'https://evil.test/' })
    expect(page.url).to.contain('/logout')
    expect(page.headers.location).to.equal(undefined)
  })

  it('87: the ID Token of another app, or of another login, ends nothing by itself', async () => {
    const { tokens } = await stage.portal.login(browser)
    const elsewhere = await stage.portal.login(stage.gateway.browser())
    const foreign = await stage.other.login(stage.gateway.browser())
    const mixed = await end({ id_token_hint: String(foreign.tokens.id_token), client_id: 'portal' })
    expect(mixed.status).to.equal(400)
    for (const hint of [foreign, elsewhere]) {
      const asked = await end({ id_token_hint: String(hint.tokens.id_token) })
      expect(asked.body, 'the person is asked').to.contain('<form')
    }
    expect(await isAlive(stage, tokens.access_token)).to.equal(true)
  })

  it('87: without a hint the person is asked, and a click ends it', async () => {
    const { tokens } = await stage.portal.login(browser)
    const page = await end({ client_id: 'portal', post_logout_redirect_uri: bye })
    expect(await isAlive(stage, tokens.access_token)).to.equal(true)
    const answer = await browser.follow(await browser.submit(page), (next) => next.startsWith('https://'))
    expect(answer.headers.location ?? answer.body).to.contain(bye)
    expect(await isAlive(stage, tokens.access_token)).to.equal(false)
  })

  it('89: a hint with another key or algorithm proves nothing', async () => {
    const { claims, tokens } = await stage.portal.login(browser)
    const { keys } = (await (await fetch(`${stage.gateway.url}/oidc/jwks`)).json()) as {
      keys: { kid: string; n: string }[]
    }
    const { privateKey } = await generateKeyPair('RS256')
    const sign = (alg: string, key: CryptoKey | Uint8Array) =>
      new SignJWT({ ...claims }).setProtectedHeader({ alg, kid: String(keys[0]?.kid) }).sign(key)
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${String(tokens.id_token).split('.')[1]}.`
    const forged = [
      await sign('RS256', privateKey),
      await sign('HS256', new TextEncoder().encode(String(keys[0]?.n))),
      unsigned,
      'x'.repeat(20_000),
    ]
    expect(await exportJWK(privateKey).catch(() => undefined)).to.equal(undefined)
    for (const hint of forged) {
      await end({ id_token_hint: hint, client_id: 'portal', post_logout_redirect_uri: bye })
      expect(await isAlive(stage, tokens.access_token), hint.slice(0, 30)).to.equal(true)
    }
  })
})
