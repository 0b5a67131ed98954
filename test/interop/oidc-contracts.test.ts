/**
 * What Nextcloud (oidc_login, user_oidc), Portainer, Gitea, Grafana, kubelogin and Proxmox send and check, request by request, against the
 * entries that `isthmus app preset` prints. The clients are ours, after the sources of each; the apps themselves do not run.
 */
import { createHash, randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose'
import { stringify } from 'yaml'
import { presetClient } from '../../src/cli/app-preset.ts'
import type { AppPresetName } from '../../src/config/app-preset.ts'
import { startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { appSecret } from '../fixtures/oidc-app.ts'

const places: Readonly<Partial<Record<AppPresetName, string>>> = {
  'nextcloud-oidc-login': 'https://cloud.test',
  'nextcloud-user-oidc': 'https://cloud2.test',
  portainer: 'https://portainer.test:9443',
  gitea: 'https://git.test',
  grafana: 'https://grafana.test',
  kubernetes: '',
  proxmox: 'https://pve1.test:8006',
}

interface Discovery {
  readonly issuer: string
  readonly authorization_endpoint: string
  readonly token_endpoint: string
  readonly userinfo_endpoint: string
  readonly jwks_uri: string
  readonly end_session_endpoint: string
  readonly code_challenge_methods_supported?: readonly string[]
}

describe('what apps send and check, by their presets', () => {
  let gateway: TestGateway
  let provider: Discovery

  before(async () => {
    const apps = Object.entries(places).map(([preset, address]) => {
      const { entry, clientId } = presetClient(preset, address === '' ? [] : [address], {
        issuer: 'https://sso.test',
      }).client
      const secret = entry.clientSecretHash !== undefined && { clientSecretFile: 'app-secret' }
      const own = { ...secret, clientSecretHash: undefined, backchannelLogoutUri: undefined }
      return [clientId, { protocol: 'oidc', ...entry, ...own }]
    })
    gateway = await startGateway({
      yaml: stringify({ apps: JSON.parse(JSON.stringify(Object.fromEntries(apps))) }),
      files: { 'app-secret': appSecret },
    })
    const answer = await fetch(`${gateway.url}/.well-known/openid-configuration`)
    provider = (await answer.json()) as Discovery
  })
  after(() => gateway.close())

  /** From the authorization request to the parameters of the redirect. */
  async function authorize(parameters: Record<string, string>, browser = gateway.browser()): Promise<URLSearchParams> {
    const { redirect_uri: back = '' } = parameters
    const begin = `${provider.authorization_endpoint}?${new URLSearchParams(parameters)}`
    const page = await browser.follow(begin, (next) => next.startsWith(back))
    const location = String(page.headers.location)
    expect(location.startsWith(`${back}?`) || location.startsWith(`${back}/?`), `${location} ${page.body}`).to.equal(
      true,
    )
    return new URL(location).searchParams
  }
  const inHeader = (id: string) => ({
    authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(appSecret)}`).toString('base64')}`,
  })
  async function redeem(form: Record<string, string>, headers: Record<string, string> = {}) {
    const answer = await fetch(provider.token_endpoint, { method: 'POST', body: new URLSearchParams(form), headers })
    expect(answer.status).to.equal(200)
    expect(answer.headers.get('content-type')).to.match(/^application\/json/)
    return (await answer.json()) as { access_token: string; id_token: string; refresh_token?: string }
  }
  async function userinfo(token: string): Promise<Record<string, unknown>> {
    const answer = await fetch(provider.userinfo_endpoint, { headers: { authorization: `Bearer ${token}` } })
    expect(answer.headers.get('content-type')).to.match(/^application\/json/)
    return (await answer.json()) as Record<string, unknown>
  }
  const verified = async (token: string): Promise<JWTPayload> =>
    (await jwtVerify(token, createRemoteJWKSet(new URL(provider.jwks_uri)), { issuer: gateway.url })).payload
  const pkce = () => {
    const verifier = randomBytes(32).toString('base64url')
    return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') }
  }

  it('Nextcloud oidc_login: S256, Basic, groups and names from userinfo, and a logout that returns', async () => {
    const browser = gateway.browser()
    const redirect = 'https://cloud.test/index.php/apps/oidc_login/oidc'
    const { verifier, challenge } = pkce()
    const state = randomBytes(16).toString('hex')
    const asked = {
      ...{
        response_type: 'code',
        redirect_uri: redirect,
        client_id: 'nextcloud-oidc-login',
        nonce: 'n'.repeat(32),
        state,
      },
      ...{ scope: 'openid profile email groups', code_challenge: challenge, code_challenge_method: 'S256' },
    }
    const back = await authorize(asked, browser)
    expect(back.get('state')).to.equal(state)
    const code = back.get('code') ?? ''
    const tokens = await redeem(
      { grant_type: 'authorization_code', code, redirect_uri: redirect, code_verifier: verifier },
      inHeader('nextcloud-oidc-login'),
    )
    const claims = await verified(tokens.id_token)
    expect(claims).to.include({ nonce: 'n'.repeat(32), aud: 'nextcloud-oidc-login' })
    const person = await userinfo(tokens.access_token)
    expect(person).to.include({ sub: claims.sub, preferred_username: 'alice', email: 'alice@example.org' })
    expect(person.groups).to.deep.equal(['staff', 'admins'])
    // oidc_login_end_session_redirect, oidc_login_logout_url
    const bye = new URLSearchParams({ id_token_hint: tokens.id_token, post_logout_redirect_uri: 'https://cloud.test/' })
    const left = await browser.follow(`${provider.end_session_endpoint}?${bye}`, (next) =>
      next.startsWith('https://cloud'),
    )
    expect(left.headers.location).to.equal('https://cloud.test/')
  })

  it('Nextcloud user_oidc: `claims`, secret in the body, azp, nonce, sid, everything in the ID Token', async () => {
    const redirect = 'https://cloud2.test/apps/user_oidc/code'
    const { verifier, challenge } = pkce()
    const wanted = {
      id_token: { email: null, name: null, preferred_username: null, groups: null },
      userinfo: { email: null },
    }
    const back = await authorize({
      ...{
        response_type: 'code',
        redirect_uri: redirect,
        client_id: 'nextcloud-user-oidc',
        nonce: 'N'.repeat(32),
        state: 'S'.repeat(32),
      },
      ...{ scope: 'openid email profile groups', claims: JSON.stringify(wanted) },
      ...{ code_challenge: challenge, code_challenge_method: 'S256' },
    })
    const tokens = await redeem({
      ...{ grant_type: 'authorization_code', code: back.get('code') ?? '', redirect_uri: redirect },
      ...{ client_id: 'nextcloud-user-oidc', client_secret: appSecret, code_verifier: verifier },
    })
    const claims = await verified(tokens.id_token)
    expect(claims.aud).to.satisfy(
      (aud: unknown) => aud === 'nextcloud-user-oidc' || String(aud) === 'nextcloud-user-oidc',
    )
    if (claims.azp !== undefined) expect(claims.azp).to.equal('nextcloud-user-oidc')
    expect(claims).to.include({ nonce: 'N'.repeat(32), preferred_username: 'alice', email: 'alice@example.org' })
    expect(claims.groups).to.deep.equal(['staff', 'admins'])
    expect(claims.sid).to.be.a('string').and.not.equal('')
  })

  it('Portainer: no discovery, no PKCE, no nonce, JSON userinfo, and a bare call of the logout', async () => {
    const redirect = 'https://portainer.test:9443/'
    const back = await authorize({
      ...{ response_type: 'code', client_id: 'portainer', redirect_uri: redirect, state: 'p'.repeat(36) },
      ...{ scope: 'openid profile email groups', prompt: 'login' },
    })
    const code = back.get('code') ?? ''
    const tokens = await redeem(
      { grant_type: 'authorization_code', code, redirect_uri: redirect },
      inHeader('portainer'),
    )
    expect(await userinfo(tokens.access_token)).to.include({ preferred_username: 'alice' })
    const logout = await gateway.browser().follow(provider.end_session_endpoint)
    expect(logout.status).to.equal(200)
  })

  it('Gitea: its callback, with and without PKCE, sub of userinfo as in the ID Token', async () => {
    const redirect = 'https://git.test/user/oauth2/isthmus/callback'
    for (const { verifier, challenge } of [pkce(), { verifier: '', challenge: '' }]) {
      const asked = challenge === '' ? {} : { code_challenge: challenge, code_challenge_method: 'S256' }
      const back = await authorize({
        ...{ response_type: 'code', client_id: 'gitea', redirect_uri: redirect, state: 'g'.repeat(36) },
        ...{ scope: 'openid email profile groups', ...asked },
      })
      const tokens = await redeem(
        {
          ...{ grant_type: 'authorization_code', code: back.get('code') ?? '', redirect_uri: redirect },
          ...(verifier !== '' && { code_verifier: verifier }),
        },
        inHeader('gitea'),
      )
      const [claims, person] = [await verified(tokens.id_token), await userinfo(tokens.access_token)]
      expect(person.sub).to.equal(claims.sub)
      expect(claims.groups).to.deep.equal(['staff', 'admins'])
    }
  })

  it('Grafana: its callback, PKCE, no nonce; login, name, e-mail and groups from userinfo', async () => {
    const redirect = 'https://grafana.test/login/generic_oauth'
    const { verifier, challenge } = pkce()
    const back = await authorize({
      ...{ response_type: 'code', client_id: 'grafana', redirect_uri: redirect, state: 's'.repeat(44) },
      ...{ access_type: 'online', scope: 'openid profile email groups' },
      ...{ code_challenge: challenge, code_challenge_method: 'S256' },
    })
    const code = back.get('code') ?? ''
    const tokens = await redeem(
      { grant_type: 'authorization_code', code, redirect_uri: redirect, code_verifier: verifier },
      inHeader('grafana'),
    )
    const known = { preferred_username: 'alice', email: 'alice@example.org', groups: ['staff', 'admins'] }
    expect(await userinfo(tokens.access_token)).to.deep.include(known)
    expect(await verified(tokens.id_token)).to.deep.include(known)
  })

  it('kubelogin: no secret, on any port of this machine; name and groups in the ID Token, after a refresh too', async () => {
    const redirect = 'http://localhost:18765'
    const { verifier, challenge } = pkce()
    const back = await authorize({
      ...{ response_type: 'code', client_id: 'kubernetes', redirect_uri: redirect, state: 'k'.repeat(43) },
      ...{ access_type: 'offline', nonce: 'n'.repeat(43), scope: 'profile groups openid' },
      ...{ code_challenge: challenge, code_challenge_method: 'S256' },
    })
    const code = back.get('code') ?? ''
    const grant = { grant_type: 'authorization_code', code, redirect_uri: redirect, code_verifier: verifier }
    const first = await redeem({ ...grant, client_id: 'kubernetes' })
    const refresh = { grant_type: 'refresh_token', refresh_token: first.refresh_token ?? '', client_id: 'kubernetes' }
    for (const { id_token } of [first, await redeem(refresh)]) {
      const claims = await verified(id_token)
      // As kube-apiserver reads it: --oidc-client-id, --oidc-username-claim, --oidc-groups-claim.
      expect(claims).to.deep.include({ preferred_username: 'alice', groups: ['staff', 'admins'] })
      expect([claims.aud].flat()).to.deep.equal(['kubernetes'])
    }
  })

  it('Proxmox: a bare origin, JSON as state, display=page, aud of exactly one', async () => {
    const redirect = 'https://pve1.test:8006'
    const { verifier, challenge } = pkce()
    const state = JSON.stringify({ realm: 'isthmus', 'redirect-url': redirect, csrf: 'x"{}\\' })
    const back = await authorize({
      ...{
        response_type: 'code',
        client_id: 'proxmox',
        redirect_uri: redirect,
        state,
        nonce: 'pve-nonce',
        display: 'page',
      },
      ...{ scope: 'openid email profile groups', code_challenge: challenge, code_challenge_method: 'S256' },
    })
    expect(back.get('state')).to.equal(state)
    const code = back.get('code') ?? ''
    expect(code.length).to.be.lessThan(2048)
    const tokens = await redeem(
      { grant_type: 'authorization_code', code, redirect_uri: redirect, code_verifier: verifier },
      inHeader('proxmox'),
    )
    const claims = await verified(tokens.id_token)
    expect([claims.aud].flat()).to.deep.equal(['proxmox'])
    const { groups } = await userinfo(tokens.access_token)
    expect(groups).to.deep.equal(['staff', 'admins'])
    for (const group of groups as string[]) expect(group).to.match(/^[A-Za-z0-9._-]+$/)
  })
})
