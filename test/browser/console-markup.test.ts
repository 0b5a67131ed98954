/**
 * Markup and script in every field of an app's metadata, in the settings and in what a setup link carries: on every page
 * that shows it, to administrators, to the app's owner and to people, it is text.
 */

import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SAML } from '@node-saml/node-saml'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { makeDemoAppKey } from '../../demo/app-key.ts'
import { type ConsoleStage, heading, name, pick, press, setConsoleStage } from './console-stage.ts'

const acs = 'https://markup.test/acs'
/** Each place has its own letters, so that a page can be asked whether it shows it. */
const planted = (place: string) =>
  `${place}<x-planted></x-planted><script>window.planted=1</script>"'><img src=x onerror="window.planted=1"></title></textarea>`
const xml = (text: string) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)
const inLanguages = (element: string, text: (language: string) => string) =>
  ['en', 'de', 'fr', 'es', 'nl'].map((one) => `<${element} xml:lang="${one}">${xml(text(one))}</${element}>`).join('')

/** In settings, text in angle brackets is a placeholder that nobody has replaced. */
const ownName = `name"'><x-planted class=`
const entityId = `https://markup.test/sp?"'><x-planted>`

/** @param certificate in base64 */
function metadata(certificate: string, names = planted): string {
  return `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:mdui="urn:oasis:names:tc:SAML:metadata:ui" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="${xml(entityId)}">
<md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
<md:Extensions><mdui:UIInfo>
${inLanguages('mdui:DisplayName', (one) => names(`display-${one}`))}
${inLanguages('mdui:Description', (one) => names(`description-${one}`))}
${inLanguages('mdui:InformationURL', () => 'javascript:window.planted=1')}
${inLanguages('mdui:PrivacyStatementURL', () => 'data:text/html,<script>1</script>')}
<mdui:Logo height="1" width="1">javascript:window.planted=1</mdui:Logo>
<mdui:Logo height="1" width="1">data:image/svg+xml,&lt;svg onload="window.planted=1"/&gt;</mdui:Logo>
</mdui:UIInfo></md:Extensions>
<md:KeyDescriptor><ds:KeyInfo><ds:KeyName>${xml(names('key'))}</ds:KeyName><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
<md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${acs}" index="0"/>
<md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${acs}?${xml('"><x-planted>')}" index="1"/>
<md:AttributeConsumingService index="0">${inLanguages('md:ServiceName', (one) => names(`service-${one}`))}
<md:RequestedAttribute Name="${xml(names('requested'))}" FriendlyName="${xml(names('friendly'))}"/></md:AttributeConsumingService>
</md:SPSSODescriptor>
<md:Organization>${inLanguages('md:OrganizationName', (one) => names(`organization-${one}`))}${inLanguages('md:OrganizationDisplayName', (one) => names(`shown-${one}`))}${inLanguages('md:OrganizationURL', () => 'javascript:window.planted=1')}</md:Organization>
<md:ContactPerson contactType="technical"><md:Company>${xml(names('company'))}</md:Company><md:GivenName>${xml(names('given'))}</md:GivenName><md:EmailAddress>javascript:window.planted=1</md:EmailAddress><md:TelephoneNumber>${xml(names('phone'))}</md:TelephoneNumber></md:ContactPerson>
</md:EntityDescriptor>`
}

