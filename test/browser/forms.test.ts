/**
 * Every form of ours in Chromium, where what follows it leads to other sites: the gateway is on 127.0.0.1, the apps and the
 * address where the OP ends its session on localhost. Chromium holds a page to its form-action through all redirects
 * that follow a POST, so none may follow it.
 */
import { expect } from 'chai'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchChromium, viewports } from '../fixtures/chromium.ts'
import { freePort } from '../fixtures/free-port.ts'
import type { LogoutSp, LogoutSpOptions } from '../fixtures/logout-sp.ts'
import { type LogoutStage, startLogoutStage } from '../fixtures/logout-stage.ts'
import { logIn } from './logout-stage.ts'

const host = 'localhost'

interface Play {
  readonly page: Page
  readonly context: BrowserContext
  readonly sps: readonly LogoutSp[]
  readonly stage: LogoutStage
}

describe('browser: our forms, and what follows them on other sites', function () {
  this.timeout(60_000)
  let browser: Browser
  before(async () => {
    browser = await launchChromium()
  })
  after(() => browser?.close())

  /** A person who is signed in at all of these apps. Every POST that was answered by a redirect is a failure. */
  async function play(
    javaScriptEnabled: boolean,
    options: { readonly sps: readonly LogoutSpOptions[]; readonly opReturns: boolean },
    act: (play: Play) => Promise<void>,
  ): Promise<void> {
    const port = await freePort()
    const postLogoutRedirectUris = options.opReturns ? [`http://127.0.0.1:${port}/oidc/post-logout/op`] : []
    const upstream = ['displayName: Home account']
    const stage = await startLogoutStage(options.sps, {
      port,
      op: { postLogoutRedirectUris },
      upstream,
      before: ({ hooks }) => {
        hooks.discovery = (document) => {
          document.end_session_endpoint = String(document.end_session_endpoint).replace('127.0.0.1', host)
        }
      },
    })
    const context = await browser.newContext({ viewport: viewports.desktop, javaScriptEnabled })
    const troubles: string[] = []
    const page = await context.newPage()
    page.on('console', (message) => message.text().includes('form-action') && troubles.push(message.text()))
    context.on('response', (response) => {
      const ours = response.url().startsWith(stage.gateway.url)
      if (ours && response.request().method() === 'POST' && response.status() >= 300) {
        troubles.push(`${response.status()} after a POST to ${response.url()}`)
      }
    })
    try {
      for (const sp of stage.sps) await logIn(page, sp)
      await act({ page, context, sps: stage.sps, stage })
      expect(troubles).to.deep.equal([])
    } finally {
      await context.close()
      await stage.close()
    }
  }

  const signOut = (page: Page) => page.getByRole('button', { name: 'Sign out' }).click({ noWaitAfter: true })
  const isOver = (page: Page) => page.getByRole('heading', { name: 'You are signed out here' }).waitFor()
  const lines = (page: Page) => page.locator('main li').allTextContents()

  for (const script of [true, false]) {
    const how = script ? '' : ', without JavaScript'

    it(`/logout: to an app that is told by Redirect${how}`, () =>
      play(script, { sps: [{ host }], opReturns: false }, async ({ page, sps, stage }) => {
        await page.goto(`${stage.gateway.url}/logout`)
        await signOut(page)
        await isOver(page)
        expect(await lines(page)).to.deep.equal(['sp0: Signed out'])
        expect(sps[0]?.told.map(({ session }) => session)).to.deep.equal([true])
      }))

    it(`/logout: to an app that is told by POST${how}`, () =>
      play(script, { sps: [{ host, bindings: ['post'] }], opReturns: false }, async ({ page, sps, stage }) => {
        await page.goto(`${stage.gateway.url}/logout`)
        await signOut(page)
        const button = page.getByRole('button', { name: 'Continue' })
        if (!script) await button.click({ noWaitAfter: true })
        await isOver(page)
        expect(await lines(page)).to.deep.equal(['sp0: Signed out'])
        expect(sps[0]?.told.map(({ by }) => by)).to.deep.equal(['post'])
      }))

    it(`/logout: to the OP’s end_session, and back${how}`, () =>
      play(script, { sps: [{ host, bindings: [] }], opReturns: true }, async ({ page, stage }) => {
        await page.goto(`${stage.gateway.url}/logout`)
        await signOut(page)
        await isOver(page)
        await page.getByText('Your sign-in at Home account has ended too.').waitFor()
        expect(stage.gateway.op.count('endSession')).to.be.greaterThan(1)
      }))

    it(`“… wants to sign you out”: to the app that asked, which signs nothing${how}`, () =>
      play(script, { sps: [{ host, signed: false }], opReturns: false }, async ({ page, sps }) => {
        await page.goto(sps[0]?.logout ?? '')
        await page.getByRole('heading', { name: 'sp0 wants to sign you out' }).waitFor()
        await signOut(page)
        await page.getByText('logout answered: Success (back)').waitFor()
      }))

    it(`“… wants to sign you out”: the whole chain, by other apps and the OP${how}`, () =>
      play(
        script,
        { sps: [{ host, signed: false }, { host }, {}, { host }], opReturns: true },
        async ({ page, sps, stage }) => {
          await page.goto(sps[0]?.logout ?? '')
          await signOut(page)
          await page.getByText('logout answered: Success (back)').waitFor()
          expect(sps.slice(1).map(({ sessions }) => sessions.size)).to.deep.equal([0, 0, 0])
          expect(stage.gateway.op.count('endSession')).to.be.greaterThan(1)
        },
      ))

    it(`the home page’s “Ask me again next time”${how}`, () =>
      play(script, { sps: [{ host }], opReturns: false }, async ({ page, context, stage }) => {
        const url = `${stage.gateway.url}/`
        await context.addCookies([{ name: 'isthmus_upstream', value: 'op', url }])
        await page.goto(url)
        await page.getByText('This browser signs in with Home account.').waitFor()
        await page.getByRole('button', { name: 'Ask me again next time' }).click({ noWaitAfter: true })
        await page.getByText('This browser signs in with Home account.').waitFor({ state: 'detached' })
        await page.getByRole('heading', { name: 'You are signed in' }).waitFor()
        expect((await context.cookies(url)).map(({ name }) => name)).not.to.include('isthmus_upstream')
      }))

    it(`the result page’s second try at an app${how}`, () =>
      play(script, { sps: [{ host, answers: 'refusal' }], opReturns: false }, async ({ page, sps, stage }) => {
        await page.goto(`${stage.gateway.url}/logout`)
        await signOut(page)
        await isOver(page)
        if (sps[0] !== undefined) sps[0].answers = 'success'
        await page.getByRole('link', { name: 'Sign out of sp0' }).click({ noWaitAfter: true })
        await page.getByText('sp0: Signed out').waitFor()
      }))
  }

  it('a button that is pressed twice tells of an app only what is so', () =>
    play(true, { sps: [{ host }], opReturns: false }, async ({ page, context, sps, stage }) => {
      // The browser is sent to the app and never goes there: a closed tab, a lost network.
      const step = /\/logout\/[\w-]{43}$/
      const stopped = new Promise<void>((resolve) => {
        context.route(step, async (route) => {
          await route.fetch({ maxRedirects: 0 })
          await route.fulfill({ status: 204 })
          resolve()
        })
      })
      await page.goto(`${stage.gateway.url}/logout`)
      await signOut(page)
      await stopped
      await context.unroute(step)
      await page.goto(`${stage.gateway.url}/logout`)
      await isOver(page)
      expect((await lines(page)).join()).to.match(/^sp0: It did not answer: you may still be signed in there\./)
      expect(sps[0]?.told).to.deep.equal([])
      await page.getByRole('link', { name: 'Sign out of sp0' }).click({ noWaitAfter: true })
      await page.getByText('sp0: Signed out').waitFor()
      expect(sps[0]?.sessions.size).to.equal(0)
    }))
})
