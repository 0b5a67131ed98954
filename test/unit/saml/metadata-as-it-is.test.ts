/** Metadata as it comes: what is harmless in it costs itself alone, and of what is refused the reason is the reason. */
import { expect } from 'chai'
import type { GatewayError } from '../../../src/core/errors.ts'
import { inEnglish } from '../../../src/core/said.ts'
import { unseenIn } from '../../../src/core/visible-text.ts'
import { parseServiceProviders } from '../../../src/saml/metadata.ts'
import { MetadataFault } from '../../../src/saml/metadata-fault.ts'
import { decodeMetadata } from '../../../src/saml/metadata-text.ts'
import type { ServiceProvider } from '../../../src/saml/service-provider.ts'
import { fixture } from '../../saml/fixtures.ts'
import { refusal } from '../../saml/gate.ts'
import { acsXml, certificateBase64, entities, entity, keyDescriptor, post, x509Data } from '../../saml/metadata.ts'

const now = Date.parse('2026-11-24T00:00:00Z')
const read = (xml: string) => parseServiceProviders(xml, { now })
const readOctets = (octets: Uint8Array) => read(decodeMetadata(octets))

/** The one service provider in it, and its one warning. */
function warned(xml: string): { readonly sp: ServiceProvider; readonly warning: string } {
  const { serviceProviders, warnings } = read(xml)
  const [sp] = serviceProviders
  if (sp === undefined || serviceProviders.length > 1) return expect.fail('not one service provider')
  expect(warnings.map(inEnglish).join('\n')).to.match(/^https:\/\/wiki.example.org: [^\n]*$/)
  return { sp, warning: warnings.map(inEnglish).join() }
}

/** What is wrong, and what to do about it. */
function fault(run: () => unknown): string {
  const error: GatewayError = refusal(run, 'malformed_request')
  if (!(error instanceof MetadataFault)) return expect.fail(`no cure: ${error.message}`)
  return `${error.message} → ${error.cure}`
}

