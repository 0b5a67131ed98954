/** The OP's logout page with our address in a frame, in Chromium: who may frame it, and what it ends without a cookie. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../fixtures/chromium.ts'
import { responseForm, startGatewayWithSp, type TestGateway, type TestSp } from '../fixtures/gateway.ts'

describe('front-channel logout in Chromium', function () {
  this.timeout(30_000)
  let chromium: Browser
  let gateway: TestGateway
  let sp: TestSp
  let elsewhere: http.Server
  let sid = ''
  before(async () => {
    ;({ gateway, sp } = await startGatewayWithSp())
    gateway.op.hooks.idToken = (claims) => {
      sid = String(claims.sid)
    }
    const framing = (_: http.IncomingMessage, response: http.ServerResponse) => {
      const query = new URLSearchParams({ iss: gateway.op.issuer, sid })
      const src = `${gateway.url}/oidc/frontchannel-logout/op?${query}`.replaceAll('&', '&amp;')
      response.setHeader('content-type', 'text/html')
      response.end(`<!doctype html><title>Signing out</title><iframe src="${src}"></iframe>`)
    }
    gateway.op.hooks.intercept = (endpoint, request, response) => {
      if (endpoint !== 'other') return false
      framing(request, response)
      return true
    }
    elsewhere = http.createServer(framing)
    await new Promise<void>((resolve) => elsewhere.listen(0, resolve))
    chromium = await launchChromium()
  })
  after(async () => {
    await chromium.close()
    elsewhere.closeAllConnections()
    elsewhere.close()
    await gateway.close()
  })

  /** Whether the frame shows our answer, and not the browser's own page in its place. */
  async function framed(page: Page, address: string): Promise<boolean> {
    await page.goto(address, { waitUntil: 'load' })
    const frame = page.frames().find((one) => one !== page.mainFrame())
    return frame?.url().startsWith(gateway.url) === true && (await frame.title()) === '-'
  }

  it('ends the login in a browser that has none of our cookies, framed by the OP', async () => {
    const person = gateway.browser()
    responseForm(await person.follow(await sp.loginUrl()))
    const asked = gateway.op.count('authorize')
    await person.follow(await sp.loginUrl())
    expect(gateway.op.count('authorize'), 'control: our session answers').to.equal(asked)
    const page = await chromium.newPage()
    expect(await framed(page, `${gateway.op.issuer}/logout-page`)).to.equal(true)
    await page.close()
    await person.follow(await sp.loginUrl())
    expect(gateway.op.count('authorize')).to.be.greaterThan(asked)
  })

  it('is shown to no other page', async () => {
    const page = await chromium.newPage()
    const { port } = elsewhere.address() as AddressInfo
    for (const host of ['localhost', '127.0.0.1']) {
      expect(await framed(page, `http://${host}:${port}/`), host).to.equal(false)
    }
    await page.close()
  })
})
