/** The real oauth2-proxy before an app, set as our preset says: login, groups, refresh, bearer tokens, sign-out. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { expect } from 'chai'
import { appPresets } from '../../src/config/app-presets.ts'
import type { BrowserSession, Page } from '../fixtures/browser-session.ts'
import { endProcess } from '../fixtures/end-process.ts'
import { freePort } from '../fixtures/free-port.ts'
import { startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { appSecret, openIdApp } from '../fixtures/oidc-app.ts'
import { oauth2Proxy } from '../run/built.ts'

const preset = appPresets['oauth2-proxy']

/** Flags of the command that the preset prints, without its line breaks and quotes. */
function presetFlags(issuer: string, origin: string): string[] {
  const names = { issuer, publicUrl: issuer, clientId: 'metrics', secret: appSecret, name: 'metrics', origin }
  const command = preset.theirs(names).filter((line) => line.includes(' --'))
  const words =
    command
      .join(' ')
      .replaceAll('\\', '')
      .match(/--[^\s=]+=(?:'[^']*'|\S+)/g) ?? []
  return words.map((word) => word.replaceAll("'", ''))
}

describe('oauth2-proxy with our OpenID Provider', function () {
  this.timeout(30_000)
  let gateway: TestGateway
  let app: Server
  let proxy: ChildProcess
  let origin: string
  const seen: { readonly url: string; readonly headers: IncomingHttpHeaders }[] = []
  const said: string[] = []

  before(async () => {
    app = createServer(({ url = '', headers }, response) => {
      seen.push({ url, headers })
      response.end('the app')
    }).listen(0, '127.0.0.1')
    const port = await freePort()
    origin = `http://127.0.0.1:${port}`
    const entry = { ...preset.entry([origin]), protocol: 'oidc', clientSecretFile: 'secret-of-metrics' }
    const settings = {
      ...entry,
      grants: ['authorization_code', 'refresh_token'],
      postLogoutRedirectUris: [`${origin}/ping`],
    }
    gateway = await startGateway({
      yaml: `apps:\n  metrics: ${JSON.stringify(settings)}\n`,
      files: { 'secret-of-metrics': appSecret },
      op: { autoLogin: 'nobody' },
    })
    proxy = spawn(
      oauth2Proxy,
      [
        ...presetFlags(gateway.url, origin),
        `--http-address=127.0.0.1:${port}`,
        `--upstream=http://127.0.0.1:${(app.address() as AddressInfo).port}`,
        `--cookie-secret=${'c'.repeat(32)}`,
        '--cookie-secure=false',
        '--cookie-refresh=1s',
        '--skip-provider-button=true',
        '--skip-jwt-bearer-tokens=true',
        '--pass-user-headers=true',
        '--allowed-group=admins',
        `--whitelist-domain=127.0.0.1:*`,
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    )
    for (const stream of [proxy.stdout, proxy.stderr]) stream?.on('data', (data) => said.push(String(data)))
    for (let waited = 0; !(await fetch(`${origin}/ping`).catch(() => undefined)); waited += 100) {
      if (waited > 10_000) throw new Error(`oauth2-proxy did not start: ${said.join('')}`)
      await setTimeout(100)
    }
  })
  after(async () => {
    if (proxy !== undefined) await endProcess(proxy, 3000)
    app?.close()
    await gateway?.close()
  })

  const visit = (browser: BrowserSession, path: string, user = 'alice'): Promise<Page> =>
    browser.loginAt(`${origin}${path}`, user)

  it('lets a person in to the page that was wanted, and tells the app who they are', async () => {
    const browser = gateway.browser()
    const page = await visit(browser, '/graph?q=1')
    expect([page.url, page.body], said.join('')).to.deep.equal([`${origin}/graph?q=1`, 'the app'])
    const { headers } = seen.at(-1) ?? {}
    expect(headers).to.include({
      'x-forwarded-email': 'alice@example.org',
      'x-forwarded-preferred-username': 'alice',
      'x-forwarded-groups': 'staff,admins',
    })
    expect(headers?.['x-forwarded-user']).to.match(/^[a-z2-7]{52}$/)
  })

  it('refreshes, again and again, with tokens that are each good once', async () => {
    const browser = gateway.browser()
    await visit(browser, '/')
    for (let round = 0; round < 2; round += 1) {
      const before = browser.cookies(origin).get('_oauth2_proxy')
      // It counts whole seconds, and more than one must have passed.
      await setTimeout(2_100)
      const page = await browser.get(`${origin}/again`)
      expect([page.status, page.body], said.join('')).to.deep.equal([200, 'the app'])
      expect(browser.cookies(origin).get('_oauth2_proxy')).not.to.equal(before)
    }
  })

  it('keeps out who is not in the group', async () => {
    const before = seen.length
    const { status } = await visit(gateway.browser(), '/', 'bob')
    expect([status, seen.length]).to.deep.equal([403, before])
  })

  it('takes an ID Token of ours as a bearer token, and no other', async () => {
    const redirectUri = `${origin}/oauth2/callback`
    const client = await openIdApp(gateway.url, { clientId: 'metrics', redirectUri })
    const { url, checks } = await client.begin()
    const page = await gateway.browser().loginAt(url, 'alice', (next) => next.startsWith(redirectUri))
    const { tokens } = await client.redeem(page, checks)
    const authorization = `Bearer ${tokens.id_token}`
    expect((await fetch(origin, { headers: { authorization } })).status).to.equal(200)
    const before = seen.length
    const changed = { authorization: `${authorization.slice(0, -6)}AAAAAA` }
    expect((await fetch(origin, { headers: changed, redirect: 'manual' })).status).not.to.equal(200)
    expect(seen.length).to.equal(before)
  })

  it('a sign-out there ends the session here: the next visit asks the upstream', async () => {
    const browser = gateway.browser()
    await visit(browser, '/')
    const query = new URLSearchParams({ client_id: 'metrics', post_logout_redirect_uri: `${origin}/ping` })
    const rd = encodeURIComponent(`${gateway.url}/oidc/logout?${query}`)
    const asked = await browser.follow(`${origin}/oauth2/sign_out?rd=${rd}`)
    expect(asked.body).to.contain('wants to sign you out')
    const back = await browser.follow(await browser.submit(asked))
    expect([back.url, browser.cookies(origin).has('_oauth2_proxy')]).to.deep.equal([`${origin}/ping`, false])
    const next = await browser.follow(`${origin}/`)
    expect(next.url).to.contain(gateway.op.issuer)
  })
})
