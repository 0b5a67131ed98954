/** Attack 76: a discovery document that speaks for another OP or points us elsewhere, and tokens that bring or point to their own key. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import type { Issuer } from '../../src/core/identifiers.ts'
import * as evil from '../fixtures/evil-op.ts'
import { type Rig, refusalOf, startRig } from '../fixtures/upstream-rig.ts'

describe('attack 76: discovery and key pointers', () => {
  let op: evil.EvilOp
  let rig: Rig
  let victim: Server
  let hits: string[]
  before(async () => {
    op = await evil.startEvilOp({ autoLogin: 'alice' })
    victim = createServer((request, response) => {
      hits.push(request.url ?? '')
      response.end(JSON.stringify({ keys: [evil.strangersJwk()] }))
    })
    await new Promise<void>((resolve) => victim.listen(0, '127.0.0.1', resolve))
  })
  after(async () => {
    await op.close()
    victim.close()
  })
  beforeEach(() => {
    hits = []
    rig = startRig(op)
  })
  afterEach(async () => {
    op.behave()
    expect(hits, 'nobody else was called').to.deep.equal([])
    const fresh = startRig(op)
    expect((await fresh.login()).subject, 'it still logs in').to.equal('sub-alice')
    await Promise.all([fresh.close(), rig.close()])
  })

  const elsewhere = () => `http://127.0.0.1:${(victim.address() as AddressInfo).port}/jwks`

  const documents: Readonly<Record<string, () => Record<string, unknown>>> = {
    'another issuer': () => ({ issuer: 'https://other.example.org' }),
    'the issuer with a slash more': () => ({ issuer: `${op.issuer}/` }),
    'no issuer': () => ({ issuer: undefined }),
    'issuers in a list': () => ({ issuer: [op.issuer] }),
    'a file as keys': () => ({ jwks_uri: 'file:///etc/passwd' }),
    'data as keys': () => ({ jwks_uri: 'data:application/json,{"keys":[]}' }),
    'a script as authorization endpoint': () => ({ authorization_endpoint: 'javascript:alert(1)//' }),
    'an authorization endpoint on plain http elsewhere': () => ({
      authorization_endpoint: 'http://login.example.org/',
    }),
    'a token endpoint on plain http elsewhere': () => ({ token_endpoint: 'http://login.example.org/token' }),
    'a token endpoint with credentials': () => ({ token_endpoint: 'https://a:b@login.example.org/token' }),
    'no token endpoint': () => ({ token_endpoint: undefined }),
    'a token endpoint that is no URL': () => ({ token_endpoint: '/token' }),
    'no keys': () => ({ jwks_uri: undefined }),
    'keys on a private network': () => ({ jwks_uri: 'https://10.0.0.1/jwks' }),
    'a token endpoint of a cloud': () => ({ token_endpoint: 'https://169.254.169.254/token' }),
    'userinfo on a private network': () => ({ userinfo_endpoint: 'https://[fd00::1]/userinfo' }),
    'a token endpoint in a form of IPv6': () => ({ token_endpoint: 'https://[64:ff9b::a00:1]/token' }),
    'HMAC alone': () => ({ id_token_signing_alg_values_supported: ['HS256', 'none'] }),
  }
  for (const [name, changes] of Object.entries(documents)) {
    it(`${name}: no login is begun`, async () => {
      op.lie(evil.discovery(changes()))
      expect((await refusalOf(rig.begin())).code).to.equal('upstream_unavailable')
    })
  }

  it('an optional endpoint that is no https URL: as if it were absent, and nobody is called or sent there', async () => {
    const { readMetadata } = await import('../../src/upstream/oidc-rp/discovery.ts')
    const document = {
      issuer: op.issuer,
      authorization_endpoint: `${op.issuer}/authorize`,
      token_endpoint: `${op.issuer}/token`,
      jwks_uri: `${op.issuer}/jwks`,
    }
    for (const url of ['ftp://login.example.org/', 'http://login.example.org/', 'javascript:alert(1)//', '/logout']) {
      const found = readMetadata(
        { ...document, userinfo_endpoint: url, end_session_endpoint: url },
        op.issuer as Issuer,
      )
      expect([found.userinfoEndpoint, found.endSessionEndpoint]).to.deep.equal([undefined, undefined])
      expect(found.ignored).to.have.length(2)
    }
    op.lie(evil.discovery({ userinfo_endpoint: `${elsewhere().replace('127.0.0.1', '0.0.0.0')}` }))
    expect((await rig.login()).subject).to.equal('sub-alice')
    expect(rig.warnings).to.include("part of the discovery document can't be used")
  })

  it('an https OP that points at http on our own loopback: refused (it would aim us at our own services)', async () => {
    const { readMetadata } = await import('../../src/upstream/oidc-rp/discovery.ts')
    const issuer = 'https://op.example.org' as Issuer
    const document = {
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
    }
    expect(readMetadata(document, issuer).jwksUri).to.equal(`${issuer}/jwks`)
    expect(() => readMetadata({ ...document, jwks_uri: elsewhere() }, issuer)).to.throw('jwks_uri is not an https URL')
  })

  for (const header of ['jku', 'x5u'] as const) {
    it(`${header} in the header: never followed, the token refused`, async () => {
      op.lie(evil.keyInHeader(header, elsewhere()))
      expect((await refusalOf(rig.login())).code).to.equal('upstream_invalid')
    })
  }

  it('a key in the header (jwk): not believed', async () => {
    op.lie(evil.keyInHeader('jwk', evil.strangersJwk()))
    expect((await refusalOf(rig.login())).code).to.equal('upstream_invalid')
  })

  it('a redirect in place of the document or the keys: not followed', async () => {
    for (const from of ['discovery', 'jwks', 'token', 'userinfo']) {
      op.behave()
      op.hooks.answer = (endpoint, answer) => {
        if (endpoint !== from) return
        Object.assign(answer, { status: 302, body: '' })
        answer.headers.location = elsewhere()
      }
      const fresh = startRig(op)
      expect((await refusalOf(fresh.login())).code).to.match(/^upstream_(unavailable|invalid)$/)
      await fresh.close()
    }
  })

  it('control: the same document about itself is accepted, with keys in headers that are good anyway', async () => {
    op.lie(evil.discovery({ issuer: op.issuer, x_unknown: { nested: [] } }))
    op.lie(evil.idToken({}, { jku: elsewhere(), x5u: elsewhere(), jwk: evil.strangersJwk() }))
    expect((await rig.login()).subject).to.equal('sub-alice')
  })
})
