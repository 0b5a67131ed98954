/** Pages of the console for who reads another language: what the gateway itself has to say stands on none in English. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { axeFindings, viewports } from '../fixtures/chromium.ts'
import { type ConsoleStage, press, setConsoleStage } from './console-stage.ts'

describe('browser: the console in other languages', function () {
  this.timeout(90_000)
  let stage: ConsoleStage

  before(async () => {
    stage = await setConsoleStage()
    const page = await stage.administrator()
    await page.goto(stage.at('/admin/add-oidc'))
    await page.getByLabel('Name', { exact: true }).fill('words')
    await page.locator('#redirectUris').fill('https://words.test/back')
    await page.locator('#allow').fill('"staff" in groups && claims.level > 3')
    await press(page, 'Register the app')
    await page.getByText('words is registered').waitFor()
  })
  afterEach(() => stage.closeContexts())
  after(() => stage?.close())

  async function foreign(locale: string): Promise<Page> {
    const english = await stage.administrator()
    const page = await stage.visitor({ locale, viewport: viewports.phone })
    await page.context().addCookies(await english.context().cookies())
    return page
  }

  async function isForeign(page: Page, words: string | RegExp): Promise<void> {
    await page.getByText(words).first().waitFor()
    expect(await page.locator('main [lang=en]').allTextContents()).to.deep.equal([])
    expect(await axeFindings(page, String(words))).to.deep.equal([])
  }

  const languages = {
    de: {
      answers: /Er antwortet unter/,
      saved: 'Anwendung gespeichert',
      console: 'Isthmus-Konsole',
      missing: 'level gibt es nicht',
    },
    fr: {
      answers: /Il répond à/,
      saved: 'Application enregistrée',
      console: 'Console Isthmus',
      missing: 'level n’existe pas',
    },
    es: {
      answers: /Responde en/,
      saved: 'Aplicación guardada',
      console: 'Consola de Isthmus',
      missing: 'no hay level',
    },
    nl: {
      answers: /Hij antwoordt op/,
      saved: 'App opgeslagen',
      console: 'Isthmus-console',
      missing: 'level is er niet',
    },
  } as const

  for (const [locale, words] of Object.entries(languages)) {
    it(`says in ${locale} what an upstream answers, what was done, and why somebody is not let in`, async () => {
      const page = await foreign(locale)
      await page.goto(stage.at('/admin/upstreams'))
      await page.locator('main a.button').first().click()
      await isForeign(page, words.answers)
      await page.goto(stage.at('/admin/audit'))
      await isForeign(page, words.saved)
      await page.goto(stage.at('/admin/sessions'))
      await isForeign(page, words.console)
      await page.goto(stage.at('/admin/apps/words/preview'))
      await page.locator('#claims').fill('{"sub": "anna", "groups": ["staff"]}')
      await page.locator('main form button[type=submit]').last().click()
      await isForeign(page, words.missing)
      await page.goto(stage.at('/'))
      await page.getByRole('link', { name: words.console }).waitFor()
    })
  }
})
