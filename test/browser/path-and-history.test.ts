/**
 * What people do besides following links, in Chromium, below a publicUrl with a path: the back button after a login and
 * after a logout, a double click on a button, and the same page in two tabs.
 */
import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { launchChromium, viewports } from '../fixtures/chromium.ts'
import { freePort } from '../fixtures/free-port.ts'
import { certificateOf, startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { LogoutSp } from '../fixtures/logout-sp.ts'
import { logIn } from './logout-stage.ts'

for (const host of ['127.0.0.1', 'localhost'] as const) {
  describe(`browser: a path in publicUrl, and the history, with an app at ${host}`, function () {
    this.timeout(30_000)
    let browser: Browser
    let gateway: TestGateway
    let sp: LogoutSp

    before(async () => {
      browser = await launchChromium()
      const port = await freePort()
      const postLogoutRedirectUris = [`http://127.0.0.1:${port}/sso/oidc/post-logout/op`]
      gateway = await startGateway({ port, path: '/sso', op: { postLogoutRedirectUris } })
      sp = await LogoutSp.start(gateway, await certificateOf(gateway), { host })
      await gateway.write('metadata/wiki.xml', sp.metadata)
      await gateway.running.reload()
    })
    after(async () => {
      await browser?.close()
      await sp?.close()
      await gateway?.close()
    })

    async function person(): Promise<Page> {
      const context = await browser.newContext({ viewport: viewports.phone })
      return context.newPage()
    }

    it('sets cookies for its own host alone, and a login and a logout go all the way', async () => {
      const page = await person()
      await logIn(page, sp)
      const ours = (await page.context().cookies()).filter(({ name }) => name.startsWith('isthmus'))
      expect(ours).to.have.length.greaterThan(0)
      // As `__Host-` wants it on https, whatever the path of publicUrl.
      expect(ours.map(({ domain, path }) => `${domain}${path}`)).to.deep.equal(ours.map(() => '127.0.0.1/'))
      await page.goto(sp.logout)
      await page.getByText('logout answered: Success').waitFor()
      expect(sp.sessions.size).to.equal(0)
      await page.context().close()
    })

    it('the back button after a login leads to a page that says what is, and the app still works', async () => {
      const page = await person()
      await page.goto('about:blank')
      await logIn(page, sp)
      await page.goBack()
      await page.goBack().catch(() => {})
      expect(await page.title()).to.not.match(/error|wrong/i)
      await logIn(page, sp)
      await page.context().close()
    })

    it('a button that is clicked twice ends the session once, and the person sees the result', async () => {
      const page = await person()
      await logIn(page, sp)
      const told = sp.told.length
      await page.goto(`${gateway.url}/logout`)
      await page.getByRole('button', { name: 'Sign out' }).dblclick({ noWaitAfter: true })
      await page.getByRole('heading', { name: /^You are signed out/ }).waitFor()
      expect(sp.told.length - told).to.equal(1)
      await page.goBack()
      await page.goto(`${gateway.url}/logout`)
      await page.getByRole('heading', { name: /^You are signed out/ }).waitFor()
      expect(sp.told.length - told).to.equal(1)
      await page.context().close()
    })

    it('the same request in two tabs at once signs both in', async () => {
      const page = await person()
      const other = await page.context().newPage()
      await Promise.all([logIn(page, sp), logIn(other, sp)])
      expect(gateway.log.filter(({ level }) => level === 'error')).to.deep.equal([])
      await page.context().close()
    })
  })
}
