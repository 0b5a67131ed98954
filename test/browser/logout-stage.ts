/**
 * Three apps in one browser: Wiki on the gateway's own site (127.0.0.1), Photos on another one (localhost), and Mail,
 * which is stopped before anyone logs out.
 */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { viewports } from '../fixtures/chromium.ts'
import { freePort } from '../fixtures/free-port.ts'
import { certificateOf, startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { LogoutSp, type LogoutSpOptions } from '../fixtures/logout-sp.ts'

export interface ThreeApps {
  readonly gateway: TestGateway
  readonly wiki: LogoutSp
  readonly photos: LogoutSp
  readonly mail: LogoutSp
  /** Someone who is signed in at all three. */
  person(options?: BrowserContextOptions): Promise<[BrowserContext, Page]>
  close(): Promise<void>
}

/** Starts gateway, OP and apps; the contexts come from `browser`, which stays open. */
export async function startThreeApps(browser: Browser): Promise<ThreeApps> {
  const port = await freePort()
  const postLogoutRedirectUris = [`http://127.0.0.1:${port}/oidc/post-logout/op`]
  const upstream = ['displayName: Home account']
  const gateway = await startGateway({ port, op: { postLogoutRedirectUris }, upstream })
  const certificate = await certificateOf(gateway)
  const app = async (name: string, host: LogoutSpOptions['host']) => {
    const sp = await LogoutSp.start(gateway, certificate, { ...(host && { host }) })
    await gateway.write(`metadata/${name}.xml`, sp.metadata)
    return sp
  }
  const [wiki, photos, mail] = [
    await app('Wiki', '127.0.0.1'),
    await app('Photos', 'localhost'),
    await app('Mail', '127.0.0.1'),
  ]
  await gateway.running.reload()
  const contexts: BrowserContext[] = []
  return {
    gateway,
    wiki,
    photos,
    mail,
    async person(options = {}) {
      const context = await browser.newContext({ viewport: viewports.desktop, ...options })
      contexts.push(context)
      const page = await context.newPage()
      for (const sp of [wiki, photos, mail]) await logIn(page, sp)
      return [context, page]
    },
    async close() {
      for (const context of contexts) await context.close()
      await gateway.close()
      for (const sp of [wiki, photos, mail]) await sp.close()
    },
  }
}

/** From the app's login to the end of it; without JavaScript by one more click. */
export async function logIn(page: Page, sp: LogoutSp): Promise<void> {
  await page.goto(sp.login, { waitUntil: 'commit' })
  const button = page.getByRole('button', { name: 'Continue' })
  const arrived = page.getByText(`signed in at ${sp.entityId}`)
  await button.or(arrived).first().waitFor()
  if (await button.isVisible().catch(() => false)) await button.click({ timeout: 2000 }).catch(() => {})
  await arrived.waitFor()
}
