import { KeyObject, sign as signOctets } from 'node:crypto'
import { expect } from 'chai'
import { exportJWK, generateKeyPair } from 'jose'
import { type OidcStage, startOidcStage } from '../fixtures/oidc-stage.ts'

const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const backChannel = ['token', 'introspect', 'revoke', 'par', 'device'].map((name) => `/oidc/${name}`)

describe('attack 88: JSON that nests so deeply, or says such numbers, that whoever reads it falls over', () => {
  let stage: OidcStage
  let privateKey: KeyObject
  before(async () => {
    const keys = await generateKeyPair('RS256', { extractable: true })
    privateKey = KeyObject.from(keys.privateKey)
    const jwk = JSON.stringify({ ...(await exportJWK(keys.publicKey)), kid: 'app', use: 'sig', alg: 'RS256' })
    const app = (name: string) =>
      `  ${name}:\n    protocol: oidc\n    clientAuthentication: private_key_jwt\n    jwks: { keys: [${jwk}] }\n    redirectUris: [https://keyed.test/callback]\n    grants: [authorization_code, client_credentials, device_code]\n    scopes: [jobs]\n`
    stage = await startOidcStage(backChannel.map((_, at) => app(`keyed${at}`)).join(''))
  })
  after(() => stage?.close())

  const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
  const now = () => Math.floor(Date.now() / 1000)
  const claims = (app: string) => ({ iss: app, sub: app, aud: stage.gateway.url, jti: crypto.randomUUID(), iat: now() })
  /** An assertion with this besides, as text of JSON. */
  const payload = (app: string, more: string) => JSON.stringify(claims(app)).replace(/\}$/, `,${more}}`)
  /** By hand: libraries fall over as well. */
  const sign = (text: string, more = '') => {
    const parts = [`{"alg":"RS256","kid":"app"${more}}`, text].map((part) => Buffer.from(part).toString('base64url'))
    return [...parts, signOctets('sha256', Buffer.from(parts.join('.')), privateKey).toString('base64url')].join('.')
  }
  const soon = () => `"exp":${now() + 60}`
  const send = async (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) => {
    const answer = await fetch(stage.gateway.url + path, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'jobs', token: 'x', ...fields }),
    })
    const text = await answer.text()
    return { status: answer.status, error: text.startsWith('{') ? (JSON.parse(text).error as string) : undefined }
  }
  const use = (path: string, assertion: string) =>
    send(path, { client_assertion_type: type, client_assertion: assertion })

  it('a Basic header that is no text, no pair, or not encoded', async () => {
    const texts = [
      '\xff\xfe:x',
      'pair',
      ':',
      '%zz:%zz',
      'a\0:b',
      '%ed%a0%80:x',
      '__proto__:x',
      `${'a'.repeat(9_000)}:x`,
    ]
    for (const text of texts) {
      const authorization = `Basic ${Buffer.from(text, 'latin1').toString('base64')}`
      const { status, error } = await send('/oidc/token', {}, { authorization })
      expect(status, text).to.be.within(400, 401)
      expect(error).to.match(/^invalid_(request|client)$/)
    }
  })

  it('a hint, a request object, claims and details of an authorization request, a header nobody asked for', async () => {
    const hint = sign(`{"iss":"${stage.gateway.url}","x":${deep(2_500)}}`)
    const browser = stage.gateway.browser()
    for (const changes of [
      { id_token_hint: hint },
      { request: hint },
      { authorization_details: deep(2_500) },
      { claims: `{"userinfo":{"a":${deep(2_500)}}}` },
    ]) {
      const { status } = await stage.ask(browser, changes)
      expect(status, Object.keys(changes)[0]).to.be.within(200, 499)
    }
    const logout = await browser.get(`${stage.gateway.url}/oidc/logout?id_token_hint=${hint}`)
    expect(logout.status).to.be.within(200, 499)
    const posted = `claims=${encodeURIComponent(`{"userinfo":{"a":${deep(3_000)}}}`)}&client_id=spa&id_token_hint=${hint}`
    for (const path of ['/oidc/par', '/oidc/device', '/oidc/authorize', '/oidc/logout']) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const { status } = await fetch(stage.gateway.url + path, { method: 'POST', headers, body: posted })
      expect(status, path).to.be.within(200, 499)
    }
    for (const path of ['/oidc/token', '/oidc/introspect']) {
      for (const header of ['dpop', 'oauth-client-attestation', 'oauth-client-attestation-pop', 'authorization']) {
        const value = header === 'authorization' ? `Bearer ${hint}` : hint
        const { status } = await send(path, {}, { [header]: value })
        expect(status, `${path} ${header}`).to.be.within(400, 401)
      }
    }
    const userinfo = await fetch(`${stage.gateway.url}/oidc/userinfo`, { headers: { authorization: `DPoP ${hint}` } })
    expect(userinfo.status).to.be.within(400, 401)
  })

  for (const [at, path] of backChannel.entries()) {
    it(`a client assertion at ${path}`, async () => {
      const app = `keyed${at}`
      const good = await use(path, sign(payload(app, `${soon()},"x":${deep(90)}`)))
      // What is pushed here is no authorization request: it is its app's, and that is what counts.
      expect(good.status, 'control').to.equal(path === '/oidc/par' ? 400 : 200)
      expect(good.error, 'control').to.not.equal('invalid_client')
      const nested = payload(app, `${soon()},"x":${deep(5_800)}`)
      const bombs = [
        sign(nested),
        sign(payload(app, soon()), `,"x":${deep(5_800)}`),
        sign(payload(app, `${soon()},"x":"${'x'.repeat(20_000)}"`)),
        sign(payload(app, '"exp":1e999')),
        sign(payload(app, `"exp":${now() + 10 * 86_400}`)),
      ]
      for (const bomb of bombs) {
        const { status, error } = await use(path, bomb)
        expect([status, error], bomb.slice(0, 30)).to.deep.equal([401, 'invalid_client'])
      }
    })
  }
})
