/** A device without a browser is signed in from another one (RFC 8628), with the device as plain HTTP. */
import { expect } from 'chai'
import type { BrowserSession, Page } from '../fixtures/browser-session.ts'
import { startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { appSecret } from '../fixtures/oidc-app.ts'

const grant = 'urn:ietf:params:oauth:grant-type:device_code'

const apps = `apps:
  ssh:
    protocol: oidc
    displayName: SSH
    clientSecretFile: ssh
    grants: [device_code]
    username: claims.preferred_username
    allow: '"admins" in groups'
  tv:
    protocol: oidc
    clientAuthentication: none
    grants: [device_code]
`

interface Asked {
  readonly device_code: string
  readonly user_code: string
  readonly verification_uri: string
  readonly verification_uri_complete: string
  readonly expires_in: number
  readonly interval: number
}

describe('flow: a device is signed in from another one', () => {
  let gateway: TestGateway
  before(async () => {
    gateway = await startGateway({ yaml: apps, files: { ssh: appSecret } })
  })
  after(() => gateway?.close())

  async function post(path: string, fields: Record<string, string>, client = 'ssh', at = gateway.url) {
    const basic = `Basic ${Buffer.from(`${client}:${appSecret}`).toString('base64')}`
    const answer = await fetch(`${at}${path}`, {
      method: 'POST',
      headers: client === 'ssh' ? { authorization: basic, 'user-agent': 'pam_oauth2_device/0.4.3' } : {},
      body: new URLSearchParams(client === 'ssh' ? fields : { client_id: client, ...fields }),
    })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  const begin = async (client?: string, at?: string) =>
    (await post('/oidc/device', { scope: 'openid profile groups' }, client, at)).body as unknown as Asked
  const poll = ({ device_code }: Asked, client?: string, at?: string) =>
    post('/oidc/token', { grant_type: grant, device_code }, client, at)
  const compare = (browser: BrowserSession, { verification_uri_complete: address }: Asked) => browser.get(address)
  /** As many steps as it takes, the login upstream among them. */
  const press = async (browser: BrowserSession, page: Page, answer: 'go' | 'refuse') =>
    browser.follow(await browser.submit(page, { answer }))

  it('tells the device where to send the person, and how often to ask', async () => {
    const asked = await begin()
    expect(asked).to.include({ verification_uri: `${gateway.url}/device`, interval: 5, expires_in: 600 })
    expect(asked.user_code).to.match(/^[B-Z]{4}-[B-Z]{4}$/)
    expect(asked.verification_uri_complete).to.equal(`${gateway.url}/device?user_code=${asked.user_code}`)
    expect(asked.verification_uri_complete.length - gateway.url.length).to.be.lessThan(30)
    const waiting = await poll(asked)
    expect([waiting.status, waiting.body.error]).to.deep.equal([400, 'authorization_pending'])
    expect((await poll(asked)).body.error, 'sooner than it may').to.equal('slow_down')
  })

  it('signs the person in anew, though they already were, after they compared the code', async () => {
    const browser = gateway.browser()
    const first = await begin('tv')
    await press(browser, await compare(browser, first), 'go')
    const logins = gateway.op.log.filter(({ endpoint }) => endpoint === 'authorize').length
    const asked = await begin()
    const page = await compare(browser, asked)
    expect(page.body).to.contain(asked.user_code).and.to.contain('SSH').and.to.contain('pam_oauth2_device/0.4.3')
    expect(page.body).to.contain('127.0.0.1')
    expect((await poll(asked)).body.error, 'looking at the page grants nothing').to.equal('authorization_pending')
    const done = await press(browser, page, 'go')
    expect(done.body).to.contain('The device is signed in')
    const visits = gateway.op.log.filter(({ endpoint }) => endpoint === 'authorize')
    expect(visits.length - logins).to.equal(1)
    expect(new URL(visits.at(-1)?.url ?? '', gateway.op.issuer).searchParams.get('prompt')).to.equal('login')

    const tokens = await poll(asked)
    expect(tokens.status).to.equal(200)
    const claims = JSON.parse(Buffer.from(String(tokens.body.id_token).split('.')[1] ?? '', 'base64url').toString())
    expect(claims).to.deep.include({ iss: gateway.url, aud: 'ssh' })
    const seen = await post('/oidc/introspect', { token: String(tokens.body.access_token) })
    expect(seen.body).to.include({ active: true, username: 'alice', scope: 'openid profile groups' })
    expect(seen.body.exp).to.be.a('number')
    expect((await poll(asked)).body.error, 'once only').to.equal('invalid_grant')
    expect((await compare(browser, asked)).body).to.contain('already used')
  })

  it('asks the person, whatever the device wishes', async () => {
    const browser = gateway.browser()
    const { body } = await post('/oidc/device', { scope: 'openid', prompt: 'none' })
    const asked = body as unknown as Asked
    const done = await press(browser, await compare(browser, asked), 'go')
    expect(done.body).to.contain('The device is signed in')
    expect((await poll(asked)).status).to.equal(200)
  })

  it('ends where the person says no', async () => {
    const browser = gateway.browser()
    const asked = await begin()
    const page = await press(browser, await compare(browser, asked), 'refuse')
    expect(page.body).to.contain('The device is not signed in')
    expect((await poll(asked)).body.error).to.equal('access_denied')
  })

  it('ends where the person may not use the app, and the page has an id', async () => {
    const guests = await startGateway({ yaml: apps, files: { ssh: appSecret }, op: { autoLogin: 'bob' } })
    try {
      const device = await begin('ssh', guests.url)
      const browser = guests.browser()
      const page = await press(browser, await browser.get(device.verification_uri_complete), 'go')
      expect(page.status).to.equal(403)
      expect(page.body).to.match(/<dd class="id">[0-9A-Z]+<\/dd>/)
      expect((await poll(device, 'ssh', guests.url)).body.error).to.equal('access_denied')
    } finally {
      await guests.close()
    }
  })

  it('takes what people type: spaces, small letters, no hyphen', async () => {
    const browser = gateway.browser()
    const { user_code: code, verification_uri: address } = await begin()
    const typed = ` ${code.toLowerCase().replace('-', ' ')} `
    const page = await browser.submit(await browser.get(address), { user_code: typed })
    expect(page.body).to.contain(code)
  })
})
