/** The gateway's cookies, as Chromium keeps them, and what is left of a login in the browser. */
import { expect } from 'chai'
import type { BrowserContext, Page } from 'playwright-core'
import { pick, type Stage, setStage } from './stage.ts'

describe('cookies in Chromium', function () {
  this.timeout(30_000)
  let stage: Stage

  before(async () => {
    stage = await setStage()
  })
  after(() => stage?.close())

  /** Cookies ignore ports: those of the demo's OP and app lie on the same host, under names of their own. */
  async function ours(context: BrowserContext) {
    const cookies = await context.cookies(stage.demo.addresses.gateway)
    return cookies.filter(({ name }) => name.startsWith('isthmus'))
  }

  /** Logs in at the OP with the page's own cookies, but does not go back to the gateway: returns where it would go. */
  async function unfollowedCallback(page: Page, user: string): Promise<string> {
    let answer = await page.request.post(page.url(), { form: { user }, maxRedirects: 0 })
    for (let hops = 0; hops < 5; hops += 1) {
      const location = new URL(answer.headers().location ?? '', answer.url()).href
      if (location.startsWith(`${stage.demo.addresses.gateway}/oidc/callback/`)) return location
      answer = await page.request.get(location, { maxRedirects: 0 })
    }
    throw new Error('The OP does not send the browser back.')
  }

  it('are host-only, HttpOnly and Lax, one for each login in flight', async () => {
    const [context, page] = await stage.person()
    const second = await context.newPage()
    for (const tab of [page, second]) await tab.goto(await stage.sp.redirectUrl())
    const inFlight = await ours(context)
    expect(inFlight.map(({ name }) => name.replace(/_tx_.*/, '_tx_'))).to.deep.equal(['isthmus_tx_', 'isthmus_tx_'])
    for (const cookie of inFlight) {
      expect(cookie).to.include({ httpOnly: true, sameSite: 'Lax', path: '/', domain: 'localhost' })
    }
    await context.close()
  })

  it('leave the session alone behind, under a new value after each person', async () => {
    const [context, page] = await stage.person()
    await page.goto(await stage.sp.redirectUrl())
    await pick(page, 'Alice Archer')
    await page.waitForURL(stage.sp.landing)
    const [session, ...rest] = await ours(context)
    expect(session).to.include({ name: 'isthmus', httpOnly: true, sameSite: 'Lax', path: '/', domain: 'localhost' })
    expect(rest).to.deep.equal([])
    await page.goto(`${stage.demo.addresses.app}/login?as=another`)
    await pick(page, 'Bob Baker')
    await page.getByRole('heading', { name: 'Hello, Bob Baker' }).waitFor()
    const [other] = await ours(context)
    expect(other?.value).to.not.equal(session?.value)
    await context.close()
  })

  it('do not let another browser finish a login', async () => {
    const [context, page] = await stage.person()
    await page.goto(await stage.sp.redirectUrl())
    const callback = await unfollowedCallback(page, 'alice')
    const [victim, elsewhere] = await stage.person()
    const before = stage.sp.arrivals.length
    const response = await elsewhere.goto(callback)
    expect(response?.status()).to.be.at.least(400)
    expect(stage.sp.arrivals.length).to.equal(before)
    expect(await ours(victim)).to.deep.equal([])
    // The control: the browser that began it can still finish.
    await page.goto(callback)
    await page.waitForURL(stage.sp.landing)
    expect(stage.sp.arrivals.length).to.equal(before + 1)
    // And a reload of what is spent is a page that says so, not an error, and no second login.
    await page.goto(callback)
    await page.getByRole('heading', { name: 'You have already signed in' }).waitFor()
    expect(stage.sp.arrivals.length).to.equal(before + 1)
    await context.close()
    await victim.close()
  })
})
