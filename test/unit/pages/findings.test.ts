/** Whatever is found in metadata is said in the language of the page, with all that its sentence has to name. */
import { expect } from 'chai'
import { appPresets } from '../../../src/config/app-presets.ts'
import { presetNotes } from '../../../src/config/preset-notes.ts'
import { willSend } from '../../../src/downstream/saml-idp/will-send.ts'
import { inWords } from '../../../src/pages/console/finding-words.ts'
import { consolePage } from '../../../src/pages/console/page.tsx'
import { consoleMessagesIn } from '../../../src/pages/messages/console/messages.ts'
import type { FindingCode } from '../../../src/pages/messages/findings/catalogue.ts'
import { de as changes } from '../../../src/pages/messages/findings/changes/de.ts'
import { findingsIn } from '../../../src/pages/messages/findings/findings.ts'
import { de as refusals } from '../../../src/pages/messages/findings/refusals/de.ts'
import { languages } from '../../../src/pages/messages/language.ts'
import type { MetadataFinding } from '../../../src/registry/examination.ts'
import { type ExamineContext, examineMetadata } from '../../../src/registry/examine.ts'
import { Surveyor, type SurveyRequest } from '../../../src/registry/survey.ts'
import { surveyMetadata } from '../../../src/saml/metadata-survey.ts'
import { sampleFrame } from '../../fixtures/console-samples.ts'
import { fixture, realServiceProviders } from '../../saml/fixtures.ts'
import { certificateBase64, keyDescriptor, x509Data } from '../../saml/metadata.ts'
import { aggregate, metadata, Places } from '../registry/places.ts'

const foreign = languages.filter((language) => language !== 'en')
const wiki = 'https://wiki.home.lan'
const acs = (attributes: string) => `<md:AssertionConsumerService ${attributes}/>`
const post = 'Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"'
const inside = (text: string) => metadata(wiki, { inside: text })
const role = (attributes: string) =>
  metadata(wiki).replace('<md:SPSSODescriptor ', `<md:SPSSODescriptor ${attributes} `)
const replaced = (one: string | RegExp, other: string) => metadata(wiki).replace(one, other)
const rsa = (content: string) =>
  keyDescriptor(`<ds:KeyValue xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${content}</ds:KeyValue>`, 'signing')
const modulus = (octets: number) => Buffer.alloc(octets, 0xff).toString('base64')
const rsaValue = (octets: number) =>
  rsa(`<ds:RSAKeyValue><ds:Modulus>${modulus(octets)}</ds:Modulus><ds:Exponent>AQAB</ds:Exponent></ds:RSAKeyValue>`)
const needs = (...names: readonly string[]) =>
  `<md:AttributeConsumingService index="1"><md:ServiceName xml:lang="en">x</md:ServiceName>${names
    .map((name) => `<md:RequestedAttribute Name="${name}" isRequired="true"/>`)
    .join('')}</md:AttributeConsumingService>`
const subjectId = (value: string) =>
  replaced(
    '<md:SPSS',
    `<md:Extensions><mdattr:EntityAttributes xmlns:mdattr="urn:oasis:names:tc:SAML:metadata:attribute"><saml:Attribute xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" Name="urn:oasis:names:tc:SAML:profiles:subject-id:req"><saml:AttributeValue>${value}</saml:AttributeValue></saml:Attribute></mdattr:EntityAttributes></md:Extensions><md:SPSS`,
  )
const cipher = '<md:EncryptionMethod Algorithm="urn:unheard-of"/>'
const transport =
  '<md:EncryptionMethod Algorithm="http://www.w3.org/2009/xmlenc11#aes128-gcm"/><md:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#rsa-1_5"/>'
const encrypting = (methods: string) =>
  keyDescriptor(x509Data(certificateBase64('ca')), 'encryption').replace(
    '</md:KeyDescriptor>',
    `${methods}</md:KeyDescriptor>`,
  )
const logoutRequest = fixture('mellon-LogoutRequest.xml')
const samlp = 'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"'
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

