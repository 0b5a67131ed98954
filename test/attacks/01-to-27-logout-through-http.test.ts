/** Attacks 1 to 27 on the XML of LogoutRequests and their signatures, through the running gateway's /saml/slo. */
import { deflateRawSync } from 'node:zlib'
import { expect } from 'chai'
import type { SamlHttp } from '../../src/saml/bindings.ts'
import { type AttackStage, expectPage, placed, startAttackStage } from '../fixtures/attack-stage.ts'
import { nextAddress } from '../fixtures/browser-session.ts'
import { sendRaw } from '../fixtures/raw-http.ts'
import { type Genuine, xmlAttacks } from '../saml/attack-messages.ts'
import { signatureAttacks } from '../saml/attack-signatures.ts'
import { afterIssuer, got, posted, requestXml, saml, signatureXml } from '../saml/request.ts'

/** The tables speak of AuthnRequests: this makes the same of it, as a LogoutRequest. */
function asLogout(message: string | Buffer): Buffer {
  const text = typeof message === 'string' ? Buffer.from(message).toString('latin1') : message.toString('latin1')
  const renamed = text.replaceAll('AuthnRequest', 'LogoutRequest').replace(/ AssertionConsumerServiceURL="[^"]*"/g, '')
  return Buffer.from(renamed.replaceAll('/saml/sso"', '/saml/slo"'), 'latin1')
}

const ways: Readonly<Record<string, (xml: Buffer) => SamlHttp>> = {
  POST: (xml) => posted(xml),
  Redirect: (xml) => got(`SAMLRequest=${encodeURIComponent(deflateRawSync(xml).toString('base64'))}`),
}

describe('attacks 1 to 27 on logout', () => {
  let stage: AttackStage
  before(async () => {
    stage = await startAttackStage({ yaml: 'logout: { soap: true }' }, '/saml/slo')
  })
  after(() => stage.close())

  function genuine(): Genuine {
    const place = stage.place()
    const name = `<saml:NameID xmlns:saml="${saml}">somebody</saml:NameID>`
    const request = placed(requestXml({ content: name }), place)
    const signature = signatureXml(request)
    const forged = (id: string, content = '') => placed(requestXml({ id, content: name + content }), place)
    return {
      request,
      signature,
      whole: afterIssuer(request, signature),
      id: place.id,
      forged,
      trap: 'http://127.0.0.1:9',
    }
  }

  /** What the browser sees in the end: a posted message is looked into by the GET that follows. */
  async function send(http: SamlHttp) {
    const page = await stage.send(http)
    const next = page.status === 200 ? nextAddress(page) : undefined
    if (next === undefined) return page
    return sendRaw(stage.gateway.url, { path: next.slice(stage.gateway.url.length) })
  }

  for (const [way, make] of Object.entries(ways)) {
    it(`control: the genuine message is read by ${way}`, async () => {
      const page = await send(make(asLogout(genuine().request)))
      expect(page.status, page.body).to.equal(200)
      expect(page.body).to.match(/<h1[ >]/)
    })
  }

  for (const { name, messages, code } of xmlAttacks) {
    it(`attack ${name}`, async () => {
      const kept = await stage.storage.keys('')
      for (const [way, make] of Object.entries(ways)) {
        for (const [at, message] of messages(genuine()).entries()) {
          const page = await send(make(asLogout(message)))
          try {
            expectPage(page, stage.gateway, `${code}|signature_refused`)
          } catch (error) {
            throw new Error(`${way}, message ${at}: ${String(error)}`, { cause: error })
          }
        }
      }
      expect(await stage.storage.keys(''), 'nothing is kept of it').to.have.members([...kept])
      await stage.expectLogin()
    }).timeout(20_000)
  }

  /** The message in a SOAP envelope. */
  const bySoap = (message: Buffer) => {
    const [before = '', after = ''] = envelope.split('@')
    const body = Buffer.concat([Buffer.from(before), message, Buffer.from(after)])
    const headers = { 'content-type': 'text/xml; charset=utf-8' }
    return sendRaw(stage.gateway.url, { method: 'POST', path: '/saml/slo', headers, body })
  }
  const envelope = '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>@</s:Body></s:Envelope>'

  it('control: the genuine message is read by SOAP, and answered for it is unsigned', async () => {
    const answer = await bySoap(asLogout(genuine().request))
    expect(answer.body).to.include('LogoutResponse').and.include('RequestDenied')
  })

  for (const { name, messages } of xmlAttacks) {
    it(`attack ${name}, by SOAP`, async () => {
      const kept = await stage.storage.keys('')
      for (const message of messages(genuine())) {
        const answer = await bySoap(asLogout(message))
        expect(answer.status, answer.body).to.be.oneOf([200, 400, 403, 413, 500])
        if (answer.status === 500) expect(answer.body).to.include('Fault')
        expect(answer.body).to.not.equal('').and.not.include('status:Success')
        expect(answer.body).to.not.include('root:')
      }
      expect(await stage.storage.keys(''), 'nothing is kept of it').to.have.members([...kept])
      await stage.expectLogin()
    })
  }

  /** A genuine message signed as a LogoutRequest; what is forged is renamed when it is sent. */
  function genuineSigned(): Genuine {
    const { id, trap, forged, ...plain } = genuine()
    const request = asLogout(plain.request).toString()
    const signature = signatureXml(request)
    return { request, signature, whole: afterIssuer(request, signature), id, trap, forged }
  }

  it('control: a signed message is believed by SOAP, and by POST', async () => {
    const answer = await bySoap(Buffer.from(genuineSigned().whole))
    expect(answer.status, answer.body).to.equal(200)
    expect(answer.body).to.not.include('RequestDenied')
    expect((await send(posted(genuineSigned().whole))).status).to.equal(200)
  })

  // 12 and 28 change what a LogoutRequest does not have.
  for (const { name, messages, code } of signatureAttacks.filter(({ name }) => !/^(?:12|28):/.test(name))) {
    it(`attack ${name}`, async () => {
      for (const message of messages(genuineSigned())) {
        expectPage(await send(posted(asLogout(message))), stage.gateway, code)
        const answer = await bySoap(asLogout(message))
        expect(answer.body).to.match(/status:Requester|Fault|<h1/)
        expect(answer.body).to.not.include('status:Success')
      }
      await stage.expectLogin()
    })
  }
})
