import { expect } from 'chai'
import { parseServiceProviders } from '../../src/saml/metadata.ts'
import { fixture } from '../saml/fixtures.ts'
import { duration, received, refusal } from '../saml/gate.ts'
import { got, posted, redirected, requestXml, signed } from '../saml/request.ts'

const limit = 64 * 1024
const padded = (size: number) => `${requestXml()}${' '.repeat(size - requestXml().length)}`

describe('attack 4: oversized messages', () => {
  for (const http of [posted, redirected]) {
    it(`takes a message at the limit and answers 413 to one above it (${http.name})`, () => {
      expect(received(http(padded(limit)), { mode: 'optional' }).id).to.equal('_request1')
      const error = refusal(() => received(http(padded(limit + 1)), { mode: 'optional' }), 'malformed_request')
      expect(error.status).to.equal(413)
    })
  }

  it('does not decode what is too large to be a message', () => {
    const body = `SAMLRequest=${'A'.repeat(8 * 1024 * 1024)}`
    const time = duration(() => {
      expect(refusal(() => received({ ...posted(''), body })).status).to.equal(413)
      expect(refusal(() => received(got(body))).status).to.equal(413)
    })
    expect(time).to.be.lessThan(2000)
  })

  it('takes a RelayState of 8 KiB and answers 413 to a longer one', () => {
    const relayState = 'ü'.repeat(4096)
    expect(received(posted(signed(requestXml()), relayState)).id).to.equal('_request1')
    expect(refusal(() => received(posted(signed(requestXml()), `${relayState}x`))).status).to.equal(413)
  })

  it('holds metadata to a limit of its own', () => {
    const metadata = fixture('mellon-metadata.xml')
    const long = metadata.replace('</EntityDescriptor>', `<!-- ${'x'.repeat(15 * 1024 * 1024)} --></EntityDescriptor>`)
    const longer = metadata.replace(
      '</EntityDescriptor>',
      `<!-- ${'x'.repeat(16 * 1024 * 1024)} --></EntityDescriptor>`,
    )
    expect(parseServiceProviders(long).serviceProviders).to.have.length(1)
    expect(refusal(() => parseServiceProviders(longer)).status).to.equal(413)
  })
})
