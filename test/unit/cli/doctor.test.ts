import { createPrivateKey } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { parse } from 'yaml'
import { autheliaFile, autheliaHash } from '../../../src/cli/authelia-file.ts'
import { clientRegistration, keycloakClient } from '../../../src/cli/doctor-client.ts'
import { clockFinding } from '../../../src/cli/doctor-clock.ts'
import type { Finding } from '../../../src/cli/doctor-finding.ts'
import { examineUpstream } from '../../../src/cli/doctor-upstream.ts'
import type { OidcUpstreamConfig } from '../../../src/config/oidc-upstream.ts'
import { upstreamPresets } from '../../../src/config/presets.ts'
import { issuer, upstreamName } from '../../../src/core/identifiers.ts'
import type { ProbingConnection } from '../../../src/upstream/oidc-rp/fetch.ts'
import { direct } from '../../fixtures/outbound.ts'
import { makeTestCa, type TestCa } from '../../fixtures/test-ca.ts'

const registration = {
  publicUrl: 'https://sso.home.lan',
  redirectUri: 'https://sso.home.lan/oidc/callback/home',
  secret: 'insecure_secret',
}

const postLogoutUri = 'https://sso.home.lan/oidc/post-logout/home'

const upstream = (kind: OidcUpstreamConfig['kind'], change: Partial<OidcUpstreamConfig> = {}): OidcUpstreamConfig => ({
  name: upstreamName('home'),
  kind,
  displayName: 'home',
  issuer: issuer('https://auth.home.lan'),
  clientId: 'isthmus',
  clientSecret: 'right-secret',
  timeout: 2000,
  protocol: 'oidc',
  subjectNamespace: 'home',
  allowMissingAuthTime: false,
  allowMissingExp: false,
  userinfo: true,
  audiences: [],
  ...upstreamPresets[kind],
  ...change,
})

