import { expect } from 'chai'
import { nameIdFormat } from '../../../src/saml/constants.ts'
import { kindOfFormat, readNameIdFormat } from '../../../src/saml/name-id-format.ts'

describe('NameID formats (Core 8.3)', () => {
  it('reads every format of the standard as itself', () => {
    for (const format of Object.values(nameIdFormat)) expect(readNameIdFormat(format)).to.equal(format)
  })

  it('reads one with another version or another case as the one that it can only mean', () => {
    const urn = (version: string, name: string) => `urn:oasis:names:tc:SAML:${version}:nameid-format:${name}`
    expect(readNameIdFormat(urn('2.0', 'emailAddress'))).to.equal(nameIdFormat.emailAddress)
    expect(readNameIdFormat(urn('1.1', 'persistent'))).to.equal(nameIdFormat.persistent)
    expect(readNameIdFormat(urn('1.0', 'transient'))).to.equal(nameIdFormat.transient)
    expect(readNameIdFormat(urn('1.1', 'emailaddress'))).to.equal(nameIdFormat.emailAddress)
    expect(readNameIdFormat(urn('1.1', 'email'))).to.equal(nameIdFormat.emailAddress)
    expect(readNameIdFormat(urn('2.0', 'unspecified'))).to.equal(nameIdFormat.unspecified)
    expect(readNameIdFormat(urn('2.0', 'X509SubjectName').toUpperCase())).to.equal(nameIdFormat.x509SubjectName)
    expect(readNameIdFormat(` ${nameIdFormat.persistent}\n`)).to.equal(nameIdFormat.persistent)
  })

  it('reads nothing else', () => {
    for (const text of [
      '',
      'persistent',
      'urn:oasis:names:tc:SAML:2.0:protocol',
      'urn:oasis:names:tc:SAML:2.0:nameid-format:',
      'urn:oasis:names:tc:SAML:2.0:nameid-format:login',
      'urn:oasis:names:tc:SAML:2.0:nameid-format:__proto__',
      'urn:oasis:names:tc:SAML:3.0:nameid-format:persistent',
      'urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified',
      'https://evil.test/urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    ]) {
      expect(readNameIdFormat(text), text).to.equal(undefined)
    }
  })

  it('knows what it can make a value for', () => {
    expect(kindOfFormat(nameIdFormat.emailAddress)).to.equal('email')
    for (const format of [nameIdFormat.unspecified, nameIdFormat.kerberos, nameIdFormat.entity]) {
      expect(kindOfFormat(format)).to.equal(undefined)
    }
  })
})
