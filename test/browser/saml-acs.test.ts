/**
 * An answer of a SAML identity provider across sites, in Chromium: its page (localhost) posts to our address (127.0.0.1)
 * without our cookies, under a CSP that lets its form go to us alone; the person ends at the app, signed in.
 */
import { createServer, type Server } from 'node:http'
import { inflateRawSync } from 'node:zlib'
import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../fixtures/chromium.ts'
import { freePort } from '../fixtures/free-port.ts'
import { type SamlUpstreamStage, startSamlUpstreamStage } from '../fixtures/saml-idp-stage.ts'
import { answerXml } from '../saml/answer.ts'

describe('the answer of a SAML identity provider across sites, in Chromium', function () {
  this.timeout(60_000)
  let browser: Browser
  let stage: SamlUpstreamStage
  let idp: Server
  /** Cookies that came with the POST to our ACS. */
  const cookies: (string | undefined)[] = []
  before(async () => {
    const port = await freePort()
    stage = await startSamlUpstreamStage({ idp: { base: `http://localhost:${port}` } })
    idp = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://localhost')
      const xml = inflateRawSync(Buffer.from(url.searchParams.get('SAMLRequest') ?? '', 'base64')).toString()
      const id = / ID="([^"]*)"/.exec(xml)?.[1] ?? ''
      const attributes = { uid: ['alice'], mail: ['alice@example.org'] }
      const answer = { acs: stage.acs, audience: stage.metadata, inResponseTo: id, assertionId: `_a${id}`, attributes }
      const message = Buffer.from(answerXml(answer)).toString('base64')
      response.setHeader('content-type', 'text/html')
      response.setHeader('content-security-policy', `form-action ${new URL(stage.acs).origin}`)
      response.end(
        `<!doctype html><title>IdP</title><form method="post" action="${stage.acs}"><input type="hidden" name="SAMLResponse" value="${message}"><button>Sign in</button></form>`,
      )
    })
    await new Promise<void>((resolve) => idp.listen(port, 'localhost', resolve))
    browser = await launchChromium()
  })
  after(async () => {
    await browser?.close()
    await stage?.close()
    idp?.close()
  })

  for (const javaScriptEnabled of [true, false]) {
    it(`logs in, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async () => {
      const context = await browser.newContext({ javaScriptEnabled })
      const arrivals: string[] = []
      await context.route('https://wiki.test/**', async (route) => {
        arrivals.push(route.request().postData() ?? '')
        await route.fulfill({ contentType: 'text/html', body: '<!doctype html><h1>Landed at the app</h1>' })
      })
      const page = await context.newPage()
      page.on('request', (request) => {
        if (request.method() === 'POST' && request.url() === stage.acs) cookies.push(request.headers().cookie)
      })
      await page.goto(await stage.sp.loginUrl())
      await page.getByRole('button', { name: 'Sign in' }).click()
      if (!javaScriptEnabled) {
        await page.waitForURL(/acs\?ticket=/)
        await page.getByRole('button').first().click()
      }
      await page.getByRole('heading', { name: 'Landed at the app' }).waitFor()
      const response = new URLSearchParams(arrivals[0]).get('SAMLResponse') ?? ''
      const profile = await stage.sp.validate({ action: '', method: 'post', fields: { SAMLResponse: response } })
      expect(profile?.nameID).to.equal('alice')
      expect(cookies.at(-1)).to.equal(undefined)
      await context.close()
    })
  }
})
