import { readFile } from 'node:fs/promises'
import { expect } from 'chai'
import type { OidcUpstreamConfig } from '../../../../src/config/oidc-upstream.ts'
import {
  type AutheliaOptions,
  type AutheliaShapedOp,
  startAutheliaShapedOp,
} from '../../../fixtures/authelia-shaped-op.ts'
import { BrowserSession } from '../../../fixtures/browser-session.ts'
import { gatewayUrl, idTokenOf, type Rig, refusalOf, startRig } from '../../../fixtures/upstream-rig.ts'

const redirectUri = `${gatewayUrl}/oidc/callback/op`

function autheliaRig(op: AutheliaShapedOp, config: Partial<OidcUpstreamConfig> = {}): Rig {
  const browser = new BrowserSession({ ca: op.ca, hosts: { [op.hostname]: op.port } })
  const shape = { kind: 'authelia', ca: op.ca, connectTo: { host: '127.0.0.1' }, forceAuthn: { maxAge: 1 } } as const
  return startRig(op, { browser, config: { ...shape, ...config } })
}

const fixture = async (name: string) =>
  JSON.parse(await readFile(new URL(`../../../../../test/fixtures/authelia/${name}.json`, import.meta.url), 'utf8'))

describe('oidc-rp: an OP shaped like Authelia', () => {
  let op: AutheliaShapedOp
  let rig: Rig
  before(async () => {
    op = await startAutheliaShapedOp({ redirectUris: [redirectUri] })
  })
  after(() => op.close())
  beforeEach(() => {
    rig = autheliaRig(op)
  })
  afterEach(() => rig.close())

  async function withOp(
    options: Omit<AutheliaOptions, 'redirectUris'>,
    use: (other: AutheliaShapedOp) => Promise<void>,
  ) {
    const other = await startAutheliaShapedOp({ redirectUris: [redirectUri], ...options })
    await use(other).finally(() => other.close())
  }

  describe('is shaped like the real one', () => {
    it('in what we rely on of its discovery document', async () => {
      const real = await fixture('discovery')
      const page = await rig.browser.get(`${op.issuer}/.well-known/openid-configuration`)
      const ours = JSON.parse(page.body)
      const names = [
        'issuer',
        'authorization_endpoint',
        'token_endpoint',
        'userinfo_endpoint',
        'jwks_uri',
        'scopes_supported',
        'code_challenge_methods_supported',
        'authorization_response_iss_parameter_supported',
        'token_endpoint_auth_methods_supported',
        'claims_parameter_supported',
        'prompt_values_supported',
        'end_session_endpoint',
        'backchannel_logout_supported',
        'acr_values_supported',
      ]
      for (const name of names) {
        const expected = JSON.stringify(real[name])?.replaceAll(real.issuer, op.issuer)
        expect(sorted(ours[name]), name).to.deep.equal(
          sorted(expected === undefined ? undefined : JSON.parse(expected)),
        )
      }
    })

    it('in ID Token and userinfo: the same claims, and the same that are missing', async () => {
      const real = await fixture('answers')
      const idToken = idTokenOf(await rig.login('alice'))
      const [header, claims] = idToken.split('.', 2).map(parse)
      expect(Object.keys(header).sort()).to.deep.equal(Object.keys(real.id_token_header).sort())
      expect(Object.keys(claims).sort()).to.deep.equal(Object.keys(real.id_token_1fa).sort())
      expect(claims.amr).to.deep.equal(real.id_token_1fa.amr)
      const { claims: merged } = await rig.login('alice')
      const { rat, updated_at, ...person } = real.userinfo
      expect([rat, updated_at]).not.to.include(undefined)
      expect(merged).to.deep.include({ ...person, groups: ['staff', 'admins'] })
    })

    it('in its redirect: code, iss, scope and state', async () => {
      const query = await rig.visit(await rig.begin(), 'alice')
      expect([...new URLSearchParams(query).keys()].sort()).to.deep.equal((await fixture('answers')).redirect)
    })
  })

  it('logs in with two factors through its own client, and amr says so', async () => {
    const twoFactors = autheliaRig(op, { clientId: 'gateway-2fa' })
    const { context } = await twoFactors.login('alice')
    expect(context.amr).to.deep.equal((await fixture('answers')).id_token_2fa.amr)
    expect(context).not.to.have.property('acr')
    await twoFactors.close()
  })

  it('is never asked for acr_values, whatever the context table names', async () => {
    const { location } = await rig.begin({ acrValues: ['2'] })
    expect(new URL(location).searchParams.has('acr_values')).to.equal(false)
  })

  it('is not believed when it says acr "0"', async () => {
    const started = await rig.begin()
    const location = `${started.location}&acr_values=2`
    const authentication = await rig.complete(started, await rig.visit({ ...started, location }, 'alice'))
    const { context } = authentication
    expect(parse(idTokenOf(authentication).split('.')[1] ?? '').acr).to.equal('0') // the fixture did what the real one does
    expect(context).not.to.have.property('acr')
  })

  it('is asked for a fresh login by max_age=1, never 0, without prompt=login and its consent page', async () => {
    const { location } = await rig.begin({ forceAuthn: true, maxAuthnAge: 0 })
    const asked = new URL(location).searchParams
    expect(asked.get('max_age')).to.equal('1')
    expect(asked.has('prompt')).to.equal(false)
    await rig.login('alice')
    await new Promise((resolve) => setTimeout(resolve, 2100))
    const again = await rig.login('alice', { forceAuthn: true })
    expect(again.context.issuedAt - (again.context.authTime ?? 0)).to.be.lessThan(2)
  })

  it('answers login_required to prompt=none from a browser without a session', async () => {
    const started = await rig.begin({ isPassive: true })
    const error = await refusalOf(rig.visit(started).then((query) => rig.complete(started, query)))
    expect(error.code).to.equal('login_required')
  })

  it('answers prompt=none from its session, and strands the browser where a consent is missing', async () => {
    await rig.login('alice')
    expect((await rig.login('alice', { isPassive: true })).claims.preferred_username).to.equal('alice')
    const explicit = autheliaRig(op, { clientId: 'explicit' })
    await explicit.login('alice')
    const stranded = await refusalOf(explicit.begin({ isPassive: true }).then((started) => explicit.visit(started)))
    expect(stranded.message).to.contain('kept the browser')
    await explicit.close()
  })

  it('says no to a person whom its rules forbid: upstream_denied', async () => {
    expect((await refusalOf(rig.login('mallory'))).code).to.equal('upstream_denied')
  })

  it('gives a person without e-mail and groups', async () => {
    const { claims } = await rig.login('carol')
    expect(claims).to.include({ email_verified: true, preferred_username: 'carol' })
    expect(claims.groups).to.deep.equal([])
    expect(claims).not.to.have.property('email')
  })

  it('may sign its userinfo, without iss and aud', () =>
    withOp({ signedUserinfo: true }, async (other) => {
      const signed = autheliaRig(other)
      expect((await signed.login('alice')).claims.groups).to.deep.equal(['staff', 'admins'])
      await signed.close()
    }))

  it('takes the one client authentication method that is registered, no other', () =>
    withOp({ clientAuthentication: 'client_secret_post' }, async (other) => {
      const post = autheliaRig(other, { clientAuthentication: 'client_secret_post' })
      expect((await post.login('alice')).claims.preferred_username).to.equal('alice')
      await post.close()
      const basic = autheliaRig(other)
      const error = await refusalOf(basic.login('alice'))
      expect(error.code).to.equal('upstream_invalid')
      expect(String((error.cause as Error).message)).to.contain('401')
      await basic.close()
    }))

  it('is reached only under its name: without connectTo nothing answers, and its certificate is checked for that name', async () => {
    const unresolved = autheliaRig(op, { connectTo: { host: 'no.such.host.test' } })
    expect((await refusalOf(unresolved.begin())).code).to.equal('upstream_unavailable')
    await unresolved.close()
    const otherName = autheliaRig(op, {
      issuer: `https://other.example.test:${op.port}` as OidcUpstreamConfig['issuer'],
    })
    const error = await refusalOf(otherName.begin())
    expect(causes(error)).to.contain('other.example.test')
    await otherName.close()
  })

  it('is not trusted without its CA', async () => {
    const { ca: _, ...rest } = rig.config
    const stranger = startRig(op, { config: { ...rest, connectTo: { host: '127.0.0.1' } } })
    const untrusting = startRig(op, { config: { connectTo: { host: '127.0.0.1' } } })
    expect(causes(await refusalOf(untrusting.begin()))).to.match(/certificate/)
    await Promise.all([stranger.close(), untrusting.close()])
  })
})

function sorted(value: unknown): unknown {
  return Array.isArray(value) ? [...value].sort() : value
}

function parse(part: string) {
  return JSON.parse(Buffer.from(part, 'base64url').toString())
}

function causes(error: unknown): string {
  return error instanceof Error ? `${error.message} ← ${causes(error.cause)}` : ''
}
