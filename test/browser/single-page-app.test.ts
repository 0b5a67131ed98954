/**
 * Applications without a server, on oidc-client-ts in Chromium: one on our own site, one on another, where a browser
 * keeps our cookies out of frames.
 */
import { readFileSync } from 'node:fs'
import http from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchChromium } from '../fixtures/chromium.ts'
import { startGateway, type TestGateway } from '../fixtures/gateway.ts'

const library = readFileSync(
  join(createRequire(import.meta.url).resolve('oidc-client-ts'), '../../browser/oidc-client-ts.min.js'),
)

/** What the page asks of the library, and what it makes of answers: it is told in the title. */
const script = (gateway: string, clientId: string) => `
  const app = new oidc.UserManager({
    authority: '${gateway}', client_id: '${clientId}', scope: 'openid profile groups', loadUserInfo: true,
    redirect_uri: location.origin + '/callback', silent_redirect_uri: location.origin + '/silent',
    post_logout_redirect_uri: location.origin + '/bye', silentRequestTimeoutInSeconds: 5, automaticSilentRenew: false,
  })
  const say = (promise) => promise.then(
    ({ profile }) => document.title = [profile.preferred_username, ...profile.groups].join(' '),
    (error) => document.title = error.error ?? error.message)
  if (location.pathname === '/callback') say(app.signinCallback())
  if (location.pathname === '/silent') app.signinSilentCallback()`

describe('browser: applications without a server', function () {
  this.timeout(30_000)
  let browser: Browser
  let gateway: TestGateway
  const servers: http.Server[] = []

  /** Serves the pages of an app. @returns its origin */
  async function serve(name: string, host: string): Promise<string> {
    const server = http.createServer(({ url }, response) => {
      if (url === '/library.js') response.end(library)
      else {
        const body = `<!doctype html><title>waiting</title><script src="/library.js"></script><script>${script(gateway.url, name)}</script>`
        response.writeHead(200, { 'content-type': 'text/html' }).end(body)
      }
    })
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, host, resolve))
    return `http://${host}:${(server.address() as AddressInfo).port}`
  }

  const origins: Record<string, string> = {}
  before(async () => {
    browser = await launchChromium()
    origins.here = await serve('here', '127.0.0.1')
    origins.elsewhere = await serve('elsewhere', 'localhost')
    // Where people develop such an app its port changes: on this machine any counts, for CORS as well.
    const app = (origin = '', portless = origin.replace(/:\d+$/, '')) =>
      `{ protocol: oidc, clientAuthentication: none, grants: [authorization_code, refresh_token], redirectUris: ['${portless}/callback', '${portless}/silent'], postLogoutRedirectUris: ['${origin}/bye'] }`
    gateway = await startGateway({
      yaml: `apps:\n  here: ${app(origins.here)}\n  elsewhere: ${app(origins.elsewhere)}\n`,
    })
  })
  after(async () => {
    await browser?.close()
    for (const server of servers) server.close()
    await gateway?.close()
  })

  let context: BrowserContext
  let page: Page
  beforeEach(async () => {
    context = await browser.newContext()
    page = await context.newPage()
  })
  afterEach(() => context.close())

  const titleAfter = async (call: string) => {
    await page.evaluate(call).catch(() => {})
    await page.waitForFunction("document.title !== 'waiting'", undefined, { timeout: 10_000 })
    return page.title()
  }
  const signIn = async (origin: string) => {
    await page.goto(`${origin}/`)
    return titleAfter('app.signinRedirect()')
  }
  /** A renewal in a hidden frame: with the refresh token it would need none. */
  const renewInFrame = () =>
    titleAfter(`document.title = 'waiting'; app.getUser()
      .then((user) => user && app.storeUser(Object.assign(user, { refresh_token: undefined })))
      .then(() => say(app.signinSilent())); undefined`)

  for (const name of ['here', 'elsewhere'] as const) {
    it(`signs in, refreshes and signs out, on a site ${name}`, async () => {
      const origin = origins[name] ?? ''
      expect(await signIn(origin)).to.equal('alice staff admins')
      expect(await titleAfter(`document.title = 'waiting'; say(app.signinSilent()); undefined`)).to.equal(
        'alice staff admins',
      )
      await page.evaluate('app.signoutRedirect()').catch(() => {})
      await page.waitForURL(`${origin}/bye**`)
      expect(await renewInFrame()).to.equal('login_required')
    })
  }

  it('renews in a hidden frame on our own site', async () => {
    await page.goto(`${origins.here}/`)
    expect(await renewInFrame()).to.equal('login_required')
    await signIn(origins.here ?? '')
    expect(await renewInFrame()).to.equal('alice staff admins')
  })

  it('hears at once, in a hidden frame on another site, that no session can be seen there', async () => {
    await signIn(origins.elsewhere ?? '')
    const asked = gateway.op.count('authorize')
    expect(await renewInFrame()).to.equal('login_required')
    expect(gateway.op.count('authorize'), 'no cookie would bind what comes back').to.equal(asked)
  })
})
