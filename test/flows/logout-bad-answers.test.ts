/**
 * Whatever is wrong with an app's answer is that app's failure: the next app is told, and whoever asked hears of it. Each
 * answer below is the second app's; a third one stands behind it.
 */
import { deflateRawSync } from 'node:zlib'
import { expect } from 'chai'
import { type BrowserSession, nextAddress, type Page } from '../fixtures/browser-session.ts'
import { spKey } from '../fixtures/gateway.ts'
import { redirectUrl } from '../fixtures/logout-request.ts'
import type { LogoutSp } from '../fixtures/logout-sp.ts'
import { isSignedIn, type LogoutStage, signIn, startLogoutStage, walk } from '../fixtures/logout-stage.ts'

const host = 'localhost'
const success = 'urn:oasis:names:tc:SAML:2.0:status:Success'

interface Parts {
  readonly inResponseTo: string
  readonly issuer?: string
  readonly destination?: string
  readonly status?: string
}

describe('flow: an answer in the chain that can not be read or believed', () => {
  let stage: LogoutStage
  let browser: BrowserSession
  before(async () => {
    stage = await startLogoutStage([{ host }, { host }, { host }])
  })
  after(() => stage.close())
  beforeEach(async () => {
    browser = stage.gateway.browser()
    await signIn(browser, ...stage.sps)
  })

  const sp = (index: number) => stage.sps[index] as LogoutSp
  const slo = () => `${stage.gateway.url}/saml/slo`
  const xml = ({ inResponseTo, issuer = sp(1).entityId, destination = slo(), status = success }: Parts) =>
    `<samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r${Math.random()}" Version="2.0" IssueInstant="${new Date().toISOString()}" Destination="${destination}" InResponseTo="${inResponseTo}"><saml:Issuer>${issuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="${status}"/></samlp:Status></samlp:LogoutResponse>`
  const signWith = () => spKey().privateKey
  const signed = (parts: Parts) =>
    redirectUrl(stage.gateway, xml(parts), { parameter: 'SAMLResponse', signWith: signWith() })
  const raw = (text: string) => `${slo()}?SAMLResponse=${encodeURIComponent(deflateRawSync(text).toString('base64'))}`
  const post = (text: string): Promise<Page> =>
    browser.post(slo(), { SAMLResponse: Buffer.from(text).toString('base64') }, { crossSite: true })

  /** Signs out from `first` until the second app has its message; the ID of it. */
  async function reachSecond(start: string): Promise<string> {
    const [told, page] = [sp(1).told.length, await browser.get(start)]
    let at = page
    for (let hops = 0; hops < 20 && sp(1).told.length === told; hops += 1) {
      const next = nextAddress(at)
      if (next === undefined) throw new Error(`stopped at ${at.url}`)
      at = await browser.get(next)
    }
    return String(sp(1).told.at(-1)?.profile.ID)
  }

  /** Where an answer leads to, whatever it was. */
  const goOn = async (page: Page) => walk(browser, nextAddress(page) ?? 'nowhere')

  /** A POST that HTTP itself refuses. */
  async function refusedByHttp(status: number, body: string, headers: Record<string, string> = {}): Promise<Page> {
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    const response = await fetch(slo(), { method: 'POST', body, headers: { ...type, ...headers } })
    expect(response.status).to.equal(status)
    return { url: slo(), status, headers: {}, body: await response.text() }
  }

  const answers: Readonly<Record<string, (inResponseTo: string) => Promise<Page>>> = {
    'is no base64': () => browser.get(`${slo()}?SAMLResponse=%21%21%21`),
    'is no DEFLATE': () =>
      browser.get(`${slo()}?SAMLResponse=${encodeURIComponent(Buffer.from('x<').toString('base64'))}`),
    'is no XML': () => browser.get(raw('<samlp:LogoutResponse')),
    'is empty': () => browser.get(`${slo()}?SAMLResponse=`),
    'comes twice in one address': (inResponseTo) => browser.get(`${signed({ inResponseTo })}&SAMLResponse=x`),
    'comes with a request': (inResponseTo) => browser.get(`${signed({ inResponseTo })}&SAMLRequest=x`),
    'is another kind of message': (inResponseTo) =>
      browser.get(raw(xml({ inResponseTo }).replaceAll('LogoutResponse', 'Response'))),
    'has no Issuer': (inResponseTo) =>
      browser.get(raw(xml({ inResponseTo }).replace(/<saml:Issuer>.*<\/saml:Issuer>/, ''))),
    'has the Issuer of nobody here': (inResponseTo) =>
      browser.get(signed({ inResponseTo, issuer: 'https://nobody.test' })),
    'has the Issuer of another app': (inResponseTo) => browser.get(signed({ inResponseTo, issuer: sp(2).entityId })),
    'is unsigned, of an app that signs': (inResponseTo) => browser.get(raw(xml({ inResponseTo }))),
    'has half a signature': (inResponseTo) => browser.get(signed({ inResponseTo }).replace(/&Signature=.*/, '')),
    'has a signature over something else': (inResponseTo) =>
      browser.get(`${signed({ inResponseTo }).replace('&SigAlg', '&RelayState=x&SigAlg')}`),
    'answers nothing of ours': () => browser.get(signed({ inResponseTo: '_unknown' })),
    'answers what cannot be an ID': () => browser.get(signed({ inResponseTo: '../' })),
    'is for another address': (inResponseTo) =>
      browser.get(signed({ inResponseTo, destination: 'https://sso.other.test/saml/slo' })),
    'has no Status': (inResponseTo) =>
      browser.get(raw(xml({ inResponseTo }).replace(/<samlp:Status>.*<\/samlp:Status>/, ''))),
    'has a RelayState with a line break': (inResponseTo) => browser.get(`${signed({ inResponseTo })}&RelayState=%0A`),
    'has a DOCTYPE': (inResponseTo) => browser.get(raw(`<!DOCTYPE x>${xml({ inResponseTo })}`)),
    'is not there at all': () => browser.get(slo()),
    'comes by POST and is no base64': () => browser.post(slo(), { SAMLResponse: '%%' }, { crossSite: true }),
    'comes by POST, larger than we read': () => refusedByHttp(413, `SAMLResponse=${'A'.repeat(200_000)}`),
    'comes by POST as multipart': () =>
      refusedByHttp(415, '--x', { 'content-type': 'multipart/form-data; boundary=x' }),
    'comes by POST, compressed': () => refusedByHttp(415, 'x', { 'content-encoding': 'gzip' }),
    'comes by POST as plain text': () => refusedByHttp(415, 'SAMLResponse=x', { 'content-type': 'text/plain' }),
    'comes by POST and is no XML': () => post('<'),
    'comes by POST, unsigned': (inResponseTo) => post(xml({ inResponseTo })),
    'comes by POST with the Issuer of nobody': (inResponseTo) =>
      post(xml({ inResponseTo, issuer: 'https://nobody.test' })),
  }
  for (const [name, send] of Object.entries(answers)) {
    it(`${name}: the third is told, and the first hears PartialLogout`, async () => {
      const id = await reachSecond(sp(0).logout)
      const end = await goOn(await send(id))
      expect(end.body).to.equal('logout answered: Success PartialLogout (back)')
      expect(isSignedIn(browser, sp(2))).to.equal(false)
      const events = stage.gateway.log.filter(({ event }) => event === 'logout.app')
      expect(events.filter(({ app }) => app === sp(1).entityId).at(-1)).to.include({
        result: 'told',
        outcome: 'failure',
      })
    })
  }

  it('control: the answer as it should be: Success', async () => {
    const id = await reachSecond(sp(0).logout)
    expect((await goOn(await browser.get(signed({ inResponseTo: id })))).body).to.equal(
      'logout answered: Success (back)',
    )
  })

  it('a person who signs out reads of it, and of the others', async () => {
    const pressed = await browser.submit(await browser.get(`${stage.gateway.url}/logout`))
    await reachSecond(nextAddress(pressed) ?? '')
    const { body } = await goOn(await browser.get(`${slo()}?SAMLResponse=x`))
    expect(body).to.include('sp1: It was told, but').and.include('sp0: Signed out').and.include('sp2: Signed out')
  })

  it('what is owed is paid past it as well, and the login goes on', async () => {
    await stage.gateway.running.reload()
    const pressed = await browser.submit(await browser.get(`${stage.gateway.url}/logout`))
    await browser.get(nextAddress(pressed) ?? '')
    await reachSecond(sp(0).login)
    const end = await goOn(await browser.get(`${slo()}?SAMLResponse=x`))
    expect(end.body).to.match(/^signed in/)
    expect(isSignedIn(browser, sp(2))).to.equal(false)
  })

  it('control: without a logout under way it leads to our own page and ends nothing', async () => {
    const page = await goOn(await browser.get(`${slo()}?SAMLResponse=x`))
    expect(page.url).to.equal(`${stage.gateway.url}/logout`)
    expect(page.body).to.include('name="token"')
  })
})

