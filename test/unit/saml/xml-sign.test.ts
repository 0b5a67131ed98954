import { expect } from 'chai'
import { buildResponse } from '../../../src/downstream/saml-idp/sso/response.ts'
import { ns } from '../../../src/saml/constants.ts'
import { asCanonical, canonicalXml, element, replaceForbidden } from '../../../src/saml/xml-builder.ts'
import { signXml } from '../../../src/saml/xml-sign.ts'
import { fc } from '../../fixtures/seeded.ts'
import { attribute, keys, success } from '../downstream/saml-idp/sso/material.ts'
import { attributes, childNames, has, signedTexts, texts, valuesByXmldom } from '../downstream/saml-idp/sso/reading.ts'

describe('xml-sign', () => {
  const message = () =>
    canonicalXml(element('samlp:Response', { ID: '_1' }, [element('saml:Issuer', {}, ['a']), element('samlp:Status')]))

  it('puts the Signature right after the Issuer', () => {
    const { text } = signXml(message(), '_1', keys.signing)
    expect(childNames(text, '/samlp:Response')).to.deep.equal(['Issuer', 'Signature', 'Status'])
  })

  it('covers exactly the text that was given', () => {
    expect(signedTexts(signXml(message(), '_1', keys.signing).text)).to.deep.equal([message().text])
  })

  it('is RSA-SHA256 over exclusive c14n with xs inclusive, and names our certificate', () => {
    const { text } = signXml(message(), '_1', keys.signing)
    expect(attributes(text, '//ds:SignatureMethod', 'Algorithm')).to.deep.equal([
      'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    ])
    expect(attributes(text, '//ds:DigestMethod', 'Algorithm')).to.deep.equal([
      'http://www.w3.org/2001/04/xmlenc#sha256',
    ])
    expect(attributes(text, '//ds:Transform', 'Algorithm')).to.deep.equal([
      'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
      ns.ec,
    ])
    expect(attributes(text, '//ds:Transform/ec:InclusiveNamespaces', 'PrefixList')).to.deep.equal(['xs'])
    expect(texts(text, '//ds:X509Certificate')).to.deep.equal([keys.signing.certificateBase64])
  })

  it('fails to verify when one character is changed', () => {
    const { text } = signXml(message(), '_1', keys.signing)
    expect(() => signedTexts(text.replace('>a<', '>b<'))).to.throw()
  })

  it('signs nothing that has no Issuer', () => {
    const without = canonicalXml(element('samlp:Response', { ID: '_1' }))
    expect(() => signXml(without, '_1', keys.signing)).to.throw('Issuer')
    expect(() => signXml(asCanonical('&lt;/saml:Issuer>'), '_1', keys.signing)).to.throw('Issuer')
  })

  it('lets any values through to an SP on xml-crypto and xmldom, exactly', async () => {
    const values = fc.array(fc.oneof(fc.string({ unit: 'binary' }), lineBreaks), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(values, async (given) => {
        const xml = await buildResponse(success({}, [attribute('a', ...given)]), keys)
        expect(signedTexts(xml)).to.have.lengthOf(2)
        expect(valuesByXmldom(xml)).to.deep.equal(given.map(replaceForbidden))
      }),
      { numRuns: 60 },
    )
  })

  it('has no xs in scope above the Assertion, so that the Assertion stands alone', async () => {
    const xml = await buildResponse(success(), keys)
    expect(has(xml, '/samlp:Response[namespace::xs]')).to.equal(false)
    expect(has(xml, '/samlp:Response/saml:Assertion[namespace::xs]')).to.equal(true)
  })
})

const lineBreaks = fc
  .array(fc.constantFrom('\r', '\n', '\t', ' ', '\u0085', '\u2028', '\u2029', '\u00A0', 'a', '&#x85;'), {
    maxLength: 8,
  })
  .map((characters) => characters.join(''))
