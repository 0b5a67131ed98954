/** Logout between us and a SAML identity provider: its LogoutRequests by each binding, ours to it, and the answers. */
import { createServer, type Server } from 'node:http'
import { inflateRawSync } from 'node:zlib'
import { expect } from 'chai'
import { type BrowserSession, formOf, type Page } from '../fixtures/browser-session.ts'
import { freePort } from '../fixtures/free-port.ts'
import { responseForm, statusOf } from '../fixtures/gateway.ts'
import { type SamlUpstreamStage, startSamlUpstreamStage } from '../fixtures/saml-idp-stage.ts'
import { answerXml, idpEntityId, idpKey, idpMetadata, persistent, signedBy } from '../saml/answer.ts'
import { spKey } from '../saml/keys.ts'
import { saml, samlp, signedRedirect } from '../saml/request.ts'

interface Request {
  readonly id?: string
  readonly nameId?: string
  readonly index?: string | undefined
  readonly issuer?: string
  readonly issued?: number
}

describe('flow: logout between us and a SAML identity provider', () => {
  let stage: SamlUpstreamStage
  let idp: Server
  let base: string
  let logins = 0
  /** What the identity provider's server answers to a request. */
  let overSoap = (_: string): string => ''
  before(async () => {
    const port = await freePort()
    base = `http://127.0.0.1:${port}`
    idp = createServer((request, response) => {
      const pieces: Buffer[] = []
      request.on('data', (piece: Buffer) => pieces.push(piece))
      request.on('end', () => {
        response.end(request.url === '/slo/soap' ? overSoap(Buffer.concat(pieces).toString()) : 'the identity provider')
      })
    })
    await new Promise<void>((resolve) => idp.listen(port, '127.0.0.1', resolve))
    stage = await startSamlUpstreamStage({ idp: { base } })
  })
  after(async () => {
    await stage.close()
    idp.close()
  })

  /** A browser that is signed in, with what the identity provider calls its login. */
  const signedIn = async () => {
    logins += 1
    const [index, name] = [`_index${logins}`, `person-${logins}`]
    const nameId = `<saml:NameID Format="${persistent}" NameQualifier="${idpEntityId}">${name}</saml:NameID>`
    const begun = await stage.begin()
    expect(statusOf(responseForm(await begun.reply({ nameId, sessionIndex: index })))).to.deep.equal(['Success'])
    return { browser: begun.browser, index, nameId }
  }
  /** Whether the app is answered without the identity provider. */
  const staysIn = async (browser: BrowserSession) => {
    const page = await browser.follow(await stage.sp.loginUrl(), (next) => next.startsWith(base))
    return page.body.includes('SAMLResponse')
  }
  const requestXml = ({
    id = `_${Math.random().toString(36).slice(2)}`,
    nameId = '',
    index,
    issuer = idpEntityId,
    issued = Date.now(),
  }: Request) =>
    `<samlp:LogoutRequest xmlns:samlp="${samlp}" Destination="${stage.slo}" ID="${id}" IssueInstant="${new Date(issued).toISOString()}" Version="2.0"><saml:Issuer xmlns:saml="${saml}">${issuer}</saml:Issuer>${nameId.replace('<saml:NameID', `<saml:NameID xmlns:saml="${saml}"`)}${index === undefined ? '' : `<samlp:SessionIndex>${index}</samlp:SessionIndex>`}</samlp:LogoutRequest>`
  const redirected = (xml: string, key = idpKey.privateKey) =>
    `${stage.slo}?${signedRedirect(xml, { key, relayState: 'r1' }).query}`
  const toIdp = (next: string) => next.startsWith(base)
  /** The LogoutResponse that the browser brings to the identity provider. */
  const answerIn = ({ headers }: Page) => {
    const { searchParams } = new URL(headers.location ?? 'https://nowhere.invalid/')
    const xml = inflateRawSync(Buffer.from(searchParams.get('SAMLResponse') ?? '', 'base64')).toString()
    return { xml, relayState: searchParams.get('RelayState'), signed: searchParams.has('Signature') }
  }
  const soap = async (xml: string) => {
    const body = `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>${xml}</S:Body></S:Envelope>`
    const answer = await fetch(stage.slo, { method: 'POST', headers: { 'content-type': 'text/xml' }, body })
    return { status: answer.status, text: await answer.text() }
  }

  describe('its request', () => {
    it('by Redirect ends the session of the browser that brings it, and is answered', async () => {
      const { browser, nameId, index } = await signedIn()
      expect(await staysIn(browser)).to.equal(true)
      const page = await browser.follow(redirected(requestXml({ id: '_lr1', nameId, index })), toIdp)
      const { xml, relayState, signed } = answerIn(page)
      expect(xml).to.include('InResponseTo="_lr1"').and.include('status:Success').and.include(`>${stage.metadata}<`)
      expect({ relayState, signed }).to.deep.equal({ relayState: 'r1', signed: true })
      expect(await staysIn(browser)).to.equal(false)
    })

    it('by POST too, without cookies at first', async () => {
      const { browser, nameId, index } = await signedIn()
      const xml = signedBy(requestXml({ id: '_lr2', nameId, index }), { key: idpKey.privateKey })
      const fields = { SAMLRequest: Buffer.from(xml).toString('base64'), RelayState: 'r2' }
      const page = await browser.follow(await browser.post(stage.slo, fields, { crossSite: true }), toIdp)
      const form = formOf(page)
      expect(form.action).to.equal(`${base}/slo`)
      expect(Buffer.from(form.fields.SAMLResponse ?? '', 'base64').toString()).to.include('InResponseTo="_lr2"')
      expect(form.fields.RelayState).to.equal('r2')
      expect(await staysIn(browser)).to.equal(false)
    })

    it('by SOAP ends it without the browser, by name alone as well', async () => {
      const [one, other] = [await signedIn(), await signedIn()]
      const byIndex = signedBy(requestXml({ id: '_lr3', nameId: one.nameId, index: one.index }), {
        key: idpKey.privateKey,
      })
      const answer = await soap(byIndex)
      expect(answer.status).to.equal(200)
      expect(answer.text).to.include('InResponseTo="_lr3"').and.include('SignatureValue')
      expect(await staysIn(one.browser)).to.equal(false)
      expect(await staysIn(other.browser)).to.equal(true)
      await soap(signedBy(requestXml({ nameId: other.nameId }), { key: idpKey.privateKey }))
      expect(await staysIn(other.browser)).to.equal(false)
    })

    it('brought by another browser ends the one that is named', async () => {
      const { browser, nameId, index } = await signedIn()
      const other = stage.gateway.browser()
      const page = await other.follow(redirected(requestXml({ nameId, index })), toIdp)
      expect(answerIn(page).xml).to.include('LogoutResponse')
      expect(await staysIn(browser)).to.equal(false)
    })

    it('that is not its own ends nothing', async () => {
      const { browser, nameId, index } = await signedIn()
      const sound = { nameId, index }
      const query = (xml: string) => `${stage.slo}?${signedRedirect(xml).query.replace(/&SigAlg.*/, '')}`
      for (const address of [
        redirected(requestXml(sound), spKey.privateKey),
        query(requestXml(sound)),
        redirected(requestXml({ ...sound, issuer: 'https://other.example.org' })),
        redirected(requestXml({ ...sound, issued: Date.now() - 2 * 3600_000 })),
      ]) {
        const page = await stage.gateway.browser().follow(address, toIdp)
        expect(page.status, page.body).to.be.within(400, 499)
      }
      for (const change of [{ nameId: nameId.replace('person-', 'other-') }, { index: '_another' }]) {
        await soap(signedBy(requestXml({ ...sound, ...change }), { key: idpKey.privateKey }))
      }
      expect((await soap(requestXml(sound))).text).to.include('RequestDenied')
      expect(await staysIn(browser)).to.equal(true)
      await soap(signedBy(requestXml(sound), { key: idpKey.privateKey }))
      expect(await staysIn(browser)).to.equal(false)
    })

    it('over SOAP is told in a fault what HTTP itself refuses', async () => {
      const { status, text } = await soap('x'.repeat(200_000))
      expect(status).to.equal(413)
      expect(text).to.match(/^<soap:Envelope.*<faultcode>soap:Client</)
    })

    it('counts once', async () => {
      const { nameId, index } = await signedIn()
      const xml = signedBy(requestXml({ nameId, index }), { key: idpKey.privateKey })
      expect((await soap(xml)).text).to.include('status:Success')
      expect((await soap(xml)).text).to.include('RequestDenied')
    })

    it('ends a login whose answer is still on the way', async () => {
      const begun = await stage.begin()
      const nameId = `<saml:NameID Format="${persistent}">late</saml:NameID>`
      await soap(signedBy(requestXml({ nameId, index: '_late' }), { key: idpKey.privateKey }))
      const page = await begun.answer(answerXml({ ...begun.sound, nameId, sessionIndex: '_late' }))
      expect(page.body).to.not.include('SAMLResponse')
    })
  })

  describe('ours', () => {
    /** Signs out at our own page; resolves to the page with the request to the identity provider. */
    const signOut = async (browser: BrowserSession) => {
      const page = await browser.follow(await browser.submit(await browser.get(`${stage.gateway.url}/logout`)), toIdp)
      const { searchParams } = new URL(page.headers.location ?? `https://nowhere.invalid/?${page.status}`)
      return inflateRawSync(Buffer.from(searchParams.get('SAMLRequest') ?? '', 'base64')).toString()
    }
    const responseTo = (request: string, status = 'Success') => {
      const id = / ID="([^"]*)"/.exec(request)?.[1] ?? ''
      return `<samlp:LogoutResponse xmlns:samlp="${samlp}" Destination="${stage.slo}" ID="_r${id}" InResponseTo="${id}" IssueInstant="${new Date().toISOString()}" Version="2.0"><saml:Issuer xmlns:saml="${saml}">${idpEntityId}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${status}"></samlp:StatusCode></samlp:Status></samlp:LogoutResponse>`
    }
    const bring = async (browser: BrowserSession, xml: string, key = idpKey.privateKey) => {
      const fields = { SAMLResponse: Buffer.from(signedBy(xml, { key })).toString('base64') }
      return browser.follow(await browser.post(stage.slo, fields, { crossSite: true }))
    }
    const refusals = () =>
      stage.gateway.log.filter(({ kind, upstream }) => kind === 'refusal' && upstream === 'corp').length

    it('names the login exactly as it came, and says when the identity provider has ended it', async () => {
      const { browser, nameId, index } = await signedIn()
      const request = await signOut(browser)
      expect(request).to.include(nameId.replace('<saml:NameID', `<saml:NameID xmlns:saml="${saml}"`))
      expect(request).to.include(`<samlp:SessionIndex>${index}<`).and.include(`>${stage.metadata}<`)
      const before = refusals()
      const page = await bring(browser, responseTo(request))
      expect(page.body).to.include('signed out')
      expect(refusals()).to.equal(before)
      expect(await staysIn(browser)).to.equal(false)
    })

    it('goes to its server where it offers no way through the browser', async () => {
      const only = idpMetadata({ base }).replace(/<md:SingleLogoutService Binding="[^"]*:HTTP-[^>]*>/g, '')
      await stage.gateway.write('corp-idp.xml', only)
      await stage.gateway.running.reload()
      const asked: string[] = []
      const { browser, nameId, index } = await signedIn()
      overSoap = (request) => {
        asked.push(request)
        return `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>${responseTo(request)}</S:Body></S:Envelope>`
      }
      const page = await browser.follow(await browser.submit(await browser.get(`${stage.gateway.url}/logout`)))
      expect(page.body).to.include('signed out')
      expect(asked).to.have.length(1)
      expect(asked[0]).to.include(nameId.replace('<saml:NameID', `<saml:NameID xmlns:saml="${saml}"`))
      expect(asked[0]).to.include(`<samlp:SessionIndex>${index}<`).and.include('SignatureValue')
      expect(await staysIn(browser)).to.equal(false)
      await stage.gateway.write('corp-idp.xml', idpMetadata({ base }))
      await stage.gateway.running.reload()
    })

    it('an answer that is not its own says nothing', async () => {
      const { browser } = await signedIn()
      const request = await signOut(browser)
      const before = refusals()
      const page = await bring(browser, responseTo(request), spKey.privateKey)
      expect(page.status).to.equal(200)
      expect(refusals()).to.equal(before + 1)
    })
  })
})
