/**
 * Attack 102: what is left in the storage, and what is signed, for people who never log in. Each budget is one for a client
 * and one for all; the refusal is a page, the log says once whose budget it was, and everyone else goes on.
 */
import { expect } from 'chai'
import { memoryDriver } from '../../src/storage/memory.ts'
import { type AttackStage, newAddress, requestAt, startAttackStage } from '../fixtures/attack-stage.ts'
import { expectLogin, requestUrl } from '../fixtures/authn-request.ts'
import type { BrowserSession } from '../fixtures/browser-session.ts'
import { startGatewayWithSp, type TestGateway, type TestSp } from '../fixtures/gateway.ts'
import { logoutRequestXml, redirectUrl } from '../fixtures/logout-request.ts'
import { type LogoutStage, startLogoutStage } from '../fixtures/logout-stage.ts'
import { redirected } from '../saml/request.ts'

describe('attack 102: signed answers for nobody', () => {
  let stage: AttackStage
  before(async () => {
    stage = await startAttackStage()
  })
  after(() => stage.close())

  /** A request that can only be refused, and in the app's own words. */
  const hopeless = () =>
    redirected(requestAt(stage.place(), { attributes: ' IsPassive="true"' }).replace(' ID=', ' ForceAuthn="true" ID='))

  it('are a thousand a minute for one client; past that a page, which is not signed', async () => {
    const flooder = newAddress()
    const statuses: number[] = []
    for (let count = 0; count < 1_050; count += 1) statuses.push((await stage.send(hopeless(), flooder)).status)
    expect(statuses.filter((status) => status === 200)).to.have.length(1_000)
    expect(statuses.filter((status) => status === 429)).to.have.length(50)
    const lines = stage.gateway.log.filter(({ kind, budget }) => kind === 'limits' && budget === 'signatures')
    expect(lines).to.have.length(1)
    expect(lines[0]).to.deep.include({ client: flooder })
    expect((await stage.send(hopeless())).status, 'another client').to.equal(200)
    await stage.expectLogin(flooder)
  }).timeout(60_000)
})

describe('attack 102: unsigned logouts', () => {
  const storage = memoryDriver()
  let stage: LogoutStage
  before(async () => {
    stage = await startLogoutStage([{ signed: false }], { yaml: 'trustedProxies: [127.0.0.1]', driver: storage })
  })
  after(() => stage.close())

  it('leave nothing in the storage, and are answered a thousand times a minute for one client', async () => {
    const [sp] = stage.sps
    if (sp === undefined) throw new Error('no SP')
    const browser = stage.gateway.browser()
    const before = await storage.keys('')
    let limited = 0
    for (let count = 0; count < 1_020; count += 1) {
      const xml = logoutRequestXml(stage.gateway, sp, undefined, { nameId: '<saml:NameID>nobody</saml:NameID>' })
      const page = await browser.get(redirectUrl(stage.gateway, xml), { 'x-forwarded-for': '192.0.2.77' })
      if (page.status === 429) limited += 1
    }
    expect(limited).to.equal(20)
    expect(await storage.keys('')).to.have.members([...before])
  }).timeout(60_000)
})

describe('attack 102: logins that are refused upstream', () => {
  let gateway: TestGateway
  let sp: TestSp
  before(async () => {
    ;({ gateway, sp } = await startGatewayWithSp({ yaml: 'trustedProxies: [127.0.0.1]' }))
  })
  after(() => gateway.close())

  /** Begins a login and comes back at once with the OP's word that the person may not. */
  async function refusedUpstream(browser: BrowserSession, address: string): Promise<number> {
    const from = { 'x-forwarded-for': address }
    const page = await browser.get(requestUrl(gateway, sp), from)
    if (page.status !== 302) return page.status
    const state = new URL(page.headers.location ?? '').searchParams.get('state')
    const callback = `${gateway.url}/oidc/callback/op?error=access_denied&state=${state}&iss=${gateway.op.issuer}`
    return (await browser.get(callback, from)).status
  }

  it('do not get their budget back: each leaves a tombstone', async () => {
    const statuses: number[] = []
    for (let count = 0; count < 1_010; count += 1) {
      const browser = gateway.browser()
      statuses.push(await refusedUpstream(browser, '192.0.2.88'))
      browser.close()
    }
    expect(statuses.filter((status) => status === 200)).to.have.length(1_000)
    expect(statuses.slice(-10)).to.deep.equal(Array(10).fill(429))
    await expectLogin(gateway.browser(), requestUrl(gateway, sp))
  }).timeout(90_000)
})
