/** What must go on to hold when something changes beneath it: our keys, our address; and the words for contexts. */
import { rename } from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect } from 'chai'
import {
  createRemoteJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  jwtVerify,
  SignJWT,
} from 'jose'
import * as client from 'openid-client'
import { nextAddress, type Page } from '../fixtures/browser-session.ts'
import { startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { appSecret, type OidcTestApp, oidcAppYaml, openIdApp } from '../fixtures/oidc-app.ts'
import { challenge, verifier } from '../fixtures/oidc-stage.ts'

const portal = oidcAppYaml([
  'grants: [authorization_code, refresh_token]',
  'postLogoutRedirectUris: [https://portal.test/bye]',
])
const files = { 'portal-secret': appSecret }
const answerOf = (page: Page) => new URL(nextAddress(page) ?? '').searchParams

describe('flow: our keys are changed', () => {
  let gateway: TestGateway
  let app: OidcTestApp
  before(async () => {
    gateway = await startGateway({ yaml: `apps:\n${portal}`, files })
    app = await openIdApp(gateway.url)
  })
  after(() => gateway?.close())

  it('the old one is published and its hints count, at a login and at a logout; once it is gone they prove nothing', async () => {
    const browser = gateway.browser()
    const before = await app.login(browser)
    const old = String(before.tokens.id_token)
    const certs = join(gateway.directory, 'certs')
    await rename(join(certs, 'oidc-rsa.key'), join(certs, 'oidc-rsa-previous.key'))
    const { privateKey } = await generateKeyPair('RS256', { extractable: true })
    const { exportPKCS8 } = await import('jose')
    await gateway.write('certs/oidc-rsa.key', await exportPKCS8(privateKey))
    await gateway.running.reload()

    const keys = createRemoteJWKSet(new URL(`${gateway.url}/oidc/jwks`))
    await jwtVerify(old, keys, { issuer: gateway.url, audience: 'portal' })
    expect((await app.userinfo(before)).sub, 'an access token of before').to.equal(before.claims.sub)
    const renewed = await client.refreshTokenGrant(
      (await openIdApp(gateway.url)).config,
      String(before.tokens.refresh_token),
    )
    const now = decodeProtectedHeader(String(renewed.id_token)).kid
    expect(now).not.to.equal(decodeProtectedHeader(old).kid)

    const silent = { prompt: 'none', id_token_hint: old }
    expect(answerOf(await app.visit(browser, (await app.begin(silent)).url)).get('code')).to.be.a('string')
    const end = `${gateway.url}/oidc/logout?${new URLSearchParams({ id_token_hint: old, post_logout_redirect_uri: 'https://portal.test/bye' })}`
    const back = await browser.follow(end, (next) => next.startsWith('https://portal.test'))
    expect(nextAddress(back), 'not even asked').to.equal('https://portal.test/bye')
    expect(answerOf(await app.visit(browser, (await app.begin({ prompt: 'none' })).url)).get('error')).to.equal(
      'login_required',
    )

    const fresh = await openIdApp(gateway.url)
    await fresh.login(browser)
    await rename(join(certs, 'oidc-rsa-previous.key'), join(certs, 'gone'))
    await gateway.running.reload()
    expect(answerOf(await app.visit(browser, (await app.begin(silent)).url)).get('error')).to.equal('invalid_request')
    const asked = await browser.follow(end, (next) => next.startsWith('https://portal.test'))
    expect([asked.status, nextAddress(asked)]).to.deep.equal([200, undefined])
  })
})

describe('flow: publicUrl has moved, and apps know us by the old issuer', () => {
  const issuer = 'https://old.home.internal'
  let gateway: TestGateway
  let keys: Awaited<ReturnType<typeof generateKeyPair>>
  let server: http.Server
  before(async () => {
    keys = await generateKeyPair('ES256', { extractable: true })
    const jwk = JSON.stringify({ ...(await exportJWK(keys.publicKey)), alg: 'ES256', use: 'sig', kid: 'app' })
    server = http.createServer((_request, response) => response.end(`{"keys":[${jwk}]}`))
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`
    gateway = await startGateway({
      yaml: `issuer: ${issuer}\napps:\n${portal}  keyed:\n    protocol: oidc\n    clientAuthentication: private_key_jwt\n    jwks: { keys: [${jwk}] }\n    grants: [client_credentials]\n  publishing:\n    protocol: oidc\n    clientAuthentication: private_key_jwt\n    jwksUri: ${address}\n    grants: [client_credentials]\n`,
      files,
    })
  })
  after(async () => {
    await gateway?.close()
    server?.close()
  })

  it('document, answers and tokens say the old name, at the new addresses', async () => {
    const document = (await (await fetch(`${gateway.url}/.well-known/openid-configuration`)).json()) as Record<
      string,
      string
    >
    expect(document).to.include({
      issuer,
      authorization_endpoint: `${gateway.url}/oidc/authorize`,
      token_endpoint: `${gateway.url}/oidc/token`,
      userinfo_endpoint: `${gateway.url}/oidc/userinfo`,
      jwks_uri: `${gateway.url}/oidc/jwks`,
      introspection_endpoint: `${gateway.url}/oidc/introspect`,
      pushed_authorization_request_endpoint: `${gateway.url}/oidc/par`,
      end_session_endpoint: `${gateway.url}/oidc/logout`,
    })
    const browser = gateway.browser()
    const redirect_uri = 'https://portal.test/callback'
    const asked = {
      ...{ client_id: 'portal', redirect_uri, response_type: 'code', scope: 'openid', state: 's' },
      ...{ code_challenge: challenge, code_challenge_method: 'S256' },
    }
    const login = async (more: Record<string, string> = {}) => {
      const url = `${gateway.url}/oidc/authorize?${new URLSearchParams({ ...asked, ...more })}`
      return answerOf(await browser.follow(url, (next) => next.startsWith('https://portal.test')))
    }
    const answer = await login()
    expect(answer.get('iss')).to.equal(issuer)
    expect((await login({ prompt: 'odd' })).get('iss'), 'an error too').to.equal(issuer)
    const body = new URLSearchParams({
      ...{ grant_type: 'authorization_code', code: answer.get('code') ?? '', redirect_uri, code_verifier: verifier },
    })
    const authorization = `Basic ${Buffer.from(`portal:${appSecret}`).toString('base64')}`
    const tokens = (await (
      await fetch(`${gateway.url}/oidc/token`, { method: 'POST', headers: { authorization }, body })
    ).json()) as Record<string, string>
    expect(decodeJwt(tokens.id_token ?? '')).to.include({ iss: issuer, aud: 'portal' })
    expect((await login({ prompt: 'none', id_token_hint: tokens.id_token ?? '' })).has('code')).to.equal(true)
    const end = `${gateway.url}/oidc/logout?${new URLSearchParams({ id_token_hint: tokens.id_token ?? '', post_logout_redirect_uri: 'https://portal.test/bye' })}`
    const back = await browser.follow(end, (next) => next.startsWith('https://portal.test'))
    expect(nextAddress(back)).to.equal('https://portal.test/bye')
  })

  it('an app proves itself to the old name, or to the token endpoint, and to nobody else', async () => {
    const prove = async (aud: string | string[], app = 'keyed', key = keys.privateKey) => {
      const jwt = new SignJWT({ iss: app, sub: app, aud, jti: crypto.randomUUID() })
      const assertion = await jwt
        .setProtectedHeader({ alg: 'ES256', kid: 'app' })
        .setIssuedAt()
        .setExpirationTime('1m')
        .sign(key)
      const body = new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
      })
      return (await fetch(`${gateway.url}/oidc/token`, { method: 'POST', body })).status
    }
    for (const aud of [issuer, `${gateway.url}/oidc/token`, [issuer]])
      expect(await prove(aud), String(aud)).to.equal(200)
    for (const aud of ['https://elsewhere.test', `${issuer}/`, gateway.url]) expect(await prove(aud), aud).to.equal(401)
    expect(await prove(issuer, 'publishing'), 'whose keys are at its own address').to.equal(200)
    const { privateKey: stranger } = await generateKeyPair('ES256')
    expect(await prove(issuer, 'publishing', stranger)).to.equal(401)
  })
})

describe('flow: how strongly a person signed in, in the words of both sides', () => {
  const mfa = 'https://refeds.org/profile/mfa'
  let gateway: TestGateway
  let app: OidcTestApp
  before(async () => {
    gateway = await startGateway({
      upstream: [`contexts: [{ class: '${mfa}', acr: ['gold'] }, { class: 'urn:home:never', acr: ['never'] }]`],
      op: { users: [{ username: 'alice', acr: 'gold', amr: ['pwd', 'otp'] }] },
      yaml: `apps:\n${portal}`,
      files,
    })
    app = await openIdApp(gateway.url)
  })
  after(() => gateway?.close())

  const lastAsked = () => {
    const { url = '' } = gateway.op.log.findLast(({ endpoint }) => endpoint === 'authorize') ?? {}
    return new URL(url, gateway.op.issuer).searchParams.get('acr_values')
  }
  const essential = (...values: string[]) => JSON.stringify({ id_token: { acr: { essential: true, values } } })

  it('`acr_values`: asked for in the upstream’s words, answered in the app’s', async () => {
    const { claims } = await app.login(gateway.browser(), { acr_values: `urn:home:never ${mfa}` })
    expect(lastAsked()?.split(' ')).to.have.members(['never', 'gold'])
    expect(claims.acr).to.equal(mfa)
    expect(claims.amr).to.deep.equal(['pwd', 'otp'])
  })

  it('without a wish the answer is what the upstream said', async () => {
    expect((await app.login(gateway.browser())).claims.acr).to.equal('gold')
  })

  it('an essential one must be met, from a session too', async () => {
    const browser = gateway.browser()
    expect((await app.login(browser, { claims: essential('urn:home:never', mfa) })).claims.acr).to.equal(mfa)
    expect((await app.login(browser, { claims: essential(mfa) })).claims.acr).to.equal(mfa)
    const refused = await app.visit(browser, (await app.begin({ claims: essential('urn:home:never') })).url)
    expect(answerOf(refused).get('error')).to.equal('unmet_authentication_requirements')
    const wished = JSON.stringify({ id_token: { acr: { values: ['urn:home:never'] } } })
    expect((await app.login(browser, { claims: wished })).claims.acr, 'a wish refuses nobody').to.equal('gold')
  })
})