describe('browser: markup in what others send', function () {
  this.timeout(60_000)
  let stage: ConsoleStage
  let certificate = ''

  before(async () => {
    stage = await setConsoleStage()
    const key = await makeDemoAppKey(planted('subject').slice(0, 60))
    certificate = new X509Certificate(key.certificate).raw.toString('base64')
  })
  afterEach(() => stage.closeContexts())
  after(() => stage?.close())

  /** Every breach of the page's CSP is one: what is text needs none of it. */
  function watched(page: Page): string[] {
    const troubles: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of [45]\d\d/.test(message.text())) troubles.push(message.text())
    })
    page.on('dialog', (dialog) => troubles.push(dialog.message()))
    return troubles
  }

  async function isText(page: Page): Promise<void> {
    const found = await page.evaluate(() => ({
      ran: 'planted' in window,
      elements: document.querySelectorAll('x-planted, img, main script').length,
      // A form's own `attributes` may be a field of that name.
      handlers: [...document.querySelectorAll('*')].filter((one) =>
        Element.prototype.getAttributeNames.call(one).some((attribute) => /^on/i.test(attribute)),
      ).length,
      links: [...document.querySelectorAll('[href],[src],[action]')]
        .flatMap((one) => ['href', 'src', 'action'].map((to) => Element.prototype.getAttribute.call(one, to) ?? ''))
        .filter((to) => /^\s*(javascript|data|vbscript):/i.test(to))
        .filter((to) => !/^data:(application\/x-pem-file;base64|image\/svg\+xml,%3Csvg%20xmlns)/.test(to)),
    }))
    expect(found, page.url()).to.deep.equal({ ran: false, elements: 0, handlers: 0, links: [] })
  }

  it('is text on every page of the console', async () => {
    const page = await stage.administrator()
    const troubles = watched(page)
    await page.goto(stage.at('/admin/add'))
    await page.getByLabel('Or paste the metadata').fill(metadata(certificate))
    await press(page, 'Check it')
    await heading(page, 'What the metadata says')
    await page.getByText('<x-planted>').first().waitFor()
    await isText(page)
    await name(page, 'markup')
    for (const tab of ['', '/settings', '/document', '/metadata', '/preview', '/history']) {
      await page.goto(stage.at(`/admin/apps/markup${tab}`))
      await page.getByRole('heading', { level: 1 }).getByText('display-en<x-planted>').waitFor()
      await isText(page)
    }
    await page.goto(stage.at('/admin/apps/markup/document'))
    const field = page.getByLabel('The settings as a document (YAML)')
    await field.fill(`displayName: ${JSON.stringify(ownName)}\nallow: ${JSON.stringify(planted('rule'))}\n`)
    await press(page, 'Save')
    await heading(page, 'There is a problem')
    await isText(page)
    await field.fill(`displayName: ${JSON.stringify(ownName)}\n`)
    await press(page, 'Save')
    await page.getByText('Saved and in force.').waitFor()
    await page.goto(stage.at('/admin/apps/markup/preview'))
    await page
      .getByLabel('Claims (JSON)')
      .fill(JSON.stringify({ sub: planted('sub'), name: planted('name'), groups: [planted('group')] }))
    await page.getByLabel('Try an expression').fill('claims.name')
    await press(page, 'Show')
    await heading(page, 'Attributes')
    await isText(page)
    for (const path of [
      '/admin',
      `/admin?q=${encodeURIComponent('<x-planted>"')}`,
      '/admin/audit',
      '/admin/addresses?q="><x-planted>',
    ]) {
      await page.goto(stage.at(path))
      await isText(page)
    }
    await page.goto(stage.at('/admin/apps/markup'))
    await press(page, 'Remove the app')
    await heading(page, 'Remove markup?')
    await isText(page)
    expect(troubles).to.deep.equal([])
  })

  it('is text to the people who sign in there, and on the pages of sessions', async () => {
    const idp = await (await fetch(stage.at('/saml/metadata'))).text()
    const saml = new SAML({
      issuer: entityId,
      callbackUrl: acs,
      entryPoint: stage.at('/saml/sso'),
      idpCert: /X509Certificate>([^<]*)</.exec(idp)?.[1] ?? '',
      identifierFormat: null,
    })
    const bob = await stage.visitor({ javaScriptEnabled: false })
    await bob.route(`${acs}**`, (route) => route.fulfill({ contentType: 'text/html', body: '<h1>arrived</h1>' }))
    await bob.goto(await saml.getAuthorizeUrlAsync(planted('relay').slice(0, 70), undefined, {}))
    await pick(bob, 'Bob Baker')
    await bob.getByRole('button', { name: 'Continue' }).waitFor()
    expect(await bob.locator('x-planted, img').count()).to.equal(0)
    await press(bob, 'Continue')
    await heading(bob, 'arrived')
    await bob.goto(stage.at('/logout'))
    await bob.getByText(ownName).first().waitFor()
    await isText(bob)
    const page = await stage.administrator()
    const troubles = watched(page)
    await page.goto(stage.at('/admin/sessions'))
    await page.getByText(ownName).waitFor()
    await isText(page)
    const metadataFile = await readFile(join(stage.demo.directory, 'apps/markup.xml'), 'utf8').catch(() => '')
    expect(metadataFile, 'it is kept as it came').to.contain('display-en&#60;x-planted&#62;')
    expect(troubles).to.deep.equal([])
  })

  it('is text in what came by a setup link, to the owner and to whoever decides', async () => {
    const page = await stage.administrator()
    const troubles = watched(page)
    await page.goto(stage.at('/admin/quarantine'))
    await page.getByLabel('Name of the app').fill('sent')
    await page.getByLabel('A note for the owner').fill(planted('note').slice(0, 100))
    await press(page, 'Make a link')
    const address = String(await page.locator('#setup-address').textContent())
    await isText(page)
    const owner = await stage.visitor()
    const seen = watched(owner)
    await owner.goto(address)
    await owner.getByText('note<x-planted>').waitFor()
    const sent = metadata(certificate).replace('https://markup.test/sp', 'https://other.test/sp')
    await owner
      .getByLabel('Or paste the metadata')
      .fill(sent.replace('</md:SPSSODescriptor>', '<x-planted/></md:SPSSODescriptor>'))
    await press(owner, 'Send the metadata')
    await owner.locator('.findings').or(owner.getByText('Thank you.')).first().waitFor()
    await isText(owner)
    if (await owner.getByLabel('Or paste the metadata').isVisible()) {
      await owner.getByLabel('Or paste the metadata').fill(sent)
      await press(owner, 'Send the metadata')
    }
    await owner.getByText('Thank you.').waitFor()
    await isText(owner)
    await page.goto(stage.at('/admin/quarantine'))
    await page.getByText('<x-planted>').first().waitFor()
    await isText(page)
    expect([...troubles, ...seen]).to.deep.equal([])
  })
})
