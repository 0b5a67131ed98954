import { expect } from 'chai'
import { registrationText } from '../../../src/cli/doctor-saml.ts'
import { upstreamConfig } from '../../saml/answer-gate.ts'
import { keys } from '../downstream/saml-idp/sso/material.ts'

describe('isthmus doctor, what to register at a SAML identity provider', () => {
  const place = { publicUrl: 'https://sso.example.net', certsDirectory: '/etc/isthmus/certs' }
  const told = (encryptionKey: boolean) => registrationText({ ...upstreamConfig, encryptionKey }, place, keys.signing)

  it('is our name, our addresses, and the files with our certificates', () => {
    for (const one of [
      ...['/saml/sp/corp/metadata', '/saml/sp/corp/acs', '/saml/sp/corp/slo'].map((path) => place.publicUrl + path),
      '/etc/isthmus/certs/saml-signing.crt',
      '/etc/isthmus/certs/saml-decryption.crt',
    ])
      expect(told(true)).to.contain(one)
    expect(told(false)).not.to.contain('saml-decryption')
  })

  it('names no file that is not there yet', () => {
    expect(registrationText(upstreamConfig, place, undefined)).not.to.contain('.crt')
  })
})