describe('metadata with a part that can not be used', () => {
  const logout = (attributes: string) => entity({ role: `<md:SingleLogoutService ${attributes}/>` })
  const good = 'Binding="urn:b" Location="https://wiki.example.org/out"'

  it('loses a logout address that is none, and says which', () => {
    for (const [attributes, what] of [
      ['Binding="urn:b" Location=""', 'has no Location'],
      ['Binding="urn:b"', 'has no Location'],
      ['Location="https://wiki.example.org/out"', 'has no Binding'],
      ['Binding="urn:b" Location="/logout"', '“/logout” is not an http or https address'],
      ['Binding="urn:b" Location="javascript:alert(1)"', '“javascript:alert(1)”'],
      ['Binding="urn:b" Location="urn:mace:shibboleth:profile:CAS:logout"', '“urn:mace'],
    ] as const) {
      const { sp, warning } = warned(logout(attributes))
      expect(sp.singleLogoutServices).to.deep.equal([])
      expect(warning)
        .to.contain(what)
        .and.match(/left out$/)
    }
    expect(read(logout(good)).warnings).to.deep.equal([])
    const half = warned(logout(`${good} ResponseLocation="/out"`))
    expect(half.sp.singleLogoutServices).to.deep.equal([{ binding: 'urn:b', location: 'https://wiki.example.org/out' }])
  })

  it('loses a spare reply address, never the only one by HTTP-POST', () => {
    const spare = (location: string, binding = post) =>
      `<md:AssertionConsumerService Binding="${binding}" Location="${location}" index="1" isDefault="true"/>`
    for (const location of ['com.app:/saml', '', '/acs', 'urn:x']) {
      const { sp, warning } = warned(entity({ acs: acsXml + spare(location) }))
      expect(sp.assertionConsumerServices.map((acs) => acs.location)).to.deep.equal(['https://wiki.example.org/acs'])
      expect(warning).to.match(/AssertionConsumerService .*left out$/)
      refusal(() => read(entity({ acs: spare(location) })), 'malformed_request')
      refusal(
        () => read(entity({ acs: spare(location) + acsXml.replace('HTTP-POST', 'HTTP-Artifact') })),
        'malformed_request',
      )
    }
  })

  it('loses an index or a default that is none', () => {
    const { sp, warning } = warned(entity({ acs: acsXml.replace('index="0"', 'index="first"') }))
    expect(sp.assertionConsumerServices).to.deep.equal([{ binding: post, location: 'https://wiki.example.org/acs' }])
    expect(warning).to.contain('“first”')
    const odd = warned(entity({ acs: acsXml.replace('index', 'isDefault="yes" index') }))
    expect(odd.sp.assertionConsumerServices[0]).not.to.have.property('isDefault')
    expect(warned(entity({ acs: acsXml.replace('index', 'isDefault="TRUE" index') })).sp).to.nested.include({
      'assertionConsumerServices[0].isDefault': true,
    })
  })

  it('has its flags read whatever their case', () => {
    for (const [written, value] of [
      ['True', true],
      ['FALSE', false],
    ] as const) {
      expect(warned(entity({ attributes: `WantAssertionsSigned="${written}"` })).sp.wantAssertionsSigned).to.equal(
        value,
      )
    }
    expect(warned(entity({ attributes: 'WantAssertionsSigned="yes"' })).sp.wantAssertionsSigned).to.equal(false)
    expect(warned(entity({ attributes: 'WantAssertionsSigned=""' })).sp.wantAssertionsSigned).to.equal(false)
  })

  it('must have its requests signed where it can not be read whether, and a key is there', () => {
    const role = keyDescriptor(x509Data(certificateBase64('ca')), 'signing')
    const signs = (attributes: string, keys = role) => read(entity({ attributes, role: keys })).serviceProviders[0]
    for (const written of ['yes', '', 'ja', 'True', '1']) {
      expect(signs(`AuthnRequestsSigned="${written}"`)?.authnRequestsSigned, written).to.equal(true)
    }
    for (const written of ['False', 'false', '0']) {
      expect(signs(`AuthnRequestsSigned="${written}"`)?.authnRequestsSigned, written).to.equal(false)
    }
    expect(signs('AuthnRequestsSigned="yes"', '')?.authnRequestsSigned).to.equal(false)
  })

  it('loses one bad key beside a good one, and is refused where no key to verify with remains', () => {
    const sound = keyDescriptor(x509Data(certificateBase64('ca')), 'signing')
    const bad = [
      keyDescriptor(x509Data('AAAA'), 'signing'),
      '<md:KeyDescriptor use="signing"/>',
      keyDescriptor('<ds:KeyValue><ds:RSAKeyValue/></ds:KeyValue>'),
      keyDescriptor(x509Data(`${certificateBase64('leaf')}!`), 'signing'),
    ]
    for (const one of bad) {
      for (const role of [one + sound, sound + one]) {
        const { sp, warning } = warned(entity({ role }))
        expect(sp.signingKeys).to.have.length(1)
        expect(warning).to.match(/left out$/)
      }
      refusal(() => read(entity({ role: one })), 'malformed_request')
    }
    const inOne = warned(entity({ role: keyDescriptor(x509Data('AAAA') + x509Data(certificateBase64('ca'))) }))
    expect(inOne.sp.signingKeys).to.have.length(1)
    // Of a chain with an unreadable leaf the CA must not stand for it.
    const chain = keyDescriptor(x509Data('AAAA', certificateBase64('ca')), 'signing')
    refusal(() => read(entity({ role: chain })), 'malformed_request')
  })

  it('loses an encryption key that can not be read: a login needs it only where it is encrypted', () => {
    const { sp } = warned(entity({ role: keyDescriptor(x509Data('AAAA'), 'encryption') }))
    expect(sp).not.to.have.property('encryption')
  })

  it('keeps its app whatever its names, formats, durations and wishes look like', () => {
    const bold = '<b xmlns="">x</b>'
    const role =
      `<md:Extensions><u:UIInfo xmlns:u="urn:oasis:names:tc:SAML:metadata:ui"><u:DisplayName>${bold}</u:DisplayName>` +
      '<u:Logo height="x">data:</u:Logo></u:UIInfo></md:Extensions>' +
      `<md:NameIDFormat>${bold}</md:NameIDFormat><md:NameIDFormat>urn:odd</md:NameIDFormat>` +
      `<md:AttributeConsumingService index="x" isDefault="vrai"><md:ServiceName>${bold}</md:ServiceName></md:AttributeConsumingService>`
    const after = `<md:Organization><md:OrganizationDisplayName>${bold}</md:OrganizationDisplayName></md:Organization>`
    const xml = entity({ role, after }).replace('entityID', 'cacheDuration="soon" entityID')
    const { serviceProviders, warnings } = read(xml)
    expect(serviceProviders[0]?.nameIdFormats).to.deep.equal(['urn:odd'])
    expect(warnings).to.deep.equal([])
  })

  it('is read as SAML 2.0 where it says no protocol, and not where it says another', () => {
    const silent = entity().replace(/protocolSupportEnumeration="[^"]*"/, '')
    expect(warned(silent).warning).to.contain('protocolSupportEnumeration')
    refusal(() => read(entity().replace('SAML:2.0:protocol', 'SAML:1.1:protocol')), 'malformed_request')
  })

  it('has its Binding quoted where that is none', () => {
    const { warning } = warned(entity({ acs: acsXml.replace(post, 'HTTP-POST') }))
    expect(warning).to.contain(`the Binding “HTTP-POST” is none, “${post}” is`)
  })
})

