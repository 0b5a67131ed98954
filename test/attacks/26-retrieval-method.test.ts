import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { inEnglish } from '../../src/core/said.ts'
import { parseServiceProviders } from '../../src/saml/metadata.ts'
import { fixture } from '../saml/fixtures.ts'
import { authenticated, refusal } from '../saml/gate.ts'
import { otherKey, spKey } from '../saml/keys.ts'
import { afterIssuer, ds, posted, requestXml, signatureXml } from '../saml/request.ts'

describe('attack 26: keys that would have to be fetched', () => {
  let fetched = 0
  const server = createServer((_, response) => {
    fetched += 1
    response.end()
  })
  let url: string

  before((done) => {
    server.listen(0, '127.0.0.1', () => {
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/key`
      done()
    })
  })
  after((done) => {
    server.close(done)
  })

  const retrieval = () =>
    `<ds:KeyInfo xmlns:ds="${ds}"><ds:RetrievalMethod Type="${ds}rawX509Certificate" URI="${url}"></ds:RetrievalMethod></ds:KeyInfo>`

  it('are not', async () => {
    const request = requestXml()
    const message = (key = spKey) =>
      posted(afterIssuer(request, signatureXml(request, { key: key.privateKey, after: retrieval() })))
    expect(authenticated(message()).signedBy).to.equal(spKey.verification.id)
    refusal(() => authenticated(message(otherKey)), 'signature_refused')
    const metadata = fixture('mellon-metadata.xml').replaceAll(/<ds:KeyInfo.*?<\/ds:KeyInfo>/gs, retrieval())
    const { serviceProviders, warnings } = parseServiceProviders(metadata)
    expect(serviceProviders[0]?.signingKeys).to.deep.equal([])
    expect(warnings.map(inEnglish).join()).to.contain('holds neither a certificate nor an RSA key')
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(fetched).to.equal(0)
  })
})
