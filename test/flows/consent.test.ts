/** `consent`: a person is asked what an app may be told, by apps of both protocols and for a device. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import * as client from 'openid-client'
import { type Command, runAppCommand } from '../../src/cli/app-commands.ts'
import { forgetConsentsCommand, listConsentsCommand } from '../../src/cli/consent-commands.ts'
import { tokenFor } from '../fixtures/admin-token.ts'
import { type BrowserSession, nextAddress, type Page } from '../fixtures/browser-session.ts'
import {
  certificateOf,
  createSp,
  responseForm,
  responseXml,
  startGatewayWithSp,
  statusOf,
  type TestGateway,
  type TestSp,
} from '../fixtures/gateway.ts'
import { appSecret, type OidcTestApp, oidcAppYaml, openIdApp } from '../fixtures/oidc-app.ts'

const yaml = [
  'defaults: { consent: ask }',
  `admin: { allow: '"admins" in groups' }`,
  'apps:',
  oidcAppYaml(['displayName: The Portal', 'grants: [authorization_code, refresh_token]', 'scopes: [jobs]']),
  oidcAppYaml(['consent: requested'], 'plain'),
  oidcAppYaml(['consent: never'], 'silent'),
  '  tv:\n    protocol: oidc\n    clientAuthentication: none\n    grants: [device_code]\n',
].join('\n')

async function sessionsOf({ url, directory }: TestGateway): Promise<{ subject: string }[]> {
  const headers = { authorization: `Bearer ${await tokenFor(directory, 'read')}` }
  return (await (await fetch(`${url}/admin/api/v1/sessions`, { headers })).json()).sessions
}

const parameters = (page: Page) => new URL(nextAddress(page) ?? '').searchParams

describe('flow: consent', () => {
  let gateway: TestGateway
  let sp: TestSp
  let second: TestSp
  let portal: OidcTestApp
  before(async () => {
    ;({ gateway, sp } = await startGatewayWithSp({ yaml, files: { 'portal-secret': appSecret } }))
    second = createSp(gateway.url, await certificateOf(gateway), {
      entityId: 'https://two.test',
      acs: 'https://two.test/acs',
    })
    await gateway.write('metadata/two.xml', second.metadata)
    await gateway.running.reload()
    portal = await openIdApp(gateway.url)
  })
  after(() => gateway?.close())

  const other = (clientId: string) =>
    openIdApp(gateway.url, { clientId, redirectUri: `https://${clientId}.test/callback` })
  /** From the click to the question, or to the app where there is none. */
  const ask = async (browser: BrowserSession, more: Record<string, string> = {}, app = portal) => {
    const { url, checks } = await app.begin(more)
    return { page: await app.visit(browser, url), checks }
  }
  const answer = (browser: BrowserSession, page: Page, choice: 'allow' | 'deny') =>
    browser.post(`${page.url}/${choice}`, {})
  /** The person has agreed in this browser, whatever was before. */
  const agree = async (browser: BrowserSession, more: Record<string, string> = {}) => {
    const { page, checks } = await ask(browser, { prompt: 'consent', ...more })
    return portal.redeem(String(nextAddress(await answer(browser, page, 'allow'))), checks)
  }
  const isQuestion = ({ url }: Page) => /\/consent\/[\w-]+$/.test(url)

  it('asks once, in words; the app gets its code after Allow, and the next login asks nothing', async () => {
    const browser = gateway.browser()
    const { page, checks } = await ask(browser)
    expect(isQuestion(page)).to.equal(true)
    for (const words of ['The Portal', 'Your name', 'Your e-mail address', 'The groups you belong to', 'alice']) {
      expect(page.body).to.contain(words)
    }
    expect(page.body).not.to.contain('while you are not signed in').and.not.to.contain('alice@example.org')
    const done = await answer(browser, page, 'allow')
    expect(done.status, 'no redirect after a POST').to.equal(200)
    expect((await portal.redeem(String(nextAddress(done)), checks)).claims.aud).to.equal('portal')
    expect((await answer(browser, page, 'allow')).status, 'once').to.equal(400)
    expect((await portal.login(browser)).claims.aud, 'from the session').to.equal('portal')
    expect((await portal.login(gateway.browser())).claims.aud, 'in another browser').to.equal('portal')
  })

  it('asks again for more than was agreed to, and with `prompt=consent`', async () => {
    const browser = gateway.browser()
    await agree(browser, { scope: 'openid email' })
    const more = await ask(browser, { scope: 'openid email phone offline_access jobs' })
    expect(more.page.body).to.contain('while you are not signed in').and.to.contain('<code>jobs</code>')
    await answer(browser, more.page, 'allow')
    const tokens = await portal.login(browser, { scope: 'openid email offline_access' })
    expect(tokens.tokens.refresh_token).to.be.a('string')
    expect(isQuestion((await ask(browser, { scope: 'openid', prompt: 'consent' })).page)).to.equal(true)
  })

  it('Deny is access_denied to the app, with state and iss, and an earlier yes is forgotten', async () => {
    const browser = gateway.browser()
    await agree(browser)
    expect((await portal.login(browser, { prompt: 'none' })).claims.aud, 'the control').to.equal('portal')
    const { page, checks } = await ask(browser, { prompt: 'consent' })
    const done = await answer(browser, page, 'deny')
    expect(done.status).to.equal(200)
    expect(Object.fromEntries(parameters(done))).to.include({
      error: 'access_denied',
      state: checks.expectedState,
      iss: gateway.url,
    })
    expect(parameters(done).get('code')).to.equal(null)
    const refused = gateway.log.filter(({ event }) => event === 'login.refused').at(-1)
    expect(refused).to.include({ code: 'access_denied', app: 'portal' })
    const silent = await ask(browser, { prompt: 'none' })
    expect(parameters(silent.page).get('error')).to.equal('consent_required')
    expect(isQuestion((await ask(browser)).page), 'asked once more').to.equal(true)
  })

  it('is of no other browser: neither seen nor answered', async () => {
    const browser = gateway.browser()
    const { page } = await ask(browser, { prompt: 'consent' })
    const stranger = gateway.browser()
    expect((await stranger.get(page.url)).status).to.equal(400)
    expect((await answer(stranger, page, 'allow')).status).to.equal(400)
    expect((await browser.post(`${page.url}/allow`, {}, { crossSite: true })).status, 'from another site').to.equal(400)
    expect(parameters(await answer(browser, page, 'allow')).get('code'), 'the control').to.be.a('string')
  })

  it('`requested`: only where the request says so; `never`: not even then', async () => {
    const browser = gateway.browser()
    const plain = await other('plain')
    await plain.login(browser)
    expect(isQuestion((await ask(browser, { prompt: 'consent' }, plain)).page)).to.equal(true)
    await (await other('silent')).login(browser, { prompt: 'consent' })
  })

  it('at a SAML app: asked once, and the Response says that consent was obtained', async () => {
    const browser = gateway.browser()
    const page = await browser.follow(await sp.loginUrl())
    expect(isQuestion(page)).to.equal(true)
    expect(page.body).to.contain('Your user name').and.to.contain('A name that stands for you')
    const form = responseForm(await answer(browser, page, 'allow'))
    expect(responseXml(form)).to.match(/^<samlp:Response [^>]*Consent="urn:oasis:names:tc:SAML:2.0:consent:obtained"/)
    expect((await sp.validate(form))?.nameID).to.be.a('string')
    expect((await browser.follow(await sp.loginUrl())).body, 'not asked again').to.contain('SAMLResponse')
  })

  it('at a SAML app, Deny is a status', async () => {
    const browser = gateway.browser()
    const page = await browser.follow(await second.loginUrl())
    expect(statusOf(responseForm(await answer(browser, page, 'deny')))).to.deep.equal(['Responder', 'RequestDenied'])
  })

  it('for a device: after the code is compared and the login, before it is signed in', async () => {
    const post = async (path: string, fields: Record<string, string>) => {
      const body = new URLSearchParams({ client_id: 'tv', ...fields })
      return (await (await fetch(`${gateway.url}${path}`, { method: 'POST', body })).json()) as Record<string, string>
    }
    const asked = await post('/oidc/device', { scope: 'openid groups' })
    const grant_type = 'urn:ietf:params:oauth:grant-type:device_code'
    const poll = () => post('/oidc/token', { grant_type, device_code: String(asked.device_code) })
    const browser = gateway.browser()
    const compared = await browser.get(String(asked.verification_uri_complete))
    const page = await browser.follow(await browser.submit(compared, { answer: 'go' }))
    expect(isQuestion(page)).to.equal(true)
    expect((await poll()).error).to.equal('authorization_pending')
    expect((await answer(browser, page, 'allow')).body).to.contain('The device is signed in')
    expect((await poll()).access_token).to.be.a('string')
  })

  it('a refresh tells no more than was agreed to, though the app may now see more', async () => {
    const browser = gateway.browser()
    const scope = 'openid email offline_access'
    const { tokens, claims } = await agree(browser, { scope })
    const file = join(gateway.directory, 'isthmus.yaml')
    const before = await readFile(file, 'utf8')
    await writeFile(
      file,
      before.replace('    displayName: The Portal\n', '    displayName: The Portal\n    claims: { shoe: "\'44\'" }\n'),
    )
    await gateway.running.reload()
    const renewed = await client.refreshTokenGrant(portal.config, String(tokens.refresh_token))
    const seen = await client.fetchUserInfo(portal.config, renewed.access_token, String(claims.sub))
    expect(seen).to.include({ email: 'alice@example.org' }).and.not.to.have.property('shoe')
    const now = await ask(browser, { scope })
    expect(now.page.body, 'the next login asks').to.contain('<code>shoe</code>')
    const later = await portal.redeem(String(nextAddress(await answer(browser, now.page, 'allow'))), now.checks)
    expect(await portal.userinfo(later)).to.include({ shoe: '44' })
  })

  it('is withdrawn on our own page: the app is asked about again, and refreshes nothing meanwhile', async () => {
    const browser = gateway.browser()
    const scope = 'openid offline_access'
    const { tokens } = await agree(browser, { scope })
    const home = await browser.get(gateway.url)
    expect(home.body).to.contain('No longer allow The Portal')
    const [, token = ''] =
      /name="withdraw" value="oidc:portal"\/><input type="hidden" name="token" value="([^"]*)"/.exec(home.body) ?? []
    const withdraw = (fields: Record<string, string>) =>
      browser.post(`${gateway.url}/`, { withdraw: 'oidc:portal', ...fields })
    expect((await withdraw({ token: 'x' })).status, 'not by a form from elsewhere').to.equal(400)
    const refresh = (used: unknown) => client.refreshTokenGrant(portal.config, String(used))
    const renewed = await refresh(tokens.refresh_token)
    expect((await withdraw({ token })).status).to.equal(200)
    expect((await browser.get(gateway.url)).body).not.to.contain('No longer allow The Portal')
    expect(await refresh(renewed.refresh_token).catch(({ error }) => error)).to.equal('invalid_grant')
    expect(isQuestion((await ask(browser, { scope })).page)).to.equal(true)
  })

  describe('for an administrator', () => {
    const call = async (method: string, query: Record<string, string>, ...scopes: ('read' | 'sessions')[]) => {
      const token = await tokenFor(gateway.directory, ...scopes)
      const url = `${gateway.url}/admin/api/v1/consents?${new URLSearchParams({ upstream: 'op', ...query })}`
      const answer = await fetch(url, { method, headers: { authorization: `Bearer ${token}` } })
      return { status: answer.status, body: await answer.json() }
    }
    /** The upstream's own name for the person who has agreed. */
    const agreed = async () => {
      const browser = gateway.browser()
      const { tokens } = await agree(browser)
      const [session] = await sessionsOf(gateway)
      return { browser, tokens, subject: String(session?.subject) }
    }

    it('is listed, and taken back for one app or all: the app is asked about again and refreshes nothing', async () => {
      const { browser, tokens, subject } = await agreed()
      const listed = await call('GET', { subject }, 'read')
      const [consent] = listed.body.consents.filter((one: { identifier: string }) => one.identifier === 'portal')
      expect(consent).to.include({ displayName: 'The Portal' })
      expect(consent.told).to.include.members(['email', 'groups'])
      expect((await call('DELETE', { subject, app: 'another' }, 'sessions')).body).to.deep.equal({ forgotten: 0 })
      expect((await call('DELETE', { subject, app: 'The Portal' }, 'sessions')).body).to.deep.equal({ forgotten: 1 })
      expect(gateway.log.filter(({ event }) => event === 'consent.withdrawn').at(-1)).to.include({
        app: 'portal',
        upstream: 'op',
        by: 'administrator',
      })
      const refreshed = client.refreshTokenGrant(portal.config, String(tokens.refresh_token))
      expect(await refreshed.catch(({ error }) => error)).to.equal('invalid_grant')
      expect((await ask(browser)).page.url).to.contain('/consent/')
    })

    it('the same by command line', async () => {
      const { subject } = await agreed()
      const token = await tokenFor(gateway.directory, 'sessions')
      const ran = async (command: Command, server?: string) => {
        const printed: string[] = []
        const where = {
          config: join(gateway.directory, 'isthmus.yaml'),
          ...(server !== undefined && { server, token }),
        }
        const code = await runAppCommand({ ...where, print: (text) => printed.push(text) }, command)
        return [code, ...printed]
      }
      const options = { config: '', server: gateway.url, upstream: 'op', subject }
      const [code, listed] = await ran(listConsentsCommand(options), gateway.url)
      expect(code, String(listed)).to.equal(0)
      expect(listed).to.match(/The Portal {2}portal\n {2}told: .*email/)
      const forgotten = await ran(forgetConsentsCommand({ ...options, app: 'portal' }), gateway.url)
      expect(forgotten).to.deep.equal([0, '1 consent taken back'])
      const unknown = await ran(forgetConsentsCommand({ ...options, upstream: 'other' }), gateway.url)
      expect(unknown.join(' ')).to.contain('There is no upstream other')
    })

    it('needs a token for sessions, and a person whose upstream there is', async () => {
      expect((await call('DELETE', { subject: 'x' }, 'read')).status).to.equal(403)
      expect((await call('GET', { subject: 'x', upstream: 'other' }, 'read')).status).to.equal(404)
      expect((await call('GET', {}, 'read')).status).to.equal(400)
      expect((await call('GET', { subject: 'nobody' }, 'read')).body).to.deep.equal({ consents: [] })
    })
  })

  it('each answer is an audit event, and so is its end', async () => {
    const browser = gateway.browser()
    const told = () => gateway.log.filter(({ kind, event }) => kind === 'audit' && String(event).startsWith('consent'))
    const before = told().length
    await agree(browser)
    await answer(browser, (await ask(browser, { prompt: 'consent' })).page, 'deny')
    const events = told().slice(before)
    expect(events.map(({ event, outcome, by }) => [event, outcome, by])).to.deep.equal([
      ['consent', 'success', undefined],
      ['consent', 'failure', undefined],
      ['consent.withdrawn', 'success', 'person'],
    ])
    for (const event of events) {
      expect(event).to.include({ app: 'portal', upstream: 'op', address: '127.0.0.1' })
      expect(event.subject).to.match(/^[\w-]{16}$/)
    }
  })

  it('a logout while the question stands: Allow signs nobody in', async () => {
    const browser = gateway.browser()
    await (await other('silent')).login(browser)
    const { page } = await ask(browser, { prompt: 'consent' })
    const visits = gateway.op.count('authorize')
    const asked = await browser.get(`${gateway.url}/logout`)
    await browser.follow(await browser.submit(asked))
    const done = await answer(browser, page, 'allow')
    expect(nextAddress(done), 'the person must sign in again').to.contain(gateway.op.issuer)
    expect(gateway.op.count('authorize')).to.equal(visits)
  })
})