describe('flow: an answer in a frame', () => {
  let stage: LogoutStage
  let browser: BrowserSession
  before(async () => {
    stage = await startLogoutStage([{}, { host }])
  })
  after(() => stage.close())
  beforeEach(async () => {
    browser = stage.gateway.browser()
    await signIn(browser, ...stage.sps)
  })

  it('that can not be read goes nowhere, and the page around it goes on', async () => {
    const pressed = await browser.submit(await browser.get(`${stage.gateway.url}/logout`))
    const page = await browser.get(nextAddress(pressed) ?? '')
    const [frame = ''] = /http[^"]*\/frame\/[^"]*/.exec(page.body) ?? []
    await browser.get(frame)
    const stray = await browser.get(`${stage.gateway.url}/saml/slo?SAMLResponse=x`)
    const inFrame = await browser.get(nextAddress(stray) ?? '')
    expect([inFrame.status, inFrame.body]).to.deep.equal([200, ''])
    expect(inFrame.headers['content-security-policy']).to.include("frame-ancestors 'self'")
    expect(stage.sps[1]?.told, 'nobody was visited inside the frame').to.have.length(0)
    const end = await walk(browser, page.url)
    expect(isSignedIn(browser, stage.sps[1] as LogoutSp)).to.equal(false)
    expect(end.body).to.include('sp1: Signed out')
  })

  it('of Success, on our own site, is enough for a browser that says nothing of sites: no second visit', async () => {
    const pressed = await browser.submit(await browser.get(`${stage.gateway.url}/logout`))
    const page = await browser.get(nextAddress(pressed) ?? '')
    const [frame = ''] = /http[^"]*\/frame\/[^"]*/.exec(page.body) ?? []
    await browser.follow(frame)
    const before = stage.sps[0]?.told.length
    const end = await walk(browser, nextAddress(page) ?? '')
    expect(end.body).to.include('sp0: Signed out').and.include('sp1: Signed out')
    expect(stage.sps[0]?.told).to.have.length(before ?? 0)
  })
})
