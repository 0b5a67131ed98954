/** Header login in Chromium, across two sites: the protected one (localhost) and the gateway's (127.0.0.1). */
import { expect } from 'chai'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { keepScreenshot, launchChromium, viewports } from '../fixtures/chromium.ts'
import { type ProtectedSite, startProtectedSite } from '../fixtures/protected-site.ts'

for (const [device, viewport] of Object.entries(viewports)) {
  describe(`header login in Chromium (${device})`, function () {
    this.timeout(30_000)
    let stage: ProtectedSite
    let browser: Browser
    let context: BrowserContext
    let page: Page

    before(async () => {
      const site = [
        'allow: "\'staff\' in groups"',
        'rules: [{ when: \'path.startsWith("/admin/")\', allow: \'"admins" in groups\' }]',
      ]
      stage = await startProtectedSite({ asks: 'parts', site, op: { autoLogin: '' } })
      browser = await launchChromium()
    })
    after(async () => {
      await browser?.close()
      await stage?.close()
    })
    beforeEach(async () => {
      context = await browser.newContext({ viewport })
      page = await context.newPage()
    })
    afterEach(() => context.close())

    async function signIn(path: string, user: string): Promise<void> {
      await page.goto(`${stage.site.url}${path}`)
      await page.locator('input[name=username]').fill(user)
      await page.locator('input[name=username]').press('Enter')
    }
    const app = () => page.getByRole('heading', { name: 'the app' }).waitFor()

    it('goes to the login and comes back to the page that was wanted', async () => {
      await signIn('/pages/1?q=%C3%B6&to=/x', 'alice')
      await app()
      expect(page.url()).to.equal(`${stage.site.url}/pages/1?q=%C3%B6&to=/x`)
      expect(await page.locator('#user').textContent()).to.equal('alice')
      const cookies = (await context.cookies(stage.site.url)).filter(({ name }) => name.startsWith('isthmus_site'))
      expect(cookies.map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite])).to.deep.equal([
        ['isthmus_site', true, 'Lax'],
      ])
      expect(await page.evaluate('document.cookie')).to.equal('')
    })

    it('lets two tabs sign in at once', async () => {
      const other = await context.newPage()
      await Promise.all([page.goto(`${stage.site.url}/one`), other.goto(`${stage.site.url}/two`)])
      await signIn('/one', 'alice')
      await app()
      await other.locator('input[name=username]').fill('alice')
      await other.locator('input[name=username]').press('Enter')
      await other.getByRole('heading', { name: 'the app' }).waitFor()
      expect(other.url()).to.equal(`${stage.site.url}/two`)
    })

    it('answers a script of the app 401 after a logout, and a click with the login', async () => {
      await signIn('/', 'alice')
      await app()
      const ask = "fetch('/data.json').then(({ status }) => status)"
      expect(await page.evaluate(ask)).to.equal(200)
      const other = await context.newPage()
      await other.goto(`${stage.gateway.url}/logout`)
      await other.getByRole('main').getByRole('button').first().click()
      await other.getByText('Wiki').first().waitFor()
      await keepScreenshot(other, `forward-auth-logout-${device}`)
      expect(await page.evaluate(ask)).to.equal(401)
      await page.reload()
      await page.locator('input[name=username]').waitFor()
    })

    it('shows who may not see a page of it why, on a page that fits', async () => {
      await signIn('/', 'bob')
      await app()
      const answer = await page.goto(`${stage.site.url}/admin/`)
      expect(answer?.status()).to.equal(403)
      await page.getByText('You are not allowed').first().waitFor()
      await keepScreenshot(page, `forward-auth-refused-${device}`)
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).to.equal(true)
    })

    it('shows who may see nothing of it whom to ask, and another account', async () => {
      await signIn('/', 'carol')
      await page.waitForURL(/\/denied\//)
      await keepScreenshot(page, `forward-auth-denied-${device}`)
      expect(await page.getByRole('button').count()).to.be.greaterThan(0)
    })

    it('goes on to the first page when the address with the ticket is loaded again', async () => {
      const tickets: string[] = []
      page.on('request', (request) => request.url().includes('ticket=') && tickets.push(request.url()))
      await signIn('/deep/page', 'alice')
      await app()
      await page.goto(tickets[0] ?? '')
      await app()
      expect(page.url()).to.equal(`${stage.site.url}/`)
    })
  })
}
