import { expect } from 'chai'
import { received, refusal } from '../../saml/gate.ts'
import { posted, requestXml, saml } from '../../saml/request.ts'

const read = (xml: string) => received(posted(xml), { mode: 'optional' })
const refused = (xml: string) => refusal(() => read(xml), 'malformed_request')
/** The request with an attribute set, replaced or (undefined) taken away. */
function withAttribute(name: string, value: string | undefined): string {
  const without = requestXml().replace(new RegExp(` ${name}="[^"]*"`), '')
  return value === undefined
    ? without
    : without.replace('<samlp:AuthnRequest', `<samlp:AuthnRequest ${name}="${value}"`)
}
const withContent = (content: string) => requestXml({ content })

describe('parseAuthnRequest', () => {
  it('reads a plain request', () => {
    expect(read(requestXml())).to.deep.equal({
      id: '_request1',
      issuer: 'https://wiki.example.org/saml/metadata',
      issueInstant: Date.parse('2026-11-24T10:00:00Z'),
      destination: 'https://sso.example.net/saml/sso',
      forceAuthn: false,
      isPassive: false,
      assertionConsumerServiceUrl: 'https://wiki.example.org/saml/acs',
    })
  })

  it('wants SAML 2.0', () => {
    for (const version of [undefined, '', '1.1', '2', '2.00', '3.0']) refused(withAttribute('Version', version))
  })

  it('wants an ID that is an xs:ID', () => {
    for (const id of ['_', 'a', '_1.b-c', 'ONELOGIN_4fee', 'id-hdC1', 'Ünïcode', ` ${'a'.repeat(256)}\t`]) {
      expect(read(withAttribute('ID', id)).id).to.equal(id.trim())
    }
    for (const id of [
      undefined,
      '',
      '1abc',
      '-a',
      'a:b',
      'a b',
      'a/b',
      'a"b'.replace('"', '&quot;'),
      'a'.repeat(257),
    ]) {
      refused(withAttribute('ID', id))
    }
  })

  it('reads an IssueInstant in UTC where it has no zone, and wants a date that exists', () => {
    const instants: Readonly<Record<string, number>> = {
      '2026-11-24T10:00:00Z': Date.UTC(2026, 10, 24, 10),
      '2026-11-24T10:00:00': Date.UTC(2026, 10, 24, 10),
      '2026-11-24T10:00:00.123456': Date.UTC(2026, 10, 24, 10, 0, 0, 123),
      '2026-11-24T10:00:00+0000': Date.UTC(2026, 10, 24, 10),
      '2026-11-24T10:00:00-0130': Date.UTC(2026, 10, 24, 11, 30),
      '2026-11-24T10:00:00.5Z': Date.UTC(2026, 10, 24, 10, 0, 0, 500),
      '2026-11-24T10:00:00.1239999Z': Date.UTC(2026, 10, 24, 10, 0, 0, 123),
      '2026-11-24T10:00:00+02:00': Date.UTC(2026, 10, 24, 8),
      '2026-11-24T10:00:00-05:30': Date.UTC(2026, 10, 24, 15, 30),
      '2024-02-29T23:59:59.000000Z': Date.UTC(2024, 1, 29, 23, 59, 59),
      ' 2026-11-24T10:00:00Z\n': Date.UTC(2026, 10, 24, 10),
    }
    for (const [text, instant] of Object.entries(instants)) {
      expect(read(withAttribute('IssueInstant', text)).issueInstant).to.equal(instant)
    }
    for (const text of [
      undefined,
      '',
      '2026-11-24',
      '2026-11-24 10:00:00Z',
      '2026-11-24T10:00Z',
      '2026-02-30T10:00:00Z',
      '2025-02-29T10:00:00Z',
      '2026-13-01T10:00:00Z',
      '2026-11-24T24:00:00Z',
      '2026-11-24T10:60:00Z',
      '2026-11-24T10:00:60Z',
      '2026-11-24T10:00:00+25:00',
      '2026-11-24T10:00:00z',
      '20261124T100000Z',
      '1795514400',
      '+002026-11-24T10:00:00Z',
      '2026-11-24T10:00:00.Z',
      'Tue, 24 Nov 2026 10:00:00 GMT',
    ]) {
      refused(withAttribute('IssueInstant', text))
    }
  })

  it('reads booleans as XML Schema writes them', () => {
    for (const [text, value] of [
      ['true', true],
      ['1', true],
      ['false', false],
      ['0', false],
      [' true ', true],
    ] as const) {
      expect(read(withAttribute('ForceAuthn', text)).forceAuthn).to.equal(value)
      expect(read(withAttribute('IsPassive', text)).isPassive).to.equal(value)
    }
    for (const text of ['True', 'TRUE', 'yes', '2', '', 'true false']) {
      refused(withAttribute('ForceAuthn', text))
      refused(withAttribute('IsPassive', text))
    }
  })

  it('reads the reply address by URL or by index, not by both', () => {
    const byIndex = (index: string) =>
      withAttribute('AssertionConsumerServiceURL', undefined).replace(
        '<samlp:AuthnRequest',
        `<samlp:AuthnRequest AssertionConsumerServiceIndex="${index}"`,
      )
    for (const [text, index] of [
      ['0', 0],
      ['7', 7],
      [' 65535 ', 65535],
      ['007', 7],
    ] as const) {
      expect(read(byIndex(text))).to.include({ assertionConsumerServiceIndex: index })
      expect(read(byIndex(text))).not.to.have.property('assertionConsumerServiceUrl')
    }
    for (const text of ['-1', '65536', '1.0', '0x1', '1e1', 'one', '99999999999']) refused(byIndex(text))
    refused(withAttribute('AssertionConsumerServiceIndex', '0'))
    const neither = read(withAttribute('AssertionConsumerServiceURL', undefined))
    expect(neither).not.to.have.any.keys('assertionConsumerServiceUrl', 'assertionConsumerServiceIndex')
    expect(read(withAttribute('AssertionConsumerServiceURL', ''))).not.to.have.property('assertionConsumerServiceUrl')
  })

  it('leaves the reply address as it is written', () => {
    const url = 'HTTPS://Wiki.example.org:443/a/../acs?x=%2f&amp;y'
    expect(read(requestXml({ acs: url })).assertionConsumerServiceUrl).to.equal(url.replace('&amp;', '&'))
  })

  it('reads the issuer without the white space around it, and wants one', () => {
    expect(read(requestXml({ issuer: '\n  https://wiki.example.org \n' })).issuer).to.equal('https://wiki.example.org')
    expect(read(requestXml({ issuer: 'a\u00a0' })).issuer).to.equal('a\u00a0')
    for (const issuer of ['', ' ', 'x'.repeat(1025)]) refused(requestXml({ issuer }))
    refused(requestXml().replace(/<saml:Issuer.*<\/saml:Issuer>/, ''))
  })

  it('takes an Issuer of Format entity or none', () => {
    const format = (uri: string) => requestXml().replace('<saml:Issuer', `<saml:Issuer Format="${uri}"`)
    expect(read(format('urn:oasis:names:tc:SAML:2.0:nameid-format:entity')).issuer).to.match(/wiki/)
    refused(format('urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'))
  })

  it('reads NameIDPolicy', () => {
    const policy = (attributes: string) => read(withContent(`<samlp:NameIDPolicy ${attributes}/>`)).nameIdPolicy
    expect(policy('')).to.deep.equal({})
    expect(policy('AllowCreate="1" Format=" urn:x " SPNameQualifier="q"')).to.deep.equal({
      format: 'urn:x',
      spNameQualifier: 'q',
    })
    expect(policy('Format="" AllowCreate="0"')).to.deep.equal({})
    refused(withContent('<samlp:NameIDPolicy AllowCreate="maybe"/>'))
    refused(withContent('<samlp:NameIDPolicy/><samlp:NameIDPolicy/>'))
  })

  it('reads RequestedAuthnContext', () => {
    const requested = (attributes: string, content: string) =>
      withContent(
        `<samlp:RequestedAuthnContext xmlns:saml="${saml}" ${attributes}>${content}</samlp:RequestedAuthnContext>`,
      )
    const classRef = (uri: string) => `<saml:AuthnContextClassRef>${uri}</saml:AuthnContextClassRef>`
    expect(read(requested('', `\n ${classRef(' urn:a\n')} ${classRef('urn:b')}`)).requestedAuthnContext).to.deep.equal({
      comparison: 'exact',
      classes: ['urn:a', 'urn:b'],
      declarations: [],
    })
    for (const comparison of ['exact', 'minimum', 'maximum', 'better'] as const) {
      const xml = requested(`Comparison="${comparison}"`, '<saml:AuthnContextDeclRef>urn:d</saml:AuthnContextDeclRef>')
      expect(read(xml).requestedAuthnContext).to.deep.equal({ comparison, classes: [], declarations: ['urn:d'] })
    }
    refused(requested('Comparison="least"', classRef('urn:a')))
    expect(read(requested('', ''))).not.to.have.property('requestedAuthnContext')
  })

  it('reads the Subject that is wanted', () => {
    const subject = (content: string) => withContent(`<saml:Subject xmlns:saml="${saml}">${content}</saml:Subject>`)
    const confirmation = '<saml:SubjectConfirmation Method="urn:x"/>'
    expect(read(subject('<saml:NameID Format="urn:f">anna</saml:NameID>')).subject).to.deep.equal({
      value: 'anna',
      format: 'urn:f',
    })
    expect(read(subject(`<saml:NameID>anna</saml:NameID>${confirmation}`)).subject).to.deep.equal({ value: 'anna' })
    for (const content of [
      '<saml:EncryptedID/>',
      '<saml:BaseID/>',
      confirmation,
      '',
      '<saml:NameID>a</saml:NameID><saml:BaseID/>',
    ]) {
      expect(read(subject(content)).subject).to.equal('unsupported')
    }
    refused(subject('<saml:NameID/>'))
    refused(subject('<saml:NameID>anna</saml:NameID><saml:NameID>bert</saml:NameID>'))
  })

  it('tolerates Extensions, Conditions and Scoping, and elements in another order', () => {
    const content =
      `<samlp:Scoping ProxyCount="1"><samlp:RequesterID>x</samlp:RequesterID></samlp:Scoping>` +
      `<saml:Conditions xmlns:saml="${saml}" NotBefore="2026-11-24T10:00:00Z"/>` +
      `<samlp:NameIDPolicy/><samlp:Extensions><x:y xmlns:x="urn:x">z<x:Issuer/></x:y></samlp:Extensions>`
    expect(read(withContent(content)).id).to.equal('_request1')
    expect(read(withAttribute('Consent', 'urn:x')).id).to.equal('_request1')
    expect(read(withAttribute('Unknown', 'x')).id).to.equal('_request1')
  })

  it('refuses elements that do not belong there', () => {
    for (const content of [
      '<samlp:Unknown/>',
      '<x/>',
      `<saml:Assertion xmlns:saml="${saml}"/>`,
      '<samlp:constructor/>',
    ]) {
      refused(withContent(content))
    }
  })

  it('refuses two elements of one kind, also of those that it does not read', () => {
    for (const one of ['<samlp:Extensions/>', '<samlp:Scoping/>', '<samlp:NameIDPolicy/>']) {
      expect(read(withContent(one)).id).to.equal('_request1')
      refused(withContent(one + one))
    }
  })

  it('says what came instead of an AuthnRequest', () => {
    const logout = requestXml().replaceAll('AuthnRequest', 'LogoutRequest')
    expect(refused(logout).message).to.contain('samlp:LogoutRequest')
  })
})