describe('metadata however its file is written', () => {
  const xml = entity()
  const declared = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?>\n${xml}`
  const utf16 = (text: string, swapped = false) => {
    const octets = Buffer.from(text, 'utf16le')
    return swapped ? octets.swap16() : octets
  }

  it('is read in UTF-16, whatever it says of itself', () => {
    for (const encoding of ['utf-16', 'UTF-8', 'utf-16le']) {
      for (const swapped of [false, true]) {
        for (const mark of ['\uFEFF', '']) {
          const octets = utf16(mark + declared(encoding).replace('wiki', 'wikí'), swapped)
          expect(readOctets(octets).serviceProviders[0]?.entityId).to.equal('https://wikí.example.org')
        }
      }
    }
  })

  it('is read whatever it says of itself where every octet is ASCII', () => {
    for (const encoding of ['utf-16', 'ISO-8859-1', 'us-ascii', 'windows-1252']) {
      expect(readOctets(Buffer.from(declared(encoding))).serviceProviders).to.have.length(1)
    }
  })

  it('is read past blank lines, a byte order mark and instructions', () => {
    const stylesheet = '<?xml-stylesheet type="text/xsl" href="md.xsl"?>'
    for (const text of [
      `\n${declared('UTF-8')}`,
      ` \r\n\t${declared('utf-8')}`,
      `\uFEFF${declared('UTF-8')}`,
      declared('UTF-8').replace('\n', `\n${stylesheet}\n`),
      stylesheet + xml,
      xml.replace('<md:Assertion', '<?odd?><md:Assertion'),
    ]) {
      expect(readOctets(Buffer.from(text)).serviceProviders).to.have.length(1)
    }
  })

  it('is refused where two readers could read two texts', () => {
    const latin = Buffer.from(declared('ISO-8859-1').replace('wiki', 'wikí'), 'latin1')
    expect(fault(() => readOctets(latin))).to.match(/says that it is “ISO-8859-1”.*iconv -f ISO-8859-1 -t UTF-8/)
    expect(fault(() => readOctets(Buffer.from(declared('ISO-8859-1').replace('wiki', 'wikí'))))).to.match(
      /says that it is “ISO-8859-1”, and it is UTF-8.*encoding="UTF-8"/,
    )
    expect(fault(() => readOctets(utf16(xml).subarray(0, -1)))).to.match(/neither UTF-8 nor UTF-16/)
  })

  it('is read out of real files just so', () => {
    for (const name of ['mellon-metadata.xml', 'python3-saml-metadata.xml']) {
      const plain = read(fixture(name))
      const ids = ({ serviceProviders }: typeof plain) => serviceProviders.map(({ entityId }) => entityId)
      expect(ids(readOctets(utf16(`\uFEFF${fixture(name)}`))))
        .to.deep.equal(ids(plain))
        .and.have.length(1)
    }
  })
})

describe('metadata that is refused for its own reason', () => {
  const idp = entity().replaceAll('SPSSODescriptor', 'IDPSSODescriptor')
  const wrong: Readonly<Record<string, readonly [xml: string, message: RegExp]>> = {
    'no namespace': [
      entity()
        .replaceAll('md:', '')
        .replace(/ xmlns:md="[^"]*"| xmlns="[^"]*"/, ''),
      /EntityDescriptor has no namespace.*→ Write xmlns="urn:oasis:names:tc:SAML:2.0:metadata"/,
    ],
    'a misspelt namespace': [
      entity().replace('SAML:2.0:metadata', 'SAML:2.0:metdata'),
      /EntityDescriptor is in the namespace “urn:oasis:names:tc:SAML:2.0:metdata”.*→ Correct/,
    ],
    'no namespace below': [
      entity().replaceAll('md:SPSSO', 'SPSSO'),
      /SPSSODescriptor has no namespace.*→ Write xmlns=/,
    ],
    'an endpoint without namespace': [
      entity({ acs: acsXml.replace('md:', '') }),
      /AssertionConsumerService has no namespace/,
    ],
    'a misspelt namespace of the key': [
      entity({ role: keyDescriptor(x509Data(certificateBase64('ca')), 'signing').replace('http:', 'https:') }),
      /KeyInfo is in the namespace “https:.*not in “http:.*→ Correct the namespace to xmlns:ds=/,
    ],
    'a prefix that is not declared': [
      entity().replace(/ xmlns:md="[^"]*"/, ''),
      /The prefix “md” is declared nowhere.*→ Write xmlns:md=.*SAML:2.0:metadata/,
    ],
    'a web page': ['<!DOCTYPE html><html><head><title>Sign in</title>', /web page, “Sign in”.*→ Open the address/],
    'a web page that is XML': ['<html xmlns="http://www.w3.org/1999/xhtml"><title>x</title></html>', /web page, “x”/],
    'a page without doctype': ['\n<HTML><BODY><br>', /This is a web page, not metadata/],
    'a DOCTYPE': [`<!DOCTYPE x>${entity()}`, /document type declaration.*→ Delete <!DOCTYPE/],
    'an ampersand': [
      `\n\n${entity({ acs: acsXml.replace('/acs', '/acs?a=1&b=2') })}`,
      /& that is not written as &amp; in line 3, character \d+: “&b=2.*→ Write &amp;/,
    ],
    'an entity of HTML': [entity({ after: '&nbsp;' }), /& that is not written as &amp;.*“&nbsp;/],
    'a blank that can not be seen': [
      entity({ acs: acsXml.replace('/acs"', '/acs\u00a0"') }),
      /can’t be seen \(U\+00A0\).*→ Type the address again/,
    ],
    'a browser’s copy': [
      `This XML file does not appear to have any style information\n${entity()}`,
      /no XML: it begins with “This XML file/,
    ],
    'a certificate': ['-----BEGIN CERTIFICATE-----', /no XML: it begins with “-----BEGIN/],
    nothing: [' \n', /empty/],
    'an identity provider': [idp, /looks like IdP metadata → Get the metadata of the app/],
    'identity providers': [entities(idp, idp.replace('wiki', 'idp')), /2 identity providers/],
    'another document': ['<samlp:Response xmlns:samlp="urn:x"/>', /first element is “samlp:Response”\. → Get/],
    'half a file': [entity().slice(0, 300), /not well-formed.*→ Correct it there/],
  }
  for (const [name, [xml, message]] of Object.entries(wrong)) {
    it(name, () => expect(fault(() => read(xml))).to.match(message))
  }
})

it('unseenIn names what nobody sees in a name or address, and nothing else', () => {
  expect(unseenIn('https://wiki.example.org/send suite/ü-漢字-😀')).to.deep.equal([])
  for (const [text, name] of [
    ['a\u200bb', 'U+200B'],
    ['a\u00adb', 'U+00AD'],
    ['a\u2060b', 'U+2060'],
    ['\ufeffa', 'U+FEFF'],
    ['a\u00a0b', 'U+00A0'],
    ['a\u202eb', 'U+202E'],
    ['a\u3164b', 'U+3164'],
    ['a ', 'U+0020'],
  ] as const) {
    expect(unseenIn(text)).to.deep.equal([name])
  }
})
