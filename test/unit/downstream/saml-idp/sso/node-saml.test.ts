/** node-saml, as an SP that nobody here wrote, reads our Responses in every variant. */
import { type Profile, SAML, type SamlConfig } from '@node-saml/node-saml'
import { expect } from 'chai'
import { buildResponse, type ResponseInput } from '../../../../../src/downstream/saml-idp/sso/response.ts'
import { encryption } from '../../../../../src/saml/constants.ts'
import { attribute, encryptionFor, idp, keys, recipientPem, sp, success } from './material.ts'

async function login(input: ResponseInput, config: Partial<SamlConfig> = {}): Promise<Profile> {
  const saml = new SAML({
    idpCert: keys.signing.certificate.toString(),
    issuer: sp,
    idpIssuer: idp,
    callbackUrl: input.acsUrl,
    decryptionPvk: recipientPem,
    wantAssertionsSigned: input.sign !== 'response',
    wantAuthnResponseSigned: input.sign !== 'assertion',
    ...config,
  })
  const xml = await buildResponse(input, keys)
  const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: Buffer.from(xml).toString('base64') })
  if (!profile) throw new Error('no profile')
  return profile
}

const nasty = [
  `</saml:AttributeValue><saml:AttributeValue>admin`,
  `<!-- -->&amp;&#x41;]]>"'`,
  'ünï😀 ☃',
  '\u0085 a\u2028b\u2029c',
  ' spaced\ttab\nline\r\nboth\r ',
]

// It has no xmlenc11 rsa-oaep.
const ciphers = [encryption.aes256Gcm, encryption.aes128Gcm, encryption.aes256Cbc, encryption.aes128Cbc]

describe('node-saml accepts our Response', () => {
  for (const sign of ['both', 'assertion', 'response'] as const) {
    for (const cipher of [undefined, ...ciphers]) {
      it(`signed ${sign}, ${cipher ? `encrypted with ${cipher}` : 'in the clear'}`, async () => {
        const secret = cipher === undefined ? {} : { encryption: encryptionFor([cipher]) }
        const attributes = [attribute('mail', 'ada@example.org'), attribute('nasty', ...nasty)]
        const profile = await login(success({ sign, ...secret }, attributes))
        expect(profile.nameID).to.equal('k3vjqz5c2m')
        expect(profile.mail).to.equal('ada@example.org')
        expect(profile.nasty).to.have.lengthOf(nasty.length)
      })
    }
  }
})
