/** Attack 29: an encrypted assertion that nobody has signed. Anyone can encrypt to us. */
import { expect } from 'chai'
import { assertionXml, idpKey, responseXml, signedBy } from '../saml/answer.ts'
import { expectRefused, proved, reasonOf, sound } from '../saml/answer-gate.ts'
import { encrypted, encryptedByHand } from '../saml/encrypted.ts'
import { spKey } from '../saml/keys.ts'

const key = { key: idpKey.privateKey }

describe('attack 29: an encrypted assertion that is not signed', () => {
  const plain = assertionXml(sound)
  const signed = signedBy(plain, key)

  it('is refused', async () => {
    expectRefused({
      'by a library': responseXml(sound, await encrypted(plain)),
      'by hand': responseXml(sound, encryptedByHand(plain)),
      'signed by somebody else': responseXml(sound, encryptedByHand(signedBy(plain, { key: spKey.privateKey }))),
      'the answer signed by somebody else': signedBy(responseXml(sound, encryptedByHand(plain)), {
        key: spKey.privateKey,
      }),
      'changed under the signature': responseXml(sound, encryptedByHand(signed.replace('p-1234', 'admin'))),
    })
  })

  it('is taken where the assertion, or the answer around it, is signed', async () => {
    for (const answer of [
      responseXml(sound, await encrypted(signed)),
      responseXml(sound, encryptedByHand(signed)),
      responseXml(sound, encryptedByHand(signed, { oaep: 'sha1' })),
      responseXml(sound, encryptedByHand(signed, { oaep: 'sha512', cipher: 'aes-192-gcm' })),
      responseXml(sound, encryptedByHand(signed, { oaep: 'sha256', mask: 'sha1' })),
      responseXml(sound, encryptedByHand(signed, { place: 'beside' })),
      signedBy(responseXml(sound, encryptedByHand(plain)), key),
      signedBy(responseXml(sound, encryptedByHand(signed)), key),
    ]) {
      expect(proved(answer).sid).to.equal('_session1')
    }
  })

  it('is refused inside a signed answer, where the assertion itself must be signed', () => {
    const gate = { config: { wantAssertionsSigned: true } }
    expect(reasonOf(signedBy(responseXml(sound, encryptedByHand(plain)), key), gate)).to.include('wantAssertionsSigned')
    expect(proved(signedBy(responseXml(sound, encryptedByHand(signed)), key), gate).sid).to.equal('_session1')
  })
})
