import { expect } from 'chai'
import { authenticated, received, refusal } from '../saml/gate.ts'
import {
  afterIssuer,
  got,
  posted,
  requestXml,
  saml,
  samlp,
  signatureXml,
  signed,
  signedRedirect,
} from '../saml/request.ts'

const request = requestXml()
const logout =
  `<samlp:LogoutRequest xmlns:samlp="${samlp}" ID="_request1" IssueInstant="2026-11-24T10:00:00Z" Version="2.0">` +
  `<saml:Issuer xmlns:saml="${saml}">https://wiki.example.org/saml/metadata</saml:Issuer></samlp:LogoutRequest>`
const metadata = `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" ID="_request1" entityID="x"></md:EntityDescriptor>`
const parameter = (query: string, name: string) => new RegExp(`${name}=[^&]*`).exec(query)?.[0] ?? ''

describe('attack 28: the signature of another message of the same sender', () => {
  it('does not fit a request, though both have the same ID', () => {
    expect(received(posted(afterIssuer(request, signatureXml(request)))).id).to.equal('_request1')
    for (const other of [logout, metadata, requestXml({ issuer: 'x' })]) {
      refusal(() => received(posted(afterIssuer(request, signatureXml(other)))), 'signature_refused')
    }
  })

  it('does not make another message a request', () => {
    refusal(() => received(posted(signed(logout))), 'malformed_request')
    refusal(() => received(signedRedirect(logout)), 'malformed_request')
    const response = logout.replaceAll('LogoutRequest', 'Response')
    refusal(() => received(posted(signed(response))), 'malformed_request')
    const whole = metadata.replace('></md', `>${signatureXml(metadata)}</md`)
    refusal(() => received(posted(whole)), 'malformed_request')
  })

  it('does not fit a request inside another message', () => {
    const nested = request.replace('_request1', '_r2').replace(` xmlns:samlp="${samlp}"`, '')
    const inside = afterIssuer(logout, `<samlp:Extensions>${nested}</samlp:Extensions>`)
    expect(authenticated(posted(signed(inside))).signedBy).to.equal('sp')
    refusal(() => received(posted(signed(inside))), 'malformed_request')
  })

  it('does not fit another query', () => {
    const one = signedRedirect(request).query
    const other = signedRedirect(requestXml({ id: '_request2' })).query
    expect(received(got(one)).id).to.equal('_request1')
    const mixed = one.replace(parameter(one, 'SAMLRequest'), parameter(other, 'SAMLRequest'))
    refusal(() => received(got(mixed)), 'signature_refused')
    refusal(() => received(got(one.replaceAll('SAMLRequest', 'SAMLResponse'))), 'malformed_request')
  })
})
