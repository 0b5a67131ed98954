/**
 * SSH login by device code: the steps of pam_oauth2_device (ssh/pam.py, a client of ours), with the file that our preset
 * prints, on the one side, a person with a phone in Chromium on the other.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { appPresets } from '../../src/config/app-presets.ts'
import { keepScreenshot, launchChromium, viewports } from '../fixtures/chromium.ts'
import { startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { appSecret } from '../fixtures/oidc-app.ts'

const script = fileURLToPath(new URL('../../../test/interop/ssh/pam.py', import.meta.url))

const apps = `apps:
  ssh:
    protocol: oidc
    displayName: SSH
    clientSecretFile: secret-of-ssh
    redirectUris: ['urn:ietf:wg:oauth:2.0:oob']
    grants: [device_code]
    idToken: { claims: all }
    username: claims.preferred_username
    allow: '"admins" in groups'
`

interface Prompt {
  readonly verification_uri_complete: string
  readonly user_code: string
}

interface End {
  readonly authenticated: boolean
  readonly reason: string
  readonly polls: number
}

describe('SSH login by device code', function () {
  this.timeout(60_000)
  let browser: Browser
  let folder: string
  const gateways: TestGateway[] = []
  before(async () => {
    browser = await launchChromium()
    folder = await mkdtemp(join(tmpdir(), 'pam-'))
  })
  after(async () => {
    await browser?.close()
    for (const gateway of gateways) await gateway.close()
    await rm(folder, { recursive: true, force: true })
  })

  async function gatewayFor(person: string): Promise<TestGateway> {
    const gateway = await startGateway({
      yaml: apps,
      files: { 'secret-of-ssh': appSecret },
      op: { autoLogin: person },
    })
    gateways.push(gateway)
    return gateway
  }

  /** The module, waiting: its prompt, and how it ends. */
  async function knock({ url }: TestGateway, login: string): Promise<{ prompt: Prompt; end: Promise<End> }> {
    const file = join(folder, `${login}-${gateways.length}.json`)
    const side = { issuer: url, publicUrl: url, clientId: 'ssh', secret: appSecret, origin: '' }
    const [, ...config] = appPresets.pam.theirs(side)
    await writeFile(file, JSON.stringify({ ...JSON.parse(config.join('\n')), group: 'admins' }))
    const module: ChildProcess = spawn('/usr/bin/python3', [script, file, login], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    if (module.stdout === null) throw new Error('no output')
    const lines = createInterface(module.stdout)[Symbol.asyncIterator]()
    const next = async () => JSON.parse(String((await lines.next()).value))
    return { prompt: await next(), end: next() }
  }

  async function answer({ verification_uri_complete: address, user_code: code }: Prompt, button: string) {
    const context = await browser.newContext({ viewport: viewports.phone })
    const page = await context.newPage()
    await page.goto(address)
    await page.getByText(code, { exact: true }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(viewports.phone.width)
    await keepScreenshot(page, 'device-asked')
    await page.getByRole('button', { name: button }).click()
    return page
  }

  it('lets in who compared the code on a phone and signed in; it is never told to slow down', async () => {
    const gateway = await gatewayFor('alice')
    const { prompt, end } = await knock(gateway, 'alice')
    expect(prompt).to.include({ interval: 5, expires_in: 600, verification_uri: `${gateway.url}/device` })
    const page = await answer(prompt, 'The codes are the same: sign in')
    await page.getByRole('heading', { name: 'The device is signed in' }).waitFor()
    expect(await end).to.include({ authenticated: true, reason: '' })
    await page.context().close()
  })

  it('refuses another login name than the person’s own', async () => {
    const gateway = await gatewayFor('alice')
    const { prompt, end } = await knock(gateway, 'bob')
    const page = await answer(prompt, 'The codes are the same: sign in')
    await page.getByRole('heading', { name: 'The device is signed in' }).waitFor()
    expect(await end).to.deep.include({ authenticated: false, reason: 'another user, another name in the ID Token' })
    await page.context().close()
  })

  it('refuses who is not in the group, and who says that it was not them', async () => {
    const gateway = await gatewayFor('bob')
    const [first, second] = [await knock(gateway, 'bob'), await knock(gateway, 'bob')]
    const page = await answer(first.prompt, 'The codes are the same: sign in')
    await page.locator('dd.id').waitFor()
    const other = await answer(second.prompt, 'This was not me')
    await other.getByRole('heading', { name: 'The device is not signed in' }).waitFor()
    for (const { end } of [first, second]) {
      expect(await end).to.deep.include({ authenticated: false, reason: 'access_denied' })
    }
    await page.context().close()
    await other.context().close()
  })
})
