import { expect } from 'chai'
import { type BrowserSession, nextAddress } from '../fixtures/browser-session.ts'
import { spKey } from '../fixtures/gateway.ts'
import { redirectUrl } from '../fixtures/logout-request.ts'
import type { LogoutSp } from '../fixtures/logout-sp.ts'
import { type LogoutStage, sessionLives, signIn, startLogoutStage, walk } from '../fixtures/logout-stage.ts'

const success = 'urn:oasis:names:tc:SAML:2.0:status:Success'

describe('attack 65: a LogoutResponse that nothing was asked for', () => {
  let stage: LogoutStage
  let browser: BrowserSession

  before(async () => {
    stage = await startLogoutStage([{ host: 'localhost' }, { host: 'localhost' }])
  })
  after(() => stage.close())
  beforeEach(async () => {
    browser = stage.gateway.browser()
    await signIn(browser, ...stage.sps)
  })

  const response = (sp: LogoutSp, inResponseTo: string) =>
    `<samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r${Math.random()}" Version="2.0" IssueInstant="${new Date().toISOString()}" Destination="${stage.gateway.url}/saml/slo" InResponseTo="${inResponseTo}"><saml:Issuer>${sp.entityId}</saml:Issuer><samlp:Status><samlp:StatusCode Value="${success}"/></samlp:Status></samlp:LogoutResponse>`
  const answer = (sp: LogoutSp, inResponseTo: string, signWith?: string) =>
    redirectUrl(stage.gateway, response(sp, inResponseTo), {
      parameter: 'SAMLResponse',
      relayState: 'https://evil.test/',
      ...(signWith !== undefined && { signWith }),
    })
  const sps = () => stage.sps as [LogoutSp, LogoutSp]

  /** Presses the button and stops at the first app; which one, and the ID of what it was sent. */
  async function askFirst() {
    const pressed = await browser.submit(await browser.get(`${stage.gateway.url}/logout`))
    const step = nextAddress(pressed) ?? ''
    const sent = await browser.get(step)
    const location = sent.headers.location ?? ''
    const first = sps().find(({ url }) => location.startsWith(url)) as LogoutSp
    const told = first.told.length
    await browser.get(location)
    const id = first.told[told]?.profile.ID
    return { first, second: sps().find((sp) => sp !== first) as LogoutSp, id: String(id), step }
  }

  it('ends no session, leads nowhere, and is no error', async () => {
    const page = await walk(browser, answer(sps()[0], '_nothing', spKey().privateKey))
    expect(page.url).to.equal(`${stage.gateway.url}/logout`)
    expect(await sessionLives(stage, browser)).to.equal(true)
  })

  it('control: the answer of the app that was asked goes on, and counts', async () => {
    const { first, id, step } = await askFirst()
    const next = await browser.get(answer(first, id, spKey().privateKey))
    expect(nextAddress(next)).to.equal(step)
    const events = stage.gateway.log.filter(({ event }) => event === 'logout.app')
    expect(events.at(-1)).to.include({ app: first.entityId, result: 'ended' })
  })

  it('of another app, to what this one was asked, changes nothing', async () => {
    const { second, id } = await askFirst()
    const events = () => stage.gateway.log.filter(({ event }) => event === 'logout.app').length
    const before = events()
    const next = await browser.get(answer(second, id, spKey().privateKey))
    expect(nextAddress(next)).to.equal(`${stage.gateway.url}/logout/next`)
    expect(events()).to.equal(before)
  })

  it('unsigned, of an app that signs, proves nothing; but those behind it are told', async () => {
    const { first, second, id } = await askFirst()
    const told = second.told.length
    const page = await walk(browser, answer(first, id))
    expect(page.body).to.match(/It was told, but/)
    expect(second.told).to.have.length(told + 1)
    expect(stage.gateway.log.filter(({ kind }) => kind === 'refusal').at(-1)).to.include({ code: 'signature_refused' })
  })
})
