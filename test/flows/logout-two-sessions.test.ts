/** An app that took part in two sessions of one browser: two tabs signed in at two upstreams. One sign-out at it ends both. */
import { expect } from 'chai'
import type { BrowserSession, Page } from '../fixtures/browser-session.ts'
import { certificateOf, spKey, startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { logoutRequestXml, nameIdXml, redirectUrl } from '../fixtures/logout-request.ts'
import { LogoutSp } from '../fixtures/logout-sp.ts'
import { walk } from '../fixtures/logout-stage.ts'
import { startOp } from '../fixtures/op.ts'
import type { Op } from '../fixtures/op-options.ts'

describe('flow: an app with two sessions in one browser', () => {
  let gateway: TestGateway
  let second: Op
  let app: LogoutSp
  let browser: BrowserSession
  before(async () => {
    second = await startOp({ autoLogin: 'alice' })
    const upstream = [`issuer: ${second.issuer}`, `clientId: ${second.clientId}`, 'clientSecretFile: second']
    // Both know the same people, so one person has one name at the app.
    const yaml = ['  second:', ...[...upstream, 'subjectNamespace: op'].map((line) => `    ${line}`)].join('\n')
    gateway = await startGateway({ files: { second: second.clientSecret }, yaml })
    app = await LogoutSp.start(gateway, await certificateOf(gateway))
    await gateway.write('metadata/app.xml', app.metadata)
    await gateway.running.reload()
  })
  after(async () => {
    await gateway.close()
    await second.close()
    await app.close()
  })

  const choose = (page: Page, upstream: string): Promise<Page> => {
    const [, path = ''] = new RegExp(`href="([^"]*/choose/[^"]*/${upstream})"`).exec(page.body) ?? []
    return walk(browser, new URL(path, gateway.url).href)
  }
  beforeEach(async () => {
    browser = gateway.browser()
    app.sessions.clear()
    const tabs = [await browser.follow(app.login), await browser.follow(app.login)] as const
    await choose(tabs[0], 'op')
    await choose(tabs[1], 'second')
    const indexes = [...app.sessions.values()].map(({ sessionIndex }) => sessionIndex)
    expect(new Set(indexes).size, 'two sessions').to.equal(2)
  })

  const sessions = [...Array(2).keys()]
  const profile = (index = 0) => [...app.sessions.values()][index]
  const ask = (nameId: string, sessionIndex: string | null) => {
    const xml = logoutRequestXml(gateway, app, profile(), { nameId, sessionIndex })
    return walk(browser, redirectUrl(gateway, xml, { signWith: spKey().privateKey, relayState: 'back' }))
  }
  const isSignedIn = async () => (await browser.get(`${gateway.url}/logout`)).body.includes('name="token"')

  it('named by our entityID, without an index: both end', async () => {
    const entity = 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity'
    const { body } = await ask(`<saml:NameID Format="${entity}">${gateway.url}/saml/metadata</saml:NameID>`, null)
    expect(body).to.include('logout answered: Success')
    expect(await isSignedIn()).to.equal(false)
  })

  it('by its name without an index: both end', async () => {
    expect((await ask(nameIdXml(profile()), null)).body).to.include('logout answered: Success')
    expect(await isSignedIn()).to.equal(false)
  })

  for (const index of sessions) {
    it(`control: with the index of ${index === 0 ? 'the first' : 'the second'}, the other stays`, async () => {
      const { body } = await ask(nameIdXml(profile(index)), profile(index)?.sessionIndex ?? '')
      expect(body).to.include('logout answered: Success')
      expect(await isSignedIn()).to.equal(true)
    })
  }
})
