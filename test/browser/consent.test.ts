/** `consent: ask` in Chromium, at an app of OpenID Connect that stands on another site than the gateway. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { axeFindings, keepScreenshot, launchChromium, viewports } from '../fixtures/chromium.ts'
import { startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { appSecret, type OidcTestApp, oidcAppYaml, openIdApp } from '../fixtures/oidc-app.ts'

describe('browser: consent', function () {
  this.timeout(30_000)
  let browser: Browser
  let gateway: TestGateway
  let app: OidcTestApp
  let site: Server

  before(async () => {
    browser = await launchChromium()
    site = createServer((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>app</title><h1>the app</h1>'),
    )
    await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening))
    const redirectUri = `http://localhost:${(site.address() as AddressInfo).port}/callback`
    const yaml = `apps:\n${oidcAppYaml(['displayName: Survey', 'consent: ask'])}`.replace(
      'https://portal.test/callback',
      redirectUri,
    )
    const admin = `admin: { allow: '"admins" in groups' }\n`
    gateway = await startGateway({
      op: { autoLogin: '' },
      yaml: `${admin}${yaml}`,
      files: { 'portal-secret': appSecret },
    })
    app = await openIdApp(gateway.url, { redirectUri })
  })
  after(async () => {
    await browser?.close()
    await gateway?.close()
    site?.close()
  })

  async function question(page: Page): Promise<void> {
    await page.goto((await app.begin({ prompt: 'consent' })).url)
    await page.locator('input[name=username]').fill('alice')
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.getByRole('heading', { name: 'May Survey know this about you?' }).waitFor()
  }

  for (const [device, viewport] of Object.entries(viewports)) {
    for (const javaScriptEnabled of [true, false]) {
      it(`is asked for and given or denied (${device}, JavaScript ${javaScriptEnabled ? 'on' : 'off'})`, async () => {
        const context = await browser.newContext({ viewport, javaScriptEnabled })
        const page = await context.newPage()
        await question(page)
        if (javaScriptEnabled) {
          expect(await axeFindings(page, 'page')).to.deep.equal([])
          await keepScreenshot(page, `consent-${device}`)
        }
        const allow = device === 'desktop'
        await page.getByRole('button', { name: allow ? 'Allow' : 'Deny' }).click()
        await page.getByRole('heading', { name: 'the app' }).waitFor()
        const { searchParams } = new URL(page.url())
        expect(searchParams.get('error')).to.equal(allow ? null : 'access_denied')
        expect(searchParams.has('code')).to.equal(allow)
        await context.close()
      })
    }
  }

  for (const [locale, button, notice] of [
    ['en', 'No longer allow Survey', 'You have taken that back.'],
    ['de', 'Survey nicht mehr erlauben', 'Ihre Zustimmung ist zurückgenommen.'],
    ['fr', 'Ne plus l’autoriser pour Survey', 'Votre accord est retiré.'],
    ['es', 'Dejar de permitirlo a Survey', 'Ha retirado el permiso.'],
    ['nl', 'Survey niet meer toestaan', 'U hebt uw toestemming ingetrokken.'],
  ] as const) {
    it(`is taken back on our own page, which says that it is (${locale})`, async () => {
      const context = await browser.newContext({ viewport: viewports.phone })
      const page = await context.newPage()
      await question(page)
      await page.getByRole('button', { name: 'Allow' }).click()
      await page.getByRole('heading', { name: 'the app' }).waitFor()
      await page.setExtraHTTPHeaders({ 'accept-language': locale })
      await page.goto(`${gateway.url}/`)
      expect(await page.getByRole('status').count()).to.equal(0)
      await page.getByRole('button', { name: button }).click()
      await page.getByRole('status').getByText(notice).waitFor()
      expect(await page.getByRole('button', { name: button }).count()).to.equal(0)
      expect(await axeFindings(page, 'page')).to.deep.equal([])
      await context.close()
    })
  }

  it('is seen at the console beside the session, and taken back there: the person is asked again', async function () {
    this.timeout(60_000)
    const context = await browser.newContext({ viewport: viewports.phone })
    const person = await context.newPage()
    await question(person)
    await person.getByRole('button', { name: 'Allow' }).click()
    await person.getByRole('heading', { name: 'the app' }).waitFor()
    await person.goto((await app.begin({})).url)
    await person.getByRole('heading', { name: 'the app' }).waitFor()

    const office = await browser.newContext({ viewport: viewports.phone, locale: 'de' })
    const page = await office.newPage()
    await page.goto(`${gateway.url}/admin`)
    await page.locator('input[name=username]').fill('alice')
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.getByRole('heading', { name: 'Anwendungen' }).waitFor()
    await page.goto(`${gateway.url}/admin/sessions?q=alice`)
    await page.getByRole('link', { name: 'Zustimmungen' }).first().click()
    await page.getByRole('heading', { name: 'Survey' }).waitFor()
    expect(await page.locator('main dl').first().textContent()).to.match(/^Erfährt.*email/)
    expect(await axeFindings(page, 'consents')).to.deep.equal([])
    await page.getByRole('button', { name: 'Zurücknehmen' }).click()
    await page.getByRole('heading', { name: 'Die Zustimmung für Survey zurücknehmen?' }).waitFor()
    await page.getByRole('button', { name: 'Ja, ausführen' }).click()
    await page.getByText('Die Zustimmung ist zurückgenommen.').waitFor()
    await page.getByText('Die Person hat keiner Anwendung etwas erlaubt').waitFor()

    await person.goto((await app.begin({})).url)
    await person.getByRole('heading', { name: 'May Survey know this about you?' }).waitFor()
    await context.close()
    await office.close()
  })
})
