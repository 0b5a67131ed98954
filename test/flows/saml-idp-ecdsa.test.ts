/** A SAML identity provider whose key is one of an elliptic curve. */
import 'reflect-metadata'
import { KeyObject, sign, webcrypto } from 'node:crypto'
import { expect } from 'chai'
import { responseForm, statusOf } from '../fixtures/gateway.ts'
import { type SamlUpstreamStage, startSamlUpstreamStage } from '../fixtures/saml-idp-stage.ts'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const ecdsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256'

describe('SAML app → gateway → SAML identity provider that signs by ECDSA', () => {
  let stage: SamlUpstreamStage
  let keys: webcrypto.CryptoKeyPair
  before(async () => {
    keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
    const year = 365 * 86_400_000
    const [notBefore, notAfter] = [new Date(Date.now() - year), new Date(Date.now() + year)]
    const { X509CertificateGenerator } = await import('@peculiar/x509')
    const name = 'CN=idp.example.org'
    const made = { keys, name, notBefore, notAfter, signingAlgorithm: algorithm }
    const certificate = Buffer.from((await X509CertificateGenerator.createSelfSigned(made)).rawData).toString('base64')
    const inside = `<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`
    stage = await startSamlUpstreamStage({ idp: { inside } })
  })
  after(() => stage?.close())

  /** RFC 6931, 2.3.6: the two numbers one after the other. */
  const signedWith = (key: webcrypto.CryptoKey) => ({
    signatureAlgorithm: ecdsaSha256,
    by: (octets: Buffer) => sign('sha256', octets, { key: KeyObject.from(key), dsaEncoding: 'ieee-p1363' }),
  })

  for (const what of ['assertion', 'response', 'both'] as const) {
    it(`logs in with the ${what} signed`, async () => {
      const form = responseForm(await (await stage.begin()).reply({}, { what, ...signedWith(keys.privateKey) }))
      expect(statusOf(form)).to.deep.equal(['Success'])
      expect(await stage.sp.validate(form)).to.include({ nameID: 'alice' })
    })
  }

  it('refuses another key of that curve', async () => {
    const other = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
    const page = await (await stage.begin()).reply({}, signedWith(other.privateKey))
    expect(page.body).to.not.include('SAMLResponse')
    expect(page.status).to.equal(403)
  })
})
