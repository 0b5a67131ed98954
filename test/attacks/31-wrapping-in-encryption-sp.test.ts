/** Attack 31: signature wrapping inside what is encrypted, encryption within encryption, several keys. */
import { expect } from 'chai'
import { assertionXml, idpKey, responseXml, signedBy } from '../saml/answer.ts'
import { expectRefused, proved, sound } from '../saml/answer-gate.ts'
import { encryptedByHand } from '../saml/encrypted.ts'
import { afterIssuer, saml, signatureXml } from '../saml/request.ts'

const key = { key: idpKey.privateKey }
const plain = assertionXml(sound)
const signed = signedBy(plain, key)
const evil = (more = '') => assertionXml({ ...sound, assertionId: '_evil', attributes: { uid: ['admin'] }, more })
const answer = (text: string) => responseXml(sound, encryptedByHand(text))

describe('attack 31: wrapping inside encryption', () => {
  it('is refused', () => {
    const signature = signatureXml(plain, key)
    expectRefused({
      'the genuine one inside the forged': answer(evil(signed)),
      'the genuine one in Advice of the forged': answer(evil(`<saml:Advice>${signed}</saml:Advice>`)),
      'its signature in the forged': answer(afterIssuer(evil(), signature)),
      'the genuine one in the signature of the forged': answer(
        afterIssuer(
          evil(),
          signature.replace('</ds:Signature>', () => `${plain}</ds:Signature>`),
        ),
      ),
      'two of them': answer(signed + evil()),
      'a whole answer': answer(responseXml(sound, signed)),
      'encrypted twice': answer(encryptedByHand(signed)),
      'a list of them': answer(`<saml:Assertions xmlns:saml="${saml}">${signed}${evil()}</saml:Assertions>`),
      'a comment in the name': answer(signed.replace('p-1234', 'p-<!-- -->1234')),
      'a DOCTYPE': answer(`<!DOCTYPE x>${signed}`),
      'two encrypted ones': responseXml(sound, encryptedByHand(signed) + encryptedByHand(evil())),
      'an encrypted and a plain one': responseXml(sound, encryptedByHand(signed) + evil()),
    })
    expect(proved(answer(signed)).sid).to.equal('_session1')
  })

  it('of several encrypted keys, the one that is for us is used, and without one none', () => {
    const whole = (recipients: readonly (string | undefined)[]) => {
      const made = encryptedByHand(signed, { place: 'beside' })
      const own = /<xenc:EncryptedKey .*<\/xenc:EncryptedKey>/.exec(made)?.[0] ?? ''
      const keys = recipients.map((recipient) =>
        recipient === undefined
          ? own
          : own.replace('<xenc:EncryptedKey', `<xenc:EncryptedKey Recipient="${recipient}"`),
      )
      return responseXml(
        sound,
        made.replace(own, () => keys.join('')),
      )
    }
    expect(proved(whole(['https://else.example.org', sound.audience])).sid).to.equal('_session1')
    expectRefused({
      'none of them ours': whole(['https://else.example.org', 'https://other.example.org']),
      'two ours': whole([sound.audience, sound.audience]),
    })
  })
})
