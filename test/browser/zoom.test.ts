/**
 * Pages for who needs large letters (WCAG 1.4.4, 1.4.10): zoomed to 400 %, and with the browser's letters alone at
 * twice their size. Nothing is cut off, nothing needs scrolling sideways, and nothing covers what has the focus (2.4.11).
 */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { consoleSampleRoutes } from '../fixtures/console-samples.ts'
import { restingPages, servePages } from './served-pages.ts'

/** A window of 1280 × 1024 at 400 % is one of 320 × 256. `letters` in px: what people set in their browser; 16 by default. */
const ways = {
  'zoomed to 400 %': { width: 320, height: 256, letters: 16, locale: 'de' },
  'on a phone with letters of twice the size': { width: 390, height: 740, letters: 32, locale: 'fr' },
  'in a window with letters of twice the size': { width: 1280, height: 800, letters: 32, locale: 'es' },
} as const

/** What is cut off or lies outside. What is meant to be out of sight (`.skip`, heads of tables shown as cards) is not. */
const lost = (page: Page) =>
  page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement
    const shown = [...document.querySelectorAll('body *')].filter(
      (one) => !one.matches('.skip, .told, thead, thead *, option') && getComputedStyle(one).display !== 'none',
    )
    const name = (one: Element) => `${one.localName}.${one.className} ${one.textContent?.slice(0, 30)}`
    const isOut = (one: Element) => {
      const { left, right, width } = one.getBoundingClientRect()
      return width > 0 && (right > clientWidth + 1 || left < -1)
    }
    const isCut = (one: Element) =>
      getComputedStyle(one).overflowX !== 'visible' &&
      one.scrollWidth > one.clientWidth + 1 &&
      !one.matches('textarea, input')
    return [
      ...(scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} px too wide`] : []),
      ...shown.filter(isOut).map((one) => `outside: ${name(one)}`),
      ...shown.filter(isCut).map((one) => `cut off: ${name(one)}`),
    ]
  })

/** What can have the focus and is then not seen, or not there where one sees it. */
const covered = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary')]
      .filter((one) => one.checkVisibility())
      .flatMap((one) => {
        one.focus()
        if (document.activeElement !== one) return []
        const { top, bottom, left, right } = one.getClientRects()[0] ?? new DOMRect()
        const x = (Math.max(0, left) + Math.min(innerWidth, right)) / 2
        const y = (Math.max(0, top) + Math.min(innerHeight, bottom)) / 2
        const met = document.elementFromPoint(x, y)
        return met !== null && (one.contains(met) || met.contains(one)) && met !== document.body
          ? []
          : [`${one.localName} ${one.textContent?.slice(0, 30)} is covered by ${met?.localName}`]
      }),
  )

describe('browser: large letters', function () {
  this.timeout(120_000)
  const routes = [...consoleSampleRoutes(), ...restingPages()]

  const served = servePages(routes)

  for (const [way, { width, height, letters, locale }] of Object.entries(ways)) {
    it(`lose nothing ${way}`, async () => {
      const context = await served.browser.newContext({ locale, viewport: { width, height } })
      const page = await context.newPage()
      const session = await context.newCDPSession(page)
      await session.send('Page.setFontSizes', { fontSizes: { standard: letters } })
      const faults: string[] = []
      for (const { path } of routes) {
        await page.goto(`http://127.0.0.1:${served.gateway.port}${path}`)
        expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).to.equal(`${letters}px`)
        faults.push(...[...(await lost(page)), ...(await covered(page))].map((fault) => `${path}: ${fault}`))
      }
      expect(faults.join('\n')).to.equal('')
      await context.close()
    })
  }
})
