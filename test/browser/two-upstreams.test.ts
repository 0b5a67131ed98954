/**
 * Two upstreams in one browser, in Chromium: Wiki signs in at the one, Photos (on another site) at the other. The apps are
 * used in turn, and one sign-out ends both.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { keepScreenshot, launchChromium, viewports } from '../fixtures/chromium.ts'
import { certificateOf, startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { LogoutSp } from '../fixtures/logout-sp.ts'
import { startOp } from '../fixtures/op.ts'
import type { Op } from '../fixtures/op-options.ts'
import { logIn } from './logout-stage.ts'

describe('browser: two upstreams', function () {
  this.timeout(30_000)
  let browser: Browser
  let gateway: TestGateway
  let second: Op
  let wiki: LogoutSp
  let photos: LogoutSp

  before(async () => {
    browser = await launchChromium()
    second = await startOp({ autoLogin: 'bob' })
    const yaml = [
      '  second:',
      '    displayName: Second house',
      `    issuer: ${second.issuer}`,
      `    clientId: ${second.clientId}`,
      '    clientSecretFile: second',
    ].join('\n')
    gateway = await startGateway({
      yaml,
      files: { second: second.clientSecret },
      upstream: ['displayName: First house'],
    })
    const certificate = await certificateOf(gateway)
    wiki = await LogoutSp.start(gateway, certificate)
    photos = await LogoutSp.start(gateway, certificate, { host: 'localhost' })
    await gateway.write('partners/wiki.xml', wiki.metadata)
    await gateway.write('partners/photos.xml', photos.metadata)
    const apps = [
      'apps:',
      '  wiki: { metadata: partners/wiki.xml, upstream: op }',
      '  photos: { metadata: partners/photos.xml, upstream: second }',
      '',
    ].join('\n')
    const before = readFileSync(join(gateway.directory, 'isthmus.yaml'), 'utf8')
    await gateway.write('isthmus.yaml', `${before}${apps}`)
    await gateway.running.reload()
  })
  after(async () => {
    await browser?.close()
    for (const sp of [wiki, photos]) await sp?.close()
    await gateway?.close()
    await second?.close()
  })

  it('apps of both are used in turn, nobody is signed out or asked again, and one sign-out ends all', async () => {
    const context = await browser.newContext({ viewport: viewports.desktop })
    const page = await context.newPage()
    for (const sp of [wiki, photos, wiki, photos]) await logIn(page, sp)
    expect([gateway.op.count('authorize'), second.count('authorize')]).to.deep.equal([1, 1])
    expect([...wiki.told, ...photos.told]).to.deep.equal([])
    const names = [wiki, photos].map(({ sessions }) => new Set([...sessions.values()].map(({ nameID }) => nameID)))
    expect(names.map(({ size }) => size)).to.deep.equal([1, 1])

    await page.goto(`${gateway.url}/logout`)
    expect((await page.locator('main li').allTextContents()).length).to.equal(2)
    await page.getByRole('button', { name: 'Sign out' }).click({ noWaitAfter: true })
    await page.getByRole('heading', { name: 'You are signed out here', exact: true }).waitFor()
    const text = await page.locator('main').textContent()
    expect(text).to.contain('First house').and.to.contain('Second house')
    expect([wiki.told.length, photos.told.length].every((count) => count > 0)).to.equal(true)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(viewports.desktop.width)
    await keepScreenshot(page, 'two-upstreams-logged-out')

    await logIn(page, wiki)
    expect(gateway.op.count('authorize'), 'the session is over').to.be.greaterThan(1)
    await context.close()
  })
})
