import { X509Certificate } from 'node:crypto'
import { expect } from 'chai'
import { fingerprint, KeptKey } from '../../../src/saml/kept-key.ts'
import { type PlainCertificate, readPlainCertificate } from '../../../src/saml/plain-certificate.ts'
import { fc } from '../../fixtures/seeded.ts'
import { certificateBase64 } from '../../saml/metadata.ts'

const derOf = (name: string) => Buffer.from(certificateBase64(name), 'base64')

const keyOf = ({ publicKey, notAfter }: PlainCertificate) =>
  new KeptKey({ spki: publicKey.toString('latin1'), notAfter })

/** What OpenSSL makes of it; undefined where it refuses it. */
function byOpenSsl(der: Buffer) {
  try {
    const { publicKey, validTo } = new X509Certificate(der)
    return { id: fingerprint(publicKey), notAfter: Date.parse(validTo), key: publicKey }
  } catch {
    return undefined
  }
}

describe('an ordinary certificate', () => {
  it('has the key, the name and the end that OpenSSL reads, of version 1 and 3', () => {
    for (const name of ['ca', 'leaf']) {
      const plain = readPlainCertificate(derOf(name))
      if (plain === undefined) throw new Error(`${name} is not ordinary`)
      const key = keyOf(plain)
      const expected = byOpenSsl(derOf(name))
      expect(key.id).to.equal(expected?.id)
      expect(key.notAfter).to.equal(expected?.notAfter)
      expect(expected !== undefined && key.key.equals(expected.key)).to.equal(true)
      expect(plain.bits).to.equal(2048)
    }
  })

  it('with another key than RSA, or cut off anywhere, is left to OpenSSL', () => {
    expect(readPlainCertificate(derOf('ec'))).to.equal(undefined)
    const der = derOf('ca')
    for (let length = 0; length < der.length; length += 1)
      expect(readPlainCertificate(der.subarray(0, length)), `${length}`).to.equal(undefined)
    expect(readPlainCertificate(Buffer.concat([der, Buffer.alloc(1)]))).to.equal(undefined)
  })

  it('never has another key or end than OpenSSL reads, whichever octet is damaged', () => {
    const der = derOf('ca')
    let agreed = 0
    for (let at = 0; at < der.length; at += 1) {
      const damaged = Buffer.from(der)
      damaged[at] = (damaged[at] ?? 0) ^ 1
      const [plain, expected] = [readPlainCertificate(damaged), byOpenSsl(damaged)]
      if (plain === undefined || expected === undefined) continue
      agreed += 1
      expect(keyOf(plain).id, `octet ${at}`).to.equal(expected.id)
      expect(plain.notAfter, `octet ${at}`).to.equal(expected.notAfter)
    }
    expect(agreed).to.be.above(der.length / 2)
  })

  it('is never taken where OpenSSL refuses it, and never read otherwise, whatever octets are changed, put in or left out', () => {
    const found = { both: 0, refused: 0 }
    const edit = fc.tuple(fc.nat(2_000), fc.constantFrom(0, 1, 1, 1, 2), fc.integer({ min: 0, max: 255 }))
    fc.assert(
      fc.property(
        fc.constantFrom(derOf('ca'), derOf('leaf')),
        fc.array(edit, { minLength: 1, maxLength: 3 }),
        (der, edits) => {
          const changed = edits.reduce((known, [place, kind, octet]) => {
            const at = place % known.length
            const put = kind === 2 ? [] : [octet]
            return Buffer.concat([known.subarray(0, at), Buffer.from(put), known.subarray(at + (kind === 0 ? 0 : 1))])
          }, der)
          const [plain, expected] = [readPlainCertificate(changed), byOpenSsl(changed)]
          if (plain === undefined) {
            found.refused += 1
            return
          }
          found.both += 1
          expect(keyOf(plain).id).to.equal(expected?.id)
          expect(plain.notAfter).to.equal(expected?.notAfter)
          expect(plain.bits).to.equal(expected?.key.asymmetricKeyDetails?.modulusLength)
        },
      ),
      { numRuns: 6_000 },
    )
    expect(found.both).to.be.above(500)
    expect(found.refused).to.be.above(500)
  }).timeout(60_000)
})
