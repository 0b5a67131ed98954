/** Sign-out as a person sees it in Chromium: the pages, the way through the apps, and a tab that is closed on it. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { keepScreenshot, launchChromium, looks, viewports } from '../fixtures/chromium.ts'
import { logIn, startThreeApps, type ThreeApps } from './logout-stage.ts'

const ended = 'Signed out'
const unreachable = 'It could not be reached: you may still be signed in there.'

describe('browser: logout', function () {
  this.timeout(30_000)
  let browser: Browser
  let apps: ThreeApps

  before(async () => {
    browser = await launchChromium()
  })
  after(() => browser?.close())
  beforeEach(async () => {
    apps = await startThreeApps(browser)
  })
  afterEach(() => apps?.close())

  const logout = () => `${apps.gateway.url}/logout`
  const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })
  const isOver = (page: Page) => heading(page, 'You are signed out here').waitFor()
  const listed = (page: Page) => page.locator('main li').allTextContents()
  /** What the result page says of each app, without the link below it. */
  const outcomes = async (page: Page) => {
    const rows = (await listed(page)).map((row) => row.replace(/Sign out of .*/, '').split(': '))
    return Object.fromEntries(rows.map(([app, ...outcome]) => [app, outcome.join(': ')]))
  }

  async function press(page: Page): Promise<void> {
    await page.goto(logout())
    await page.getByRole('button', { name: 'Sign out' }).click({ noWaitAfter: true })
  }

  async function look(page: Page, name: string): Promise<void> {
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow, `${name} is wider than its window`).to.equal(0)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes[0]?.html}`)).to.deep.equal([])
    await keepScreenshot(page, `logout-${name}`)
  }

  /** Keeps the page with the frames from going on by itself. Resolves, once it has tried, to what lets it. */
  function holdProgress(page: Page): Promise<() => void> {
    let held = true
    // The first one is the page with the frames itself.
    let seen = 0
    return new Promise((resolve) => {
      page.route(/\/logout\/[\w-]+$/, (route) => {
        seen += 1
        if (!held || seen === 1) return route.continue()
        resolve(() => {
          held = false
        })
        return route.fulfill({ status: 204 })
      })
    })
  }

  for (const [device, colorScheme] of looks) {
    it(`asks, tells each app and says what became of it (${device}, ${colorScheme})`, async () => {
      const [, page] = await apps.person({ viewport: viewports[device], colorScheme })
      const troubles: string[] = []
      page.on('console', (message) => {
        const favicon = message.location().url.endsWith('/favicon.ico')
        if (message.type() === 'error' && !favicon) troubles.push(message.text())
      })
      await apps.mail.close()
      await page.goto(logout())
      expect(await listed(page)).to.have.members(['Wiki', 'Photos', 'Mail'])
      await look(page, `asks-${device}-${colorScheme}`)
      const held = holdProgress(page)
      await page.getByRole('button', { name: 'Sign out' }).click({ noWaitAfter: true })
      const goOn = await held
      await look(page, `tells-${device}-${colorScheme}`)
      expect(apps.wiki.sessions.size, 'told in its frame').to.equal(0)
      expect(apps.photos.sessions.size, 'its turn comes later').to.equal(1)
      goOn()
      await page.getByRole('link', { name: 'Continue' }).click()
      await isOver(page)
      expect(await outcomes(page)).to.deep.equal({ Wiki: ended, Photos: ended, Mail: unreachable })
      await page.getByText('Your sign-in at Home account has ended too.').waitFor()
      await look(page, `result-${device}-${colorScheme}`)
      expect([apps.wiki.sessions.size, apps.photos.sessions.size, apps.mail.sessions.size]).to.deep.equal([0, 0, 1])
      expect(apps.gateway.op.count('endSession')).to.be.greaterThan(0)
      expect(troubles.filter((trouble) => !trouble.includes('ERR_CONNECTION_REFUSED'))).to.deep.equal([])
    })
  }

  it('does the same without JavaScript', async () => {
    const [, page] = await apps.person({ javaScriptEnabled: false })
    await apps.mail.close()
    await press(page)
    await heading(page, 'Signing out…').waitFor()
    await isOver(page)
    expect(await outcomes(page)).to.deep.equal({ Wiki: ended, Photos: ended, Mail: unreachable })
    expect([apps.wiki.sessions.size, apps.photos.sessions.size]).to.deep.equal([0, 0])
  })

  it('is done by keyboard alone', async () => {
    const [, page] = await apps.person()
    await apps.mail.close()
    await page.goto(logout())
    const focused = () =>
      page.evaluate(() => {
        const element = document.activeElement
        return `${element?.textContent} ${element === null ? '' : getComputedStyle(element).outlineStyle}`
      })
    await page.keyboard.press('Tab')
    expect(await focused()).to.equal('Sign out solid')
    const held = holdProgress(page)
    await page.keyboard.press('Enter')
    const goOn = await held
    await page.keyboard.press('Tab')
    expect(await focused(), 'frames are passed over').to.equal('Continue solid')
    goOn()
    await page.keyboard.press('Enter')
    await isOver(page)
    await page.keyboard.press('Tab')
    expect(await focused()).to.equal('Sign out of Mail solid')
  })

  it('can be tried again at an app that was away', async () => {
    const [, page] = await apps.person()
    await apps.mail.close()
    await press(page)
    await isOver(page)
    await apps.mail.reopen()
    await page.getByRole('link', { name: 'Sign out of Mail' }).click()
    await isOver(page)
    expect(await outcomes(page)).to.deep.equal({ Wiki: ended, Photos: ended, Mail: ended })
    expect(apps.mail.sessions.size).to.equal(0)
  })

  it('answers an app that asked, when the others were told', async () => {
    const [, page] = await apps.person()
    await apps.mail.close()
    await page.goto(apps.photos.logout)
    await page.getByText('logout answered: Success PartialLogout (back)').waitFor()
    expect([apps.wiki.sessions.size, apps.photos.sessions.size]).to.deep.equal([0, 0])
  })

  it('says so where an app never answers, and the person comes back', async () => {
    const [, page] = await apps.person()
    apps.photos.answers = 'nothing'
    const arrived = page.waitForRequest((request) => request.url().startsWith(`${apps.photos.url}/slo`))
    await press(page)
    await arrived
    await page.goto(logout())
    await isOver(page)
    const said = await outcomes(page)
    expect(said).to.include({ Wiki: ended, Mail: ended })
    expect(said.Photos).to.equal('It did not answer: you may still be signed in there.')
  })

  describe('with the tab closed in the middle', () => {
    /** Presses the button and closes the tab while Wiki's frame is shown. */
    async function leave(page: Page): Promise<void> {
      const held = holdProgress(page)
      await press(page)
      await held
      await page.close()
      expect([apps.wiki.sessions.size, apps.photos.sessions.size]).to.deep.equal([0, 1])
    }

    it('goes on at /logout', async () => {
      const [context, page] = await apps.person()
      await leave(page)
      const again = await context.newPage()
      await again.goto(logout())
      await isOver(again)
      expect(await outcomes(again)).to.deep.equal({ Wiki: ended, Photos: ended, Mail: ended })
      expect([apps.photos.sessions.size, apps.mail.sessions.size]).to.deep.equal([0, 0])
    })

    it('tells the others at the next login, which goes on then', async () => {
      const [context, page] = await apps.person()
      await apps.mail.close()
      await leave(page)
      const authorizations = apps.gateway.op.count('authorize')
      const again = await context.newPage()
      await logIn(again, apps.wiki)
      // The OP was not told: it hands the same authentication back, which was ended, so it is asked once more.
      expect(apps.gateway.op.count('authorize') - authorizations).to.equal(2)
      expect(apps.photos.sessions.size).to.equal(0)
      expect(apps.photos.told.map(({ session }) => session)).to.deep.equal([true])
      expect(apps.wiki.sessions.size).to.equal(1)
      await logIn(again, apps.photos)
      expect(apps.photos.sessions.size, 'the new login is not ended by what was owed').to.equal(1)
    })
  })
})
