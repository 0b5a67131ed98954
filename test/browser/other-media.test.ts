/** Our pages on paper, in the colours that a person has forced, and in windows where a table has just room enough. */
import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { keepScreenshot, launchChromium } from '../fixtures/chromium.ts'
import { consoleSampleRoutes } from '../fixtures/console-samples.ts'
import { startGateway, type TestGateway } from '../unit/http/gateway.ts'
import { sampleRoutes } from './page-samples.ts'

describe('browser: other media', function () {
  this.timeout(120_000)
  let browser: Browser
  let gateway: TestGateway

  before(async () => {
    gateway = await startGateway({ publicUrl: 'own', routes: [...sampleRoutes(), ...consoleSampleRoutes()] })
    browser = await launchChromium()
  })
  after(async () => {
    await browser.close()
    await gateway.close()
  })

  const show = (page: Page, name: string) => page.goto(`http://127.0.0.1:${gateway.port}/${name}`)

  async function open(width: number): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height: 700 }, colorScheme: 'dark' })
    return context.newPage()
  }

  /** 0 is black, 255 white. */
  const lightness = (page: Page) =>
    page.locator('h1').evaluate((title) => {
      const [red = 0, green = 0, blue = 0] = getComputedStyle(title).color.match(/\d+/g)?.map(Number) ?? []
      return (red + green + blue) / 3
    })

  it('are dark on white on paper, where a browser leaves out what is behind, without what can only be pressed', async () => {
    const page = await open(800)
    for (const name of ['error-internal', 'page-registered', 'page-keys']) {
      await show(page, name)
      expect(await lightness(page), `${name}, control`).to.be.above(200)
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
      expect(await lightness(page), name).to.be.below(60)
      expect(await page.locator('nav a, button').filter({ visible: true }).count(), name).to.equal(0)
      await keepScreenshot(page, `paper-${name}`)
      await page.emulateMedia({ media: 'screen', colorScheme: 'dark' })
    }
    await page.context().close()
  })

  it('show in forced colours where one is, and where a notice begins and ends', async () => {
    const page = await open(1000)
    await page.emulateMedia({ forcedColors: 'active' })
    await show(page, 'page-app')
    const styles = await page.locator('[aria-current=page]').evaluateAll((links) => {
      return links.map((link) => getComputedStyle(link).textDecorationLine)
    })
    expect(styles).to.deep.equal(['underline', 'underline'])
    const others = page.locator('nav a:not([aria-current])').first()
    expect(await others.evaluate((link) => getComputedStyle(link).textDecorationLine), 'control').to.equal('none')
    for (const box of ['.notice', '.tag']) {
      const border = await page
        .locator(box)
        .first()
        .evaluate((one) => getComputedStyle(one).borderTopStyle)
      expect(border, box).to.equal('solid')
    }
    await page.context().close()
  })

  for (const width of [720, 840, 1000]) {
    it(`break no short word in a table, ${width} px wide`, async () => {
      const page = await open(width)
      const broken: string[] = []
      for (const { path } of consoleSampleRoutes()) {
        await show(page, path.slice(1))
        const words = await page.locator('td').evaluateAll((cells) =>
          cells.flatMap((cell) => {
            const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
            const found: string[] = []
            for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
              for (const { 0: word, index } of (text.textContent ?? '').matchAll(/(?<!\S)\S{2,9}(?!\S)/g)) {
                const range = document.createRange()
                range.setStart(text, index)
                range.setEnd(text, index + word.length)
                if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) found.push(word)
              }
            }
            return found
          }),
        )
        broken.push(...words.map((word) => `${path} breaks ${word}`))
        const over = await page
          .locator('main table')
          .evaluateAll(
            (tables) => tables.filter((one) => one.clientWidth > (one.parentElement?.clientWidth ?? 0)).length,
          )
        if (over > 0) broken.push(`${path} has a table wider than its place`)
      }
      expect(broken).to.deep.equal([])
      await page.context().close()
    })
  }
})
