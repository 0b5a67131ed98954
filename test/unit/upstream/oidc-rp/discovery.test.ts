import { expect } from 'chai'
import { issuer, type JsonObject } from '../../../../src/core/identifiers.ts'
import { discoveryUrl, readMetadata } from '../../../../src/upstream/oidc-rp/discovery.ts'
import { startOp } from '../../../fixtures/op.ts'
import { refusalOf, startRig } from '../../../fixtures/upstream-rig.ts'

const op = issuer('https://op.example.org')
const document: JsonObject = {
  issuer: op,
  authorization_endpoint: 'https://op.example.org/auth',
  token_endpoint: 'https://op.example.org/token',
  userinfo_endpoint: 'https://op.example.org/userinfo',
  end_session_endpoint: 'https://op.example.org/logout',
  jwks_uri: 'https://op.example.org/jwks',
  scopes_supported: ['openid', 'email'],
  id_token_signing_alg_values_supported: ['RS256', 'ES256'],
  authorization_response_iss_parameter_supported: true,
}
const read = (changes: JsonObject) => readMetadata({ ...document, ...changes }, op)

describe('oidc-rp: the discovery document', () => {
  it('control: a whole one is read, and nothing of it left out', () => {
    expect(read({})).to.deep.equal({
      issuer: op,
      authorizationEndpoint: 'https://op.example.org/auth',
      tokenEndpoint: 'https://op.example.org/token',
      userinfoEndpoint: 'https://op.example.org/userinfo',
      endSessionEndpoint: 'https://op.example.org/logout',
      jwksUri: 'https://op.example.org/jwks',
      scopes: ['openid', 'email'],
      prompts: undefined,
      idTokenAlgorithms: ['RS256', 'ES256'],
      sendsIssuer: true,
      ignored: [],
    })
  })

  const optional = {
    userinfo_endpoint: 'userinfoEndpoint',
    end_session_endpoint: 'endSessionEndpoint',
    scopes_supported: 'scopes',
  } as const
  for (const [member, name] of Object.entries(optional)) {
    it(`${member} that is null or empty is absent, and nothing to warn of`, () => {
      for (const nothing of [null, '']) {
        expect(read({ [member]: nothing })[name]).to.equal(undefined)
        expect(read({ [member]: nothing }).ignored).to.deep.equal([])
      }
    })

    it(`${member} that can't be used is as absent, and named`, () => {
      for (const bad of ['http://op.example.org/', '/logout', 7, {}, true]) {
        expect(read({ [member]: bad })[name]).to.equal(undefined)
        expect(
          read({ [member]: bad })
            .ignored.map(({ text }) => text)
            .join(),
        ).to.contain(member)
      }
    })
  }

  it('a text where a flag or a list belongs is as absent: RS256 is what every OP has (Discovery 3)', () => {
    const iss = read({ authorization_response_iss_parameter_supported: 'true' })
    expect([iss.sendsIssuer, iss.ignored.length]).to.deep.equal([false, 1])
    const algorithms = read({ id_token_signing_alg_values_supported: 'RS256' })
    expect([algorithms.idTokenAlgorithms, algorithms.ignored.length]).to.deep.equal([['RS256'], 1])
    for (const none of [[], [null, 7]]) {
      const empty = read({ id_token_signing_alg_values_supported: none })
      expect([empty.idTokenAlgorithms, empty.ignored.length]).to.deep.equal([['RS256'], 1])
    }
    expect(read({ scopes_supported: ['openid', null, 7] }).scopes).to.deep.equal(['openid'])
    expect(read({ id_token_signing_alg_values_supported: ['EdDSA'] }).idTokenAlgorithms).to.deep.equal(['EdDSA'])
  })

  for (const member of ['issuer', 'authorization_endpoint', 'token_endpoint', 'jwks_uri']) {
    it(`${member} is needed: without it, or with a bad one, there is no login, and the reason names it`, () => {
      for (const bad of [undefined, null, '', 7, ['https://op.example.org/']]) {
        expect(() => read({ [member]: bad })).to.throw(`the discovery document has no ${member}`)
      }
      expect(() => read({ [member]: 'http://op.example.org/x' })).to.throw(/mismatch|is not an https URL/)
    })
  }

  it('one for many tenants says so', () => {
    expect(() => read({ issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0' })).to.throw('many tenants')
  })

  it('lies below the issuer, or where `discoveryUrl` says', () => {
    expect(discoveryUrl({ issuer: issuer('https://op.example.org/a/') })).to.equal(
      'https://op.example.org/a/.well-known/openid-configuration',
    )
    expect(discoveryUrl({ issuer: op, discoveryUrl: 'https://x.example.org/d?p=1' })).to.equal(
      'https://x.example.org/d?p=1',
    )
  })
})

describe('oidc-rp: where documents are fetched', () => {
  it('discoveryUrl: the document lies elsewhere, its issuer is still compared', async () => {
    const b2c = await startOp({ autoLogin: 'alice', path: '/tenant/policy' })
    const expected = issuer(b2c.issuer.replace('/tenant/policy', '/0e96f835/v2.0/'))
    const place = `${b2c.issuer}/.well-known/openid-configuration`
    b2c.hooks.discovery = (found) => void Object.assign(found, { issuer: expected })
    b2c.hooks.idToken = (claims) => void Object.assign(claims, { iss: expected })
    b2c.hooks.authorizationResponse = (parameters) => parameters.set('iss', expected)
    const rig = startRig(b2c, { config: { issuer: expected, discoveryUrl: place } })
    expect((await rig.login()).issuer).to.equal(expected)
    const other = startRig(b2c, { config: { discoveryUrl: place } })
    expect((await refusalOf(other.begin())).code).to.equal('upstream_unavailable')
    await Promise.all([rig.close(), other.close(), b2c.close()])
  })

  for (const endpoint of ['discovery', 'jwks'] as const) {
    it(`a redirect of the ${endpoint} document on the same origin is followed, but not for ever`, async () => {
      const plain = await startOp({ autoLogin: 'alice' })
      let redirects = 1
      plain.hooks.answer = (asked, answer) => {
        if (asked !== endpoint || redirects-- <= 0) return
        Object.assign(answer, { status: 301, headers: { location: plain.log.at(-1)?.url ?? '' }, body: '' })
      }
      const rig = startRig(plain)
      expect((await rig.login()).subject).to.equal('sub-alice')
      redirects = 100
      const fresh = startRig(plain)
      expect((await refusalOf(fresh.login())).code).to.equal('upstream_unavailable')
      await Promise.all([rig.close(), fresh.close(), plain.close()])
    })
  }

  for (const status of [404, 503]) {
    it(`keys that answer ${status} at the first try are asked for once more, and no more than once`, async () => {
      const starting = await startOp({ autoLogin: 'alice' })
      let failures = 1
      starting.hooks.answer = (asked, answer) => {
        if (asked === 'jwks' && failures-- > 0) Object.assign(answer, { status, body: 'no' })
      }
      const rig = startRig(starting)
      expect((await rig.login()).subject).to.equal('sub-alice')
      expect(starting.count('jwks')).to.equal(2)
      failures = 2
      const fresh = startRig(starting)
      expect((await refusalOf(fresh.login())).code).to.equal('upstream_unavailable')
      expect(starting.count('jwks')).to.equal(4)
      await Promise.all([rig.close(), fresh.close(), starting.close()])
    })
  }

  it('keys that answer 429 are not', async () => {
    const busy = await startOp({ autoLogin: 'alice' })
    busy.hooks.answer = (asked, answer) => void (asked === 'jwks' && Object.assign(answer, { status: 429, body: 'no' }))
    const rig = startRig(busy)
    expect((await refusalOf(rig.login())).code).to.equal('upstream_unavailable')
    expect(busy.count('jwks')).to.equal(1)
    await Promise.all([rig.close(), busy.close()])
  })
})
