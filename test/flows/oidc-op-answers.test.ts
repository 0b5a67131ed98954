/** What the OpenID Provider answers to requests that are not what they should be, and what it says of itself. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { memoryDriver } from '../../src/storage/memory.ts'
import { type BrowserSession, nextAddress } from '../fixtures/browser-session.ts'
import { appSecret } from '../fixtures/oidc-app.ts'
import { challenge, isAlive, type OidcStage, startOidcStage, verifier } from '../fixtures/oidc-stage.ts'

const more = `  api:
    protocol: oidc
    clientSecretFile: portal-secret
    redirectUris: [https://api.test/callback]
    grants: [authorization_code, refresh_token, client_credentials]
    resources: ['https://api.test/']
    scopes: [jobs]
  monitor:
    protocol: oidc
    clientSecretFile: portal-secret
    redirectUris: [https://monitor.test/callback]
    introspects: [api]
  native:
    protocol: oidc
    clientAuthentication: none
    consent: ask
    redirectUris: ['vscode://host.ext/cb', 'com.home.app:/cb', 'urn:ietf:wg:oauth:2.0:oob']
  odd:
    protocol: oidc
    clientId: 'a+b%c'
    clientSecretFile: odd-secret
    redirectUris: [https://odd.test/callback]
`
const pam = `  pam:
    protocol: oidc
    clientSecretFile: portal-secret
    redirectUris: [https://pam.test/callback]
    grants: [authorization_code, refresh_token]
    username: claims.preferred_username
`
const oddSecret = 'a+b%2F c:d/e=f&g-0123456789012345678901234567'

describe('flow: answers of the OpenID Provider', () => {
  let stage: OidcStage
  /** ms by which the storage's clock is ahead. */
  let ahead = 0
  before(async () => {
    const driver = memoryDriver(() => Date.now() + ahead)
    stage = await startOidcStage(`${more}${pam}`, { files: { 'odd-secret': oddSecret }, driver })
  })
  after(() => stage?.close())

  const basic = (app: string, secret = appSecret) => `Basic ${Buffer.from(`${app}:${secret}`).toString('base64')}`
  const send = (path: string, init: RequestInit) => fetch(`${stage.gateway.url}${path}`, { method: 'POST', ...init })
  const errorOf = async (answer: Response) => [answer.status, ((await answer.json()) as { error?: string }).error]

  it('in JSON wherever an app asks, though no endpoint has that path or method', async () => {
    for (const address of ['token', 'introspect', 'revoke', 'par', 'device', 'userinfo', 'jwks']) {
      for (const end of ['%ff', '/%', '/x', `/${'a'.repeat(10_000)}`]) {
        const answer = await fetch(`${stage.gateway.url}/oidc/${address}${end}`)
        expect(await errorOf(answer), `${address}${end.slice(0, 5)}`).to.deep.equal([404, 'invalid_request'])
      }
      const other = await fetch(`${stage.gateway.url}/oidc/${address}`, { method: 'PUT', body: '{}' })
      expect(await errorOf(other), address).to.deep.equal([405, 'invalid_request'])
    }
    const page = await fetch(`${stage.gateway.url}/oidc/authorize%ff`)
    expect(page.headers.get('content-type'), 'a person').to.contain('text/html')
  })

  describe('at the authorization endpoint', () => {
    const asked = {
      client_id: 'portal',
      redirect_uri: 'https://portal.test/callback',
      response_type: 'code',
      scope: 'openid',
      state: 'st',
      nonce: 'n',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    }
    const visit = async (query: string) => {
      const browser = stage.gateway.browser()
      const page = await browser.follow(`${stage.gateway.url}/oidc/authorize?${query}`, (next) =>
        next.startsWith('https://portal.test'),
      )
      return page
    }
    const told = async (query: string) => {
      const next = nextAddress(await visit(query))
      return Object.fromEntries(next === undefined ? [] : new URL(next).searchParams)
    }
    const queryOf = (changes: Record<string, string> = {}) => new URLSearchParams({ ...asked, ...changes }).toString()

    it('a parameter that comes twice is refused: to the app, or by a page where it is the app or its address', async () => {
      const others = { prompt: 'login', max_age: '5', claims: '{}', response_mode: 'query', idp: 'op', login_hint: 'a' }
      for (const [name, value] of Object.entries({ ...asked, ...others })) {
        const twice = `${queryOf({ [name]: value })}&${new URLSearchParams({ [name]: value })}`
        if (name === 'client_id' || name === 'redirect_uri') {
          const page = await visit(twice)
          expect([page.status, nextAddress(page)], name).to.deep.equal([400, undefined])
          continue
        }
        const answer = await told(twice)
        expect(answer, name).to.include({ error: 'invalid_request', iss: stage.gateway.url }).and.not.have.key('code')
        expect(answer.state, name).to.equal(name === 'state' ? undefined : 'st')
      }
    })

    for (const [error, ...requests] of [
      ['invalid_request', { prompt: 'none login' }, { prompt: 'sometimes' }, { max_age: '-1' }, { max_age: 'soon' }],
      ['invalid_request', { claims: '{' }, { claims: '[]' }, { claims: '{"id_token":"x"}' }, { claims: 'null' }],
      ['invalid_request', { code_challenge_method: 'plain' }, { code_challenge: 'abc' }, { id_token_hint: 'x.y.z' }],
      ['unsupported_response_type', { response_type: 'token' }, { response_type: 'code id_token' }],
      ['unsupported_response_mode', { response_mode: 'jwt' }, { response_mode: 'web_message' }],
      ['request_not_supported', { request: 'eyJhbGciOiJub25lIn0.e30.' }],
      ['request_uri_not_supported', { request_uri: 'https://portal.test/request' }],
      ['registration_not_supported', { registration: '{}' }],
      ['invalid_target', { resource: 'https://api.test/' }],
      ['login_required', { claims: '{"id_token":{"sub":{"value":"somebody else"}}}' }],
    ] as const) {
      it(`${error}: ${requests.map((one) => JSON.stringify(one)).join(' ')}`, async () => {
        for (const changes of requests) {
          const answer = await told(queryOf(changes))
          expect(answer, JSON.stringify(changes)).to.include({ error, state: 'st', iss: stage.gateway.url })
          expect(answer.error_description, 'RFC 6749, appendix A.8').to.match(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/)
        }
      })
    }

    it('what it does not know is ignored, and a long state comes back whole', async () => {
      const state = 's'.repeat(8_000)
      const answer = await told(`${queryOf({ state, ui_locales: 'xx', display: 'odd', acr_values: 'x' })}&foo=1&foo=2`)
      expect(answer).to.include({ state }).and.to.have.property('code')
    })
  })

  describe('to an app on a device, by a scheme of its own', () => {
    const visit = (browser: BrowserSession, changes: Record<string, string>) =>
      stage.ask(browser, { client_id: 'native', ...changes })

    it('the browser is sent there, after a page with a button too, and no form is posted there', async () => {
      const browser = stage.gateway.browser()
      const redirect_uri = 'vscode://host.ext/cb'
      const asked = await visit(browser, { redirect_uri })
      const allowed = await browser.post(`${asked.url}/allow`, {})
      expect([allowed.status, allowed.headers.location]).to.deep.equal([200, undefined])
      expect(nextAddress(allowed)).to.match(/^vscode:\/\/host\.ext\/cb\?code=/)
      expect(nextAddress(await visit(browser, { redirect_uri: 'com.home.app:/cb' }))).to.match(
        /^com\.home\.app:\/cb\?code=/,
      )
      const posted = nextAddress(await visit(browser, { redirect_uri, response_mode: 'form_post' })) ?? ''
      expect(posted).to.match(/^vscode:\/\/host\.ext\/cb\?error=unsupported_response_mode&.*state=state&iss=/)
    })

    it('an address that only stands for “copy the code” is registered without harm, and nobody is sent there', async () => {
      const page = await visit(stage.gateway.browser(), { redirect_uri: 'urn:ietf:wg:oauth:2.0:oob' })
      expect([page.status, nextAddress(page)]).to.deep.equal([400, undefined])
    })
  })

  it('while an app is switched off its tokens are worth nothing, its own ones too; then they are again', async () => {
    const browser = stage.gateway.browser()
    const page = await stage.ask(browser, { client_id: 'api', redirect_uri: 'https://api.test/callback' })
    const code = new URL(String(nextAddress(page))).searchParams.get('code') ?? ''
    const { body } = await stage.redeem(code, { redirect_uri: 'https://api.test/callback' }, 'api')
    const refresh = { grant_type: 'refresh_token', refresh_token: String(body.refresh_token) }
    const itself = { grant_type: 'client_credentials', scope: 'jobs' }
    const asJwt = { ...itself, resource: 'https://api.test/' }
    const got = [
      body,
      (await stage.post('/oidc/token', itself, 'api')).body,
      (await stage.post('/oidc/token', asJwt, 'api')).body,
    ]
    const states = () =>
      Promise.all(
        got.map(
          async ({ access_token: token }) =>
            (await stage.post('/oidc/introspect', { token: String(token) }, 'api')).body.active,
        ),
      )
    expect(await states()).to.deep.equal([true, true, true])
    const file = join(stage.gateway.directory, 'isthmus.yaml')
    const config = await readFile(file, 'utf8')
    await writeFile(file, config.replace('  api:\n', '  api:\n    disabled: true\n'))
    await stage.gateway.running.reload()
    expect(await isAlive(stage, body.access_token)).to.equal(false)
    expect(await states()).to.deep.equal([false, false, false])
    expect((await stage.post('/oidc/token', refresh, 'api')).body.error).to.equal('invalid_grant')
    const own = await stage.post('/oidc/token', { grant_type: 'client_credentials' }, 'api')
    expect(own.body.error).to.equal('unauthorized_client')
    await writeFile(file, config)
    await stage.gateway.running.reload()
    expect(await states(), 'control').to.deep.equal([true, true, true])
    expect((await stage.post('/oidc/token', refresh, 'api')).status).to.equal(200)
  })

  it('a pushed request and a code wait no longer than they say', async () => {
    const { redirectUri: redirect_uri } = stage.portal
    const push = async () => {
      const asked = { client_id: 'portal', redirect_uri, response_type: 'code', scope: 'openid' }
      const pkce = { code_challenge: challenge, code_challenge_method: 'S256' }
      return (await stage.post('/oidc/par', { ...asked, ...pkce })).body
    }
    const visit = ({ request_uri }: Record<string, unknown>) => {
      const query = new URLSearchParams({ client_id: 'portal', request_uri: String(request_uri) })
      const url = `${stage.gateway.url}/oidc/authorize?${query}`
      return stage.gateway.browser().follow(url, (next) => next.startsWith('https://'))
    }
    const pushed = await push()
    expect(nextAddress(await visit(pushed)), 'the control').to.contain('code=')
    expect(pushed.expires_in).to.be.within(5, 600)
    const [late, code] = [await push(), await stage.code()]
    ahead += 180_000
    const refused = await visit(late)
    expect([refused.status, nextAddress(refused)]).to.deep.equal([400, undefined])
    expect((await stage.redeem(code)).body.error).to.equal('invalid_grant')
  })

  it('a logout that says something twice is refused on a page', async () => {
    for (const name of ['post_logout_redirect_uri', 'state', 'client_id']) {
      const query = `${name}=https%3A%2F%2Fportal.test%2Fbye&${name}=x`
      expect((await stage.gateway.browser().get(`${stage.gateway.url}/oidc/logout?${query}`)).status, name).to.equal(
        400,
      )
    }
  })

  describe('at the token endpoint', () => {
    const token = (fields: Record<string, string>, authorization?: string) =>
      send('/oidc/token', { body: new URLSearchParams(fields), headers: authorization ? { authorization } : {} })

    it('who does not say which app it is hears invalid_client, with a challenge', async () => {
      for (const path of ['/oidc/token', '/oidc/introspect', '/oidc/revoke', '/oidc/par']) {
        const answer = await send(path, { body: new URLSearchParams({ grant_type: 'authorization_code', token: 'x' }) })
        expect(answer.headers.get('www-authenticate'), path).to.match(/^Basic realm=/)
        expect(await errorOf(answer), path).to.deep.equal([401, 'invalid_client'])
      }
      const wrong = await token({ grant_type: 'authorization_code' }, basic('portal', 'wrong'))
      expect(wrong.headers.get('www-authenticate')).to.match(/^Basic realm=/)
      expect(await errorOf(wrong)).to.deep.equal([401, 'invalid_client'])
    })

    it('a grant that is not the app’s is unauthorized_client, one that nobody has unsupported_grant_type', async () => {
      expect(await errorOf(await token({ grant_type: 'client_credentials' }, basic('portal')))).to.deep.equal([
        400,
        'unauthorized_client',
      ])
      expect(await errorOf(await token({ grant_type: 'password' }, basic('portal')))).to.deep.equal([
        400,
        'unsupported_grant_type',
      ])
    })

    it('the secret comes in one way; Basic and post are the same, and Basic is form-encoded', async () => {
      const code = async () => ({
        ...{ grant_type: 'authorization_code', code: await stage.code(), code_verifier: verifier },
        redirect_uri: stage.portal.redirectUri,
      })
      const inBody = { client_id: 'portal', client_secret: appSecret }
      expect((await token({ ...(await code()), ...inBody })).status).to.equal(200)
      expect(await errorOf(await token({ ...(await code()), ...inBody }, basic('portal')))).to.deep.equal([
        400,
        'invalid_request',
      ])
      expect(await errorOf(await token({ ...(await code()), client_id: 'other' }, basic('portal')))).to.deep.equal([
        400,
        'invalid_request',
      ])
      const encoded = basic(encodeURIComponent('a+b%c'), encodeURIComponent(oddSecret).replaceAll('%20', '+'))
      const known = await token({ grant_type: 'authorization_code', code: 'x', redirect_uri: 'x' }, encoded)
      expect(await errorOf(known), 'the app is known, the code is not').to.deep.equal([400, 'invalid_grant'])
    })

    it('a public client may name itself by Basic without a secret, as some do first, or always', async () => {
      const code = async () => {
        const page = await stage.ask(stage.gateway.browser(), {
          client_id: 'spa',
          redirect_uri: 'https://spa.test/callback',
        })
        return {
          ...{
            grant_type: 'authorization_code',
            code: new URL(String(nextAddress(page))).searchParams.get('code') ?? '',
          },
          ...{ code_verifier: verifier, redirect_uri: 'https://spa.test/callback' },
        }
      }
      expect((await token(await code(), basic('spa', ''))).status).to.equal(200)
      const named = await token({ ...(await code()), client_id: 'spa' }, basic('spa', ''))
      expect(named.status, 'in both ways').to.equal(200)
      const { refresh_token: refresh } = (await named.json()) as { refresh_token: string }
      const again = await token({ grant_type: 'refresh_token', refresh_token: refresh }, basic('spa', ''))
      expect(again.status).to.equal(200)
      for (const [fields, authorization] of [
        [await code(), basic('spa', 'x')],
        [{ ...(await code()), client_id: 'other' }, basic('spa', '')],
        [{ ...(await code()), client_id: 'spa' }, basic('portal', '')],
        [await code(), basic('portal', '')],
        [await code(), basic('nobody', '')],
      ] as const) {
        expect((await token(fields, authorization)).status, authorization).to.be.oneOf([400, 401])
      }
      const headers = { authorization: basic('spa', '') }
      for (const [path, status] of [
        ['/oidc/revoke', 200],
        ['/oidc/introspect', 400],
      ] as const) {
        expect((await send(path, { headers, body: new URLSearchParams({ token: 'x' }) })).status, path).to.equal(status)
      }
    })

    it('nothing of it may be kept, and only a form is read', async () => {
      const answer = await token({ grant_type: 'refresh_token', refresh_token: 'x' }, basic('portal'))
      expect([answer.headers.get('cache-control'), answer.headers.get('pragma')]).to.deep.equal([
        'no-store',
        'no-cache',
      ])
      const json = await send('/oidc/token', {
        headers: { authorization: basic('portal'), 'content-type': 'application/json' },
        body: '{"grant_type":"client_credentials"}',
      })
      expect(await errorOf(json)).to.deep.equal([400, 'invalid_request'])
    })

    it('a token is revoked by its own app alone, one that an app got for itself too', async () => {
      const own = (await stage.post('/oidc/token', { grant_type: 'client_credentials', scope: 'jobs' }, 'api')).body
      const { body } = await stage.redeem(await stage.code())
      for (const [name, app, stranger] of [
        ['access_token', 'portal', 'other'],
        ['refresh_token', 'portal', 'other'],
        ['own', 'api', 'portal'],
      ] as const) {
        const text = String(name === 'own' ? own.access_token : body[name])
        const isActive = async () => (await stage.post('/oidc/introspect', { token: text }, app)).body.active
        await stage.post('/oidc/revoke', { token: text }, stranger)
        expect(await isActive(), `${name}, by another`).to.equal(true)
        if (name === 'access_token') continue
        expect((await stage.post('/oidc/revoke', { token: text }, app)).status, name).to.equal(200)
        expect(await isActive(), name).to.equal(false)
      }
      expect(await isAlive(stage, body.access_token), 'what came of the same login').to.equal(false)
    })

    it('userinfo takes no token from the address, which logs keep (RFC 9700, 4.3.2)', async () => {
      const { body } = await stage.redeem(await stage.code())
      const query = new URLSearchParams({ access_token: String(body.access_token) })
      const answer = await fetch(`${stage.gateway.url}/oidc/userinfo?${query}`)
      expect(answer.status).to.be.oneOf([400, 401])
      expect(await answer.json()).to.have.property('error')
      expect(await isAlive(stage, body.access_token), 'control').to.equal(true)
    })

    it('an app gets only its own scopes for itself', async () => {
      const own = (scope: string) => token({ grant_type: 'client_credentials', scope }, basic('api'))
      expect(((await (await own('jobs')).json()) as { scope: string }).scope).to.equal('jobs')
      for (const scope of ['admin', 'jobs admin', 'openid', 'groups'])
        expect(await errorOf(await own(scope)), scope).to.deep.equal([400, 'invalid_scope'])
    })
  })

  describe('a JWT for a resource', () => {
    const login = async (browser = stage.gateway.browser()) => {
      const changes = { client_id: 'api', redirect_uri: 'https://api.test/callback', resource: 'https://api.test/' }
      const page = await stage.ask(browser, changes)
      const code = new URL(String(nextAddress(page))).searchParams.get('code') ?? ''
      const { redirect_uri, resource } = changes
      return (await stage.redeem(code, { redirect_uri, resource }, 'api')).body
    }
    const introspect = async (token: unknown, app = 'api') =>
      (await stage.post('/oidc/introspect', { token: String(token) }, app)).body
    const payloadOf = (token: unknown) =>
      JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString())

    it('lives ten minutes where nothing else is said, and is for the resource alone', async () => {
      const tokens = await login()
      const { exp, iat, aud } = payloadOf(tokens.access_token)
      expect([exp - iat, aud]).to.deep.equal([600, 'https://api.test/'])
      const headers = { authorization: `Bearer ${tokens.access_token}` }
      expect((await fetch(`${stage.gateway.url}/oidc/userinfo`, { headers })).status).to.equal(401)
    })

    it('is known to introspection while its login lasts, to those who may ask', async () => {
      const browser = stage.gateway.browser()
      const tokens = await login(browser)
      for (const app of ['api', 'monitor'])
        expect(await introspect(tokens.access_token, app), app).to.include({
          active: true,
          client_id: 'api',
          aud: 'https://api.test/',
          iss: stage.gateway.url,
          token_type: 'Bearer',
        })
      const changed = String(tokens.access_token).replace(/.{3}$/, 'AAA')
      for (const [token, app] of [
        [tokens.access_token, 'portal'],
        [tokens.id_token, 'api'],
        [changed, 'api'],
        ['e30.e30.', 'api'],
      ] as const)
        expect(await introspect(token, app)).to.deep.equal({ active: false })
      await browser.follow(await browser.submit(await browser.get(`${stage.gateway.url}/logout`)))
      expect(await introspect(tokens.access_token), 'after the logout').to.deep.equal({ active: false })
    })

    it('is revoked by its own app alone', async () => {
      const { access_token } = await login()
      const revoke = (app: string) => stage.post('/oidc/revoke', { token: String(access_token) }, app)
      expect((await revoke('monitor')).status).to.equal(200)
      expect(await introspect(access_token)).to.include({ active: true })
      expect((await revoke('api')).status).to.equal(200)
      expect(await introspect(access_token)).to.deep.equal({ active: false })
    })
  })

  describe('introspection without the library is as with it', () => {
    const login = async (app: string, browser = stage.gateway.browser()) => {
      const redirect_uri = `https://${app}.test/callback`
      const page = await stage.ask(browser, { client_id: app, redirect_uri, scope: 'openid groups' })
      const code = new URL(String(nextAddress(page))).searchParams.get('code') ?? ''
      return (await stage.redeem(code, { redirect_uri }, app)).body as Record<string, string>
    }
    const seen = async (body: string, authorization?: string) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded', ...(authorization && { authorization }) }
      const answer = await send('/oidc/introspect', { body, headers })
      const names = ['content-type', 'cache-control', 'www-authenticate']
      const said = [answer.status, await answer.json(), ...names.map((name) => answer.headers.get(name))]
      return { said, byLibrary: answer.headers.has('access-control-allow-origin') }
    }
    /** The same request twice; what has a percent code is always the library's. */
    const both = async (body: string, authorization?: string) => {
      const [plain, encoded] = [
        await seen(body, authorization),
        await seen(body.replace('token=', 't%6Fken='), authorization),
      ]
      expect(encoded.byLibrary, body).to.equal(true)
      expect(plain.said, body).to.deep.equal(encoded.said)
      return plain
    }

    it('a token in force: by Basic or post, with the login name, for another app that may ask', async () => {
      const { access_token: token } = await login('pam')
      const posted = `client_id=pam&client_secret=${appSecret}`
      for (const [body, authorization] of [
        [`token=${token}`, basic('pam')],
        [`token_type_hint=access_token&token=${token}&client_id=pam`, basic('pam')],
        [`${posted}&token=${token}`, undefined],
      ] as const) {
        const { said, byLibrary } = await both(body, authorization)
        expect(byLibrary, body).to.equal(false)
        expect(said[1]).to.include({ active: true, client_id: 'pam', username: 'alice', token_type: 'Bearer' })
      }
      const own = await login('api')
      expect((await both(`token=${own.access_token}`, basic('monitor'))).byLibrary).to.equal(false)
    })

    it('everything else is the library’s', async () => {
      const browser = stage.gateway.browser()
      const { access_token: token, refresh_token: refresh } = await login('pam', browser)
      const twice = `token=${token}&client_id=pam&client_secret=${appSecret}`
      for (const [body, authorization] of [
        [`token=${token}`, basic('other')],
        [`token=${token}`, basic('pam', 'wrong')],
        [`token=${token}`, basic('nobody')],
        [`token=${token}`, undefined],
        [`token=${token}`, 'Bearer x'],
        [`token=${token}&token=${token}`, basic('pam')],
        [`token=${token}&client_id=other`, basic('pam')],
        [`token=${token}&client_id=spa`, undefined],
        [twice, basic('pam')],
        [`token=${refresh}`, basic('pam')],
        [`token=${refresh}&token_type_hint=refresh_token`, basic('pam')],
        ['token=unknown', basic('pam')],
        ['token=', basic('pam')],
        ['token=e30.e30.e30', basic('pam')],
        [`token=${token}&more=1`, basic('pam')],
      ] as const)
        expect((await both(body, authorization)).byLibrary, body).to.equal(true)
      await stage.post('/oidc/revoke', { token: String(token) }, 'pam')
      expect((await both(`token=${token}`, basic('pam'))).said[1]).to.deep.equal({ active: false })
      const { access_token: last } = await login('pam', browser)
      await browser.follow(await browser.submit(await browser.get(`${stage.gateway.url}/logout`)))
      expect((await both(`token=${last}`, basic('pam'))).said[1], 'after the logout').to.deep.equal({ active: false })
    })
  })

  it('discovery says what is so: both kinds of sub, no DPoP, and how apps prove themselves at each endpoint', async () => {
    const answer = await fetch(`${stage.gateway.url}/.well-known/openid-configuration`)
    const document = (await answer.json()) as Record<string, unknown>
    const methods = ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none']
    expect(document).to.deep.include({
      subject_types_supported: ['pairwise', 'public'],
      token_endpoint_auth_methods_supported: methods,
      introspection_endpoint_auth_methods_supported: methods,
      revocation_endpoint_auth_methods_supported: methods,
      response_modes_supported: ['form_post', 'fragment', 'query'],
      authorization_response_iss_parameter_supported: true,
    })
    expect(Object.keys(document).filter((name) => /dpop|registration|ciba|check_session|encryption/.test(name))).to.be
      .empty
    for (const [name, address] of Object.entries(document).filter(([name]) => /_endpoint$|jwks_uri/.test(name))) {
      const { status } = await fetch(String(address), { redirect: 'manual' })
      expect(status, name).to.not.equal(404)
    }
    const oauth = await fetch(`${stage.gateway.url}/.well-known/oauth-authorization-server`)
    expect(await oauth.json(), 'RFC 8414').to.deep.equal(document)
    expect(oauth.headers.get('content-type')).to.equal(answer.headers.get('content-type'))
  })
})
