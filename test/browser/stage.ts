/** What the cross-site tests share: the demo as gateway and OP, a service provider on another site, and Chromium. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { type RunningDemo, runDemo } from '../../demo/demo.ts'
import { launchChromium, viewports } from '../fixtures/chromium.ts'
import { type CrossSiteSp, startCrossSiteSp } from './service-provider.ts'

export interface Stage {
  readonly demo: RunningDemo
  readonly sp: CrossSiteSp
  readonly browser: Browser
  /** A person: a browser context without any cookies, and its first page. */
  person(options?: Parameters<Browser['newContext']>[0]): Promise<[BrowserContext, Page]>
  close(): Promise<void>
}

async function signingCertificate(gateway: string): Promise<string> {
  const metadata = await (await fetch(`${gateway}/saml/metadata`)).text()
  const certificate = /<ds:X509Certificate>([^<]+)</.exec(metadata)?.[1]
  if (certificate === undefined) throw new Error('The metadata has no certificate.')
  return certificate
}

/** Drops the metadata into the gateway's directory, and waits until the gateway has read it. */
async function register(demo: RunningDemo, sp: CrossSiteSp): Promise<void> {
  const folder = join(demo.directory, 'metadata')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'cross-site.xml'), sp.metadata)
  for (let waited = 0; waited < 50; waited += 1) {
    const { status } = await fetch(await sp.redirectUrl(), { redirect: 'manual' })
    if (status === 302 || status === 303) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The gateway did not read the metadata within 5 s.')
}

/** Sets all of it up, on free ports. */
export async function setStage(): Promise<Stage> {
  const demo = await runDemo({ ports: { app: 0, gateway: 0, op: 0, portal: 0, idp: 0 }, print: () => {} })
  const sp = await startCrossSiteSp(demo.addresses.gateway, await signingCertificate(demo.addresses.gateway))
  await register(demo, sp)
  const browser = await launchChromium()
  return {
    demo,
    sp,
    browser,
    person: async (options = {}) => {
      const context = await browser.newContext({ viewport: viewports.desktop, ...options })
      return [context, await context.newPage()]
    },
    close: async () => {
      await browser.close()
      await sp.close()
      await demo.close()
    },
  }
}

/** Picks a person, or Cancel, on the demo OP's login page. */
export async function pick(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { name: 'Who are you?' }).waitFor()
  await page.getByRole('button', { name }).click()
}
