/**
 * `onDenied: page` in Chromium: the app stands on another site than the gateway, and shows a refusal as many do, as a crash.
 * Bob may not use it; alice may.
 */
import { expect } from 'chai'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { axeFindings, keepScreenshot, launchChromium, viewports } from '../fixtures/chromium.ts'
import { certificateOf, startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { LogoutSp } from '../fixtures/logout-sp.ts'

const title = 'You do not have access to this application'

describe('browser: a refused person', function () {
  this.timeout(30_000)
  let browser: Browser
  let gateway: TestGateway
  let sp: LogoutSp

  before(async () => {
    browser = await launchChromium()
    const yaml = [
      'support: { name: IT helpdesk, email: help@home.internal }',
      'defaults:',
      '  onDenied: page',
      '  allow: "\'admins\' in groups"',
    ].join('\n')
    gateway = await startGateway({ op: { autoLogin: '' }, yaml })
    sp = await LogoutSp.start(gateway, await certificateOf(gateway), { host: 'localhost' })
    await gateway.write('metadata/wiki.xml', sp.metadata)
    await gateway.running.reload()
  })
  after(async () => {
    await browser.close()
    await gateway.close()
    await sp.close()
  })

  async function person(options: BrowserContextOptions, use: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext(options)
    await use(await context.newPage())
    await context.close()
  }

  async function logInAs(page: Page, name: string): Promise<void> {
    await page.locator('input[name=username]').fill(name)
    await page.getByRole('button', { name: 'Log in' }).click({ noWaitAfter: true })
  }

  const refusals = () => gateway.log.filter(({ event }) => event === 'login.refused')

  for (const device of ['desktop', 'phone'] as const) {
    it(`sees who they are and whom to ask, and gets in with another account (${device})`, async () => {
      const before = refusals().length
      await person({ viewport: viewports[device] }, async (page) => {
        await page.goto(sp.login, { waitUntil: 'commit' })
        await logInAs(page, 'bob')
        await page.getByRole('heading', { name: title }).waitFor()
        const main = page.locator('main')
        expect(await main.textContent())
          .to.contain('bob')
          .and.to.contain('IT helpdesk')
        expect(await page.getByRole('link', { name: 'help@home.internal' }).getAttribute('href')).to.equal(
          'mailto:help@home.internal',
        )
        expect(await axeFindings(page, 'page')).to.deep.equal([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(viewports[device].width)
        await keepScreenshot(page, `denied-${device}`)
        const id = await page.locator('.id').textContent()
        await page.reload()
        expect(await page.locator('.id').textContent(), 'a reload is the same refusal').to.equal(id)
        expect(refusals().length).to.equal(before + 1)
        expect(refusals().at(-1)).to.include({ errorId: id, code: 'access_denied' })
        expect(
          gateway.lines.filter((line) => /\bbob\b|Builder/.test(line)),
          'no claim in the log',
        ).to.deep.equal([])

        await page.getByRole('button', { name: 'Use another account' }).click({ noWaitAfter: true })
        await logInAs(page, 'alice')
        await page.getByText(`signed in at ${sp.entityId}`).waitFor()
        await page.goto(gateway.url)
        expect(await main.textContent())
          .to.contain('alice')
          .and.not.to.contain('bob')
      })
    })
  }

  it('goes on to the app with its status, without JavaScript too', async () => {
    await person({ viewport: viewports.phone, javaScriptEnabled: false }, async (page) => {
      await page.goto(sp.login)
      await logInAs(page, 'bob')
      await page.getByRole('heading', { name: title }).waitFor()
      await page.getByRole('button', { name: /^Back to / }).click()
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.waitForURL(`${sp.url}/acs`)
      expect(await page.textContent('body'), 'as the app shows it').to.match(/RequestDenied|Responder|not allowed/)
    })
  })
})
