import { expect } from 'chai'
import { binding, nameIdFormat, ns } from '../../../src/saml/constants.ts'
import { buildIdpMetadata } from '../../../src/saml/idp-metadata.ts'
import { idp, keys, metadataInput } from '../downstream/saml-idp/sso/material.ts'
import { attributes, canonicalised, childNames, texts } from '../downstream/saml-idp/sso/reading.ts'

const role = '/md:EntityDescriptor/md:IDPSSODescriptor'

describe('buildIdpMetadata', () => {
  const xml = buildIdpMetadata(metadataInput)

  it('describes us as an IdP that wants no signed requests', () => {
    expect(attributes(xml, '/md:EntityDescriptor', 'entityID')).to.deep.equal([idp])
    expect(attributes(xml, role, 'WantAuthnRequestsSigned')).to.deep.equal(['false'])
    expect(attributes(xml, role, 'protocolSupportEnumeration')).to.deep.equal([ns.samlp])
  })

  it('names the algorithms we want, rsa-sha256 first', () => {
    const algorithms = (name: string) =>
      attributes(xml, `/md:EntityDescriptor/md:Extensions/alg:${name}`, 'Algorithm').map((uri) => uri?.split('#')[1])
    expect(algorithms('SigningMethod')).to.deep.equal([
      'rsa-sha256',
      'rsa-sha384',
      'rsa-sha512',
      'ecdsa-sha256',
      'ecdsa-sha384',
      'ecdsa-sha512',
    ])
    expect(algorithms('DigestMethod')).to.deep.equal(['sha256', 'sha384', 'sha512'])
  })

  it('publishes the current certificate first and the next one beside it, bare', () => {
    const { certificateBase64 } = keys.signing
    const both = buildIdpMetadata({ ...metadataInput, certificates: [certificateBase64, 'bmV4dA=='] })
    expect(attributes(both, `${role}/md:KeyDescriptor`, 'use')).to.deep.equal(['signing', 'signing'])
    expect(texts(both, '//ds:X509Certificate')).to.deep.equal([certificateBase64, 'bmV4dA=='])
  })

  it('offers Redirect and POST, and no SOAP', () => {
    for (const [service, location] of [
      ['SingleSignOnService', metadataInput.singleSignOnUrl],
      ['SingleLogoutService', metadataInput.singleLogoutUrl],
    ] as const) {
      expect(attributes(xml, `${role}/md:${service}`, 'Binding')).to.deep.equal([binding.redirect, binding.post])
      expect(attributes(xml, `${role}/md:${service}`, 'Location')).to.deep.equal([location, location])
    }
  })

  it('keeps the order of the schema', () => {
    expect(childNames(xml, '/md:EntityDescriptor')).to.deep.equal(['Extensions', 'IDPSSODescriptor'])
    expect(childNames(xml, role)).to.deep.equal([
      'KeyDescriptor',
      'SingleLogoutService',
      'SingleLogoutService',
      'NameIDFormat',
      'NameIDFormat',
      'SingleSignOnService',
      'SingleSignOnService',
    ])
    expect(texts(xml, '//md:NameIDFormat')).to.deep.equal([nameIdFormat.persistent, nameIdFormat.transient])
  })

  it('is the same text for the same input, with another ID for another', () => {
    expect(buildIdpMetadata(metadataInput)).to.equal(xml)
    const id = (text: string) => attributes(text, '/md:EntityDescriptor', 'ID')[0]
    expect(id(xml)).to.match(/^_[0-9a-f]{40}$/)
    expect(id(buildIdpMetadata({ ...metadataInput, singleSignOnUrl: 'https://other.example/' }))).to.not.equal(id(xml))
  })

  it('is canonical already, so that whoever signs it need not reformat it', () => {
    expect(canonicalised(xml, [])).to.equal(xml)
  })
})
