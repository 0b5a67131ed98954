/** samlify, as an SP that nobody here wrote, reads our metadata and our Responses in every variant. */
import { expect } from 'chai'
import { IdentityProvider, ServiceProvider, setSchemaValidator } from 'samlify'
import {
  buildErrorResponse,
  buildResponse,
  type ResponseInput,
} from '../../../../../src/downstream/saml-idp/sso/response.ts'
import { binding, encryption, status } from '../../../../../src/saml/constants.ts'
import { buildIdpMetadata } from '../../../../../src/saml/idp-metadata.ts'
import { acsUrl, attribute, encryptionFor, idp, keys, metadataInput, recipientPem, sp, success } from './material.ts'

// samlify reads nothing without one; schema.test.ts is where the schemas are checked.
setSchemaValidator({ validate: async () => 'not checked here' })

async function login(xml: string, encrypted: boolean, sign: ResponseInput['sign']) {
  const ours = IdentityProvider({ metadata: buildIdpMetadata(metadataInput), isAssertionEncrypted: encrypted })
  const theirs = ServiceProvider({
    entityID: sp,
    encPrivateKey: recipientPem,
    wantMessageSigned: sign !== 'assertion',
    assertionConsumerService: [{ Binding: binding.post, Location: acsUrl }],
  })
  const body = { SAMLResponse: Buffer.from(xml).toString('base64') }
  const { extract } = await theirs.parseLoginResponse(ours, 'post', { body })
  return extract
}

const nasty = `</saml:AttributeValue><saml:AttributeValue>admin]]><!-- -->&amp;&#x41;"'{Issuer}ünï😀`
// No CR, U+0085 or U+2028: samlify verifies its own DOM written out again, which loses them whoever sent them.
const released = [attribute('mail', 'ada@example.org'), attribute('nasty', nasty)]

describe('samlify accepts our Response', () => {
  const ciphers = [encryption.aes256Gcm, encryption.aes128Gcm, encryption.aes256Cbc, encryption.aes128Cbc]
  for (const sign of ['both', 'assertion', 'response'] as const) {
    for (const cipher of [undefined, ...ciphers]) {
      it(`signed ${sign}, ${cipher ? `encrypted with ${cipher}` : 'in the clear'}`, async () => {
        const secret = cipher === undefined ? {} : { encryption: encryptionFor([cipher]) }
        const xml = await buildResponse(success({ sign, ...secret }, released), keys)
        const extract = await login(xml, cipher !== undefined, sign)
        expect(extract.issuer).to.equal(idp)
        expect(extract.nameID).to.equal('k3vjqz5c2m')
        expect(extract.attributes?.mail).to.equal('ada@example.org')
        expect(extract.attributes?.nasty).to.equal(nasty)
        expect(extract.sessionIndex?.sessionIndex).to.equal('_session1')
      })
    }
  }

  it('and hears an error', async () => {
    const failure = { code: status.responder, subCode: status.noPassive, message: 'Nobody is logged in.' }
    const xml = await buildErrorResponse({ issuer: idp, acsUrl, now: Date.now(), status: failure }, keys)
    const heard = await login(xml, false, 'both').catch((error: Error) => error.message)
    expect(heard).to.contain(status.noPassive)
  })
})
