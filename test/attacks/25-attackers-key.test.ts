import { expect } from 'chai'
import { authenticated, refusal } from '../saml/gate.ts'
import { otherKey, spKey } from '../saml/keys.ts'
import { afterIssuer, ds, posted, requestXml, signatureXml } from '../saml/request.ts'

const request = requestXml()
const { n = '', e = '' } = otherKey.publicKey.export({ format: 'jwk' })
const base64 = (text: string) => Buffer.from(text, 'base64url').toString('base64')
const pem = otherKey.publicKey.export({ type: 'spki', format: 'pem' }).toString()
const keyValue = `<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>${base64(n)}</ds:Modulus><ds:Exponent>${base64(e)}</ds:Exponent></ds:RSAKeyValue></ds:KeyValue>`
const certificate = (text: string) => `<ds:X509Data><ds:X509Certificate>${text}</ds:X509Certificate></ds:X509Data>`

describe('attack 25: the attacker’s own key in KeyInfo', () => {
  const keyInfos: Readonly<Record<string, string>> = {
    'a KeyValue': keyValue,
    'a certificate': certificate(pem.replace(/-----.*-----|\n/g, '')),
    'a certificate in PEM': certificate(pem),
    'a name': '<ds:KeyName>sp</ds:KeyName>',
    nothing: '',
  }
  for (const [name, content] of Object.entries(keyInfos)) {
    const after = `<ds:KeyInfo xmlns:ds="${ds}">${content}</ds:KeyInfo>`

    it(`is not read: ${name}`, () => {
      const control = afterIssuer(request, signatureXml(request, { after }))
      expect(authenticated(posted(control)).signedBy).to.equal(spKey.verification.id)
      const forged = afterIssuer(request, signatureXml(request, { after, key: otherKey.privateKey }))
      for (const mode of ['required', 'optional'] as const) {
        refusal(() => authenticated(posted(forged), { mode }), 'signature_refused')
      }
    })

    it(`proves nothing where no key is known: ${name}`, () => {
      const forged = posted(afterIssuer(request, signatureXml(request, { after, key: otherKey.privateKey })))
      refusal(() => authenticated(forged, { keys: [] }), 'signature_refused')
      expect(authenticated(forged, { keys: [], mode: 'optional' })).to.include({
        signedBy: undefined,
        unverified: true,
      })
    })
  }
})
