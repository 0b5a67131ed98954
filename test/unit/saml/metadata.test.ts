import { expect } from 'chai'
import type { EntityId } from '../../../src/core/identifiers.ts'
import { inEnglish } from '../../../src/core/said.ts'
import { parseServiceProviders } from '../../../src/saml/metadata.ts'
import { declareServiceProvider } from '../../../src/saml/metadata-declared.ts'
import type { ServiceProvider } from '../../../src/saml/service-provider.ts'
import { duration, refusal } from '../../saml/gate.ts'
import { acsXml, certificatePem, entities, entity, post } from '../../saml/metadata.ts'

const read = (xml: string) => parseServiceProviders(xml, { now: Date.parse('2026-11-24T00:00:00Z') })

/** The one service provider in it; a warning fails the test. */
function sound(xml: string): ServiceProvider {
  const { serviceProviders, warnings } = read(xml)
  expect(warnings).to.deep.equal([])
  const [sp, ...others] = serviceProviders
  if (sp === undefined || others.length > 0) return expect.fail('not one service provider')
  return sp
}

describe('parseServiceProviders', () => {
  it('reads what is there, and defaults for what is not', () => {
    expect(sound(entity())).to.deep.equal({
      entityId: 'https://wiki.example.org',
      authnRequestsSigned: false,
      wantAssertionsSigned: false,
      signingKeys: [],
      nameIdFormats: [],
      assertionConsumerServices: [{ binding: post, location: 'https://wiki.example.org/acs', index: 0 }],
      singleLogoutServices: [],
    })
  })

  it('reads it however it is written', () => {
    for (const xml of [
      `\uFEFF<?xml version="1.0" encoding="UTF-8"?>\r\n${entity()}\n`,
      entity().replaceAll('"', "'"),
      entity().replaceAll('md:', '').replaceAll(':md', ''),
      entity().replaceAll('md:', 'ns0:').replaceAll(':md', ':ns0'),
      entity().replaceAll('><', '>\n  <!-- <x> & -->\n  <'),
      entities(entity()),
      entities('<md:Extensions><x xmlns="urn:x"/></md:Extensions>', entities(entities(entity()))),
      entity({ role: '<md:Extensions><x:y xmlns:x="urn:x">z</x:y></md:Extensions>' }),
      entity({ after: '<md:ContactPerson contactType="technical"/>' }),
      entity({ entityId: ' https://wiki.example.org\n' }),
    ]) {
      expect(sound(xml)).to.deep.equal(sound(entity()))
    }
  })

  it('reads AssertionConsumerServices in their order, of all bindings', () => {
    const acs = [
      '<md:AssertionConsumerService Binding="urn:artifact" Location="https://a.example.org/" index="3"/>',
      `<md:AssertionConsumerService Binding="${post}" Location="https://b.example.org/" index="1" isDefault="true"/>`,
      `<md:AssertionConsumerService Binding="${post}" Location="https://c.example.org/" isDefault="0"/>`,
    ].join('')
    expect(sound(entity({ acs })).assertionConsumerServices).to.deep.equal([
      { binding: 'urn:artifact', location: 'https://a.example.org/', index: 3 },
      { binding: post, location: 'https://b.example.org/', index: 1, isDefault: true },
      { binding: post, location: 'https://c.example.org/', isDefault: false },
    ])
  })

  it('reads SingleLogoutServices and NameIDFormats', () => {
    const role =
      '<md:SingleLogoutService Binding="urn:b" Location="https://a.example.org/slo" ResponseLocation="https://a.example.org/slr"/>' +
      '<md:NameIDFormat>\n urn:one \n</md:NameIDFormat><md:NameIDFormat/><md:NameIDFormat>urn:two</md:NameIDFormat>'
    expect(sound(entity({ role }))).to.deep.include({
      singleLogoutServices: [
        { binding: 'urn:b', location: 'https://a.example.org/slo', responseLocation: 'https://a.example.org/slr' },
      ],
      nameIdFormats: ['urn:one', 'urn:two'],
    })
  })

  it('reads what must be signed', () => {
    expect(sound(entity({ attributes: 'WantAssertionsSigned="1"' })).wantAssertionsSigned).to.equal(true)
    const { serviceProviders, warnings } = read(entity({ attributes: 'AuthnRequestsSigned="true"' }))
    expect(serviceProviders[0]?.authnRequestsSigned).to.equal(true)
    expect(warnings.map(inEnglish)).to.deep.equal([
      'https://wiki.example.org: AuthnRequestsSigned is true, but there is no usable signing key: every request will be refused',
    ])
  })

  describe('the name that people see', () => {
    const mdui = (content: string) =>
      `<md:Extensions><mdui:UIInfo xmlns:mdui="urn:oasis:names:tc:SAML:metadata:ui">${content}</mdui:UIInfo></md:Extensions>`
    const organization =
      '<md:Organization><md:OrganizationDisplayName xml:lang="de">Verein</md:OrganizationDisplayName></md:Organization>'
    const service =
      '<md:AttributeConsumingService><md:ServiceName>Service</md:ServiceName></md:AttributeConsumingService>'
    const german = '<mdui:DisplayName xml:lang="de">Das Wiki</mdui:DisplayName>'
    const english = '<mdui:DisplayName xml:lang="en-GB">The\n  Wiki</mdui:DisplayName>'
    const cases: readonly (readonly [string, string | undefined])[] = [
      [entity({ role: mdui(german + english), after: organization }), 'The Wiki'],
      [entity({ role: mdui(german), after: organization }), 'Das Wiki'],
      [entity({ role: service, after: organization }), 'Service'],
      [entity({ after: organization }), 'Verein'],
      [entity({ role: mdui('<mdui:DisplayName xml:lang="en"> </mdui:DisplayName>') }), undefined],
      [entity({ role: mdui(`<mdui:DisplayName>${'x'.repeat(500)}</mdui:DisplayName>`) }), 'x'.repeat(100)],
    ]
    for (const [xml, name] of cases) {
      it(`is ${name?.slice(0, 20)}`, () => expect(sound(xml).displayName).to.equal(name))
    }
  })

  describe('what is wrong', () => {
    const idp = entity().replaceAll('SPSSODescriptor', 'IDPSSODescriptor')
    const wrong: Readonly<Record<string, readonly [xml: string, message: RegExp]>> = {
      'nothing in it': ['', /^The metadata is empty/],
      'a picture, as an upload gives it': ['\ufffd\x89PNG\r\n\x1a\n', /^This is a picture \(PNG\), not metadata/],
      'a photograph': ['\ufffd\xff\xd8\xff\xe0\0\x10JFIF', /^This is a picture \(JPEG\), not metadata/],
      'a PDF': ['%PDF-1.7\n', /^This is a document \(PDF\), not metadata/],
      'a document of Word': [
        `\ufffdPK\x03\x04${'\0'.repeat(26)}[Content_Types].xml`,
        /^This is a document \(Office\), not metadata/,
      ],
      'an archive': ['\ufffdPK\x03\x04\x14\0', /^This is an archive \(ZIP\), not metadata/],
      'in no encoding that we read': ['\ufffd', /^The metadata is neither UTF-8 nor UTF-16/],
      'not XML': ['entityID: wiki', /^This is no XML: it begins with “entityID: wiki”/],
      'a web page': ['<html><title>404</title></html>', /^This is a web page, “404”, not metadata/],
      'a message': ['<samlp:AuthnRequest xmlns:samlp="urn:x"/>', /not SAML metadata.*“samlp:AuthnRequest”/],
      'metadata of SAML 1.1': ['<EntityDescriptor xmlns="urn:x"/>', /not SAML metadata/],
      'no entity': [entities(), /no EntityDescriptor/],
      'no entityID': [entity().replace(/ entityID="[^"]*"/, ''), /no valid entityID/],
      'an endless entityID': [entity({ entityId: 'x'.repeat(1025) }), /no valid entityID/],
      'an identity provider': [
        idp,
        /^The metadata can’t be used. https:\/\/wiki.example.org: no SPSSODescriptor: this looks like IdP metadata$/,
      ],
      'no role': [entity().replace(/<md:SPSSO.*SPSSODescriptor>/, ''), /no SPSSODescriptor$/],
      'SAML 1.1 only': [
        entity().replace('SAML:2.0:protocol', 'SAML:1.1:protocol'),
        /no SPSSODescriptor whose protocolSupportEnumeration has urn:oasis:names:tc:SAML:2.0:protocol/,
      ],
      'no reply address': [entity({ acs: '' }), /https:\/\/wiki.example.org: no AssertionConsumerService/],
      'no Location': [entity({ acs: '<md:AssertionConsumerService Binding="x"/>' }), /has no Location/],
      'no Binding': [entity({ acs: acsXml.replace(/Binding="[^"]*"/, '') }), /has no Binding/],
      'a broken end': [entity().slice(0, -5), /not well-formed: “1:\d+: /],
    }
    for (const [name, [xml, message]] of Object.entries(wrong)) {
      it(`is said: ${name}`, () => expect(refusal(() => read(xml), 'malformed_request').message).to.match(message))
    }

    it('is a warning where other entities are sound', () => {
      const other = entity({ entityId: 'https://old.example.org' }).replace('SAML:2.0:protocol', 'SAML:1.1:protocol')
      const { serviceProviders, warnings } = read(entities(entity(), other))
      expect(serviceProviders.map(({ entityId }) => entityId)).to.deep.equal(['https://wiki.example.org'])
      expect(warnings.map(inEnglish).join()).to.match(
        /^https:\/\/old.example.org: no SPSSODescriptor whose .*: left out$/,
      )
    })

    it('is a note of how many there are where entities are of other roles', () => {
      const providers = [1, 2, 3].map((number) => idp.replace('wiki', `idp${number}`))
      const bare = entity({ entityId: 'https://bare.example.org' }).replace(/<md:SPSSO.*SPSSODescriptor>/, '')
      const { warnings, notes } = read(entities(entity(), ...providers, bare))
      expect(warnings).to.deep.equal([])
      expect(notes.map(inEnglish)).to.deep.equal([
        '3 identity providers: not read.',
        '1 entity without any SPSSODescriptor: not read.',
      ])
      expect(refusal(() => read(entities(...providers)), 'malformed_request').message).to.contain(
        '3 identity providers',
      )
    })
  })

  it('warns of what will not work as wished', () => {
    const warned = (xml: string) => read(xml).warnings.map(inEnglish).join('\n')
    expect(warned(entity({ acs: acsXml.replace('HTTP-POST', 'HTTP-Artifact') }))).to.match(/no .* takes HTTP-POST/)
    expect(warned(entity({ acs: acsXml + acsXml }))).to.match(/same index/)
    expect(warned(entity({ acs: acsXml.replace('https:', 'http:') }))).to.match(
      /“http:\/\/wiki.example.org\/acs” is not encrypted/,
    )
    expect(warned(entity().replace(/<md:SPSSO.*SPSSODescriptor>/, (role) => role + role))).to.match(
      /several SPSSODescriptors/,
    )
    for (const host of ['127.0.0.1:8080', 'localhost', 'app.localhost', '[::1]', '127.3.2.1']) {
      expect(warned(entity({ acs: acsXml.replace('https://wiki.example.org', `http://${host}`) }))).to.equal('')
    }
    for (const host of ['127.0.0.1.example.org', 'localhost.example.org', '128.0.0.1', '[::2]', 'xlocalhost']) {
      expect(warned(entity({ acs: acsXml.replace('https://wiki.example.org', `http://${host}`) }))).to.match(
        /not encrypted/,
      )
    }
  })

  it('reads an aggregate of twice as many entities in about twice the time', () => {
    const key = `<md:KeyDescriptor><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${certificatePem('ca').replace(/-----.*-----/g, '')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`
    const many = Array.from({ length: 2000 }, (_, n) => entity({ entityId: `https://sp${n}.example.org`, role: key }))
    /** The best of several, by turns: of what else the machine does, the least is in it. */
    const times = Array.from({ length: 4 }, () =>
      [many.slice(0, 1000), many].map((some) => {
        const xml = entities(...some)
        return duration(() => expect(read(xml).serviceProviders).to.have.length(some.length))
      }),
    )
    const best = (which: 0 | 1) => Math.min(...times.map((took) => took[which] ?? 0))
    expect(best(1) / best(0), 'linear is 2, quadratic 4').to.be.lessThan(3.4)
  })
})

describe('declareServiceProvider', () => {
  const entityId = 'https://wiki.example.org' as EntityId
  const declared = { entityId, acs: ['https://wiki.example.org/acs'], certificates: [] }

  it('makes a service provider of what the config says', () => {
    const [sp] = declareServiceProvider(declared).serviceProviders
    expect(sp).to.deep.equal(sound(entity({ acs: acsXml.replace(' index="0"', '') })))
  })

  it('takes certificates as PEM, several in one text, and as base64', () => {
    const keysOf = (...certificates: readonly string[]) =>
      declareServiceProvider({ ...declared, certificates }).serviceProviders[0]?.signingKeys.map(({ id }) => id)
    const both = keysOf(certificatePem('ca'), certificatePem('leaf'))
    expect(new Set(both).size).to.equal(2)
    expect(keysOf(`${certificatePem('ca')}\n${certificatePem('leaf')}`)).to.deep.equal(both)
    expect(keysOf(certificatePem('ca').replace(/-----.*-----/g, ''), certificatePem('leaf'))).to.deep.equal(both)
    const [sp] = declareServiceProvider({ ...declared, certificates: [certificatePem('ca')] }).serviceProviders
    expect(sp?.encryption).to.deep.include({ methods: [] })
    expect(sp?.encryption?.key.id).to.equal(both?.[0])
  })

  it('refuses what can’t be used', () => {
    refusal(() => declareServiceProvider({ ...declared, acs: ['javascript:alert(1)'] }), 'malformed_request')
    refusal(() => declareServiceProvider({ ...declared, certificates: ['secrets/wiki.pem'] }), 'malformed_request')
    expect(
      declareServiceProvider({ ...declared, certificates: [certificatePem('dsa')] })
        .warnings.map(inEnglish)
        .join(),
    ).to.match(/is dsa, neither RSA nor/)
  })
})
