/** The demo, as a person with a browser sees it. */
import { expect } from 'chai'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { type RunningDemo, runDemo } from '../../demo/demo.ts'
import { axeFindings, keepScreenshot, launchChromium, viewports } from '../fixtures/chromium.ts'

const anyPorts = { app: 0, gateway: 0, op: 0, portal: 0, idp: 0 }

describe('the demo in Chromium', function () {
  this.timeout(60_000)
  let browser: Browser
  let demo: RunningDemo

  before(async () => {
    demo = await runDemo({ ports: anyPorts, print: () => {} })
    browser = await launchChromium()
  })
  after(async () => {
    await browser?.close()
    await demo?.close()
  })

  async function person(options: Parameters<Browser['newContext']>[0] = {}): Promise<[BrowserContext, Page]> {
    const context = await browser.newContext({ viewport: viewports.desktop, ...options })
    return [context, await context.newPage()]
  }

  async function pick(page: Page, name: string): Promise<void> {
    await page.getByRole('heading', { name: 'Who are you?' }).waitFor()
    await page.getByRole('button', { name }).click()
  }

  /** From the app to whoever says who the person is; the choice is remembered once it led to a login. */
  async function start(page: Page, source = 'Demo OP'): Promise<void> {
    await page.getByRole('link', { name: 'Log in', exact: true }).click()
    const choice = page.getByRole('link', { name: source, exact: true })
    await choice
      .or(page.getByRole('heading', { name: /^(Who are you|Hello)/ }))
      .first()
      .waitFor()
    if (await choice.isVisible()) await choice.click()
  }

  async function logIn(page: Page, name: string): Promise<void> {
    await page.goto(demo.addresses.app)
    await start(page)
    await pick(page, name)
    await page.getByRole('heading', { name: `Hello, ${name}` }).waitFor()
  }

  const nameId = async (page: Page) => String(await page.getByTestId('name-id').textContent())
  const attributes = (page: Page) => page.getByTestId('attributes').locator('dt, li').allTextContents()

  it('shows what the app received, from one click and one choice', async () => {
    const [context, page] = await person()
    await logIn(page, 'Alice Archer')
    expect(new URL(page.url()).origin).to.equal(demo.addresses.app)
    expect(await nameId(page)).to.match(/^[a-z2-7]{52}$/)
    expect(await attributes(page)).to.include.members(['alice', 'alice@home.internal', 'groups', 'staff', 'admins'])
    expect(await page.locator('pre').isVisible(), 'the assertion is folded').to.equal(false)
    await page.getByText('The assertion, decoded').click()
    expect(await page.locator('pre').isVisible()).to.equal(true)
    const assertion = await page.locator('pre').textContent()
    expect(assertion)
      .to.match(/^<saml2?:Assertion /)
      .and.include(await nameId(page))
    await keepScreenshot(page, 'demo-logged-in')
    await context.close()
  })

  it('says on its front page who takes part and what will happen', async () => {
    const [context, page] = await person()
    await page.goto(demo.addresses.app)
    const { app, gateway, op, portal, idp } = demo.addresses
    const links = await page.locator('dd a').allTextContents()
    expect(links).to.deep.equal([app, portal, gateway, op, idp])
    expect(await page.locator('[aria-labelledby=steps] ol li').count()).to.equal(4)
    await keepScreenshot(page, 'demo-welcome')
    await context.close()
  })

  it('has a page for every address that is none, at each of the three', async () => {
    const [context, page] = await person()
    for (const address of Object.values(demo.addresses)) {
      const response = await page.goto(`${address}/nowhere`)
      expect(response?.status()).to.equal(404)
      await page.getByRole('heading', { name: 'Page not found' }).waitFor()
      expect((await fetch(`${address}/nowhere`, { method: 'POST' })).status).to.equal(404)
    }
    await context.close()
  })

  it('shows on the front page of Isthmus who is signed in, with a link to the app', async () => {
    const [context, page] = await person()
    await logIn(page, 'Alice Archer')
    await page.goto(demo.addresses.gateway)
    await page.getByText('As alice, with Demo OP.').waitFor()
    await keepScreenshot(page, 'gateway-home')
    await page.getByRole('link', { name: 'Demo app' }).click()
    await page.getByRole('heading', { name: 'Hello, Alice Archer' }).waitFor()
    await context.close()
  })

  it('goes all four ways: each app through each identity provider, and one sign-out ends them all', async () => {
    const [context, page] = await person()
    await page.goto(demo.addresses.app)
    await start(page, 'Demo SAML IdP')
    await pick(page, 'Alice Archer')
    await page.getByRole('heading', { name: 'Hello, Alice Archer' }).waitFor()
    expect(await attributes(page)).to.include.members(['alice', 'staff', 'admins'])
    const bySaml = await nameId(page)

    await page.goto(demo.addresses.portal)
    await page.getByRole('link', { name: 'Log in through the SAML identity provider' }).click()
    await pick(page, 'Alice Archer')
    await page.getByRole('heading', { name: 'Hello, Alice Archer' }).waitFor()
    expect(await page.getByTestId('claims').textContent()).to.contain('"staff","admins"')
    await keepScreenshot(page, 'demo-portal')

    const [other, elsewhere] = await person({ viewport: viewports.phone })
    await elsewhere.goto(demo.addresses.portal)
    await elsewhere.getByRole('link', { name: 'Log in through the Demo OP' }).click()
    // As long as a person takes at least: OPs say in whole seconds when somebody logged in, and a login that is quicker
    // may count as one from before the question, which is then asked again.
    await elsewhere.waitForTimeout(1000)
    await pick(elsewhere, 'Bob Baker')
    await elsewhere.getByRole('heading', { name: 'Hello, Bob Baker' }).waitFor()
    await elsewhere.goto(demo.addresses.app)
    await elsewhere.getByRole('link', { name: 'Log in', exact: true }).click()
    await elsewhere.getByRole('heading', { name: 'Hello, Bob Baker' }).waitFor()
    expect(await nameId(elsewhere)).to.not.equal(bySaml)

    await page.getByRole('link', { name: 'Log out' }).click()
    await page.getByRole('heading', { name: 'You are logged out' }).waitFor()
    await page.goto(demo.addresses.app)
    await page.getByRole('heading', { name: 'Welcome to the demo app' }).waitFor()
    await elsewhere.getByRole('button', { name: 'Log out' }).click()
    await elsewhere.getByRole('heading', { name: 'You are logged out' }).waitFor()
    await context.close()
    await other.close()
  })

  it('releases no groups where there are none, and letters as they are', async () => {
    const [context, page] = await person()
    await logIn(page, 'Carol Núñez')
    expect(await attributes(page))
      .to.include('Núñez')
      .and.not.include('groups')
    await context.close()
  })

  it('logs out of app, gateway and OP with one click, and in again as another', async () => {
    const [context, page] = await person()
    await logIn(page, 'Alice Archer')
    const alice = await nameId(page)
    await page.getByRole('button', { name: 'Log out' }).click()
    await page.getByRole('heading', { name: 'You are logged out' }).waitFor()
    expect(await page.locator('.problem').allTextContents()).to.deep.equal([])
    await keepScreenshot(page, 'demo-logged-out')
    await start(page)
    await pick(page, 'Bob Baker')
    await page.getByRole('heading', { name: 'Hello, Bob Baker' }).waitFor()
    expect(await nameId(page)).to.not.equal(alice)
    await context.close()
  })

  it('is logged out by the gateway, with the OP', async () => {
    const [context, page] = await person()
    await logIn(page, 'Alice Archer')
    await page.goto(`${demo.addresses.gateway}/logout`)
    await keepScreenshot(page, 'gateway-logout')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'You are signed out here' }).waitFor()
    expect(await page.locator('main li').allTextContents()).to.deep.equal(['Demo app: Signed out'])
    await page.getByText('Your sign-in at Demo OP has ended too.').waitFor()
    await keepScreenshot(page, 'gateway-logged-out')
    await page.goto(demo.addresses.op)
    await page.getByRole('heading', { name: 'Nobody is signed in here' }).waitFor()
    await page.goto(demo.addresses.app)
    await page.getByRole('heading', { name: 'Welcome to the demo app' }).waitFor()
    await context.close()
  })

  it('changes the person with ForceAuthn while logged in', async () => {
    const [context, page] = await person()
    await logIn(page, 'Bob Baker')
    await page.getByRole('link', { name: 'Log in again as another' }).click()
    await pick(page, 'Alice Archer')
    await page.getByRole('heading', { name: 'Hello, Alice Archer' }).waitFor()
    await context.close()
  })

  it('knows a person again: the same NameID, and no second question', async () => {
    const [context, page] = await person()
    await logIn(page, 'Alice Archer')
    const first = await nameId(page)
    await context.clearCookies({ name: 'demo_app' })
    await page.goto(demo.addresses.app)
    await start(page)
    await page.getByRole('heading', { name: 'Hello, Alice Archer' }).waitFor()
    expect(await nameId(page)).to.equal(first)
    const [other, elsewhere] = await person()
    await logIn(elsewhere, 'Alice Archer')
    expect(await nameId(elsewhere)).to.equal(first)
    await context.close()
    await other.close()
  })

  it('tells the app when the person cancels', async () => {
    const [context, page] = await person()
    await page.goto(demo.addresses.app)
    await start(page)
    await pick(page, 'Cancel')
    await page.getByRole('heading', { name: 'No login this time' }).waitFor()
    expect(await page.locator('.problem').textContent()).to.match(/status|Responder|AuthnFailed|RequestDenied/)
    await keepScreenshot(page, 'demo-cancelled')
    await context.close()
  })

  it('works without JavaScript, by one more click at each passage', async () => {
    const [context, page] = await person({ javaScriptEnabled: false })
    await page.goto(demo.addresses.app)
    await start(page)
    await pick(page, 'Bob Baker')
    await page.getByRole('button').first().waitFor()
    expect(new URL(page.url()).origin).to.equal(demo.addresses.gateway)
    await keepScreenshot(page, 'gateway-form-post-without-javascript')
    await page.getByRole('button').first().click()
    await page.getByRole('heading', { name: 'Hello, Bob Baker' }).waitFor()
    await page.getByRole('button', { name: 'Log out' }).click()
    await page.getByRole('heading', { name: 'Sign out of the demo OP?' }).waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Signing out…' }).waitFor()
    await page.getByRole('button').first().click()
    await page.getByRole('heading', { name: 'You are logged out' }).waitFor()
    await context.close()
  })

  it('lets two tabs log in at once', async () => {
    const [context, first] = await person()
    const second = await context.newPage()
    for (const page of [first, second]) {
      await page.goto(demo.addresses.app)
      await start(page)
      await page.getByRole('heading', { name: 'Who are you?' }).waitFor()
    }
    for (const page of [first, second]) {
      await pick(page, 'Alice Archer')
      await page.getByRole('heading', { name: 'Hello, Alice Archer' }).waitFor()
    }
    await context.close()
  })

  it('bears the back button and a reload', async () => {
    const [context, page] = await person()
    await logIn(page, 'Alice Archer')
    await page.goBack()
    await keepScreenshot(page, 'demo-after-back')
    if ((await page.getByRole('heading', { name: 'Who are you?' }).count()) > 0) {
      await page.getByRole('button', { name: 'Bob Baker' }).click()
      await page.getByRole('heading', { name: 'The demo OP refuses' }).waitFor()
    }
    await page.goto(demo.addresses.app)
    await page.getByRole('heading', { name: 'Hello, Alice Archer' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Hello, Alice Archer' }).waitFor()
    await context.close()
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`fits a phone and gives axe nothing to say, in ${colorScheme}`, async () => {
      const [context, page] = await person({ viewport: viewports.phone, colorScheme })
      const look = async (name: string) => {
        const width = await page.evaluate('document.documentElement.scrollWidth')
        expect(width, `${name} scrolls sideways`).to.be.at.most(viewports.phone.width)
        expect(await axeFindings(page, name)).to.deep.equal([])
        await keepScreenshot(page, `phone-${colorScheme}-${name}`)
      }
      await page.goto(demo.addresses.app)
      await look('demo-welcome')
      await start(page)
      await page.getByRole('heading', { name: 'Who are you?' }).waitFor()
      await look('demo-op-login')
      await pick(page, 'Alice Archer')
      await page.getByRole('heading', { name: 'Hello, Alice Archer' }).waitFor()
      await look('demo-logged-in')
      await page.getByText('The assertion, decoded').click()
      await look('demo-assertion')
      await page.goto(demo.addresses.op)
      await look('demo-op-status')
      await page.getByRole('link', { name: 'Sign out here' }).click()
      await look('demo-op-sign-out')
      await page.getByRole('button', { name: 'Stay signed in' }).click()
      await page.getByRole('heading', { name: 'Signed in as Alice Archer' }).waitFor()
      await page.goto(demo.addresses.app)
      await page.getByRole('button', { name: 'Log out' }).click()
      await page.getByRole('heading', { name: 'You are logged out' }).waitFor()
      await look('demo-logged-out')
      await page.goto(`${demo.addresses.op}/login/unknown`)
      await look('demo-op-error')
      await context.close()
    })
  }
})
