import { expect } from 'chai'
import type { BrowserSession } from '../fixtures/browser-session.ts'
import { spKey } from '../fixtures/gateway.ts'
import {
  envelope,
  type LogoutRequestOptions,
  logoutRequestXml,
  postSoap,
  redirectUrl,
  signedXml,
} from '../fixtures/logout-request.ts'
import type { LogoutSp } from '../fixtures/logout-sp.ts'
import {
  type LogoutStage,
  logoutStatus,
  sessionLives,
  signIn,
  startLogoutStage,
  walk,
} from '../fixtures/logout-stage.ts'

describe('attack 63: a LogoutRequest that is too old, for someone else, or was used', () => {
  let stage: LogoutStage
  let browser: BrowserSession

  before(async () => {
    stage = await startLogoutStage([{}], { yaml: 'logout: { soap: true }' })
  })
  after(() => stage.close())
  beforeEach(async () => {
    browser = stage.gateway.browser()
    await signIn(browser, sp())
  })

  const sp = () => stage.sps[0] as LogoutSp
  const xml = (options: LogoutRequestOptions) =>
    logoutRequestXml(stage.gateway, sp(), [...sp().sessions.values()].at(-1), options)
  const signed = (options: LogoutRequestOptions) =>
    redirectUrl(stage.gateway, xml(options), { signWith: spKey().privateKey })
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

  const refused: Readonly<Record<string, () => LogoutRequestOptions>> = {
    'its NotOnOrAfter has passed': () => ({ issueInstant: ago(20), notOnOrAfter: ago(10) }),
    'it was issued long ago': () => ({ issueInstant: ago(120) }),
    'it is from the future': () => ({ issueInstant: ago(-20) }),
    'it was made for another IdP': () => ({ destination: 'https://idp.evil.test/slo' }),
    'its Destination is empty': () => ({ destination: '' }),
    'its Destination only begins like ours': () => ({ destination: 'https://sso.test/saml/slo/' }),
  }
  for (const [name, options] of Object.entries(refused)) {
    it(`${name}: refused, and ends nothing`, async () => {
      const page = await walk(browser, signed(options()))
      expect(logoutStatus(page)[0]).to.equal('Requester')
      expect(await sessionLives(stage, browser)).to.equal(true)
      expect((await postSoap(stage.gateway, envelope(signedXml(xml(options()))))).body).to.include('status:Requester')
      expect(await sessionLives(stage, browser)).to.equal(true)
    })
  }

  it('control: within the time that clocks may differ, and without Destination, it is taken', async () => {
    const page = await walk(browser, signed({ issueInstant: ago(2), notOnOrAfter: ago(1), destination: undefined }))
    expect(logoutStatus(page)).to.deep.equal(['Success'])
    expect(await sessionLives(stage, browser)).to.equal(false)
  })

  it('a request that was used is refused in a later session and in another browser', async () => {
    const url = signed({ sessionIndex: null })
    expect(logoutStatus(await walk(browser, url))).to.deep.equal(['Success'])
    await signIn(browser, sp())
    const other = stage.gateway.browser()
    await signIn(other, sp())
    for (const victim of [browser, other]) {
      expect(logoutStatus(await walk(victim, url))).to.deep.equal(['Requester', 'RequestDenied'])
      expect(await sessionLives(stage, victim)).to.equal(true)
    }
  })

  it('by SOAP too', async () => {
    const body = envelope(signedXml(xml({})))
    expect((await postSoap(stage.gateway, body)).body).to.include('status:Success')
    await signIn(browser, sp())
    expect((await postSoap(stage.gateway, body)).body).to.include('status:RequestDenied')
    expect(await sessionLives(stage, browser)).to.equal(true)
  })
})
