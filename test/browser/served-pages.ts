/** Pages at a gateway of their own, and a browser that looks at them, for the tests of one `describe`. */
import type { Browser } from 'playwright-core'
import type { Route } from '../../src/core/http.ts'
import { launchChromium } from '../fixtures/chromium.ts'
import { startGateway, type TestGateway } from '../unit/http/gateway.ts'
import { sampleRoutes } from './page-samples.ts'

/** Those that lead on by themselves are no pages to look at. */
export const restingPages = (): readonly Route[] =>
  sampleRoutes().filter(({ path }) => !['/continue', '/logging-out', '/form-post'].includes(path))

/** Both are there within its tests. */
export function servePages(routes: readonly Route[]): { readonly browser: Browser; readonly gateway: TestGateway } {
  let browser: Browser
  let gateway: TestGateway
  before(async () => {
    gateway = await startGateway({ publicUrl: 'own', routes })
    browser = await launchChromium()
  })
  after(async () => {
    await browser.close()
    await gateway.close()
  })
  return {
    get browser() {
      return browser
    },
    get gateway() {
      return gateway
    },
  }
}
