/** Attacks 1 to 18 on the XML of LogoutRequests, through the running gateway's /saml/slo. */
import { deflateRawSync } from 'node:zlib'
import { expect } from 'chai'
import type { SamlHttp } from '../../src/saml/bindings.ts'
import { type AttackStage, expectPage, placed, startAttackStage } from '../fixtures/attack-stage.ts'
import { nextAddress } from '../fixtures/browser-session.ts'
import { sendRaw } from '../fixtures/raw-http.ts'
import { type Genuine, xmlAttacks } from '../saml/attack-messages.ts'
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

describe('attacks 1 to 18 on logout', () => {
  let stage: AttackStage
  before(async () => {
    stage = await startAttackStage({}, '/saml/slo')
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
})
