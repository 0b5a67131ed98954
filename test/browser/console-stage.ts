/** What the tests of the console share: the demo, Chromium, people in contexts of their own, and the way in. */
import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { type RunningDemo, runDemo } from '../../demo/demo.ts'
import { runAdminLink } from '../../src/cli/admin-link.ts'
import { launchChromium, viewports } from '../fixtures/chromium.ts'

export interface ConsoleStage {
  readonly demo: RunningDemo
  readonly browser: Browser
  /** Address of a path of the gateway. */
  at(path: string): string
  /** Somebody without any cookies. */
  visitor(options?: BrowserContextOptions): Promise<Page>
  /** Alice, at the list of apps. The first one of them signs in; the others have her cookies. */
  administrator(options?: BrowserContextOptions): Promise<Page>
  /** Somebody who came in by a link of the command line. */
  emergency(options?: BrowserContextOptions): Promise<Page>
  /** Adds to the config; resolves when it is in force. */
  configure(yaml: string): Promise<void>
  closeContexts(): Promise<void>
  close(): Promise<void>
}

export async function setConsoleStage(): Promise<ConsoleStage> {
  const demo = await runDemo({ ports: { app: 0, gateway: 0, op: 0, portal: 0, idp: 0 }, print: () => {} })
  const browser = await launchChromium()
  const contexts: BrowserContext[] = []
  const at = (path: string) => `${demo.addresses.gateway}${path}`
  let alice: Awaited<ReturnType<BrowserContext['cookies']>> = []

  async function visitor(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: viewports.desktop, ...options })
    contexts.push(context)
    return context.newPage()
  }

  async function administrator(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await visitor(options)
    await page.context().addCookies(alice)
    await page.goto(at('/admin'))
    const asked = page.getByRole('heading', { name: 'Who are you?' })
    const apps = page.getByRole('heading', { name: 'Apps', exact: true })
    await asked.or(apps).first().waitFor()
    if (await asked.isVisible()) await page.getByRole('button', { name: 'Alice Archer' }).click()
    await apps.waitFor()
    alice = await page.context().cookies()
    return page
  }

  async function emergency(options: BrowserContextOptions = {}): Promise<Page> {
    let address = ''
    await runAdminLink(join(demo.directory, 'isthmus.yaml'), (text) => {
      address = text
    })
    const page = await visitor(options)
    await page.goto(address)
    await press(page, 'Open the console')
    await page.getByText('Break-glass access until').waitFor()
    return page
  }

  let marks = 0
  async function configure(yaml: string): Promise<void> {
    marks += 1
    // The list of apps says when it is in force.
    const mark = `  mark-${marks}:\n    protocol: oidc\n    redirectUris: [https://mark.test/]\n    clientAuthentication: none\n`
    const file = join(demo.directory, 'isthmus.yaml')
    await appendFile(file, yaml)
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^apps:\n/m, `apps:\n${mark}`))
    const page = await emergency()
    for (let tries = 0; (await page.getByRole('link', { name: `mark-${marks}` }).count()) === 0; tries += 1) {
      if (tries > 100) throw new Error('the config was not reloaded')
      await page.goto(at(`/admin?q=mark-${marks}`))
    }
    await page.context().close()
  }

  const closeContexts = async () => {
    for (const context of contexts.splice(0)) await context.close()
  }
  return {
    demo,
    browser,
    at,
    visitor,
    administrator,
    emergency,
    configure,
    closeContexts,
    async close() {
      await closeContexts()
      await browser.close()
      await demo.close()
    },
  }
}

/** Presses a button. What it leads to must be waited for before the next page is opened. */
export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
/** The same, of a button that says after a colon what it is about. */
export const pressOn = (page: Page, act: string, on: RegExp | string) =>
  page
    .getByRole('button', { name: new RegExp(`^${act}: `) })
    .and(page.getByRole('button', { name: on }))
    .click()
export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).first().waitFor()

/** On the demo OP's login page. */
export async function pick(page: Page, name: string): Promise<void> {
  await heading(page, 'Who are you?')
  await page.getByRole('button', { name }).click()
}

/** Names an app whose metadata says what it is, and registers it. */
export async function name(page: Page, app: string): Promise<void> {
  await heading(page, 'What the metadata says')
  await page.getByLabel('Name', { exact: true }).fill(app)
  await press(page, 'Register the app')
  await page.getByText('The app is registered and in force.').waitFor()
}
