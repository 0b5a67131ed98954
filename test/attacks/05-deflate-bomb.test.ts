import { deflateRawSync, deflateSync } from 'node:zlib'
import { expect } from 'chai'
import { duration, received, refusal } from '../saml/gate.ts'
import { got, posted, redirected, requestXml } from '../saml/request.ts'

const inQuery = (octets: Buffer) => got(`SAMLRequest=${encodeURIComponent(octets.toString('base64'))}`)
const bomb = deflateRawSync(Buffer.alloc(200 * 1024 * 1024, ' '))
const request = requestXml()

describe('attack 5: deflate bombs', () => {
  for (const http of [inQuery, (octets: Buffer) => posted(octets)]) {
    it('inflates no further than the limit', () => {
      expect(received(http(deflateRawSync(request)), { mode: 'optional' }).id).to.equal('_request1')
      expect(bomb.length).to.be.lessThan(256 * 1024)
      const before = process.memoryUsage().arrayBuffers
      const time = duration(() => expect(refusal(() => received(http(bomb)), 'malformed_request').status).to.equal(413))
      expect(time).to.be.lessThan(2000)
      expect(process.memoryUsage().arrayBuffers - before).to.be.lessThan(8 * 1024 * 1024)
    })
  }

  it('refuses what is cut short, goes on, or is not DEFLATE', () => {
    const octets = deflateRawSync(request)
    expect(received(redirected(request), { mode: 'optional' }).id).to.equal('_request1')
    for (const wrong of [
      octets.subarray(0, -3),
      Buffer.concat([octets, Buffer.from('<samlp:AuthnRequest/>')]),
      Buffer.concat([octets, octets]),
      deflateSync(request),
      Buffer.from(request),
      Buffer.from([0]),
    ]) {
      refusal(() => received(inQuery(wrong), { mode: 'optional' }), 'malformed_request')
    }
  })
})
