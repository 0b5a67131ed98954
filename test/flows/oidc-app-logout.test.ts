/** Logout where apps of both protocols took part: who begins it is answered, and the others are told. */
import { createPrivateKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify, SignJWT } from 'jose'
import { type BrowserSession, nextAddress, type Page } from '../fixtures/browser-session.ts'
import { certificateOf, startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { LogoutSp } from '../fixtures/logout-sp.ts'
import { isSignedIn, signIn, walk } from '../fixtures/logout-stage.ts'
import { appSecret, type OidcTestApp, oidcAppYaml, openIdApp } from '../fixtures/oidc-app.ts'

describe('flow: logout with apps of both protocols', () => {
  let gateway: TestGateway
  let sp: LogoutSp
  let portal: OidcTestApp
  let offline: OidcTestApp
  let told: string[]
  let framed: URLSearchParams[]
  let stops: string[]
  let status = 200
  let listener: http.Server
  before(async () => {
    listener = http.createServer((request, response) => {
      if (request.url?.startsWith('/front')) framed.push(new URL(request.url, 'http://x').searchParams)
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => {
        if (body !== '') told.push(new URLSearchParams(body).get('logout_token') ?? '')
        response.writeHead(body === '' ? 200 : status).end()
      })
    })
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
    const address = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`
    gateway = await startGateway({
      yaml: [
        'apps:',
        oidcAppYaml([
          'grants: [authorization_code, refresh_token]',
          'postLogoutRedirectUris: [https://portal.test/bye]',
          `backchannelLogoutUri: ${address}/back`,
        ]),
        oidcAppYaml(
          [
            'grants: [authorization_code, refresh_token]',
            `frontchannelLogoutUri: ${address}/front`,
            'postLogoutRedirectUris: [https://offline.test/bye]',
          ],
          'offline',
        ),
      ].join('\n'),
      files: { 'portal-secret': appSecret },
    })
    sp = await LogoutSp.start(gateway, await certificateOf(gateway), { bindings: ['redirect'] })
    await gateway.write('metadata/sp.xml', sp.metadata)
    await gateway.running.reload()
    portal = await openIdApp(gateway.url)
    offline = await openIdApp(gateway.url, { clientId: 'offline', redirectUri: 'https://offline.test/callback' })
  })
  after(async () => {
    await gateway?.close()
    await sp?.close()
    listener?.close()
  })
  beforeEach(() => {
    told = []
    framed = []
    stops = []
    status = 200
  })

  const alive = async (token: string) =>
    (await fetch(`${gateway.url}/oidc/userinfo`, { headers: { authorization: `Bearer ${token}` } })).status === 200
  const end = (parameters: Record<string, string>) => `${gateway.url}/oidc/logout?${new URLSearchParams(parameters)}`

  /** As a browser: every step, and the frames of the pages on the way. */
  async function walkWithFrames(browser: BrowserSession, from: string, until: string): Promise<Page> {
    let page = await browser.get(from)
    for (let hops = 0; hops < 20; hops += 1) {
      for (const [, src = ''] of page.body.matchAll(/<iframe[^>]* src="([^"]*)"/g)) {
        stops.push(src)
        await browser.follow(src.replaceAll('&amp;', '&'))
      }
      const next = nextAddress(page)
      if (next === undefined || next.startsWith(until)) return page
      page = await browser.get(next)
    }
    return page
  }

  it('begun at an app of OpenID Connect: it ends the SAML app, tells the others, and returns', async () => {
    const browser = gateway.browser()
    await signIn(browser, sp)
    const login = await portal.login(browser)
    const other = await offline.login(browser)
    const url = end({
      id_token_hint: String(login.tokens.id_token),
      post_logout_redirect_uri: 'https://portal.test/bye',
      state: 'x',
    })
    const page = await walkWithFrames(browser, url, 'https://portal.test')
    expect(page.headers.location ?? page.body).to.contain('https://portal.test/bye?state=x')
    expect(isSignedIn(browser, sp)).to.equal(false)
    expect(
      told.map((token) => decodeJwt(token).sid),
      'it asked, and hears of it too',
    ).to.deep.equal([login.claims.sid])
    expect(framed.map((one) => [one.get('iss'), one.get('sid')])).to.deep.equal([[gateway.url, other.claims.sid]])
    expect(stops.join(), 'together with the others, not after all as where nobody listens').not.to.contain('/last/')
    expect(await alive(login.tokens.access_token)).to.equal(false)
    expect(await alive(other.tokens.access_token)).to.equal(false)
  })

  it('begun at an app that hears of it in a frame: it is framed too, once, and returns', async () => {
    const browser = gateway.browser()
    const login = await offline.login(browser)
    const url = end({
      id_token_hint: String(login.tokens.id_token),
      post_logout_redirect_uri: 'https://offline.test/bye',
    })
    const page = await walkWithFrames(browser, url, 'https://offline.test')
    expect(nextAddress(page)).to.equal('https://offline.test/bye')
    expect(framed.map((one) => one.get('sid'))).to.deep.equal([login.claims.sid])
  })

  it('begun at an app that refuses to hear of it: it asked, so it has ended its own session', async () => {
    const browser = gateway.browser()
    const login = await portal.login(browser)
    status = 400
    const page = await browser.follow(end({ id_token_hint: String(login.tokens.id_token) }))
    expect(page.body).to.contain('portal: Signed out')
    expect(told).to.have.length(1)
  })

  it('begun at an app with the hint of this very session, which has expired or names somebody else: the person is asked first', async () => {
    const browser = gateway.browser()
    const login = await portal.login(browser)
    const hint = String(login.tokens.id_token)
    const key = createPrivateKey(await readFile(`${gateway.directory}/certs/oidc-rsa.key`))
    const at = Math.floor(Date.now() / 1000)
    const again = (exp: number, changes = {}) =>
      new SignJWT({ ...decodeJwt(hint), iat: at - 7200, exp, ...changes })
        .setProtectedHeader({ ...decodeProtectedHeader(hint), alg: 'RS256' })
        .sign(key)
    for (const other of [await again(at - 3600), await again(at + 3600, { sub: 'another name' })]) {
      const asked = await browser.get(end({ id_token_hint: other }))
      expect(new URL(asked.headers.location ?? '', gateway.url).pathname).to.match(/^\/logout\/asked\//)
    }
    expect(await alive(login.tokens.access_token)).to.equal(true)
    const ended = await browser.follow(end({ id_token_hint: await again(at + 3600) }))
    expect(ended.body, 'control').to.contain('Signed out')
    expect(await alive(login.tokens.access_token)).to.equal(false)
  })

  it('begun at the SAML app: the other gets a logout token with `sid`, and says that it ended', async () => {
    const browser = gateway.browser()
    await signIn(browser, sp)
    const login = await portal.login(browser)
    const page = await walk(browser, sp.logout)
    expect(page.body).to.equal('logout answered: Success (back)')
    const [token = ''] = told
    const keys = createRemoteJWKSet(new URL(`${gateway.url}/oidc/jwks`))
    const { payload, protectedHeader } = await jwtVerify(token, keys, { issuer: gateway.url, audience: 'portal' })
    expect(protectedHeader.typ).to.equal('logout+jwt')
    expect(payload).to.include({ sub: login.claims.sub, sid: login.claims.sid })
    expect(payload.nonce).to.equal(undefined)
    expect(payload.jti).to.be.a('string')
    expect(Number(payload.exp) - Number(payload.iat), 'Back-Channel Logout 1.0, 2.4').to.be.within(1, 120)
    expect(payload.events).to.have.property('http://schemas.openid.net/event/backchannel-logout')
    expect(await alive(login.tokens.access_token)).to.equal(false)
  })

  it('where it answers 400 the logout is only partial', async () => {
    const browser = gateway.browser()
    await signIn(browser, sp)
    await portal.login(browser)
    status = 400
    expect((await walk(browser, sp.logout)).body).to.equal('logout answered: Success PartialLogout (back)')
  })

  it('ends refresh tokens, but not those with offline_access', async () => {
    const browser = gateway.browser()
    const plain = await portal.login(browser)
    const kept = await offline.login(browser, { scope: 'openid offline_access' })
    await walkWithFrames(browser, end({ id_token_hint: String(plain.tokens.id_token) }), 'https://')
    const { refreshTokenGrant } = await import('openid-client')
    const ended = await refreshTokenGrant(portal.config, String(plain.tokens.refresh_token)).catch(
      (error) => error.error,
    )
    expect(ended).to.equal('invalid_grant')
    const renewed = await refreshTokenGrant(offline.config, String(kept.tokens.refresh_token))
    expect(await alive(renewed.access_token)).to.equal(true)
  })

  it('a refresh judges `allow` anew, on the claims of now', async () => {
    const browser = gateway.browser()
    const { refreshTokenGrant } = await import('openid-client')
    const login = await portal.login(browser)
    const config = await (await import('node:fs/promises')).readFile(`${gateway.directory}/isthmus.yaml`, 'utf8')
    await gateway.write('isthmus.yaml', config.replace('  portal:\n', '  portal:\n    allow: \'"gods" in groups\'\n'))
    await gateway.running.reload()
    const refused = await refreshTokenGrant(portal.config, String(login.tokens.refresh_token)).catch(
      (error) => error.error,
    )
    await gateway.write('isthmus.yaml', config)
    await gateway.running.reload()
    expect(refused).to.equal('invalid_grant')
    expect((await refreshTokenGrant(portal.config, String(login.tokens.refresh_token))).access_token).to.be.a('string')
  })
})
