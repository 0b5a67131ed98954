/** Names without a space in them, wherever a page shows what others have written: nothing is cut off by a narrow window. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { Reply, Route } from '../../src/core/http.ts'
import { consolePage } from '../../src/pages/console/page.tsx'
import { sampleFrame, views } from '../fixtures/console-samples.ts'
import { withTexts } from '../fixtures/with-texts.ts'
import { samples } from './page-samples.ts'
import { servePages } from './served-pages.ts'

const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'

const replies: Readonly<Record<string, Reply>> = {
  ...Object.fromEntries(
    Object.entries(samples).flatMap(([name, sample]) =>
      'params' in sample && !['continue', 'logging-out'].includes(name)
        ? [[name, { ...sample, params: withTexts(sample.params, word) } as Reply]]
        : [],
    ),
  ),
  ...Object.fromEntries(
    Object.entries(views).map(([name, [section, view, more]]) => [
      `console-${name}`,
      consolePage({ ...sampleFrame(section, more), person: word }, withTexts(view, word)),
    ]),
  ),
}

/** Words of a label in a table that were broken to make room for what stands beside it. */
const brokenWords = (page: Page) =>
  page.locator('td .tag, td button').evaluateAll((labels) =>
    labels.flatMap(({ firstChild: text }) =>
      [...(text?.textContent ?? '').matchAll(/\S{1,20}/g)].flatMap(({ 0: one, index }) => {
        if (!(text instanceof Text)) return []
        const range = document.createRange()
        range.setStart(text, index)
        range.setEnd(text, index + one.length)
        return range.getClientRects().length > 1 ? [one] : []
      }),
    ),
  )

describe('browser: words without an end', function () {
  this.timeout(120_000)
  const routes: readonly Route[] = Object.entries(replies).map(([name, reply]) => ({
    method: 'GET',
    path: `/${name}`,
    answer: async () => reply,
  }))
  const served = servePages(routes)

  for (const width of [320, 840, 1100]) {
    it(`are broken where the window ends, ${width} px wide, and labels are not`, async () => {
      const context = await served.browser.newContext({ viewport: { width, height: 640 }, locale: 'fr' })
      const page = await context.newPage()
      const faults: string[] = []
      for (const name of Object.keys(replies)) {
        await page.goto(`http://127.0.0.1:${served.gateway.port}/${name}`)
        expect(await page.textContent('body'), name).not.to.equal('')
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        if (over > 0) faults.push(`${name} is ${over} px too wide`)
        faults.push(...(await brokenWords(page)).map((one) => `${name} breaks ${one}`))
      }
      expect(faults).to.deep.equal([])
      await context.close()
    })
  }
})