describe('isthmus doctor --client', () => {
  it("hashes a secret as Authelia does: the example of Authelia's documentation", async () => {
    const salt = Buffer.from('c8p78n7pUMln0jzvd4aK4Q', 'base64')
    expect(await autheliaHash('insecure_secret', salt)).to.equal(
      '$pbkdf2-sha512$310000$c8p78n7pUMln0jzvd4aK4Q$JNRBzwAo0ek5qKn50cFzzvE9RXV88h1wJn5KGiHrD0YKtZaR/nCb2CJPOsKaPK0hjf.9yHxzQGZziziccp6Yng',
    )
    expect(await autheliaHash('a')).not.to.equal(await autheliaHash('a'))
  })

  it('prints a whole second file for Authelia, with a key of its own and our client filled in', async () => {
    const file = await autheliaFile(upstream('authelia', { clientId: "it's us" }), registration, '$hash')
    const { oidc } = parse(file).identity_providers
    expect(oidc.hmac_secret).to.have.length.at.least(64)
    const [key, ...others] = oidc.jwks
    expect(others).to.deep.equal([])
    expect(createPrivateKey(key.key).asymmetricKeyDetails?.modulusLength).to.equal(2048)
    expect({ ...key, key: '' }).to.deep.equal({ key_id: 'main', algorithm: 'RS256', use: 'sig', key: '' })
    expect(oidc.clients).to.deep.equal([
      {
        client_id: "it's us",
        client_name: 'Isthmus',
        client_secret: '$hash',
        public: false,
        authorization_policy: 'one_factor',
        consent_mode: 'implicit',
        require_pkce: true,
        pkce_challenge_method: 'S256',
        redirect_uris: ['https://sso.home.lan/oidc/callback/home'],
        scopes: ['openid', 'profile', 'email', 'groups'],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        userinfo_signed_response_alg: 'none',
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ])
  })

  it("prints Keycloak's client", () => {
    expect(keycloakClient(upstream('keycloak'), registration)).to.deep.include({
      clientId: 'isthmus',
      secret: 'insecure_secret',
      publicClient: false,
      standardFlowEnabled: true,
      directAccessGrantsEnabled: false,
      redirectUris: ['https://sso.home.lan/oidc/callback/home'],
      frontchannelLogout: false,
    })
    expect(keycloakClient(upstream('keycloak'), registration).attributes).to.deep.equal({
      'pkce.code.challenge.method': 'S256',
      'post.logout.redirect.uris': 'https://sso.home.lan/oidc/post-logout/home',
      'backchannel.logout.url': 'https://sso.home.lan/oidc/backchannel-logout/home',
      'backchannel.logout.session.required': 'true',
      'backchannel.logout.revoke.offline.tokens': 'false',
    })
  })

  it('leaves a secret alone that is in use', async () => {
    const text = await clientRegistration(upstream('authelia'), { ...registration, inUse: true })
    expect(text).to.not.contain('insecure_secret')
    expect(text).to.contain('--new-secret')
  })

  it('says of those who make the secret themselves where theirs goes, and shows none of ours', async () => {
    for (const kind of ['auth0', 'authentik', 'entra', 'google', 'kanidm', 'okta', 'zitadel'] as const) {
      const text = await clientRegistration(upstream(kind), registration)
      expect(text)
        .to.contain('ISTHMUS_UPSTREAMS_HOME_CLIENTSECRET')
        .and.contain(registration.redirectUri)
        .and.not.contain('insecure_secret')
    }
  })

  it("prints Dex's static client and Kanidm's commands", async () => {
    const [, yaml = ''] = (await clientRegistration(upstream('dex'), registration)).split('configuration:\n')
    expect(parse(yaml.split('\nThe secret')[0] ?? '').staticClients).to.deep.equal([
      { id: 'isthmus', name: 'Isthmus', secret: 'insecure_secret', redirectURIs: [registration.redirectUri] },
    ])
    const commands = await clientRegistration(upstream('kanidm'), registration)
    expect(commands).to.contain('update-scope-map isthmus <group> openid profile email groups')
    expect(commands).to.contain(`add-redirect-url isthmus ${registration.redirectUri}`)
  })

  it('says where the secret goes, whatever the kind', async () => {
    for (const kind of ['authelia', 'keycloak', 'dex', 'generic'] as const) {
      const text = await clientRegistration(upstream(kind), registration)
      expect(text)
        .to.contain('insecure_secret')
        .and.contain('ISTHMUS_UPSTREAMS_HOME_CLIENTSECRET')
        .and.contain(registration.redirectUri)
    }
  })
})

describe('isthmus doctor', () => {
  let ca: TestCa
  let server: ReturnType<typeof createServer> | undefined
  before(async () => {
    ca = await makeTestCa()
  })
  afterEach(async () => {
    const closing = server
    server = undefined
    closing?.closeAllConnections()
    if (closing) await new Promise((resolve) => closing.close(resolve))
  })

  /** An OP of few words. `at` is its port. */
  const op = (at: () => number, change: (base: string) => Record<string, unknown>): RequestListener => {
    const base = () => `https://localhost:${at()}`
    return (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', base())
      if (pathname === '/.well-known/openid-configuration') {
        response.end(
          JSON.stringify({
            issuer: base(),
            authorization_endpoint: `${base()}/authorize`,
            token_endpoint: `${base()}/token`,
            jwks_uri: `${base()}/jwks`,
            scopes_supported: ['openid', 'profile', 'email'],
            ...change(base()),
          }),
        )
      } else if (pathname === '/authorize') {
        const known = searchParams.get('redirect_uri') === registration.redirectUri
        response.writeHead(known ? 302 : 400, known ? { location: '/login' } : {}).end('invalid_redirect_uri')
      } else if (pathname === '/logout') {
        response.writeHead(searchParams.get('post_logout_redirect_uri') === postLogoutUri ? 200 : 400).end()
      } else {
        const right =
          request.headers.authorization === `Basic ${Buffer.from('isthmus:right-secret').toString('base64')}`
        response.writeHead(right ? 400 : 401).end(JSON.stringify({ error: right ? 'invalid_grant' : 'invalid_client' }))
      }
    }
  }

  const listen = async (change: (base: string) => Record<string, unknown> = () => ({})): Promise<number> => {
    let port = 0
    const listening = createServer(
      await ca.issue('localhost'),
      op(() => port, change),
    )
    server = listening
    await new Promise<void>((resolve) => listening.listen(0, 'localhost', resolve))
    port = (listening.address() as AddressInfo).port
    return port
  }

  const examine = async (
    port: number,
    change: Partial<OidcUpstreamConfig> = {},
    redirectUri = registration.redirectUri,
    returnTo = postLogoutUri,
    outbound = direct,
  ) => {
    const found: Finding[] = []
    const target = upstream('generic', { issuer: issuer(`https://localhost:${port}`), ca: ca.pem, ...change })
    for await (const finding of examineUpstream(target, {
      outbound,
      redirectUri,
      postLogoutUri: returnTo,
      clockTolerance: 180_000,
    }))
      found.push(finding)
    return found
  }

  it('finds all well, and says which scope is not there', async () => {
    const found = await examine(await listen())
    expect(found.map(({ outcome }) => outcome)).to.deep.equal(['good', 'unknown', 'good', 'good', 'unknown'])
    expect(found[1]?.what).to.contain('groups')
    expect(found[4]?.cure).to.contain('logoutUrl')
  })

  it('finds a redirect URI that is not registered, and a wrong secret', async () => {
    const found = await examine(await listen(), { clientSecret: 'wrong' }, 'https://other.lan/cb')
    expect(found.map(({ outcome }) => outcome)).to.deep.equal(['good', 'unknown', 'bad', 'bad', 'unknown'])
    expect(found[2]?.cure).to.contain('https://other.lan/cb')
    expect(JSON.stringify(found)).not.to.contain('"wrong"')
  })

  it('names what of the discovery document can not be used, and says what becomes of a scope that the operator wrote', async () => {
    const port = await listen(() => ({ userinfo_endpoint: '/userinfo', end_session_endpoint: null }))
    const scopes = ['openid', 'urn:zitadel:iam:org:projects:roles']
    const found = await examine(port, { scopes, sendUnlistedScopes: true })
    const unknown = found.filter(({ outcome }) => outcome === 'unknown').map(({ what }) => what)
    expect(unknown[0]).to.contain('userinfo_endpoint is not an https URL')
    expect(unknown[1]).to.contain('urn:zitadel:iam:org:projects:roles: we ask for it all the same')
    expect(unknown.filter((what) => what.startsWith('Part of'))).to.have.length(1)
  })

  it('finds a document that lies elsewhere than its issuer', async () => {
    const port = await listen()
    const there = `https://localhost:${port}/.well-known/openid-configuration`
    const [found] = await examine(port, { issuer: issuer(`https://localhost:${port}/tenant`), discoveryUrl: there })
    expect(found).to.include({ outcome: 'bad' })
    expect(found?.what).to.contain('issuer mismatch')
    const [same] = await examine(port, { discoveryUrl: there })
    expect(same?.what).to.contain(there)
  })

  it('finds whether a logout of ours would come back', async () => {
    const port = await listen((base) => ({ end_session_endpoint: `${base}/logout` }))
    const good = await examine(port)
    expect(good.at(-1)).to.include({ outcome: 'good' })
    const unregistered = await examine(port, {}, registration.redirectUri, 'https://other.lan/back')
    expect(unregistered.at(-1)).to.include({ outcome: 'unknown' })
    expect(unregistered.at(-1)?.cure).to.contain('https://other.lan/back')
  })

  it('names the chain of a certificate that is not trusted', async () => {
    const port = await listen()
    const [found] = await examine(port, { ca: (await makeTestCa('Another')).pem })
    expect(found?.outcome).to.equal('bad')
    expect(found?.cure).to.match(/caFile.*It sent: ".*" issued by ".*" until/)
  })

  it('names both issuers where they differ', async () => {
    const [found] = await examine(await listen(() => ({ issuer: 'https://other.lan' })))
    expect(found).to.include({ outcome: 'bad' })
    expect(found?.what).to.match(/configured https:\/\/localhost:\d+, the document says https:\/\/other\.lan/)
  })

  it('says which names a certificate has, and that caFile holds another CA', async () => {
    const port = await listen()
    const [named] = await examine(port, { issuer: issuer(`https://127.0.0.1:${port}`) })
    expect(named?.what).to.contain('is for localhost, not for 127.0.0.1')
    const [unknown] = await examine(port, { ca: (await makeTestCa('Another')).pem })
    expect(unknown?.cure).to.match(/^`caFile` is set, but does not contain the CA/)
  })

  it('says that the clocks differ, and by how much', async () => {
    const by = async (difference: number) => {
      const date = new Date(Date.now() + difference).toUTCString()
      const connection = {
        ask: async () => ({ status: 200, headers: { date }, body: Buffer.from(''), address: undefined }),
      } as unknown as ProbingConnection
      return clockFinding(connection, 'https://op.lan', 180_000)
    }
    expect(await by(0)).to.deep.equal([])
    const [behind] = await by(-600_000)
    expect(behind?.outcome).to.equal('bad')
    expect(behind?.what).to.match(/^Its clock is (59\d|600) s behind ours, and 180 s are allowed/)
    const [ahead] = await by(60_000)
    expect(ahead?.outcome).to.equal('unknown')
    expect(ahead?.what).to.match(/ s ahead of ours/)
  })

  it('says that nothing listens', async () => {
    const port = await listen()
    server?.close()
    const [found] = await examine(port)
    expect(found).to.include({ outcome: 'bad' })
    expect(found?.what).to.contain('nothing listens at localhost')
  })
})
