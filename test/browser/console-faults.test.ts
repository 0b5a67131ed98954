/**
 * Forms of the console that were not taken, in another language than English: the tab's title and the focus say so, what
 * is wrong stands at its field in the words of the page, and what was entered is still there.
 */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { axeFindings, viewports } from '../fixtures/chromium.ts'
import { type ConsoleStage, name, press, setConsoleStage } from './console-stage.ts'

describe('browser: forms of the console that were not taken', function () {
  this.timeout(60_000)
  let stage: ConsoleStage

  before(async () => {
    stage = await setConsoleStage()
  })
  afterEach(() => stage.closeContexts())
  after(() => stage?.close())

  /** The console in another language, for who has come in already. */
  async function foreign(locale = 'de'): Promise<Page> {
    const english = await stage.administrator()
    const page = await stage.visitor({ locale, viewport: viewports.phone })
    await page.context().addCookies(await english.context().cookies())
    return page
  }

  /** An app of the store that can be changed. */
  async function register(name: string): Promise<void> {
    const english = await stage.administrator()
    await english.goto(stage.at('/admin/add-oidc'))
    await english.getByLabel('Name', { exact: true }).fill(name)
    await english.locator('#redirectUris').fill(`https://${name}.test/back`)
    await press(english, 'Register the app')
    await english.getByText(`${name} is registered`).waitFor()
  }

  /** All of it that a person is told, and that none of it is in English. */
  async function isTold(page: Page, field: string, words: string): Promise<void> {
    expect(await page.title()).to.match(/^Fehler: /)
    await page.locator('.faults:focus').waitFor()
    await page.locator('.faults a', { hasText: words }).click()
    await page.locator(`[id="${field}"]:focus`).waitFor()
    const input = page.locator(`#${field}`)
    expect(await input.getAttribute('aria-invalid')).to.equal('true')
    expect(await input.getAttribute('aria-describedby')).to.contain(`${field}-fault`)
    expect(await page.locator('main [lang=en]').allTextContents()).to.deep.equal([])
    expect(await axeFindings(page, field)).to.deep.equal([])
  }

  it('tell an owner with a setup link what is missing', async () => {
    const administrator = await stage.administrator()
    await administrator.goto(stage.at('/admin/quarantine'))
    await administrator.getByLabel('Name of the app').fill('lms')
    await press(administrator, 'Make a link')
    const address = String(await administrator.locator('#setup-address').textContent())
    const owner = await stage.visitor({ locale: 'de', viewport: viewports.phone })
    await owner.goto(address)
    await press(owner, 'Metadaten senden')
    await isTold(owner, 'text', 'Im Formular stehen keine Metadaten.')
  })

  it('tell whoever makes such a link that no app can be called so, and keep the note', async () => {
    const page = await foreign()
    await page.goto(stage.at('/admin/quarantine'))
    await page.locator('#app').fill('no name!')
    await page.locator('#note').fill('Für Frau Muster')
    await page.locator('#days').selectOption('30')
    await press(page, 'Link erstellen')
    await isTold(page, 'app', 'So kann keine Anwendung heißen.')
    const kept = await Promise.all(['app', 'note', 'days'].map((name) => page.locator(`#${name}`).inputValue()))
    expect(kept).to.deep.equal(['no name!', 'Für Frau Muster', '30'])
  })

  it('tell whoever adds an app that nothing was handed in', async () => {
    const page = await foreign()
    await page.goto(stage.at('/admin/add'))
    await press(page, 'Prüfen')
    expect(await page.title()).to.match(/^Fehler: /)
    await page.locator('.faults:focus').waitFor()
    await page.locator('.faults a').click()
    await page.locator('#metadata-file:focus').waitFor()
    expect(await axeFindings(page, 'nothing')).to.deep.equal([])
  })

  it('tell whoever adds an app by an address that gives nothing why, at that field: there is no next step yet', async () => {
    const page = await foreign()
    await page.goto(stage.at('/admin/add'))
    await page.locator('#address').fill(stage.at('/nothing-here'))
    await press(page, 'Prüfen')
    expect(await page.title()).to.match(/^Fehler: /)
    await page.locator('.faults li.error a', { hasText: '404' }).click()
    await page.locator('#address:focus').waitFor()
    const field = page.locator('#address')
    expect(await field.getAttribute('aria-describedby')).to.contain('address-fault')
    expect(await field.inputValue()).to.equal(stage.at('/nothing-here'))
    expect(await page.locator('main').textContent(), 'nothing was put').not.to.contain('after it is put')
  })

  it('tell an owner who chose a picture that it is one, at the file', async () => {
    const administrator = await stage.administrator()
    await administrator.goto(stage.at('/admin/quarantine'))
    await administrator.getByLabel('Name of the app').fill('picture')
    await press(administrator, 'Make a link')
    const owner = await stage.visitor({ locale: 'de', viewport: viewports.phone })
    await owner.goto(String(await administrator.locator('#setup-address').textContent()))
    const picture = Buffer.from('89504e470d0a1a0aff00', 'hex')
    await owner.locator('#metadata-file').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: picture })
    await press(owner, 'Metadaten senden')
    await isTold(owner, 'metadata-file', 'Das ist ein Bild (PNG)')
  })

  it('tell whoever uploads a file that is too large how large it may be, and keep what else they entered', async () => {
    const page = await foreign()
    await page.goto(stage.at('/admin/add'))
    const buffer = Buffer.from(`<md>${'x'.repeat(2 * 1024 * 1024)}</md>`)
    await page.locator('#metadata-file').setInputFiles({ name: 'a.xml', mimeType: 'text/xml', buffer })
    await page.locator('#text').fill('<pasted>&amp; é\n</pasted>')
    await page.locator('#address').fill('https://lms.test/metadata?a=1&b=2')
    await press(page, 'Prüfen')
    await isTold(page, 'metadata-file', 'größer als 1 MB')
    expect(await page.locator('#text').inputValue()).to.equal('<pasted>&amp; é\n</pasted>')
    expect(await page.locator('#address').inputValue()).to.equal('https://lms.test/metadata?a=1&b=2')
    // The same form takes a smaller one.
    await page
      .locator('#metadata-file')
      .setInputFiles({ name: 'a.xml', mimeType: 'text/xml', buffer: Buffer.from('x') })
    await press(page, 'Prüfen')
    await isTold(page, 'metadata-file', 'Das ist kein XML')
  })

  it('tell an owner whose file is too large so, at the file', async () => {
    const administrator = await stage.administrator()
    await administrator.goto(stage.at('/admin/quarantine'))
    await administrator.getByLabel('Name of the app').fill('large')
    await press(administrator, 'Make a link')
    const owner = await stage.visitor({ locale: 'de', viewport: viewports.phone })
    await owner.goto(String(await administrator.locator('#setup-address').textContent()))
    const send = async (size: number, pasted: string) => {
      const buffer = Buffer.alloc(size, 'x')
      await owner.locator('#metadata-file').setInputFiles({ name: 'a.xml', mimeType: 'text/xml', buffer })
      await owner.locator('#text').fill(pasted)
      await press(owner, 'Metadaten senden')
      await isTold(owner, 'metadata-file', 'größer als 1 MB')
      return owner.locator('#text').inputValue()
    }
    expect(await send(3 * 1024 * 1024, '<pasted/>')).to.equal('<pasted/>')
    expect(await send(20 * 1024 * 1024, '<pasted/>'), 'no more is read').to.equal('')
  })

  it('keep metadata that was to replace what an app has, and say what is wrong at its field', async () => {
    const english = await stage.administrator()
    await english.goto(stage.at('/admin/add'))
    const there = `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://replaced.test"><SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://replaced.test/acs" index="0"/></SPSSODescriptor></EntityDescriptor>`
    await english.getByLabel('Or paste the metadata').fill(there)
    await press(english, 'Check it')
    await name(english, 'saml')
    const page = await foreign()
    await page.goto(stage.at('/admin/apps/saml/metadata'))
    await page.locator('#text').fill('no metadata at all')
    await page.locator('form:has(#text) button').click()
    await isTold(page, 'text', 'Das ist kein XML')
    expect(await page.locator('#text').inputValue()).to.equal('no metadata at all')
    await page.locator('#text').fill('')
    await page.locator('#address').fill(stage.at('/nothing-here'))
    await page.locator('form:has(#text) button').click()
    await page.locator('.faults li.error a', { hasText: '404' }).click()
    await page.locator('#address:focus').waitFor()
    await page.goto(stage.at('/admin/apps/saml'))
    await page.getByText('In Kraft', { exact: true }).waitFor()
  })

  it('tell whoever looks at a preview what is wrong with the claims', async () => {
    const page = await foreign()
    await page.goto(stage.at('/admin/apps/demo-portal/preview'))
    await page.locator('#claims').fill('["sub"]')
    await press(page, 'Zeigen')
    await isTold(page, 'claims', 'Die Angaben sind kein Objekt in JSON.')
    expect(await page.locator('#claims').inputValue()).to.equal('["sub"]')
  })

  it('stand beside pages that have no English in them either: what keys are for', async () => {
    const page = await foreign()
    await page.goto(stage.at('/admin/keys'))
    const headings = (await page.locator('main h2').allTextContents()).join()
    expect(headings)
      .to.contain('SAML-Unterschrift')
      .and.to.contain('SAML-Entschlüsselung')
      .and.not.to.contain('signing')
  })

  it('lead to what a preview shows, below the form', async () => {
    const page = await foreign()
    await page.goto(stage.at('/admin/apps/demo-portal/preview'))
    await page.locator('#claims').fill('{"sub": "x1", "preferred_username": "zoe", "groups": ["staff"]}')
    await press(page, 'Zeigen')
    const result = page.locator('#result')
    await result.waitFor()
    const { y } = (await result.boundingBox()) ?? { y: Number.NaN }
    expect(y, 'it is in sight on a phone').to.be.within(0, viewports.phone.height)
  })

  it('tell which setting is no YAML', async () => {
    await register('shop')
    const page = await foreign()
    await page.goto(stage.at('/admin/apps/shop/settings'))
    await page.locator('#claims').fill('mail: [')
    await page.locator('form:has(#claims) button').first().click()
    await isTold(page, 'claims', 'Das ist kein YAML')
    expect(await page.locator('#claims').inputValue()).to.equal('mail: [')
  })

  const broken = [
    ['redirectUris: [\n', /kein YAML: .*Schließen Sie/, /pas du YAML : .*Fermez/],
    ['protocol: oidc\npkce: sometimes\n', /keiner der bekannten Werte/, /valeurs connues/],
    [
      'protocol: oidc\nclaim: {}\nallow: group\n',
      /Meinten Sie `claims`.*Variable group/,
      /Vouliez-vous.*variable group/,
    ],
    ['protocol: oidc\nidToken: 5\n', /nicht zulässig.*Das ID-Token/, /pas valable.*jeton d’identité/],
  ] as const

  for (const [at, locale] of (['de', 'fr'] as const).entries()) {
    it(`tell in ${locale} what is wrong with a document, in no word of English`, async () => {
      await register(`shop-${locale}`)
      const page = await foreign(locale)
      for (const [document, ...words] of broken) {
        await page.goto(stage.at(`/admin/apps/shop-${locale}/document`))
        await page.locator('#settings').fill(document)
        await page.locator('form:has(#settings) button').first().click()
        await page.locator('.faults').waitFor()
        const told = (await page.locator('.faults').textContent()) ?? ''
        expect(told.replaceAll(/\s+/g, ' ')).to.match(words[at] ?? /never/)
        expect(told).to.not.match(/ is | not |Write |Did you/)
        expect(await page.locator('main [lang=en]').allTextContents()).to.deep.equal([])
        expect(await page.locator('#settings').inputValue()).to.equal(document)
      }
    })
  }
})
