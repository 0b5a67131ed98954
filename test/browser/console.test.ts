/**
 * The console in the demo, as an administrator with a browser uses it: apps are registered by upload, changed, tried out,
 * undone; an owner uploads by a setup link; a link of the command line opens it when nobody can sign in.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SAML } from '@node-saml/node-saml'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { runAdminLink } from '../../src/cli/admin-link.ts'
import { keepScreenshot, viewports } from '../fixtures/chromium.ts'
import { type ConsoleStage, heading, name, pick, press, pressOn, setConsoleStage } from './console-stage.ts'

const samples = fileURLToPath(new URL('../../../test/fixtures/saml/', import.meta.url))

const sample = (name: string) => readFile(join(samples, `${name}-metadata.xml`))

describe('browser: the console', function () {
  this.timeout(60_000)
  let stage: ConsoleStage

  before(async () => {
    stage = await setConsoleStage()
  })
  afterEach(() => stage.closeContexts())
  after(() => stage?.close())

  const at = (path: string) => stage.at(path)

  /** Uploads metadata, and names the app. */
  async function upload(page: Page, app: string, metadata: Buffer): Promise<void> {
    await page.goto(at('/admin/add'))
    await page
      .getByLabel('A file with the metadata of the app')
      .setInputFiles({ name: 'metadata.xml', mimeType: 'application/xml', buffer: metadata })
    await press(page, 'Check it')
    await name(page, app)
  }

  for (const [device, javaScriptEnabled] of [
    ['desktop', true],
    ['phone', false],
  ] as const) {
    it(`registers an app by upload in three steps, and a login at it works (${device}, ${javaScriptEnabled ? 'with' : 'without'} JavaScript)`, async () => {
      const page = await stage.administrator({ viewport: viewports[device], javaScriptEnabled })
      const metadata = await fetch(`${stage.demo.addresses.second}/saml/metadata?as=file`)
      expect(metadata.headers.get('content-disposition')).to.contain('second-demo-app.xml')
      const stranger = await stage.visitor()
      await stranger.goto(`${stage.demo.addresses.second}/login`)
      await heading(stranger, 'This application is not registered here')
      await page.getByRole('link', { name: 'Add an app' }).click()
      await page
        .getByLabel('A file with the metadata of the app')
        .setInputFiles({ name: 'a.xml', mimeType: 'text/xml', buffer: Buffer.from(await metadata.arrayBuffer()) })
      await press(page, 'Check it')
      await heading(page, 'What the metadata says')
      await page.getByText(`${stage.demo.addresses.second}/saml/acs`).first().waitFor()
      if (device === 'desktop') await keepScreenshot(page, 'console-add')
      await page.getByLabel('Name', { exact: true }).fill('second')
      await press(page, 'Register the app')
      await heading(page, 'Second demo app')
      await page.getByText(at('/saml/sso')).first().waitFor()
      await page.goto(`${stage.demo.addresses.second}/login`)
      if (!javaScriptEnabled) await press(page, 'Continue')
      await heading(page, 'Hello, Alice Archer')
      await page.goto(at('/admin'))
      if (device === 'desktop') await keepScreenshot(page, 'console-apps')
      await page.getByRole('link', { name: 'Second demo app' }).click()
      await press(page, 'Remove the app')
      await heading(page, 'Remove second?')
      await press(page, 'Yes, do it')
      await page.getByText('The app is removed.').waitFor()
    })
  }

  for (const product of ['mellon', 'shibboleth', 'pysaml2', 'simplesamlphp', 'keycloak'] as const) {
    it(`takes the metadata of ${product}, and says what it holds`, async () => {
      const page = await stage.administrator()
      const metadata = await sample(product)
      await upload(page, product, metadata)
      const [, entityId = ''] = /entityID="([^"]*)"/.exec(metadata.toString()) ?? []
      await page.getByText(entityId).first().waitFor()
      expect(await page.locator('.findings .error').count()).to.equal(0)
      await page.goto(at('/admin'))
      await page.getByRole('link', { name: product }).or(page.getByText(entityId)).first().waitFor()
    })
  }

  for (const [product, acs] of [
    ['shibboleth', 'https://library.example.org/Shibboleth.sso/SAML2/POST'],
    ['simplesamlphp', 'https://tickets.example.org/simplesaml/module.php/saml/sp/saml2-acs.php/default-sp'],
  ] as const) {
    it(`answers a login of the uploaded ${product} at the address of its metadata`, async () => {
      const page = await stage.visitor()
      const metadata = (await sample(product)).toString()
      const idp = await (await fetch(at('/saml/metadata'))).text()
      const saml = new SAML({
        issuer: /entityID="([^"]*)"/.exec(metadata)?.[1] ?? '',
        callbackUrl: acs,
        entryPoint: at('/saml/sso'),
        idpCert: /X509Certificate>([^<]*)</.exec(idp)?.[1] ?? '',
        identifierFormat: null,
        disableRequestedAuthnContext: true,
        wantAuthnResponseSigned: true,
        audience: false,
      })
      let posted = ''
      await page.route(acs, (route) => {
        posted = route.request().postData() ?? ''
        return route.fulfill({ contentType: 'text/html', body: '<h1>arrived</h1>' })
      })
      await page.goto(await saml.getAuthorizeUrlAsync('', undefined, {}))
      await pick(page, 'Bob Baker')
      await heading(page, 'arrived')
      const SAMLResponse = new URLSearchParams(posted).get('SAMLResponse') ?? ''
      const { profile } = await saml.validatePostResponseAsync({ SAMLResponse })
      expect(profile?.nameID).to.match(/^[a-z2-7]{52}$/)
    })
  }

  it('says what is wrong with metadata, with line and cure, before anything is in force', async () => {
    const page = await stage.administrator()
    await page.goto(at('/admin/add'))
    const faulty = (await sample('simplesamlphp')).toString().replaceAll('https://tickets', 'javascript:tickets')
    await page.getByLabel('Or paste the metadata').fill(faulty.replace('sp/metadata.php', 'sp/other.php'))
    await press(page, 'Check it')
    await page.locator('.findings .error').first().waitFor()
    expect(await page.getByRole('button', { name: 'Register the app' }).count()).to.equal(0)
    await keepScreenshot(page, 'console-faulty')
    await page.goto(at('/admin/add'))
    await page.getByLabel('Or paste the metadata').fill('this is no XML')
    await press(page, 'Check it')
    await page.locator('.findings .error').first().waitFor()
    expect(await page.getByLabel('Or paste the metadata').inputValue()).to.equal('this is no XML')
  })

  it('shows an app of the config with its file and line, and changes nothing of it', async () => {
    const page = await stage.administrator()
    await page.getByRole('link', { name: 'Demo app', exact: true }).click()
    await page.getByText(/This app is written in .*isthmus\.yaml:\d+/).waitFor()
    expect(await page.getByRole('button', { name: 'Remove the app' }).count()).to.equal(0)
    await page.getByRole('link', { name: 'Settings' }).click()
    expect(await page.getByRole('button', { name: 'Save' }).count()).to.equal(0)
  })

  it('changes settings by form and by document, shows the faulty line, and undoes', async () => {
    const page = await stage.administrator()
    const metadata = (await sample('node-saml')).toString().replaceAll(':9306', ':9316')
    await upload(page, 'notes', Buffer.from(metadata))
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByLabel('Name for people').fill('Notes')
    await page.getByLabel('Who may use it (allow)').fill('"staff" in groups')
    await press(page, 'Save')
    await page.getByText('Saved and in force.').waitFor()
    await page.getByRole('link', { name: 'As a document' }).click()
    const document = page.getByLabel('The settings as a document (YAML)')
    expect(await document.inputValue()).to.contain('displayName: Notes')
    await document.fill('displayName: Notes\n# a remark\nallow: "staff in groups"\nsing: both\n')
    await press(page, 'Save')
    await page
      .getByText(/line 3/)
      .first()
      .waitFor()
    await page
      .getByText(/line 4/)
      .first()
      .waitFor()
    expect(await document.inputValue()).to.contain('# a remark')
    await keepScreenshot(page, 'console-document')
    await document.fill('displayName: Other notes\n# a remark\n')
    await press(page, 'Save')
    await heading(page, 'Other notes')
    await page.getByRole('link', { name: 'History' }).click()
    await page.getByText('+ displayName: Other notes').waitFor()
    await keepScreenshot(page, 'console-history')
    await page.getByRole('button', { name: 'Bring this state back' }).first().click()
    await press(page, 'Yes, do it')
    await page.getByText('The earlier state is in force again.').waitFor()
    await heading(page, 'Notes')
  })

  it('shows what an app would be told, and why somebody is refused', async () => {
    const page = await stage.administrator()
    await page.goto(at('/admin/apps/notes/preview'))
    const claims = {
      sub: 'x1',
      preferred_username: 'zoe',
      email: 'zoe@home.internal',
      email_verified: true,
      groups: ['guests'],
    }
    await page.getByLabel('Claims (JSON)').fill(JSON.stringify(claims))
    await page.getByLabel('Try an expression').fill('groups.size()')
    await press(page, 'Show')
    await page.getByText('Is refused').waitFor()
    await page.getByText('"staff" in groups').first().waitFor()
    await page.getByText('= 1').waitFor()
    await page.getByText('The message as it would be sent, decoded').click()
    expect(await page.locator('details pre').last().textContent()).to.contain('Response')
    await keepScreenshot(page, 'console-preview')
  })

  it('switches an app off and on again', async () => {
    const page = await stage.administrator()
    await page.goto(at('/admin/apps/notes'))
    await press(page, 'Switch off')
    await page.getByText('Nobody is let in to this app').waitFor()
    await press(page, 'Switch on again')
    await page.getByText('The app is switched on again.').waitFor()
  })

  it('lets an owner upload by a link once, and nothing else; an administrator approves', async () => {
    const page = await stage.administrator()
    await page.goto(at('/admin/quarantine'))
    await page.getByLabel('Name of the app').fill('lms')
    await press(page, 'Make a link')
    const address = String(await page.locator('#setup-address').textContent())
    const owner = await stage.visitor({ viewport: viewports.phone, javaScriptEnabled: false })
    await owner.goto(address)
    await heading(owner, 'Set up single sign-on for lms')
    await keepScreenshot(owner, 'console-owner')
    await owner.getByLabel('Or paste the metadata').fill('<nothing/>')
    await press(owner, 'Send the metadata')
    await owner.locator('.findings .error').first().waitFor()
    const metadata = (await sample('python3-saml')).toString().replaceAll(':9304', ':9314')
    await owner.getByLabel('Or paste the metadata').fill(metadata)
    await press(owner, 'Send the metadata')
    await owner.getByText('Thank you.').waitFor()
    await owner.goto(at('/admin'))
    await heading(owner, 'Who are you?')
    await page.goto(at('/admin/quarantine'))
    await pressOn(page, 'Approve', 'by a setup link')
    await press(page, 'Yes, do it')
    await page.getByText('Approved and in force.').waitFor()
    await owner.goto(address)
    await owner.getByText('Your app is set up.').waitFor()
    expect(await owner.getByRole('button', { name: 'Send the metadata' }).count(), 'it was used').to.equal(0)
    await page.goto(at('/admin/apps/lms'))
    await heading(page, /lms/)
  })

  it('opens by a link of the command line when nobody can sign in, once, and says so', async () => {
    let address = ''
    await runAdminLink(join(stage.demo.directory, 'isthmus.yaml'), (text) => {
      address = text
    })
    const page = await stage.visitor()
    await page.goto(address)
    await press(page, 'Open the console')
    await page.getByText('Break-glass access until').waitFor()
    await keepScreenshot(page, 'console-break-glass')
    const second = await stage.visitor()
    await second.goto(address)
    await press(second, 'Open the console')
    await heading(second, 'This link can’t be used')
    await page.getByRole('link', { name: 'Audit' }).click()
    await page.getByText('break-glass').first().waitFor()
    await press(page, 'Sign out')
    await heading(page, 'You are not signed in')
    await page.goto(at('/admin'))
    await heading(page, 'Who are you?')
  })

  it('shows sessions, ends one; keys, upstreams and the record of acts', async () => {
    const other = await stage.visitor()
    await other.goto(stage.demo.addresses.app)
    await other.getByRole('link', { name: 'Log in', exact: true }).click()
    await other.getByRole('link', { name: 'Demo OP' }).click()
    await pick(other, 'Carol')
    const page = await stage.administrator()
    await page.getByRole('link', { name: 'Sessions' }).click()
    await page.getByRole('row', { name: /carol/ }).getByRole('button', { name: 'Sign out' }).click()
    await press(page, 'Yes, do it')
    await page.getByText('The session is ended.').waitFor()
    await other.goto(at('/'))
    await heading(other, 'You are not signed in')
    await page.getByRole('link', { name: 'Keys' }).click()
    await page.getByText('Fingerprint (SHA-256)').first().waitFor()
    await page.getByRole('link', { name: 'Sign-in services' }).click()
    await page.getByRole('link', { name: 'Check whether a sign-in would work' }).first().click()
    await page.locator('.findings .good').first().waitFor()
    await page.getByRole('link', { name: 'Audit' }).click()
    await page.getByText('session.end').first().waitFor()
    await keepScreenshot(page, 'console-audit')
  })

  it('lets nobody in who is no administrator, and ends with the session', async () => {
    const page = await stage.visitor()
    await page.goto(at('/admin'))
    await pick(page, 'Bob Baker')
    await heading(page, 'You do not have access to this application')
    const alice = await stage.administrator()
    await alice.getByRole('link', { name: 'Sign out' }).click()
    await press(alice, 'Sign out')
    await heading(alice, 'You are signed out')
    await alice.goto(at('/admin'))
    await heading(alice, 'Who are you?')
  })
})
