import { expect } from 'chai'
import type { SamlApp } from '../../../src/registry/app.ts'
import { checkApp } from '../../../src/registry/checks.ts'
import { encryption } from '../../../src/saml/constants.ts'
import { recipientPem } from '../downstream/saml-idp/sso/material.ts'
import { inForce, metadata, Places, told } from './places.ts'

const wiki = 'https://wiki.home.lan'
const mail = 'urn:oid:0.9.2342.19200300.100.1.3'
const consuming = (requested: string, more = '') =>
  `<md:AttributeConsumingService index="0"${more}><md:ServiceName xml:lang="en">Wiki</md:ServiceName>${requested}</md:AttributeConsumingService>`
const requested = (name: string, isRequired = 'true') =>
  `<md:RequestedAttribute Name="${name}" FriendlyName="f" isRequired="${isRequired}"/>`
const subjectId = (value: string) =>
  `<md:Extensions><a:EntityAttributes xmlns:a="urn:oasis:names:tc:SAML:metadata:attribute"><s:Attribute xmlns:s="urn:oasis:names:tc:SAML:2.0:assertion" Name="urn:oasis:names:tc:SAML:profiles:subject-id:req"><s:AttributeValue>${value}</s:AttributeValue></s:Attribute></a:EntityAttributes></md:Extensions>`

describe('check of what an app needs by its metadata', () => {
  let places: Places
  beforeEach(() => {
    places = new Places()
  })
  afterEach(() => places.remove())

  const open = async (xml: string, attributes = 'basic') => {
    places.write('partners/wiki.xml', xml)
    const opened = await places.open(`  wiki: { metadata: partners/wiki.xml, attributes: ${attributes} }\n`)
    expect(inForce(opened)).to.deep.equal([wiki])
    return told(opened)
  }
  /** ACS before the AttributeConsumingService, as the schema wants it. */
  const needing = (services: string) =>
    metadata(wiki).replace('</md:SPSSODescriptor>', `${services}</md:SPSSODescriptor>`)

  it('names required attributes that nothing gives, and the set that would', async () => {
    const xml = needing(consuming(requested(mail)))
    expect(await open(xml)).to.match(/^warning .*requires attributes.*100\.1\.3 \(f\)\. `attributes: oid` has it/)
    expect(await open(xml, 'oid')).to.equal('')
    expect(await open(needing(consuming(requested('shoeSize'))))).to.match(/shoeSize.*under `attributes` of the app/)
    expect(await open(needing(consuming(requested('shoeSize'))), '{ shoeSize: claims.size }')).to.equal('')
  })

  it('is silent of what is only wished for, or of another service than the default one', async () => {
    for (const flag of ['false', '0', '']) expect(await open(needing(consuming(requested(mail, flag))))).to.equal('')
    const two = consuming(requested(mail)) + consuming('', ' isDefault="true"').replace('index="0"', 'index="1"')
    expect(await open(needing(two))).to.equal('')
    expect(await open(needing(consuming(requested(mail, 'True'))))).to.match(/requires attributes/)
  })

  it('names subject-id and pairwise-id', async () => {
    const withId = (value: string) => metadata(wiki).replace('<md:SPSSO', `${subjectId(value)}<md:SPSSO`)
    expect(await open(withId('pairwise-id'))).to.match(/^warning .*attribute:pairwise-id \(subject-id:req\)/)
    expect(await open(withId('subject-id'))).to.match(/attribute:subject-id.*preferred_username/)
    expect(await open(withId('any'))).to.match(/subject-id or .*pairwise-id/)
    expect(await open(withId('none'))).to.equal('')
    const given = `{ 'urn:oasis:names:tc:SAML:attribute:subject-id': 'claims.sub + "@home.lan"' }`
    expect(await open(withId('any'), given)).to.equal('')
  })

  it('names assertions that the app wants signed and the config leaves unsigned', async () => {
    const wants = (flag: string) =>
      metadata(wiki).replace('<md:SPSSODescriptor', `<md:SPSSODescriptor WantAssertionsSigned="${flag}"`)
    expect(await open(wants('true'), 'basic, sign: response')).to.match(/^warning .*WantAssertionsSigned.*`sign: both`/)
    for (const sign of ['both', 'assertion']) expect(await open(wants('true'), `basic, sign: ${sign}`)).to.equal('')
    expect(await open(wants('false'), 'basic, sign: response')).to.equal('')
  })

  it('names encryption methods of which we have none', () => {
    const faults = (methods: readonly string[], encryptAssertions = true, set?: string) =>
      checkApp({
        policy: { attributes: [] },
        settings: { encryptAssertions, ...(set && { encryption: set }) },
        serviceProvider: {
          entityId: wiki,
          nameIdFormats: [],
          signingKeys: [],
          assertionConsumerServices: [],
          singleLogoutServices: [],
          encryption: { key: recipientPem, methods },
        },
      } as unknown as SamlApp).map(({ message, cure }) => `${message} ${cure}`)
    const foreign = ['http://www.w3.org/2001/04/xmlenc#tripledes-cbc', 'http://www.w3.org/2001/04/xmlenc#rsa-1_5']
    expect(faults(foreign).join()).to.match(
      /tripledes-cbc.*it gets .*aes256-gcm and .*rsa-oaep-mgf1p.*`encryption: aes256-cbc`/,
    )
    // The cipher that was set was tried; the key's way is none of the app's still.
    expect(faults(foreign, true, 'aes256-cbc').join()).to.match(/it gets [^ ]*rsa-oaep-mgf1p\. See that it takes/)
    expect(faults([foreign[0] ?? '', encryption.rsaOaep], true, 'aes256-cbc')).to.deep.equal([])
    expect(faults(foreign, false)).to.deep.equal([])
    expect(faults([encryption.aes128Cbc, encryption.rsaOaepMgf1p])).to.deep.equal([])
    expect(faults([])).to.deep.equal([])
    // passport-saml lists ciphers alone: that says nothing of the key.
    expect(faults([encryption.aes256Gcm, foreign[0] ?? ''])).to.deep.equal([])
    expect(faults([encryption.rsaOaep])).to.deep.equal([])
    expect(faults([encryption.aes256Gcm, foreign[1] ?? '']).join()).to.match(/it gets [^ ]*rsa-oaep-mgf1p\./)
  })

  it('names characters that nobody sees, in a name or an address, in files and in the config', async () => {
    const acs = metadata(wiki, { acs: `${wiki}/acs\u200b` })
    expect(await open(acs)).to.match(/^warning .*AssertionConsumerService .*acs\\u\{200b\} \(U\+200B\)/)
    places.write('partners/odd.xml', metadata(`${wiki}\u00ad`))
    expect(told(await places.open('  odd: { metadata: partners/odd.xml }\n'))).to.match(/the entityID .*U\+00AD/)
    const inline = `  odd: { entityId: "${wiki}/\u00a0x", acs: "${wiki}/acs" }\n`
    expect(told(await places.open(inline))).to.match(/the entityID .*U\+00A0/)
    expect(told(await places.open(`  odd: { entityId: "${wiki}/send suite", acs: "${wiki}/acs" }\n`))).to.equal('')
  })
})

