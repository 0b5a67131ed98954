/**
 * HTTP-POST across three sites: the app's (127.0.0.1), the gateway's (localhost) and the one that the app's ACS goes on
 * to (third.localhost). A cross-site POST brings none of our cookies, and the app's CSP lets its form go to us alone.
 */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { keepScreenshot } from '../fixtures/chromium.ts'
import { oddRelayState } from './service-provider.ts'
import { pick, type Stage, setStage } from './stage.ts'

describe('HTTP-POST across sites, in Chromium', function () {
  this.timeout(30_000)
  let stage: Stage

  before(async () => {
    stage = await setStage()
  })
  after(() => stage?.close())

  const landed = (page: Page) => page.getByRole('heading', { name: 'Landed on a third site' }).waitFor()
  const arrival = () => {
    const last = stage.sp.arrivals.at(-1)
    expect(last?.problem).to.equal(undefined)
    expect(last?.relayState).to.equal(oddRelayState)
    return last?.profile
  }

  for (const path of ['/post', '/post?auto']) {
    it(`logs in from a page whose CSP allows only us (${path})`, async () => {
      const [context, page] = await stage.person()
      const refused: string[] = []
      page.on('console', (message) => message.type() === 'error' && refused.push(message.text()))
      await page.goto(`${stage.sp.address}${path}`)
      if (path === '/post') await page.getByRole('button', { name: 'Log in' }).click()
      await pick(page, 'Alice Archer')
      await landed(page)
      expect(page.url()).to.equal(stage.sp.landing)
      expect(arrival()?.nameID).to.match(/^[a-z2-7]{52}$/)
      expect(refused).to.deep.equal([])
      await context.close()
    })
  }

  it('answers from the live session, whose cookie the POST did not bring', async () => {
    const [context, page] = await stage.person()
    await page.goto(`${stage.sp.address}/post?auto`)
    await pick(page, 'Bob Baker')
    await landed(page)
    const first = arrival()
    await page.goto(`${stage.sp.address}/post?auto`)
    await landed(page)
    expect(arrival()?.nameID).to.equal(first?.nameID)
    expect(arrival()?.sessionIndex).to.equal(first?.sessionIndex)
    await context.close()
  })

  it('works without JavaScript on either side', async () => {
    const [context, page] = await stage.person({ javaScriptEnabled: false })
    await page.goto(`${stage.sp.address}/post`)
    await page.getByRole('button', { name: 'Log in' }).click()
    await pick(page, 'Carol Núñez')
    await page.waitForURL(`${stage.demo.addresses.gateway}/**`)
    await page.getByRole('button').first().click()
    await landed(page)
    arrival()
    await context.close()
  })

  it('has a link for a browser that does not go on by itself', async () => {
    const [context, page] = await stage.person()
    const next = `${stage.demo.addresses.gateway}/saml/sso?*`
    await context.route(next, (route) => route.abort('aborted'))
    await page.goto(`${stage.sp.address}/post`)
    const stopped = page.waitForEvent('requestfailed')
    await page.getByRole('button', { name: 'Log in' }).click()
    await stopped
    await keepScreenshot(page, 'gateway-continue')
    await context.unroute(next)
    await page.getByRole('main').getByRole('link').click()
    await pick(page, 'Bob Baker')
    await landed(page)
    await context.close()
  })

  it('meets a browser that holds an app to its CSP: elsewhere it would stop the form', async () => {
    const [context, page] = await stage.person()
    const refused = page.waitForEvent('console', (message) => message.text().includes('form-action'))
    await page.goto(`${stage.sp.address}/post?elsewhere`)
    await page.getByRole('button', { name: 'Log in' }).click()
    await refused
    expect(page.url()).to.equal(`${stage.sp.address}/post?elsewhere`)
    await context.close()
  })

  it('lets two tabs post at once', async () => {
    const [context, first] = await stage.person()
    const second = await context.newPage()
    for (const page of [first, second]) await page.goto(`${stage.sp.address}/post?auto`)
    for (const page of [second, first]) {
      await pick(page, 'Alice Archer')
      await landed(page)
      arrival()
    }
    await context.close()
  })

  it('sends the app nothing of ours but the form', async () => {
    expect(stage.sp.arrivals.length).to.be.greaterThan(0)
    for (const { cookies } of stage.sp.arrivals) expect(cookies).to.equal('')
  })
})