/** Metadata with whatever can be wrong with it, and settings that do not fit it. */
const cases: readonly (readonly [text: string | Uint8Array, settings?: string])[] = [
  ...realServiceProviders.map((name) => [fixture(`${name}-metadata.xml`)] as const),
  [new Uint8Array([0x3c, 0xff, 0xfe, 0x3c])],
  [Buffer.from('89504e470d0a1a0a', 'hex')],
  ['%PDF-1.7'],
  ['PK\x03\x04'],
  [Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>\xe4</a>', 'latin1')],
  ['<?xml version="1.0" encoding="ISO-8859-1"?><a>ä</a>'],
  ['  '],
  ['<html><br></html>'],
  ['<!doctype html><html><title>Sign in</title><br></html>'],
  [`<!DOCTYPE a []>${metadata(wiki)}`],
  ['{"token_endpoint":"y"}'],
  ['{"client_id":"x"}'],
  ['{"keys": []}'],
  ['{"a": 1}'],
  ['hello'],
  ['<a href="?a&b"/>'],
  ['<md:EntityDescriptor/>'],
  ['<a><b></a>'],
  [`<a>${'<a>'.repeat(500)}`],
  ['<EntityDescriptor/>'],
  ['<EntityDescriptor xmlns="urn:other"/>'],
  [fixture('mellon-AuthnRequest.xml')],
  [`<samlp:Response ${samlp}/>`],
  [logoutRequest],
  ['<rss/>'],
  ['<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"/>'],
  ['<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"/>'],
  [aggregate(wiki, wiki.replace('wiki', 'shop'), wiki).replace('/acs', '/other')],
  [metadata(wiki, { attributes: ' validUntil="soon"' })],
  [metadata(wiki, { attributes: ' validUntil="2001-01-01T00:00:00Z"' })],
  [metadata(wiki, { attributes: ` validUntil="${inDays(3)}"` })],
  [
    metadata(wiki, { attributes: ` validUntil="${inDays(3)}"` }).replace(
      /(<md:SPSS)/,
      '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>$1',
    ),
  ],
  [replaced(/(<md:SPSS.*<\/md:SPSSODescriptor>)/, '$1$1')],
  [replaced(/protocolSupportEnumeration="[^"]*"/, '')],
  [replaced(/protocolSupportEnumeration="[^"]*"/, 'protocolSupportEnumeration="urn:other"')],
  [replaced(/<md:SPSS.*<\/md:SPSSODescriptor>/, '')],
  [metadata(wiki).replaceAll('SPSSODescriptor', 'IDPSSODescriptor')],
  [replaced(/<md:AssertionConsumerService[^>]*>/, '')],
  [replaced('HTTP-POST', 'HTTP-Redirect')],
  [replaced('urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', 'HTTP-POST')],
  [inside(acs(`${post} Location="${wiki}/2" index="0"`))],
  [inside(acs(`${post} Location="${wiki}/2" index="many"`))],
  [inside(acs(`${post} index="1"`))],
  [inside(acs(`${post} Location="javascript:alert(1)" index="1"`))],
  [inside(acs(`${post} Location="https://x\u00a0.test/" index="1"`))],
  [inside(acs(`${post} Location="acs" index="1"`))],
  [inside(acs(`Location="${wiki}/2" index="1"`))],
  [metadata(wiki, { acs: 'http://wiki.home.lan/acs' })],
  [role('AuthnRequestsSigned="perhaps"')],
  [
    role('AuthnRequestsSigned="perhaps"').replace(
      '<md:Assertion',
      `${keyDescriptor(x509Data(certificateBase64('ca')))}<md:Assertion`,
    ),
  ],
  [role('AuthnRequestsSigned="True"')],
  [inside(keyDescriptor(x509Data(certificateBase64('ca')), 'decoration'))],
  [inside(keyDescriptor(x509Data(certificateBase64('ca'))).repeat(30))],
  [inside('<md:KeyDescriptor use="encryption"/>')],
  [inside(keyDescriptor('', 'signing'))],
  [inside(keyDescriptor(x509Data(certificateBase64('ec')), 'encryption'))],
  [inside(keyDescriptor(x509Data(certificateBase64('ed25519')), 'signing'))],
  [inside(rsaValue(1100))],
  [inside(rsaValue(128))],
  [inside(rsaValue(64))],
  [inside(rsa('<ds:DSAKeyValue/>'))],
  [inside(rsa('<ds:RSAKeyValue/>'))],
  [inside(rsa('<ds:RSAKeyValue><ds:Modulus><ds:X/></ds:Modulus></ds:RSAKeyValue>'))],
  [inside(keyDescriptor(x509Data(`-----BEGIN CERTIFICATE-----${certificateBase64('ca')}-----END CERTIFICATE-----`)))],
  [inside(keyDescriptor(x509Data('AAAA'), 'encryption'))],
  [inside(keyDescriptor(x509Data(certificateBase64('leaf'), certificateBase64('ca'))))],
  [
    inside(
      '<md:KeyDescriptor use="encryption"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data/><ds:X509Data><a/><a/></ds:X509Data></ds:KeyInfo><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/></md:KeyDescriptor>',
    ),
  ],
  [metadata(wiki), 'encryptAssertions: true'],
  [metadata(wiki), 'requireSignedRequests: true'],
  [inside('<md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:emailAddress</md:NameIDFormat>')],
  [inside('<md:NameIDFormat>urn:unheard-of</md:NameIDFormat>')],
  [inside('<md:NameIDFormat>urn:unheard-of</md:NameIDFormat>'), 'nameId: persistent'],
  [metadata(wiki), 'slo: soap'],
  [inside(needs('urn:unheard-of'))],
  [inside(needs('urn:oid:0.9.2342.19200300.100.1.3'))],
  [subjectId('any')],
  [subjectId('pairwise-id')],
  [inside(encrypting(cipher)), 'encryptAssertions: true'],
  [inside(encrypting(transport)), 'encryptAssertions: true'],
  [role('WantAssertionsSigned="true"'), 'sign: response'],
  [metadata(`${wiki}\u200b`)],
]

/** Of identity providers: doctor-saml.test.ts, readings.test.ts. */
const ofProviders = [
  ...['no-idp-role', 'idp-other-protocol', 'idp-no-key', 'idp-no-sso', 'idp-several-roles', 'scope-expression'],
]
/** Said only where a machine is overloaded, of another app, or of a choice: their values are closed, and typed. */
const elsewhere = [
  // What has no sentence of its own is quoted: nothing known.
  'unreadable',
  'too-large',
  'too-busy',
  'too-slow',
  'too-much-memory',
  'reader-failed',
  'choose',
  'absent',
  'taken',
  ...ofProviders,
]

describe('what is found in metadata', () => {
  const found = new Map<string, MetadataFinding>()
  let places: Places

  before(async function () {
    this.timeout(120_000)
    places = new Places()
    // In this thread, and but for one without the schemas: each survey aside costs most of a second.
    const surveyor = { survey: async ({ octets, now }: SurveyRequest) => surveyMetadata(octets, now) }
    const base = {
      registry: { owner: () => undefined },
      surveyor,
      willSend: (app: never) => willSend(app, 'https://sso.home.lan'),
    }
    const look = async (text: string | Uint8Array, more: Partial<ExamineContext>) => {
      const octets = typeof text === 'string' ? Buffer.from(text) : text
      const { findings } = await examineMetadata(octets, { ...base, ...more } as ExamineContext)
      for (const finding of findings) if (!found.has(finding.code)) found.set(finding.code, finding)
    }
    for (const [text, settings] of cases) {
      const config = await places.config(settings && `  wiki: { entityId: ${wiki}, acs: ${wiki}/acs, ${settings} }\n`)
      const [app] = config.apps
      await look(text, { config, ...(app !== undefined && { app: app as never }) })
    }
    const shared = await places.config('', { upstreams: 2 })
    const emails = '<md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</md:NameIDFormat>'
    await look(inside(emails), { config: shared })
    const config = await places.config()
    await look(metadata(wiki, { attributes: ' validUntil="soon"' }), { config, surveyor: new Surveyor() })
    await look(fixture('pysaml2-metadata.xml'), { config, now: Date.parse('2050-01-01') })
    const { description } = await examineMetadata(Buffer.from(fixture('pysaml2-metadata.xml')), {
      ...base,
      config,
    } as never)
    const end = Math.min(...(description?.keys ?? []).flatMap(({ notAfter }) => notAfter ?? []))
    await look(fixture('pysaml2-metadata.xml'), { config, now: end - 86_400_000 })
  })
  after(() => places.remove())

  it('is seen here, every sentence of it', () => {
    const known = Object.keys(findingsIn('de') ?? {}).filter(
      (code) => !elsewhere.includes(code) && !(code in refusals) && !(code in changes),
    )
    expect(known.filter((code) => !found.has(code))).to.deep.equal([])
    expect([...found.keys()]).to.have.members(known)
  })

  for (const language of foreign) {
    it(`is said in ${language}, with every value that the sentence names`, () => {
      const texts = consoleMessagesIn(language)
      for (const [code, finding] of found) {
        const { message, cure, lang } = inWords(finding, texts)
        expect(lang, code).to.equal(undefined)
        expect(`${message} ${cure}`, code).not.to.match(/\{[a-z]\w*\}|undefined/)
        expect(message, code).not.to.equal(finding.message)
        if (finding.about !== undefined) expect(message).to.match(/^https:\/\/wiki|^https?:/)
      }
    })

    it(`names in ${language} what it names in German`, () => {
      const names = (text: string) => [...new Set(text.match(/\{\w+\}/g))].toSorted().join()
      for (const [code, [message, cure]] of Object.entries(findingsIn('de') ?? {})) {
        const other = findingsIn(language)?.[code as FindingCode] ?? (['', ''] as const)
        expect(names(other[0]), code).to.equal(names(message))
        expect(names(other[1]), code).to.equal(names(cure))
        expect(other[1] === '', code).to.equal(cure === '')
      }
    })
  }

  it('says in English as well what to do about this one, and not about anything', () => {
    const general = ['If the app lacks something by it', 'It is used as it is']
    const spoken = ['Berichtigen Sie es in der Anwendung oder in der Datei', 'Es wird benutzt, wie es ist']
    const vague = [...found].filter(([code, { cure }]) => {
      const german = findingsIn('de')?.[code as FindingCode]?.[1] ?? ''
      const isGeneral = general.some((start) => cure.startsWith(start))
      return isGeneral && german !== '' && !spoken.some((start) => german.startsWith(start))
    })
    expect(vague.map(([code]) => code)).to.deep.equal([])
  })

  it('stands on no German page in English', () => {
    const findings = [...found.values()].map(({ topic: _, ...finding }) => finding)
    const view = { page: 'add', entry: {}, findings, empty: false, products: [] } as const
    const reply = consolePage(sampleFrame('apps'), view as never, 422)
    if (reply.name !== 'console') throw new Error('not a page of the console')
    const { html } = reply.params.render({
      language: 'de',
      publicUrl: 'https://sso.test',
      status: 422,
      now: new Date(0),
    })
    expect(html).not.to.contain('lang="en"')
    for (const { cure } of found.values()) if (cure !== '') expect(html).not.to.contain(`→ ${cure}`)
  })
})

describe('hints for known apps', () => {
  for (const language of foreign) {
    it(`are there in ${language}: what the addresses are, and what to heed`, () => {
      const { addresses, notes } = consoleMessagesIn(language).products ?? { addresses: {}, notes: {} }
      const asking = Object.entries(appPresets).filter(([, { withoutAddress }]) => withoutAddress !== true)
      expect(Object.keys(addresses)).to.have.members(asking.map(([name]) => name))
      expect(Object.keys(notes)).to.have.members(Object.values(presetNotes).map(({ code }) => code))
    })
  }
})
