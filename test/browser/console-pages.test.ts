/** Every page of the console in Chromium: desktop and phone, light and dark, all languages, with axe, without JavaScript. */
import { expect } from 'chai'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { languages } from '../../src/pages/messages/language.ts'
import { axeFindings, keepScreenshot, looks, viewports } from '../fixtures/chromium.ts'
import { consoleSampleRoutes } from '../fixtures/console-samples.ts'
import { servePages } from './served-pages.ts'

describe('browser: pages of the console', function () {
  this.timeout(240_000)
  const routes = consoleSampleRoutes()
  const names = routes.map(({ path }) => path.slice('/page-'.length))

  const served = servePages(routes)

  /** A page in a context of its own, with everything that went wrong in it or was asked of elsewhere. */
  async function open(options: BrowserContextOptions, check: (page: Page, troubles: string[]) => Promise<void>) {
    const context = await served.browser.newContext(options)
    const page = await context.newPage()
    const troubles: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of [45]\d\d/.test(message.text())) troubles.push(message.text())
    })
    page.on('pageerror', (error) => troubles.push(String(error)))
    page.on('request', (request) => {
      if (!request.isNavigationRequest() && !request.url().startsWith('data:')) troubles.push(request.url())
    })
    await check(page, troubles)
    await context.close()
  }

  async function show(page: Page, name: string): Promise<void> {
    await page.goto(`http://127.0.0.1:${served.gateway.port}/page-${name}`)
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow, `${name} is wider than its window`).to.equal(0)
  }

  for (const [device, colorScheme] of looks) {
    it(`look well and please axe on a ${device}, ${colorScheme}`, async () => {
      await open({ viewport: viewports[device], colorScheme }, async (page, troubles) => {
        for (const name of names) {
          await show(page, name)
          expect(await axeFindings(page, name)).to.deep.equal([])
          await keepScreenshot(page, `console-${name}-${device}-${colorScheme}`)
        }
        expect(troubles).to.deep.equal([])
      })
    })
  }

  for (const locale of languages.filter((language) => language !== 'en')) {
    it(`are whole in ${locale}, on a narrow phone too, and without JavaScript`, async () => {
      await open({ viewport: { width: 320, height: 640 }, locale, javaScriptEnabled: false }, async (page) => {
        for (const name of names) {
          await show(page, name)
          expect(await page.locator('html').getAttribute('lang')).to.equal(locale)
          expect(await page.locator('[data-copy]:visible').count(), `${name} has a button that does nothing`).to.equal(
            0,
          )
        }
      })
    })
  }

  it('copy a value where there are scripts', async () => {
    await open({ permissions: ['clipboard-read', 'clipboard-write'] }, async (page, troubles) => {
      await show(page, 'app')
      const [button] = await page.locator('[data-copy="our-sso"]').all()
      await button?.click()
      await page.getByRole('button', { name: 'Copied: Sign-in address (SSO)', exact: true }).waitFor()
      expect(await page.evaluate(() => navigator.clipboard.readText())).to.equal(
        'https://sso.home.example.net/saml/sso',
      )
      expect(troubles).to.deep.equal([])
    })
  })
})
