/** Attack 30: oracles by padding (AES-CBC, RSA 1.5): whatever is wrong, the refusal is one and the same. */
import { expect } from 'chai'
import { assertionXml, idpKey, idpKey as otherKey, responseXml, signedBy } from '../saml/answer.ts'
import { type Gate, proved, refusalOf, sound } from '../saml/answer-gate.ts'
import { aes256Cbc, type ByHand, encrypted, encryptedByHand } from '../saml/encrypted.ts'

const signed = signedBy(assertionXml(sound), { key: idpKey.privateKey })
const withCbc: Gate = { config: { allowCbc: true } }

/** All that a sender sees. */
const seen = (xml: string, gate: Gate = {}) => {
  const { code, message, facts, status } = refusalOf(xml, gate)
  return JSON.stringify({ code, message, facts, status })
}

const flipped =
  (at: number): ByHand['bend'] =>
  (octets) => {
    const bent = Buffer.from(octets)
    const index = at < 0 ? bent.length + at : at
    bent[index] = (bent[index] ?? 0) ^ 1
    return bent
  }

describe('attack 30: oracles', () => {
  it('tell nothing by AES-CBC: padding, text and signature fail alike', () => {
    const places = [0, 15, 16, 31, 100, -1, -16, -17, -32, -33]
    const answers = [
      ...places.map((at) => encryptedByHand(signed, { cipher: 'aes-256-cbc', bend: flipped(at) })),
      encryptedByHand(signed, { cipher: 'aes-256-cbc', bend: (octets) => octets.subarray(0, 32) }),
      encryptedByHand(signed, { cipher: 'aes-256-cbc', bend: (octets) => octets.subarray(0, 17) }),
      encryptedByHand(assertionXml(sound), { cipher: 'aes-256-cbc' }),
      encryptedByHand('no XML', { cipher: 'aes-256-cbc' }),
      encryptedByHand('<saml:Assertion', { cipher: 'aes-256-cbc' }),
      encryptedByHand('', { cipher: 'aes-256-cbc' }),
    ]
    const told = answers.map((answer) => seen(responseXml(sound, answer), withCbc))
    expect(new Set(told).size).to.equal(1)
    expect(proved(responseXml(sound, encryptedByHand(signed, { cipher: 'aes-256-cbc' })), withCbc).sid).to.equal(
      '_session1',
    )
  })

  it('tell nothing by the key transport: every wrong key fails like a wrong text', () => {
    const bent = (options: ByHand) => encryptedByHand(signed, options).replace(/(<xenc:CipherValue>)..../, '$1AAAA')
    const mixed = { oaep: 'sha256', mask: 'sha1' } as const
    const answers = [
      bent({}),
      bent(mixed),
      encryptedByHand(signed, mixed).replace('#mgf1sha1', '#mgf1sha384'),
      encryptedByHand(signed, { ...mixed, key: otherKey.publicKey }),
      encryptedByHand(signed, { oaep: 'pkcs1' }),
      encryptedByHand(signed, { key: otherKey.publicKey }),
      encryptedByHand(signed, { bend: flipped(-1) }),
      encryptedByHand(signed, { bend: flipped(40) }),
      encryptedByHand(signed, { cipher: 'aes-256-cbc' }),
    ]
    expect(new Set(answers.map((answer) => seen(responseXml(sound, answer)))).size).to.equal(1)
    expect(proved(responseXml(sound, encryptedByHand(signed))).sid).to.equal('_session1')
  })

  it('AES-CBC is taken only where the operator names it, RSA 1.5 nowhere', async () => {
    const cbc = responseXml(sound, await encrypted(signed, { cipher: aes256Cbc }))
    const rsa15 = responseXml(sound, await encrypted(signed, { transport: 'http://www.w3.org/2001/04/xmlenc#rsa-1_5' }))
    seen(cbc)
    expect(proved(cbc, withCbc).sid).to.equal('_session1')
    for (const gate of [{}, withCbc]) seen(rsa15, gate)
  })
})
