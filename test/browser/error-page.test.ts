/** The gateway's pages for a person, where no app may be answered. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { axeFindings, keepScreenshot, viewports } from '../fixtures/chromium.ts'
import { type Stage, setStage } from './stage.ts'

describe('error pages in Chromium', function () {
  this.timeout(30_000)
  let stage: Stage

  before(async () => {
    stage = await setStage()
  })
  after(() => stage?.close())

  async function look(page: Page, name: string): Promise<void> {
    expect(await axeFindings(page, name)).to.deep.equal([])
    const width = await page.evaluate('document.documentElement.scrollWidth')
    expect(width, `${name} scrolls sideways`).to.be.at.most(page.viewportSize()?.width ?? 0)
    await keepScreenshot(page, name)
  }

  for (const [device, viewport] of Object.entries(viewports)) {
    it(`names what was asked and what is registered, for an unknown ACS (${device})`, async () => {
      const [context, page] = await stage.person({ viewport })
      const foreign = `${stage.sp.address}/acs/`
      const posts: string[] = []
      page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()))
      const response = await page.goto(await stage.sp.redirectUrl(foreign))
      expect(response?.status()).to.equal(400)
      const text = await page.getByRole('main').textContent()
      expect(text).to.include(foreign).and.include(`${stage.sp.address}/acs`)
      expect(text).to.match(/slash/i)
      await look(page, `gateway-unknown-acs-${device}`)
      expect(posts).to.deep.equal([])
      expect(new URL(page.url()).origin).to.equal(stage.demo.addresses.gateway)
      await context.close()
    })
  }

  it('says that a login is lost, and shows an id that the log has', async () => {
    const [context, page] = await stage.person()
    const response = await page.goto(
      `${stage.demo.addresses.gateway}/oidc/callback/demo?code=x&state=${'x'.repeat(32)}`,
    )
    expect(response?.status()).to.be.within(400, 499)
    await look(page, 'gateway-lost-login')
    const id = String(await page.locator('.report .id').textContent())
    expect(id).to.match(/^[0-9A-Z]{8,}$/)
    expect(readFileSync(join(stage.demo.directory, 'isthmus.log'), 'utf8')).to.include(`"errorId":"${id}"`)
    await context.close()
  })

  it('has a page for what is not there, and a front page', async () => {
    const [context, page] = await stage.person({ viewport: viewports.phone })
    const response = await page.goto(`${stage.demo.addresses.gateway}/nothing/here`)
    expect(response?.status()).to.equal(404)
    await look(page, 'gateway-not-found')
    await page.goto(`${stage.demo.addresses.gateway}/`)
    await look(page, 'gateway-home')
    await context.close()
  })
})
