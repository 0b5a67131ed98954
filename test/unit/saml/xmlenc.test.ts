import { generateKeyPairSync } from 'node:crypto'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { decrypt } from 'xml-encryption'
import { encryption as algorithm, ns } from '../../../src/saml/constants.ts'
import { canonicalXml, element } from '../../../src/saml/xml-builder.ts'
import { chooseEncryption, encryptXml } from '../../../src/saml/xmlenc.ts'
import { recipient, recipientPem } from '../downstream/saml-idp/sso/material.ts'
import { attributes, childNames, texts } from '../downstream/saml-idp/sso/reading.ts'

const decryptXml = promisify(decrypt)
const options = { key: recipientPem, disallowDecryptionWithInsecureAlgorithm: false, warnInsecureAlgorithm: false }
const content = canonicalXml(element('saml:Assertion', { ID: '_1' }, [element('saml:Issuer', {}, ['ü😀\u2028'])]))

function encrypted(methods: readonly string[], key = recipient.publicKey): string {
  return canonicalXml(encryptXml(content, key, chooseEncryption(methods))).text
}

function chosen(methods: readonly string[]): [cipher: string, keyTransport: string] {
  const { cipher, keyTransport } = chooseEncryption(methods)
  return [cipher.algorithm, keyTransport.algorithm]
}

describe('xmlenc', () => {
  describe('chooses', () => {
    const tripleDes = 'http://www.w3.org/2001/04/xmlenc#tripledes-cbc'
    const rsa15 = 'http://www.w3.org/2001/04/xmlenc#rsa-1_5'
    const aes192Gcm = 'http://www.w3.org/2009/xmlenc11#aes192-gcm'
    const { aes128Cbc, aes128Gcm, aes256Cbc, aes256Gcm, rsaOaep, rsaOaepMgf1p } = algorithm
    const cases: readonly (readonly [why: string, methods: readonly string[], result: readonly [string, string]])[] = [
      ['the default for an SP that lists nothing', [], [aes256Gcm, rsaOaepMgf1p]],
      ['the first cipher listed', [aes128Cbc, aes256Gcm], [aes128Cbc, rsaOaepMgf1p]],
      ['in the SP’s order', [aes256Cbc, aes128Gcm], [aes256Cbc, rsaOaepMgf1p]],
      ['past those that we do not have', [tripleDes, aes192Gcm, aes128Gcm], [aes128Gcm, rsaOaepMgf1p]],
      ['the first key transport listed', [rsaOaep, rsaOaepMgf1p, aes128Gcm], [aes128Gcm, rsaOaep]],
      ['mgf1p where it comes first', [aes128Gcm, rsaOaepMgf1p, rsaOaep], [aes128Gcm, rsaOaepMgf1p]],
      ['never RSA 1.5 nor Triple DES', [tripleDes, rsa15], [aes256Gcm, rsaOaepMgf1p]],
    ]
    for (const [why, methods, result] of cases) {
      it(why, () => expect(chosen(methods)).to.deep.equal(result))
    }
  })

  it('chooses what the operator set, whatever the SP lists', () => {
    const { aes128Gcm, aes256Cbc, aes256Gcm } = algorithm
    const cipherOf = (methods: readonly string[], set: Parameters<typeof chooseEncryption>[1]) =>
      chooseEncryption(methods, set).cipher.algorithm
    expect(cipherOf([], 'aes256-cbc')).to.equal(aes256Cbc)
    expect(cipherOf([aes256Gcm, aes128Gcm], 'aes256-cbc')).to.equal(aes256Cbc)
    expect(cipherOf([aes256Cbc], 'aes128-gcm')).to.equal(aes128Gcm)
    expect(cipherOf([aes256Cbc], undefined)).to.equal(aes256Cbc)
  })

  for (const cipher of [algorithm.aes256Gcm, algorithm.aes128Gcm, algorithm.aes256Cbc, algorithm.aes128Cbc]) {
    for (const transport of [algorithm.rsaOaepMgf1p, algorithm.rsaOaep]) {
      it(`xml-encryption reads ${cipher} with ${transport}`, async () => {
        const plain = await decryptXml(encrypted([cipher, transport]), options)
        expect(plain).to.equal(content.text.replace('\u2028', '&#x2028;'))
      })
    }
  }

  it('has the EncryptedKey inside its KeyInfo, and says what it is', () => {
    const xml = encrypted([])
    expect(childNames(xml, '/xenc:EncryptedData')).to.deep.equal(['EncryptionMethod', 'KeyInfo', 'CipherData'])
    expect(childNames(xml, '/xenc:EncryptedData/ds:KeyInfo')).to.deep.equal(['EncryptedKey'])
    expect(attributes(xml, '/xenc:EncryptedData', 'Type')).to.deep.equal([`${ns.xenc}Element`])
    expect(attributes(xml, '//xenc:EncryptedKey//ds:DigestMethod', 'Algorithm')).to.deep.equal([`${ns.ds}sha1`])
  })

  it('takes a fresh key and a fresh IV each time', () => {
    const [first, second] = [encrypted([]), encrypted([])].map((xml) =>
      texts(xml, '//xenc:CipherValue').map((value) => value.slice(0, 16)),
    )
    expect(first).to.have.lengthOf(2)
    expect(first?.[0]).to.not.equal(second?.[0])
    expect(first?.[1]).to.not.equal(second?.[1])
  })

  it('shows nothing of the content, and is for the recipient alone', async () => {
    expect(encrypted([])).to.not.contain('Issuer')
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 })
    let refused = false
    await decryptXml(encrypted([], other.publicKey), options).catch(() => {
      refused = true
    })
    expect(refused).to.equal(true)
  })
})