describe('check of an aggregate', () => {
  let places: Places
  beforeEach(() => {
    places = new Places()
  })
  afterEach(() => places.remove())

  const name = (number: number) => `https://sp${number}.home.lan`
  const group = (content: string) =>
    `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${content}</md:EntitiesDescriptor>`
  const needy = Array.from({ length: 40 }, (_, number) =>
    metadata(name(number)).replace('</md:SPSSODescriptor>', `${consuming(requested(mail))}</md:SPSSODescriptor>`),
  )
  const providers = Array.from({ length: 30 }, (_, number) =>
    metadata(`https://idp${number}.home.lan`).replaceAll('SPSSO', 'IDPSSO'),
  )

  it('says in one line how many identity providers it has, and what its apps lack in a few', async () => {
    places.write('metadata/federation.xml', group(providers.join('') + needy.join('')))
    const opened = await places.open()
    expect(inForce(opened)).to.have.length(40)
    const messages = opened.problems.map(({ message }) => message)
    expect(messages).to.have.length(5)
    expect(messages[0]).to.match(/30 identity providers: not read\.$/)
    expect(opened.problems[0]?.cure).to.equal('')
    expect(messages[1]).to.match(/^https:\/\/sp0\.home\.lan requires attributes/)
    expect(messages[4]).to.equal('37 more apps of this file have the like.')
  })

  it('says nothing of other entities than the one that an app names', async () => {
    const broken = metadata('https://broken.home.lan', { acs: '/acs' })
    const odd = metadata(name(1)).replace('<md:SPSSODescriptor', '<md:SPSSODescriptor WantAssertionsSigned="True"')
    places.write('partners/federation.xml', group(providers.join('') + broken + metadata(name(0)) + odd))
    const entry = (entityId: string) => `  one: { metadata: partners/federation.xml, entityId: ${entityId} }\n`
    expect(told(await places.open(entry(name(0))))).to.equal('')
    expect(told(await places.open(entry(name(1))))).to.match(
      /^warning [^\n]*sp1\.home\.lan: WantAssertionsSigned[^\n]*$/,
    )
  })
})
