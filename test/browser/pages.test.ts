/**
 * Our pages in Chromium: on desktop and phone, light and dark, in every language, with axe, by keyboard, without
 * JavaScript. `127.0.0.1` is the gateway's site, `localhost` the app's.
 */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Route } from '../../src/core/http.ts'
import { languages } from '../../src/pages/messages/language.ts'
import { axeFindings, keepScreenshot, launchChromium, looks, viewports } from '../fixtures/chromium.ts'
import { page as route, startGateway, type TestGateway, text } from '../unit/http/gateway.ts'
import { sampleRoutes, samples } from './page-samples.ts'

interface Visit {
  readonly method: string
  readonly path: string
  readonly origin: string | undefined
  readonly referer: string | undefined
  readonly cookie: string | undefined
  readonly body: string
}

/** An app's server on another site: keeps what comes, answers a POST with a redirect to a third place. */
async function startApp(): Promise<{ server: Server; port: number; visits: Visit[]; forms: Map<string, string> }> {
  const visits: Visit[] = []
  const forms = new Map<string, string>()
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      const { origin, referer, cookie } = request.headers
      visits.push({ method: request.method ?? '', path: request.url ?? '', origin, referer, cookie, body })
      if (request.method === 'POST') response.writeHead(302, { Location: `http://third.localhost:${port}/landed` })
      else response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
      response.end(`<!DOCTYPE html><title>app</title>${forms.get(request.url ?? '') ?? 'landed'}`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const { port } = server.address() as AddressInfo
  return { server, port, visits, forms }
}

const odd = `a=b&c="d"<e>'f' ä€😀 %2F+\t;`

describe('browser: pages', function () {
  this.timeout(60_000)
  let browser: Browser
  let gateway: TestGateway
  let app: Awaited<ReturnType<typeof startApp>>
  let arrived: (string | undefined)[] = []

  before(async () => {
    app = await startApp()
    const post: Route = route('/post', async () => ({
      kind: 'formPost',
      action: `http://localhost:${app.port}/acs?x=1&y=2`,
      app: 'Wiki',
      fields: { SAMLResponse: 'PD4=', RelayState: odd, submit: 'shadow' },
    }))
    const crossing: Route = {
      method: 'POST',
      path: '/crossing',
      answer: async ({ browser: { session } }) => {
        arrived.push(session)
        return { kind: 'page', name: 'continue', params: { location: '/landing', app: 'Wiki' } }
      },
    }
    const landing = route('/landing', text('landed'))
    const start = route('/start', { ...text('started'), cookies: [{ name: 'session', value: 'abc' }] })
    gateway = await startGateway({ publicUrl: 'own', routes: [...sampleRoutes(), post, crossing, landing, start] })
    app.forms.set(
      '/cross',
      `<form method="post" action="http://127.0.0.1:${gateway.port}/crossing"><button>go</button></form>`,
    )
    app.forms.set('/framing', `<iframe src="http://127.0.0.1:${gateway.port}/logout"></iframe>`)
    browser = await launchChromium()
  })
  after(async () => {
    await browser.close()
    await gateway.close()
    app.server.closeAllConnections()
    app.server.close()
  })

  const url = (path: string) => `http://127.0.0.1:${gateway.port}${path}`

  /** A page in a context of its own, with everything that went wrong in it. */
  async function open(options: BrowserContextOptions, check: (page: Page, troubles: string[]) => Promise<void>) {
    const context = await browser.newContext(options)
    const page = await context.newPage()
    const troubles: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of [345]\d\d/.test(message.text())) troubles.push(message.text())
    })
    page.on('pageerror', (error) => troubles.push(String(error)))
    // The page that posts itself stays to be looked at.
    await page.route('http://localhost:9/**', (posted) => posted.fulfill({ status: 204 }))
    page.on('request', (request) => {
      if (!request.isNavigationRequest() && !request.url().startsWith(url('/')) && !request.url().startsWith('data:'))
        troubles.push(request.url())
    })
    await check(page, troubles)
    await context.close()
  }

  async function showsWell(page: Page, name: string): Promise<void> {
    await page.goto(url(`/${name}`), { waitUntil: 'commit' })
    await page.locator('main').waitFor()
    // What appears late is looked at when it is there.
    await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finish())))
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow, `${name} is wider than its window`).to.equal(0)
  }

  // Pages that go on by themselves can't be looked at; the one that posts looks the same.
  const standing = Object.keys(samples).filter((name) => name !== 'continue' && name !== 'logging-out')
  for (const [device, colorScheme] of looks) {
    it(`look well and please axe on a ${device}, ${colorScheme}`, async () => {
      await open({ viewport: viewports[device], colorScheme }, async (page, troubles) => {
        for (const name of standing) {
          await showsWell(page, name)
          expect(await axeFindings(page, name)).to.deep.equal([])
          await keepScreenshot(page, `page-${name}-${device}-${colorScheme}`)
        }
        expect(troubles).to.deep.equal([])
      })
    })
  }

  for (const locale of languages.filter((language) => language !== 'en')) {
    it(`are whole in ${locale}, on a narrow phone too`, async () => {
      await open({ viewport: { width: 320, height: 640 }, locale }, async (page) => {
        for (const name of standing) {
          await showsWell(page, name)
          expect(await page.locator('html').getAttribute('lang')).to.equal(locale)
        }
        await page.goto(url('/error-acs'))
        await keepScreenshot(page, `page-error-acs-narrow-${locale}`)
      })
    })
  }

  it('stay whole with text twice as large', async () => {
    await open({ viewport: viewports.phone, javaScriptEnabled: false }, async (page) => {
      for (const name of standing) {
        await page.goto(url(`/${name}`), { waitUntil: 'commit' })
        await page.locator('main').waitFor()
        const overflow = await page.evaluate(() => {
          document.documentElement.style.setProperty('font-size', '200%')
          return document.documentElement.scrollWidth - document.documentElement.clientWidth
        })
        expect(overflow, name).to.equal(0)
      }
    })
  })

  it('do not move for who wants no motion', async () => {
    await open({ reducedMotion: 'reduce', javaScriptEnabled: false }, async (page) => {
      await page.goto(url('/form-post'))
      expect(await page.evaluate(() => document.getAnimations().length)).to.equal(0)
    })
    await open({ javaScriptEnabled: false }, async (page) => {
      await page.goto(url('/form-post'), { waitUntil: 'commit' })
      await page.locator('main').waitFor()
      expect(await page.evaluate(() => document.getAnimations().length), 'the control').to.equal(1)
    })
  })

  it('are reached by keyboard in reading order, and show where the focus is', async () => {
    await open({}, async (page) => {
      await page.goto(url('/logout'))
      const focused = () =>
        page.evaluate(() => {
          const element = document.activeElement
          return `${element?.textContent} ${element === null ? '' : getComputedStyle(element).outlineStyle}`
        })
      await page.keyboard.press('Tab')
      expect(await focused()).to.equal('Sign out solid')
      await page.keyboard.press('Tab')
      expect(await focused()).to.equal('Stay signed in solid')
    })
  })

  it('lead back to a code that was wrong, and say so first', async () => {
    await open({}, async (page) => {
      await page.goto(url('/device-fault'))
      await page.locator('#user_code:focus').waitFor()
      expect(await page.title()).to.match(/^There is no such code/)
      await page.goto(url('/device'))
      expect(await page.evaluate(() => document.activeElement?.id), 'control').to.equal('')
    })
  })

  it('let the error number be taken with one click', async () => {
    await open({}, async (page) => {
      await page.goto(url('/error-internal'))
      const id = await page.locator('.id').textContent()
      await page.locator('.id').click()
      expect(await page.evaluate(() => String(getSelection()).trim())).to.equal(id)
      expect(gateway.lines.some((line) => line.includes(`"errorId":"${id}"`))).to.equal(true)
    })
  })

  for (const javaScriptEnabled of [true, false]) {
    it(`post to the app and let it redirect elsewhere, ${javaScriptEnabled ? 'at once' : 'by the button without JavaScript'}`, async () => {
      app.visits.length = 0
      await open({ javaScriptEnabled }, async (page) => {
        await page.goto(url('/post'), { waitUntil: 'commit' })
        if (!javaScriptEnabled) await page.getByRole('button', { name: 'Continue' }).click()
        await page.waitForURL(`http://third.localhost:${app.port}/landed`)
        const visit = app.visits.find(({ path }) => path.startsWith('/acs'))
        expect(visit).to.include({ method: 'POST', path: '/acs?x=1&y=2' })
        expect(new URLSearchParams(visit?.body).get('RelayState')).to.equal(odd)
        expect(new URLSearchParams(visit?.body).get('SAMLResponse')).to.equal('PD4=')
        // CSRF checks of SPs compare it; nothing beyond the origin is told.
        expect(visit?.origin).to.equal(url(''))
        expect(visit?.referer).to.equal(url('/'))
      })
    })
  }

  for (const javaScriptEnabled of [true, false]) {
    it(`go on after a cross-site POST to where the cookies are (${javaScriptEnabled ? 'with' : 'without'} JavaScript)`, async () => {
      arrived = []
      await open({ javaScriptEnabled }, async (page) => {
        await page.goto(url('/start'))
        await page.goto(`http://localhost:${app.port}/cross`)
        await page.getByRole('button').click()
        await page.waitForURL(url('/landing'))
        expect(arrived, 'the POST carries no Lax cookie').to.deep.equal([undefined])
        expect(gateway.seen.at(-1)?.browser.session).to.equal('abc')
        await page.goBack()
        expect(page.url(), 'going back leads to the app, not into a loop').to.equal(
          `http://localhost:${app.port}/cross`,
        )
      })
    })
  }

  it('are not shown in a frame of another site', async () => {
    await open({}, async (page) => {
      await page.goto(`http://localhost:${app.port}/framing`)
      const frame = page.frames().find((candidate) => candidate !== page.mainFrame())
      expect(await frame?.locator('main').count()).to.equal(0)
    })
  })
})
