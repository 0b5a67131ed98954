/** What an app of OpenID Connect may use beside the plain code flow, on openid-client; each thing once. */
import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { exportJWK, generateKeyPair } from 'jose'
import * as client from 'openid-client'
import { startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { appSecret, type OidcTestApp, oidcAppYaml, openIdApp } from '../fixtures/oidc-app.ts'

const location = (page: { headers: { location?: string | undefined } }): URL => new URL(String(page.headers.location))

describe('flow: what apps of OpenID Connect may use', () => {
  let gateway: TestGateway
  let portal: OidcTestApp
  let keyed: Awaited<ReturnType<typeof generateKeyPair>>
  before(async () => {
    keyed = await generateKeyPair('ES256', { extractable: true })
    const jwk = JSON.stringify({ ...(await exportJWK(keyed.publicKey)), kid: 'app', use: 'sig', alg: 'ES256' })
    gateway = await startGateway({
      yaml: [
        'apps:',
        oidcAppYaml([
          'grants: [authorization_code, refresh_token]',
          'username: claims.preferred_username',
          'postLogoutRedirectUris: [https://portal.test/bye]',
        ]),
        oidcAppYaml(['sub: public', 'idToken: { claims: all, algorithm: ES256 }', 'userinfo: signed'], 'other'),
        '  spa:\n    protocol: oidc\n    clientAuthentication: none\n    redirectUris: [https://spa.test/callback, http://127.0.0.1/native]\n    grants: [authorization_code, refresh_token]\n',
        `  keyed:\n    protocol: oidc\n    clientAuthentication: private_key_jwt\n    jwks: { keys: [${jwk}] }\n    redirectUris: [https://keyed.test/callback]\n    grants: [authorization_code, client_credentials]\n    scopes: [jobs]\n    resources: ['https://api.test/']\n    introspects: [portal]\n`,
        '',
      ].join('\n'),
      files: { 'portal-secret': appSecret },
    })
    portal = await openIdApp(gateway.url)
  })
  after(() => gateway?.close())

  const spa = () =>
    openIdApp(gateway.url, { clientId: 'spa', redirectUri: 'https://spa.test/callback', authentication: client.None() })
  const keyedApp = () =>
    openIdApp(gateway.url, {
      clientId: 'keyed',
      redirectUri: 'https://keyed.test/callback',
      authentication: client.PrivateKeyJwt({ key: keyed.privateKey, kid: 'app' }),
    })

  it('discovery names what is there, and nothing that is off', async () => {
    const metadata = portal.config.serverMetadata()
    expect(metadata.issuer).to.equal(gateway.url)
    expect(metadata.response_types_supported).to.deep.equal(['code'])
    expect(metadata.code_challenge_methods_supported).to.deep.equal(['S256'])
    expect(metadata.request_parameter_supported).not.to.equal(true)
    expect(metadata.request_uri_parameter_supported).to.equal(false)
    expect(metadata.registration_endpoint).to.equal(undefined)
    expect(metadata.end_session_endpoint).to.equal(`${gateway.url}/oidc/logout`)
    expect(metadata.grant_types_supported).not.to.include('implicit').and.not.to.include('password')
    const { keys } = (await (await fetch(String(metadata.jwks_uri))).json()) as { keys: Record<string, unknown>[] }
    expect(keys.map(({ kty, use, alg }) => [kty, use, alg])).to.deep.equal([
      ['RSA', 'sig', 'RS256'],
      ['EC', 'sig', 'ES256'],
    ])
    for (const key of keys) expect(Object.keys(key)).not.to.include('d')
  })

  it('a pushed request (RFC 9126), used once', async () => {
    const { url, checks } = await portal.begin()
    const pushed = await client.buildAuthorizationUrlWithPAR(portal.config, new URL(url).searchParams)
    const browser = gateway.browser()
    const answer = await portal.visit(browser, pushed.href)
    expect((await portal.redeem(answer, checks)).claims.aud).to.equal('portal')
    const again = await gateway.browser().follow(pushed.href, (next) => next.startsWith(portal.redirectUri))
    expect(again.headers.location ?? again.body).not.to.contain('code=')
  })

  it('ES256, all claims in the ID Token, signed userinfo', async () => {
    const other = await openIdApp(gateway.url, {
      clientId: 'other',
      redirectUri: 'https://other.test/callback',
      metadata: { id_token_signed_response_alg: 'ES256', userinfo_signed_response_alg: 'ES256' },
    })
    client.enableNonRepudiationChecks(other.config)
    const login = await other.login(gateway.browser())
    expect(login.claims).to.deep.include({ preferred_username: 'alice', groups: ['staff', 'admins'] })
    expect((await other.userinfo(login)).preferred_username).to.equal('alice')
  })

  it('private_key_jwt, client_credentials for its own scopes, and a JWT for a resource', async () => {
    const app = await keyedApp()
    const login = await app.login(gateway.browser(), { resource: 'https://api.test/' })
    const [, payload = ''] = login.tokens.access_token.split('.')
    const token = JSON.parse(Buffer.from(payload, 'base64url').toString())
    expect(token).to.include({ aud: 'https://api.test/', client_id: 'keyed', iss: gateway.url })
    const own = await client.clientCredentialsGrant(app.config, { scope: 'jobs' })
    expect(own.scope).to.equal('jobs')
    expect(own.id_token).to.equal(undefined)
    const foreign = await app.begin({ resource: 'https://elsewhere.test/' })
    const refused = await app.visit(gateway.browser(), foreign.url)
    expect(location(refused).searchParams.get('error')).to.equal('invalid_target')
  })

  it('`at_hash` binds the access token to the ID Token, after a refresh too; of a JWT for a resource none is claimed', async () => {
    // Core 3.1.3.6
    const halfOf = (token: string) => createHash('sha256').update(token).digest().subarray(0, 16).toString('base64url')
    const app = await spa()
    const login = await app.login(gateway.browser())
    expect(login.claims.at_hash).to.equal(halfOf(login.tokens.access_token))
    expect(await app.userinfo(login)).not.to.have.property('at_hash')
    const next = await client.refreshTokenGrant(app.config, String(login.tokens.refresh_token))
    expect(next.claims()?.at_hash).to.equal(halfOf(next.access_token))
    const resource = await (await keyedApp()).login(gateway.browser(), { resource: 'https://api.test/' })
    expect(resource.claims).not.to.have.property('at_hash')
  })

  it('introspection: its own tokens, and those of apps that are named; else nothing', async () => {
    const login = await portal.login(gateway.browser())
    const own = await client.tokenIntrospection(portal.config, login.tokens.access_token)
    expect(own).to.include({ active: true, username: 'alice', client_id: 'portal' })
    expect(own.exp).to.be.a('number')
    expect(String(own.scope).split(' ')).to.include.members(['openid', 'groups'])
    const named = await client.tokenIntrospection((await keyedApp()).config, login.tokens.access_token)
    expect(named.active).to.equal(true)
    const other = await openIdApp(gateway.url, { clientId: 'other', redirectUri: 'https://other.test/callback' })
    expect(await client.tokenIntrospection(other.config, login.tokens.access_token)).to.deep.equal({ active: false })
    await client.tokenRevocation(portal.config, login.tokens.access_token)
    expect(await client.tokenIntrospection(portal.config, login.tokens.access_token)).to.deep.equal({ active: false })
  })

  it('refresh tokens rotate; the same answer again within half a minute, and a later replay ends the grant', async () => {
    const app = await spa()
    const login = await app.login(gateway.browser())
    const first = String(login.tokens.refresh_token)
    const [one, two] = await Promise.all([
      client.refreshTokenGrant(app.config, first),
      client.refreshTokenGrant(app.config, first),
    ])
    expect(one.refresh_token).to.equal(two.refresh_token)
    expect(one.refresh_token).not.to.equal(first)
    const next = await client.refreshTokenGrant(app.config, String(one.refresh_token))
    expect(next.access_token).not.to.equal(one.access_token)
    expect((await app.userinfo({ ...login, tokens: next as never })).sub).to.equal(login.claims.sub)
  })

  it('offline access without a consent page; no refresh token for an app that may have none', async () => {
    const login = await portal.login(gateway.browser(), { scope: 'openid offline_access' })
    expect(login.tokens.refresh_token).to.be.a('string')
    const other = await openIdApp(gateway.url, {
      clientId: 'other',
      redirectUri: 'https://other.test/callback',
      metadata: { id_token_signed_response_alg: 'ES256' },
    })
    const without = await other.login(gateway.browser(), { scope: 'openid offline_access' })
    expect(without.tokens.refresh_token).to.equal(undefined)
  })

  it('`state` comes back byte for byte, with `iss`', async () => {
    const state = `{"realm":"sso","x":"${'ä"\\ '.repeat(100)}"}`
    const { url } = await portal.begin({ state })
    const answer = location(await portal.visit(gateway.browser(), url))
    expect(answer.searchParams.get('state')).to.equal(state)
    expect(answer.searchParams.get('iss')).to.equal(gateway.url)
  })

  it('the parameter `claims` asks for single claims, in the ID Token too', async () => {
    const claims = JSON.stringify({ id_token: { preferred_username: null, email: { essential: true } }, userinfo: {} })
    const login = await portal.login(gateway.browser(), { scope: 'openid', claims })
    expect(login.claims).to.include({ preferred_username: 'alice', email: 'alice@example.org' })
    expect(login.claims.groups).to.equal(undefined)
    expect(await portal.userinfo(login)).to.deep.equal({ sub: login.claims.sub })
  })

  it('`prompt=none` without a session answers login_required; with one, a code', async () => {
    const browser = gateway.browser()
    const silent = await portal.begin({ prompt: 'none' })
    const refused = location(await portal.visit(browser, silent.url))
    expect(refused.searchParams.get('error')).to.equal('login_required')
    await portal.login(browser)
    const { url, checks } = await portal.begin({ prompt: 'none' })
    expect((await portal.redeem(await portal.visit(browser, url), checks)).claims.sub).to.be.a('string')
  })

  it('`prompt=login` and `max_age` ask the upstream again', async () => {
    const browser = gateway.browser()
    await portal.login(browser)
    const before = gateway.op.count('authorize')
    await portal.login(browser)
    expect(gateway.op.count('authorize')).to.equal(before)
    const login = await portal.login(browser, { prompt: 'login' })
    expect(gateway.op.count('authorize')).to.be.greaterThan(before)
    expect(login.claims.auth_time).to.be.a('number')
    await portal.login(browser, { max_age: '0' })
  })

  it('acr_values are a wish; an essential acr that is not met is refused', async () => {
    await portal.login(gateway.browser(), { acr_values: 'urn:none' })
    const claims = JSON.stringify({ id_token: { acr: { essential: true, values: ['urn:none'] } } })
    const { url } = await portal.begin({ claims })
    const answer = location(await portal.visit(gateway.browser(), url))
    expect(answer.searchParams.get('error')).to.equal('unmet_authentication_requirements')
  })

  it('a demand whose value is no text is met by nobody, and not left out', async () => {
    const error = async (idToken: object) => {
      const { url } = await portal.begin({ claims: JSON.stringify({ id_token: idToken }) })
      return location(await portal.visit(gateway.browser(), url)).searchParams.get('error')
    }
    const unmet = 'unmet_authentication_requirements'
    expect(await error({ acr: { essential: true, values: 'urn:none' } })).to.equal(unmet)
    expect(await error({ acr: { essential: true, values: [{}, 5] } })).to.equal(unmet)
    expect(await error({ acr: { essential: true, value: 5 } })).to.equal(unmet)
    expect(await error({ sub: { value: 5 } })).to.equal('login_required')
    for (const idToken of [
      { acr: { essential: true, value: null } },
      { acr: { values: [5] } },
      { sub: { value: null } },
    ])
      expect(await error(idToken), JSON.stringify(idToken)).to.equal(null)
  })

  it('response_mode form_post and fragment', async () => {
    const posted = await portal.begin({ response_mode: 'form_post' })
    const page = await gateway.browser().loginAt(posted.url, 'alice')
    expect(page.body).to.contain('name="code"').and.to.contain('action="https://portal.test/callback"')
    const fragment = await portal.begin({ response_mode: 'fragment' })
    const answer = await portal.visit(gateway.browser(), fragment.url)
    expect(location(answer).hash).to.contain('code=')
  })

  it('a request by POST from another site goes on by a page of ours', async () => {
    const browser = gateway.browser()
    await portal.login(browser)
    const { url, checks } = await portal.begin()
    const { origin, pathname, searchParams } = new URL(url)
    const page = await browser.post(`${origin}${pathname}`, Object.fromEntries(searchParams), { crossSite: true })
    expect(page.status).to.equal(200)
    const answer = await browser.follow(page, (next) => next.startsWith(portal.redirectUri))
    expect((await portal.redeem(answer, checks)).claims.aud).to.equal('portal')
  })

  it('CORS for the origins of a public client, and for no other', async () => {
    const post = (origin: string, id: string, headers: Record<string, string> = {}) =>
      fetch(`${gateway.url}/oidc/token`, {
        method: 'POST',
        headers: { origin, ...headers },
        body: new URLSearchParams({ grant_type: 'authorization_code', client_id: id, code: 'x', redirect_uri: 'x' }),
      })
    const own = await post('https://spa.test', 'spa')
    expect(own.headers.get('access-control-allow-origin')).to.equal('https://spa.test')
    for (const foreign of ['https://evil.test', 'https://spa.test:8443', 'http://localhost:5173']) {
      expect((await post(foreign, 'spa')).headers.get('access-control-allow-origin'), foreign).to.equal(null)
    }
    const basic = `Basic ${Buffer.from(`portal:${appSecret}`).toString('base64')}`
    const secret = await post('https://portal.test', 'portal', { authorization: basic })
    expect(secret.headers.get('access-control-allow-origin')).to.equal(null)
  })

  it('a preflight is answered wherever a page may ask, and any other OPTIONS with what may be asked', async () => {
    const address = (name: string) => `${gateway.url}${name.startsWith('/') ? name : `/oidc/${name}`}`
    const allowed = { jwks: 'GET, HEAD, OPTIONS', token: 'OPTIONS, POST', userinfo: 'GET, HEAD, OPTIONS, POST' }
    const documents = ['openid-configuration', 'oauth-authorization-server'].map((name) => `/.well-known/${name}`)
    const all = {
      ...{ ...allowed, revoke: 'OPTIONS, POST' },
      ...Object.fromEntries(documents.map((path) => [path, 'GET, HEAD, OPTIONS'])),
    }
    for (const [name, methods] of Object.entries(all)) {
      const headers = { origin: 'https://spa.test', 'access-control-request-method': methods.slice(-4).trim() }
      const preflight = await fetch(address(name), { method: 'OPTIONS', headers })
      const origin = preflight.headers.get('access-control-allow-origin')
      expect([preflight.status, origin], name).to.deep.equal([204, 'https://spa.test'])
      const other = await fetch(address(name), { method: 'OPTIONS' })
      expect([other.status, other.headers.get('allow')], name).to.deep.equal([204, methods])
    }
  })

  it('a native app: any port on the loopback address', async () => {
    const app = await openIdApp(gateway.url, {
      clientId: 'spa',
      redirectUri: 'http://127.0.0.1:49152/native',
      authentication: client.None(),
    })
    expect((await app.login(gateway.browser())).claims.aud).to.equal('spa')
  })

  it('subjects: pairwise at each app, as the contract has them', async () => {
    const one = await portal.login(gateway.browser())
    const two = await (await spa()).login(gateway.browser())
    expect(one.claims.sub).not.to.equal(two.claims.sub)
    expect((await portal.login(gateway.browser())).claims.sub).to.equal(one.claims.sub)
    expect(createHash('sha256').update(String(one.claims.sub)).digest('hex')).to.have.length(64)
  })
})
