import { constants, generateKeyPairSync, publicEncrypt, randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { encryption } from '../../../src/saml/constants.ts'
import { keyTransportOf, openWithKey } from '../../../src/saml/key-transport.ts'
import { parseXml } from '../../../src/saml/xml.ts'
import { wrapByOpenssl } from '../../saml/openssl-oaep.ts'
import { ds } from '../../saml/request.ts'

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const xenc = 'http://www.w3.org/2001/04/xmlenc#'
const xenc11 = 'http://www.w3.org/2009/xmlenc11#'
const hashes = ['sha1', 'sha256', 'sha384', 'sha512'] as const

function method(algorithm: string, digest?: string, mask?: string) {
  const digestMethod = digest === undefined ? '' : `<ds:DigestMethod xmlns:ds="${ds}" Algorithm="${digest}"/>`
  const generation = mask === undefined ? '' : `<x:MGF xmlns:x="${xenc11}" Algorithm="${mask}"/>`
  const xml = `<EncryptionMethod xmlns="${xenc}" Algorithm="${algorithm}">${digestMethod}${generation}</EncryptionMethod>`
  return keyTransportOf(parseXml(xml))
}

describe('key transport', () => {
  it('is RSA-OAEP, with SHA-1 where nothing else is said (xmlenc-core1 5.5.2)', () => {
    const { rsaOaep, rsaOaepMgf1p } = encryption
    const sha1 = { digest: 'sha1', mask: 'sha1' }
    for (const algorithm of [rsaOaep, rsaOaepMgf1p]) {
      expect(method(algorithm)).to.deep.equal(sha1)
      expect(method(algorithm, `${ds}sha1`)).to.deep.equal(sha1)
      expect(method(algorithm, `${xenc}sha256`)).to.deep.equal({ digest: 'sha256', mask: 'sha1' })
    }
    const both = { digest: 'sha256', mask: 'sha256' }
    expect(method(rsaOaep, `${xenc}sha256`, `${xenc11}mgf1sha256`)).to.deep.equal(both)
    expect(method(rsaOaep, undefined, `${xenc11}mgf1sha512`)).to.deep.equal({ digest: 'sha1', mask: 'sha512' })
    expect(method(rsaOaepMgf1p, `${xenc}sha256`, `${xenc11}mgf1sha256`)).to.deep.equal({
      digest: 'sha256',
      mask: 'sha1',
    })
  })

  it('is no other', () => {
    expect(method(`${xenc}rsa-1_5`)).to.equal(undefined)
    expect(method('constructor')).to.equal(undefined)
    expect(method(encryption.rsaOaep, `${ds}md5`)).to.equal(undefined)
    expect(method(encryption.rsaOaep, 'toString')).to.equal(undefined)
    expect(method(encryption.rsaOaep, `${xenc}sha256`, `${xenc11}mgf1md5`)).to.equal(undefined)
  })

  describe('opens what openssl encrypted', () => {
    for (const digest of hashes) {
      for (const mask of hashes) {
        it(`with ${digest}, and ${mask} for the mask`, () => {
          // The last: nothing but zeros stands between the hash and what was encrypted.
          for (const secret of [randomBytes(32), randomBytes(16), Buffer.alloc(24), Buffer.from([1, 0, 1])]) {
            const value = wrapByOpenssl(secret, publicKey, digest, mask)
            expect(openWithKey(privateKey, { digest, mask }, value)).to.deep.equal(secret)
            const other = mask === 'sha384' ? 'sha1' : 'sha384'
            expect(openWithKey(privateKey, { digest, mask: other }, value)).to.equal(undefined)
            expect(openWithKey(privateKey, { digest: digest === 'sha384' ? 'sha1' : 'sha384', mask }, value)).to.equal(
              undefined,
            )
          }
        })
      }
    }
  })

  it('opens nothing else', () => {
    const mixed = { digest: 'sha256', mask: 'sha1' } as const
    const encoded = (octets: Buffer) => publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, octets)
    for (const value of [
      Buffer.alloc(0),
      Buffer.alloc(256),
      Buffer.alloc(256, 255),
      randomBytes(255),
      encoded(Buffer.alloc(256)),
      encoded(Buffer.alloc(256, 1)),
      publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, Buffer.alloc(32)),
    ]) {
      expect(openWithKey(privateKey, mixed, value)).to.equal(undefined)
    }
  })
})
