/** Attack 26, on what an identity provider answers: a key by address. Nothing is fetched. */
import { createServer } from 'node:http'
import { expect } from 'chai'
import { freePort } from '../fixtures/free-port.ts'
import { assertionXml, type idpKey, responseXml } from '../saml/answer.ts'
import { expectRefused, proved, sound } from '../saml/answer-gate.ts'
import { otherKey, spKey } from '../saml/keys.ts'
import { afterIssuer, signatureXml } from '../saml/request.ts'

describe('attack 26: a key by address, in an answer', () => {
  it('is never fetched', async () => {
    let asked = 0
    const port = await freePort()
    const server = createServer((_, response) => {
      asked += 1
      response.end()
    })
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    const at = `http://127.0.0.1:${port}/key`
    const infos = [
      `<ds:KeyInfo><ds:RetrievalMethod URI="${at}"></ds:RetrievalMethod></ds:KeyInfo>`,
      `<ds:KeyInfo><ds:X509Data><ds:X509IssuerSerial URI="${at}"></ds:X509IssuerSerial></ds:X509Data></ds:KeyInfo>`,
    ]
    const by = (key: typeof idpKey, after: string) => {
      const assertion = assertionXml(sound)
      return responseXml(sound, afterIssuer(assertion, signatureXml(assertion, { key: key.privateKey, after })))
    }
    expectRefused(Object.fromEntries(infos.map((info) => [info, by(spKey, info)])))
    for (const info of infos) expect(proved(by(otherKey, info)).sid).to.equal('_session1')
    expect(asked).to.equal(0)
    server.close()
  })
})
