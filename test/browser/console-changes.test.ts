/**
 * What changes while administrators look: keys of an app whose metadata is fetched, an app that two change at once, a
 * session that ends under a form, an administrator who is none any more. Half of it without JavaScript.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { SAML } from '@node-saml/node-saml'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { type DemoAppKey, makeDemoAppKey } from '../../demo/app-key.ts'
import { demoUsers } from '../../demo/users.ts'
import { keepScreenshot } from '../fixtures/chromium.ts'
import { type ConsoleStage, heading, name, pick, press, pressOn, setConsoleStage } from './console-stage.ts'

const acs = 'https://lms.test/acs'

/** An app that signs its requests, and publishes its metadata with the key that it has now. */
class Lms {
  readonly #stage: ConsoleStage
  readonly #server: Server
  readonly keys: readonly DemoAppKey[]
  readonly address: string
  key: DemoAppKey
  #fails = false
  #idpCert = ''

  static async start(stage: ConsoleStage): Promise<Lms> {
    const keys = await Promise.all(['one', 'two', 'three'].map(makeDemoAppKey))
    const server = createServer((_request, response) => lms.#answer(response))
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const lms = new Lms(stage, server, keys)
    const idp = await (await fetch(stage.at('/saml/metadata'))).text()
    lms.#idpCert = /X509Certificate>([^<]*)</.exec(idp)?.[1] ?? ''
    return lms
  }

  private constructor(stage: ConsoleStage, server: Server, keys: readonly DemoAppKey[]) {
    this.#stage = stage
    this.#server = server
    this.keys = keys
    this.key = keys[0] as DemoAppKey
    this.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metadata`
  }

  #saml(key: DemoAppKey): SAML {
    return new SAML({
      issuer: 'https://lms.test/sp',
      callbackUrl: acs,
      entryPoint: this.#stage.at('/saml/sso'),
      idpCert: this.#idpCert,
      privateKey: key.privateKey,
      publicCert: key.certificate,
      signatureAlgorithm: 'sha256',
      identifierFormat: null,
      wantAuthnResponseSigned: true,
      audience: false,
    })
  }

  #answer(response: import('node:http').ServerResponse): void {
    if (this.#fails) return void response.writeHead(503).end()
    const xml = this.#saml(this.key).generateServiceProviderMetadata(null, this.key.certificate)
    response.writeHead(200, { 'content-type': 'application/samlmetadata+xml', etag: '"the-tag"' }).end(xml)
  }

  /** What a login shows that is asked for with this key. */
  async login(page: Page, key: DemoAppKey): Promise<'arrived' | 'refused'> {
    await page.route(acs, (route) => route.fulfill({ contentType: 'text/html', body: '<h1>arrived</h1>' }))
    await page.goto(await this.#saml(key).getAuthorizeUrlAsync('', undefined, {}))
    const asked = page.getByRole('heading', { name: 'Who are you?' })
    const arrived = page.getByRole('heading', { name: 'arrived' })
    const refused = page.locator('.report .id')
    await asked.or(arrived).or(refused).first().waitFor()
    if (await asked.isVisible()) {
      await page.getByRole('button', { name: 'Bob Baker' }).click()
      await arrived.waitFor()
    }
    return (await arrived.isVisible()) ? 'arrived' : 'refused'
  }

  fail(fails: boolean): void {
    this.#fails = fails
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}

describe('browser: changes at the console', function () {
  this.timeout(60_000)
  let stage: ConsoleStage
  let lms: Lms

  before(async () => {
    stage = await setConsoleStage()
    lms = await Lms.start(stage)
  })
  afterEach(() => stage.closeContexts())
  after(async () => {
    lms?.close()
    await stage?.close()
  })

  const readNow = async (page: Page) => {
    await page.goto(stage.at('/admin/addresses'))
    await pressOn(page, 'Read it now', /^/)
    await page.getByText('The address was read just now.').waitFor()
  }

  it('lets a changed key of a fetched copy wait, shows it, and takes it after two yeses: a login with it works then', async () => {
    const page = await stage.administrator({ javaScriptEnabled: false })
    await page.goto(stage.at('/admin/add'))
    await page.getByLabel('Or the address where the app publishes it').fill(lms.address)
    await press(page, 'Check it')
    await name(page, 'lms')
    const bob = await stage.visitor()
    const [first, second] = lms.keys as [DemoAppKey, DemoAppKey]
    expect(await lms.login(bob, first)).to.equal('arrived')
    await page.getByRole('link', { name: 'Addresses' }).click()
    await page.getByText('"the-tag"').waitFor()
    await page.getByText('Answers', { exact: true }).waitFor()
    lms.key = second
    await readNow(page)
    await page.getByRole('link', { name: 'A new copy waits' }).click()
    await heading(page, 'Waiting for a decision')
    const one = page.locator('section.way', { hasText: lms.address })
    await one.getByRole('heading', { name: 'lms' }).waitFor()
    expect((await one.getByRole('listitem').allTextContents()).join()).to.match(/signing key/i)
    await one.getByText('Decide by').waitFor()
    await one.getByText('Sign-ins at the app may fail already.').waitFor()
    await keepScreenshot(page, 'console-key-waits')
    expect(await lms.login(bob, second), 'nobody has looked at it').to.equal('refused')
    expect(await lms.login(bob, first), 'the copy before stays').to.equal('arrived')
    await pressOn(page, 'Approve', 'lms')
    await heading(page, 'Approve the new metadata of lms?')
    await press(page, 'Yes, do it')
    await page.getByText('Approved and in force.').waitFor()
    await page.getByText('Nothing waits.').waitFor()
    expect(await lms.login(bob, second)).to.equal('arrived')
  })

  it('keeps the copy in force where a new one is rejected, and says so', async () => {
    const page = await stage.administrator()
    const [, second, third] = lms.keys as [DemoAppKey, DemoAppKey, DemoAppKey]
    lms.key = third
    await readNow(page)
    await page.goto(stage.at('/admin/quarantine'))
    await pressOn(page, 'Reject', 'lms')
    await press(page, 'Yes, do it')
    await page.getByText('Rejected. The copy in force stays.').waitFor()
    const bob = await stage.visitor()
    expect(await lms.login(bob, third)).to.equal('refused')
    expect(await lms.login(bob, second)).to.equal('arrived')
    await page.goto(stage.at('/admin/addresses'))
    await page.getByText('A new copy was rejected').waitFor()
    await page.goto(stage.at('/admin/quarantine'))
    await page.getByText('Nothing waits.').waitFor()
    await pressOn(page, 'Approve', 'lms')
    await press(page, 'Yes, do it')
    await page.getByText('Approved and in force.').waitFor()
    expect(await lms.login(bob, third), 'after all').to.equal('arrived')
  })

  it('says since when an address fails, at the app and in the list too, and until when the copy is good', async () => {
    const page = await stage.administrator()
    lms.fail(true)
    await readNow(page)
    await page.getByText('Fails since').waitFor()
    await page.locator('.findings').getByText('503').waitFor()
    await keepScreenshot(page, 'console-address-fails')
    await page.goto(stage.at('/admin?troubled=1'))
    await page.getByRole('row', { name: /lms/ }).getByText('Metadata address fails').waitFor()
    await page.goto(stage.at('/admin/apps/lms'))
    await page.getByText('Metadata address fails').waitFor()
    lms.fail(false)
    await readNow(page)
    await page.getByText('Answers', { exact: true }).waitFor()
  })

  it('asks a second time before people get new names at an app that they use', async () => {
    const page = await stage.administrator({ javaScriptEnabled: false })
    await page.goto(stage.at('/admin/apps/lms/settings'))
    await page.getByLabel('How people are named (nameId)').fill('email')
    await press(page, 'Save')
    await heading(page, 'Give people new names in lms?')
    await page.getByText('1 of 1 people').waitFor()
    await press(page, 'Yes, do it')
    await page.getByText('Saved and in force.').waitFor()
    expect(await page.getByLabel('How people are named (nameId)').inputValue()).to.equal('email')
  })

  it('shows the second of two administrators what the first one changed, and a way on', async () => {
    const alice = await stage.administrator()
    const other = await stage.emergency({ javaScriptEnabled: false })
    for (const page of [alice, other]) await page.goto(stage.at('/admin/apps/lms/settings'))
    await other.getByLabel('Where people start at the app').fill('https://lms.test/start')
    await press(other, 'Save')
    await other.getByText('Saved and in force.').waitFor()
    await alice.getByLabel('Name for people').fill('Learning')
    await press(alice, 'Save')
    await heading(alice, 'What Break-glass access changed meanwhile')
    await alice.getByText('+ startUrl: https://lms.test/start').waitFor()
    expect(await alice.getByLabel('Where people start at the app').inputValue()).to.equal('https://lms.test/start')
    await keepScreenshot(alice, 'console-two-at-once')
    await press(alice, 'Save')
    await alice.getByText('Saved and in force.').waitFor()
    await alice.getByRole('link', { name: 'As a document' }).click()
    const document = await alice.getByLabel('The settings as a document (YAML)').inputValue()
    expect(document).to.contain('displayName: Learning').and.to.contain('startUrl: https://lms.test/start')
  })

  for (const javaScriptEnabled of [true, false]) {
    it(`keeps what was sent when the session had ended, and does it after the login (${javaScriptEnabled ? 'with' : 'without'} JavaScript)`, async () => {
      const page = await stage.administrator({ javaScriptEnabled })
      await page.goto(stage.at('/admin/apps/lms/settings'))
      const shown = `Learning, ${javaScriptEnabled ? 'scripted' : 'plain'}`
      await page.getByLabel('Name for people').fill(shown)
      await page.context().clearCookies({ name: /^(__Host-)?isthmus/ })
      await page.context().clearCookies({ name: /^demo_op/ })
      await press(page, 'Save')
      await pick(page, 'Alice Archer')
      await heading(page, 'Send this now?')
      await page.getByText(shown).waitFor()
      await press(page, 'Send it')
      await page.getByText('Saved and in force.').waitFor()
      await heading(page, shown)
    })
  }

  it('registers an app of OpenID Connect by a form: what it shows is all that a login there needs', async () => {
    const page = await stage.administrator({ javaScriptEnabled: false })
    await page.getByRole('link', { name: 'Add an app' }).click()
    await page.getByRole('link', { name: 'Another app that speaks OpenID Connect' }).click()
    await page.getByLabel('Name', { exact: true }).fill('shop')
    await page.getByLabel(/Addresses where people return/).fill('javascript:alert(1)')
    await press(page, 'Register the app')
    await heading(page, 'There is a problem')
    await page.getByRole('link', { name: 'A browser must not be sent to javascript: addresses.' }).click()
    await page.locator('#redirectUris:focus').waitFor()
    const callback = 'https://shop.test/cb'
    await page.getByLabel(/Addresses where people return/).fill(callback)
    await press(page, 'Register the app')
    await heading(page, 'shop is registered')
    const shown = async (id: string) => String(await page.locator(`#our-${id}`).textContent())
    const secret = await shown('secret')
    const discovery = await (await fetch(await shown('discovery'))).json()
    await page.getByRole('link', { name: 'Go to the app' }).click()
    await heading(page, 'Enter this at the app')
    expect(await page.content()).not.to.contain(secret)
    const bob = await stage.visitor()
    const verifier = 'v'.repeat(43)
    const challenge = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(verifier))).toString('base64url')
    const request = { client_id: 'shop', redirect_uri: callback, response_type: 'code', scope: 'openid', state: 's' }
    const proof = { code_challenge: challenge, code_challenge_method: 'S256' }
    await bob.route(`${callback}**`, (route) => route.fulfill({ contentType: 'text/html', body: '<h1>arrived</h1>' }))
    await bob.goto(`${discovery.authorization_endpoint}?${new URLSearchParams({ ...request, ...proof })}`)
    await pick(bob, 'Bob Baker')
    await heading(bob, 'arrived')
    const code = new URL(bob.url()).searchParams.get('code') ?? ''
    const body = { grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: verifier }
    const answer = await fetch(discovery.token_endpoint, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`shop:${secret}`).toString('base64')}` },
      body: new URLSearchParams(body),
    })
    expect(await answer.json()).to.have.property('id_token')
  })

  it('registers Proxmox by its addresses, with what to enter there', async () => {
    const page = await stage.administrator()
    await page.goto(stage.at('/admin/add'))
    await page.getByRole('link', { name: 'Proxmox VE' }).click()
    await page.getByLabel('Its addresses, one on each line').fill('https://pve1.home:8006\nhttps://pve2.home:8006')
    await press(page, 'Register the app')
    await heading(page, 'proxmox is registered')
    const secret = await page.locator('#our-secret').textContent()
    await page.locator('#there').getByText(`--client-key ${secret}`).waitFor()
    await keepScreenshot(page, 'console-registered')
    await page.getByRole('link', { name: 'Go to the app' }).click()
    await page.getByText('https://pve2.home:8006').waitFor()
    const shown = 'The secret was shown when it was made.'
    expect(await page.locator('main').textContent()).to.contain(shown)
    await press(page, 'Make a new secret')
    await press(page, 'Yes, do it')
    await heading(page, 'proxmox has a new secret')
    expect(await page.locator('#our-secret').textContent())
      .to.match(/^[\w-]{43}$/)
      .and.not.equal(secret)
    await page.goto(stage.at('/admin/apps/demo-portal'))
    expect(await page.locator('main').textContent(), 'it has none')
      .to.contain('Discovery')
      .and.not.to.contain(shown)
  })

  it('takes a setup link back, and shows nothing by one that was used, is over or never was', async () => {
    const page = await stage.administrator({ javaScriptEnabled: false })
    const make = async (app: string) => {
      await page.goto(stage.at('/admin/quarantine'))
      await page.getByLabel('Name of the app').fill(app)
      await press(page, 'Make a link')
      return String(await page.locator('#setup-address').textContent())
    }
    const address = await make('hr')
    const owner = await stage.visitor()
    await owner.goto(address)
    await heading(owner, 'Set up single sign-on for hr')
    await page.goto(stage.at('/admin/quarantine'))
    await pressOn(page, 'Take back', 'hr, valid until')
    await heading(page, 'Take back the setup link for hr?')
    await press(page, 'Yes, do it')
    await page.getByText('It is taken back.').waitFor()
    await owner.getByLabel('Or paste the metadata').fill('<md/>')
    await press(owner, 'Send the metadata')
    await heading(owner, 'This link is not valid')
    for (const wrong of [address, `${address}x`, stage.at('/admin/setup/abcdefghijkl.x')]) {
      const response = await owner.goto(wrong)
      expect(response?.status()).to.equal(404)
      await heading(owner, 'This link is not valid')
    }
  })

  it('takes nothing by a setup link whose time is over, not even from a page that is open', async () => {
    const page = await stage.administrator()
    await page.goto(stage.at('/admin/quarantine'))
    await page.getByLabel('Name of the app').fill('late')
    await press(page, 'Make a link')
    const address = String(await page.locator('#setup-address').textContent())
    const [owner, other] = [await stage.visitor(), await stage.visitor()]
    await owner.goto(address)
    await heading(owner, 'Set up single sign-on for late')
    const [, id = ''] = /\/admin\/setup\/([^.]*)\./.exec(address) ?? []
    const file = join(stage.demo.directory, 'apps/.setup-links', `${id}.yaml`)
    const link = await readFile(file, 'utf8')
    await writeFile(file, link.replace(/("?expiresAt"?: ?)\d+/, `$1${Date.now() - 1000}`))
    const status = async () => (await other.goto(address))?.status()
    for (const end = Date.now() + 20_000; (await status()) !== 404 && Date.now() < end; );
    expect(await status()).to.equal(404)
    await heading(other, 'This link is not valid')
    await owner.getByLabel('Or paste the metadata').fill('<md/>')
    await press(owner, 'Send the metadata')
    await heading(owner, 'This link is not valid')
  })

  it('lets a reader look at everything, and shut out every act of theirs', async () => {
    await stage.configure(`  read: '"staff" in groups'\n`)
    const page = await stage.visitor()
    await page.goto(stage.at('/admin/apps/lms'))
    await pick(page, 'Bob Baker')
    await page.getByText('(may look only)').waitFor()
    expect(await page.getByRole('button').filter({ visible: true }).allTextContents()).to.not.include('Remove the app')
    for (const path of ['/admin', '/admin/apps/lms/settings', '/admin/quarantine', '/admin/addresses', '/admin/keys']) {
      await page.goto(stage.at(path))
      const buttons = await page.locator('form[method=post] button').allTextContents()
      expect(buttons, path).to.deep.equal([])
    }
    await page.goto(stage.at('/admin/apps/lms/preview'))
    const token = await page.locator('input[name=token]').first().getAttribute('value')
    const paths = ['apps/lms/remove', 'apps/lms/disable', 'setup-links', 'add-oidc', 'apps/shop/secret', 'sessions/end']
    const refused: number[] = []
    for (const path of paths) {
      const form = { token: String(token), sure: 'yes' }
      const answer = await page.request.post(stage.at(`/admin/${path}`), { form, headers: { origin: stage.at('') } })
      refused.push(answer.status())
    }
    expect(refused).to.deep.equal([403, 403, 403, 403, 403, 403])
  })

  it('shuts out an administrator who lost the group upstream while signed in', async () => {
    await stage.configure('session: { askUpstreamAfter: 0s }\n')
    const page = await stage.administrator()
    const alice = demoUsers.find(({ login }) => login === 'alice') as { groups: readonly string[] }
    const { groups } = alice
    try {
      alice.groups = []
      // For a few seconds what the upstream has said counts, however often it is to be asked.
      const isOut = page.getByRole('heading', { name: 'You do not have access to this application' })
      for (let tries = 0; tries < 100 && !(await isOut.isVisible()); tries += 1) {
        await page.goto(stage.at('/admin/keys'))
        await isOut
          .or(page.getByRole('heading', { name: 'Keys' }))
          .first()
          .waitFor()
      }
      await page.goto(stage.at('/admin'))
      await isOut.waitFor()
    } finally {
      alice.groups = groups
    }
  })
})
