import { expect } from 'chai'
import { decodeBase64, decodeBase64Lines, decodeUtf8, trimSpace } from '../../../src/saml/encoding.ts'
import { fc } from '../../fixtures/seeded.ts'

describe('saml/encoding', () => {
  it('decodes what base64 encodes, padded or not, and in lines', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom('\n', '\r\n', '\r', ' \n\t'), (octets, end) => {
        const text = Buffer.from(octets).toString('base64')
        const lines = (text.match(/.{1,76}/g) ?? []).join(end)
        for (const decoded of [
          decodeBase64(text),
          decodeBase64(text.replace(/=/g, '')),
          decodeBase64Lines(`${end}${lines}${end}`),
        ]) {
          expect(decoded).to.deep.equal(Buffer.from(octets))
        }
      }),
    )
  })

  it('takes one text for one sequence of octets, but for the padding', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'AQgw+/=_- \nZ'), maxLength: 12 }), (text) => {
        const octets = decodeBase64(text)
        if (octets !== undefined) expect(text.replace(/=/g, '')).to.equal(octets.toString('base64').replace(/=/g, ''))
      }),
    )
  })

  it('trims XML’s white space and no other, fast', () => {
    expect(trimSpace(' \t\r\na b\u00a0\n ')).to.equal('a b\u00a0')
    expect(trimSpace('\u2003a\u000b')).to.equal('\u2003a\u000b')
    expect(trimSpace(' \n ')).to.equal('')
    const start = performance.now()
    trimSpace(`a${' '.repeat(1_000_000)}b${' '.repeat(1_000_000)}`)
    decodeBase64Lines(`A${' '.repeat(1_000_000)}B${' \n'.repeat(500_000)}`)
    expect(performance.now() - start).to.be.lessThan(2000)
  })

  it('decodes UTF-8 or nothing', () => {
    expect(decodeUtf8(Buffer.from('\uFEFFü'))).to.equal('ü')
    expect(decodeUtf8(Buffer.from([0xff]))).to.equal(undefined)
    expect(decodeUtf8(Buffer.from([0xc3]))).to.equal(undefined)
  })
})
