/**
 * Attack 58: a claim (or anything else that an outsider words) holds markup, so that an assertion that we sign says
 * more than we meant. Whatever it holds, the message has the same structure as with a harmless value, and an SP
 * reads the value as it was sent.
 */
import { SAML } from '@node-saml/node-saml'
import { expect } from 'chai'
import { GatewayError } from '../../src/core/errors.ts'
import { toNameId } from '../../src/downstream/saml-idp/name-id.ts'
import { buildErrorResponse, buildResponse, type ResponseInput } from '../../src/downstream/saml-idp/sso/response.ts'
import {
  acsUrl,
  attribute,
  encryptionFor,
  idp,
  keys,
  recipientPem,
  sp,
  success,
} from '../unit/downstream/saml-idp/sso/material.ts'
import { attributes, has, signedTexts, structure, texts } from '../unit/downstream/saml-idp/sso/reading.ts'

const harmless = 'Ada Lovelace'
const payloads: Readonly<Record<string, string>> = {
  'closes its element': 'x</saml:AttributeValue><saml:AttributeValue>admin',
  'closes the statement':
    'x</saml:AttributeValue></saml:Attribute><saml:Attribute Name="role"><saml:AttributeValue>admin',
  'opens a comment': 'admin<!--',
  'is cut by a comment': 'admin@example.org<!-- -->.evil.example',
  'has a processing instruction': '<?xml version="1.0"?><?evil?>',
  'has a CDATA section': '<![CDATA[<a>]]>',
  'closes a CDATA section': ']]>',
  'breaks out of an attribute': '" ID="_evil" x="',
  'breaks out of a quoted attribute': "' ID='_evil' x='",
  'names an entity': '&admin;&#60;b&#62;',
  'is escaped once already': '&lt;/saml:AttributeValue&gt;',
  'declares a namespace': 'x" xmlns:saml="urn:evil',
  'has a DOCTYPE': '<!DOCTYPE a [<!ENTITY b "c">]>',
  'brings its own signature': '</saml:Issuer><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>',
  'is a template': '{AttributeStatement}$& $1 %s',
}

/** A Response with the value in one place. */
type Place = (value: string) => Promise<string>
const inRelease = (change: (value: string) => Partial<ResponseInput['release']>): Place => {
  return (value) => buildResponse(success({ release: { ...success().release, ...change(value) } }), keys)
}
const error = (message: string) => ({ issuer: idp, acsUrl, now: Date.now(), status: { code: 'urn:x', message } })

/** Each place that an outsider's words can reach, and where an SP reads it. */
const places: readonly (readonly [name: string, build: Place, read: (xml: string) => unknown[]])[] = [
  [
    'the value of an attribute',
    (value) => buildResponse(success({}, [attribute('name', value)]), keys),
    (xml) => texts(xml, '//saml:AttributeValue'),
  ],
  [
    'one value among several',
    (value) => buildResponse(success({}, [attribute('groups', 'a', value)]), keys),
    (xml) => texts(xml, '//saml:AttributeValue[2]'),
  ],
  [
    'the name of the person',
    (value) => buildResponse(success({ nameId: toNameId({ kind: 'custom', value }, idp, sp) }), keys),
    (xml) => texts(xml, '//saml:NameID'),
  ],
  [
    'the class of the authentication',
    inRelease((contextClass) => ({ contextClass })),
    (xml) => texts(xml, '//saml:AuthnContextClassRef'),
  ],
  [
    'the authority that authenticated',
    inRelease((authenticatingAuthority) => ({ authenticatingAuthority })),
    (xml) => texts(xml, '//saml:AuthenticatingAuthority'),
  ],
  [
    'the ID of the request',
    (inResponseTo) => buildResponse(success({ inResponseTo }), keys),
    (xml) => attributes(xml, '/samlp:Response', 'InResponseTo'),
  ],
  [
    'the message of an error',
    (message) => buildErrorResponse(error(message), keys),
    (xml) => texts(xml, '//samlp:StatusMessage'),
  ],
]

describe('attack 58: claims injecting XML', () => {
  for (const [place, build, read] of places) {
    describe(place, () => {
      it('control: a harmless value arrives', async () => {
        const xml = await build(harmless)
        expect(read(xml)).to.deep.equal([harmless])
        expect(signedTexts(xml)).to.not.deep.equal([])
      })
      for (const [what, payload] of Object.entries(payloads)) {
        it(`a value that ${what} is only a value`, async () => {
          const xml = await build(payload)
          expect(read(xml)).to.deep.equal([payload])
          expect(structure(xml)).to.deep.equal(structure(await build(harmless)))
          expect(signedTexts(xml)).to.have.lengthOf(signedTexts(await build(harmless)).length)
        })
      }
    })
  }

  it('a control character never vanishes, so that no name turns into another', async () => {
    const xml = await buildResponse(success({}, [attribute('uid', 'ad\u0000min', 'ad\uD800min')]), keys)
    expect(texts(xml, '//saml:AttributeValue')).to.deep.equal(['ad\uFFFDmin', 'ad\uFFFDmin'])
    expect(() => toNameId({ kind: 'custom', value: 'ad\u0000min' }, idp, sp)).to.throw(GatewayError)
  })

  for (const [kind, encryption] of [
    ['in the clear', {}],
    ['encrypted', { encryption: encryptionFor([]) }],
  ] as const) {
    it(`node-saml reads every payload as it was, ${kind}`, async () => {
      const given = Object.values(payloads)
      const xml = await buildResponse(success(encryption, [attribute('all', ...given)]), keys)
      const idpCert = keys.signing.certificate.toString()
      const saml = new SAML({ idpCert, issuer: sp, callbackUrl: acsUrl, decryptionPvk: recipientPem })
      const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: Buffer.from(xml).toString('base64') })
      expect(profile?.all).to.deep.equal(given)
      expect(profile).to.not.have.property('role')
      expect(has(xml, '//*[@ID="_evil"]')).to.equal(false)
    })
  }
})
