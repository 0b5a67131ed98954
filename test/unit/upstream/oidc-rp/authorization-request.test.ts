import { expect } from 'chai'
import { type Issuer, transactionId } from '../../../../src/core/identifiers.ts'
import type { UpstreamRequest } from '../../../../src/core/ports/roles.ts'
import { authorizationRequest, reviveUpstreamState } from '../../../../src/upstream/oidc-rp/authorization-request.ts'
import type { OpMetadata } from '../../../../src/upstream/oidc-rp/discovery.ts'

const metadata: OpMetadata = {
  issuer: 'https://op.example.org' as Issuer,
  authorizationEndpoint: 'https://op.example.org/auth',
  tokenEndpoint: 'https://op.example.org/token',
  userinfoEndpoint: undefined,
  jwksUri: 'https://op.example.org/jwks',
  endSessionEndpoint: undefined,
  scopes: ['openid', 'profile', 'email', 'groups', 'offline_access'],
  prompts: undefined,
  idTokenAlgorithms: ['RS256'],
  sendsIssuer: true,
  ignored: [],
}
const generic = {
  kind: 'generic',
  scopes: ['openid', 'profile', 'email', 'groups'],
  sendUnlistedScopes: false,
  forceAuthn: { prompt: 'login', maxAge: 3600 },
} as const
const authelia = { ...generic, kind: 'authelia', forceAuthn: { maxAge: 1 } } as const
const redirectUri = 'https://sso.example.org/oidc/callback/op'

function ask(
  request: Partial<UpstreamRequest> = {},
  config: Parameters<typeof authorizationRequest>[0] = generic,
  op = metadata,
) {
  const whole = { forceAuthn: false, isPassive: false, acrValues: [], ...request }
  return authorizationRequest(config, op, redirectUri, transactionId('the-transaction'), whole)
}

describe('oidc-rp: the authentication request', () => {
  it('ForceAuthn: prompt=login with max_age=3600, so that auth_time comes back; Authelia max_age=1 alone', () => {
    expect(ask({ forceAuthn: true }).parameters).to.include({ prompt: 'login', max_age: '3600' })
    const { parameters } = ask({ forceAuthn: true }, authelia)
    expect(parameters).to.include({ max_age: '1' })
    expect(parameters).not.to.have.property('prompt')
  })

  it('asked again: prompt=login whatever is set, but for Google, which takes it for an error', () => {
    const again = { forceAuthn: true, askedAgain: true }
    expect(ask(again, authelia).parameters).to.include({ prompt: 'login', max_age: '1' })
    expect(ask(again, { ...generic, forceAuthn: { maxAge: 60 } }).parameters).to.include({ prompt: 'login' })
    const google = { ...generic, kind: 'google', forceAuthn: { maxAge: 3600 } } as const
    expect(ask(again, google).parameters).not.to.have.property('prompt')
  })

  it('another account: select_account where the OP lists it, or is known to have it; else login', () => {
    const another = { anotherAccount: true }
    const listing = (prompts: readonly string[]) => ask(another, generic, { ...metadata, prompts }).parameters
    expect(listing(['none', 'login', 'select_account'])).to.include({ prompt: 'select_account' })
    expect(listing(['none', 'login'])).to.include({ prompt: 'login' })
    expect(ask(another).parameters).to.include({ prompt: 'login' })
    for (const kind of ['google', 'entra'] as const) {
      expect(ask(another, { ...generic, kind }).parameters).to.include({ prompt: 'select_account' })
    }
    const listed = { ...metadata, prompts: ['login', 'select_account'] }
    expect(ask(another, authelia, listed).parameters, 'it has no page for it').to.include({ prompt: 'login' })
    expect(ask().parameters, 'the control').not.to.have.property('prompt')
  })

  it('login_hint: as the app wrote it', () => {
    expect(ask({ loginHint: 'alice@home.test' }).parameters).to.include({ login_hint: 'alice@home.test' })
    expect(ask().parameters).not.to.have.property('login_hint')
  })

  it('IsPassive: prompt=none, alone', () => {
    expect(ask({ isPassive: true }).parameters).to.include({ prompt: 'none' })
    expect(ask({ isPassive: true }).parameters).not.to.have.property('max_age')
  })

  it('maxAuthnAge: max_age; with ForceAuthn the shorter of both', () => {
    expect(ask({ maxAuthnAge: 600 }).parameters).to.include({ max_age: '600' })
    expect(ask({ maxAuthnAge: 600, forceAuthn: true }).parameters).to.include({ max_age: '600', prompt: 'login' })
    expect(ask({ maxAuthnAge: 7200, forceAuthn: true }).parameters).to.include({ max_age: '3600' })
    expect(ask({ maxAuthnAge: 0 }).parameters).to.include({ max_age: '0' })
    expect(ask({ maxAuthnAge: 0 }, authelia).parameters).to.include({ max_age: '1' })
    expect(ask({ maxAuthnAge: 10.7 }).parameters).to.include({ max_age: '10' })
  })

  it('acr_values only when given, never to Authelia', () => {
    expect(ask().parameters).not.to.have.property('acr_values')
    expect(ask({ acrValues: ['2', '1'] }).parameters).to.include({ acr_values: '2 1' })
    expect(ask({ acrValues: ['2'] }, authelia).parameters).not.to.have.property('acr_values')
  })

  it('scopes: openid first, only what the OP lists, never offline_access', () => {
    const scopes = ['offline_access', 'profile', 'roles', 'groups']
    expect(ask({}, { ...generic, scopes }).parameters.scope).to.equal('openid profile groups')
    expect(ask({}, { ...generic, scopes }, { ...metadata, scopes: undefined }).parameters.scope).to.equal(
      'openid profile roles groups',
    )
    expect(ask({}, generic, { ...metadata, scopes: ['openid', 'email'] }).parameters.scope).to.equal('openid email')
    expect(ask({}, generic, { ...metadata, scopes: [] }).parameters.scope).to.equal('openid')
  })

  it('scopes that the operator wrote: sent though the OP does not list them (Zitadel), but offline_access', () => {
    const scopes = ['openid', 'profile', 'urn:zitadel:iam:org:projects:roles', 'offline_access']
    expect(ask({}, { ...generic, scopes, sendUnlistedScopes: true }).parameters.scope).to.equal(
      'openid profile urn:zitadel:iam:org:projects:roles',
    )
  })

  it('its state survives storage, and nothing else is taken for one', () => {
    const { state, parameters } = ask({ forceAuthn: true })
    expect(reviveUpstreamState(JSON.parse(JSON.stringify(state)))).to.deep.equal(state)
    expect(state).to.include({
      issuer: metadata.issuer,
      redirectUri,
      nonce: parameters.nonce,
      prompt: 'login',
      maxAge: 3600,
    })
    expect(() => reviveUpstreamState({ ...state, verifier: undefined })).to.throw()
  })
})
