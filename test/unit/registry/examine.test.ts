import { generateKeyPairSync } from 'node:crypto'
import { expect } from 'chai'
import { willSend } from '../../../src/downstream/saml-idp/will-send.ts'
import type { Examination } from '../../../src/registry/examination.ts'
import { type ExamineContext, examineMetadata } from '../../../src/registry/examine.ts'
import { Surveyor } from '../../../src/registry/survey.ts'
import { fixture, realServiceProviders } from '../../saml/fixtures.ts'
import { aggregate, metadata, Places } from './places.ts'

const wiki = 'https://wiki.home.lan'
const base = { config: undefined as never, surveyor: new Surveyor() }
const day = 86_400_000

describe('registry: metadata that is handed in', () => {
  let places: Places
  before(async () => {
    places = new Places()
    base.config = (await places.config()) as never
  })
  after(() => places.remove())

  const examine = (text: string | Uint8Array, more: Partial<ExamineContext> = {}): Promise<Examination> =>
    examineMetadata(typeof text === 'string' ? Buffer.from(text) : text, {
      ...base,
      registry: { owner: () => undefined },
      willSend: (app) => willSend(app, 'https://sso.home.lan'),
      ...more,
    })

  /** Findings as `severity topic line`, with one on each line. */
  const brief = ({ findings }: Examination): string =>
    findings.map(({ severity, topic, line }) => `${severity} ${topic} ${line ?? '-'}`).join('\n')

  const lines = (text: string) => text.replaceAll('><', '>\n<')

  describe('is refused, with the line and what it is', () => {
    const idp = metadata(wiki).replaceAll('SPSSODescriptor', 'IDPSSODescriptor')
    const cases: readonly (readonly [what: string, text: string, found: string, message: RegExp])[] = [
      ['nothing', '  ', 'error text -', /empty/],
      ['a word', 'hello', 'error text -', /no XML.*“hello”/],
      ['a page', '<!doctype html><html><title>Sign in</title><br></html>', 'error text -', /web page, “Sign in”/],
      ['a discovery document', '{"issuer":"x","token_endpoint":"y"}', 'error text -', /discovery document of OpenID/],
      ['a client', '{"client_id":"x"}', 'error text -', /OpenID Connect client/],
      ['a login request', fixture('mellon-AuthnRequest.xml'), 'error document 1', /a login request/],
      ['a logout request', fixture('mellon-LogoutRequest.xml'), 'error document 1', /a message of SAML/],
      ['an IdP', lines(idp), 'error role 1', new RegExp(`${wiki}: no SPSSODescriptor: this looks like IdP metadata`)],
      [
        'an aggregate of nobody',
        '<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"/>',
        'error choose -',
        /no service provider/,
      ],
      [
        'an aggregate of IdPs',
        aggregate(wiki, 'https://shop.home.lan').replaceAll('SPSSODescriptor', 'IDPSSODescriptor'),
        'error choose -',
        /no service provider/,
      ],
      ['a DOCTYPE', `<?xml version="1.0"?>\n<!DOCTYPE a []>\n${metadata(wiki)}`, 'error text 2', /DOCTYPE/],
      ['an open tag', lines(metadata(wiki)).replace('</md:SPSSODescriptor>', ''), 'error text 5', /not well-formed/],
      ['an &', lines(metadata(wiki, { acs: `${wiki}/?a&b` })), 'error text 3', /&amp;/],
      [
        'no ACS',
        lines(metadata(wiki)).replace(/<md:Assertion.*\n/, ''),
        'error address 2',
        /no AssertionConsumerService/,
      ],
      [
        'an ACS by Redirect alone',
        lines(metadata(wiki)).replace('HTTP-POST', 'HTTP-Redirect'),
        'error unanswerable 2',
        /HTTP-POST/,
      ],
      ['a script', lines(metadata(wiki, { acs: 'javascript:alert(1)' })), 'error script-address 3', /“javascript/],
      [
        'a hidden script',
        lines(metadata(wiki, { acs: ' jav&#9;ascript:alert(1)' })),
        'error script-address 3',
        /script/,
      ],
    ]
    for (const [what, text, found, message] of cases) {
      it(`${what}`, async () => {
        const examined = await examine(text)
        expect(brief(examined).split('\n')[0]).to.equal(found)
        expect(examined.findings[0]?.message).to.match(message)
        expect(examined.findings.every(({ cure }) => cure.length > 10)).to.equal(true)
        expect(examined.usable).to.equal(false)
      })
    }
  })

  it('has a spare script address refused too, though a dropped file would only lose that address', async () => {
    const spare =
      '<md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="data:text/html,x" index="9"/>'
    const examined = await examine(lines(metadata(wiki).replace('</md:SPSS', `${spare}</md:SPSS`)))
    expect(brief(examined)).to.equal('error script-address 4')
  })

  it('says everything at once: keys, addresses and what the schema says', async () => {
    const key =
      '<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>AAAA</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>'
    const text = lines(metadata(wiki, { inside: key, acs: 'acs', attributes: ' validUntil="soon"' }))
    const examined = await examine(`<?xml version="1.0"?>\n${text}`)
    expect(brief(examined)).to.equal(
      ['error key 6', 'error address 11', 'warning validity 2', 'warning schema 2'].join('\n'),
    )
  })

  it('counts a blank line before the declaration, as editors do', async () => {
    const text = `\n\n<?xml version="1.0" encoding="utf-16"?>\n${metadata(wiki, { attributes: ' validUntil="soon"' })}`
    expect(brief(await examine(text))).to.equal('warning validity 4\nwarning schema 4')
  })

  it('names whose entityID it is, but not the app itself', async () => {
    const registry = { owner: () => 'apps.wiki' }
    const taken = await examine(metadata(wiki), { registry })
    expect(brief(taken)).to.equal('error taken 1')
    expect(taken.findings[0]?.message).to.contain('already belongs to apps.wiki')
    expect((await examine(metadata(wiki), { registry, self: 'apps.wiki' })).usable).to.equal(true)
  })

  it('needs a key that it says it signs with, and one to encrypt to where that is wanted', async () => {
    const text = lines(metadata(wiki)).replace('<md:SPSSODescriptor ', '<md:SPSSODescriptor AuthnRequestsSigned="1" ')
    expect(brief(await examine(text))).to.contain('error need 2')
    const [app] = (await places.config(`  wiki: { entityId: ${wiki}, acs: ${wiki}/acs, encryptAssertions: true }\n`))
      .apps
    const encrypted = await examine(metadata(wiki), { app: app as never })
    expect(encrypted.findings[0]?.message).to.match(/no key to encrypt to/)
  })

  it('warns of plain http, and of a copy or certificate that ends soon', async () => {
    const real = await examine(fixture('pysaml2-metadata.xml'))
    const end = Math.min(...(real.description?.keys ?? []).flatMap(({ notAfter }) => notAfter ?? []))
    const ending = await examine(fixture('pysaml2-metadata.xml'), { now: end - 5 * day, surveyor: new Surveyor() })
    expect(brief(ending)).to.match(/^warning certificate \d+/m)
    const validUntil = new Date(Date.now() + 47 * 3_600_000).toISOString()
    const text = metadata(wiki, { acs: 'http://wiki.home.lan/acs', attributes: ` validUntil="${validUntil}"` })
    const examined = await examine(text)
    expect(brief(examined)).to.equal('warning unencrypted 1\nwarning validity 1')
    expect(examined.findings[1]?.message).to.contain('valid for 2 more days')
    expect(examined.usable).to.equal(true)
  })

  it('is too large before anything reads it', async () => {
    const examined = await examine(Buffer.alloc(10 * 1_048_576 + 1))
    expect(brief(examined)).to.equal('error too-large -')
  })

  it('asks which of several is meant, and speaks of that one alone', async () => {
    const text = aggregate(wiki, 'https://shop.home.lan').replace(
      'https://shop.home.lan/acs',
      'http://shop.home.lan/acs',
    )
    const examined = await examine(text)
    expect(examined.findings.find(({ severity }) => severity === 'error')?.topic).to.equal('choose')
    expect(examined.entityIds).to.deep.equal([wiki, 'https://shop.home.lan'])
    expect(await examine(text, { entityId: wiki as never })).to.include({ usable: true })
    expect(brief(await examine(text, { entityId: 'https://gone.home.lan' as never }))).to.contain('error choose -')
  })

  for (const name of realServiceProviders) {
    it(`describes ${name}, and what it will be sent`, async () => {
      const { description, usable } = await examine(fixture(`${name}-metadata.xml`))
      expect(usable).to.equal(true)
      expect(description?.assertionConsumerServices).to.not.be.empty
      expect(description?.willSend.signs).to.include({ response: true, assertion: true })
      expect(description?.willSend.attributes.map((one) => one.name)).to.include.members(['username', 'groups'])
      for (const key of description?.keys ?? []) expect(key.fingerprint).to.match(/^[0-9a-f]{64}$/)
    })
  }

  it('shows a key without a certificate by its size and name, and none that is left out', async () => {
    const { n = '', e = '' } = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' })
    const [modulus, exponent] = [n, e].map((number) => Buffer.from(number, 'base64url').toString('base64'))
    const value = `<ds:RSAKeyValue><ds:Modulus>${modulus}</ds:Modulus><ds:Exponent>${exponent}</ds:Exponent></ds:RSAKeyValue>`
    const info = `<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:KeyValue>${value}</ds:KeyValue></ds:KeyInfo>`
    const keys = ['signing', 'Signing'].map((use) => `<md:KeyDescriptor use="${use}">${info}</md:KeyDescriptor>`)
    const text = metadata(wiki).replace(/(<md:SPSSODescriptor[^>]*>)/, `$1${keys.join('')}`)
    const { description, serviceProvider, findings } = await examine(text)
    const [used] = serviceProvider?.signingKeys ?? []
    expect(description?.keys).to.deep.equal([{ use: 'signing', bits: 2048, keyId: used?.id }])
    expect(findings.map(({ code }) => code)).to.include('key-use')
  })

  it('names the key that assertions will be encrypted to', async () => {
    const { description } = await examine(fixture('pysaml2-metadata.xml'), {
      willSend: (app) =>
        willSend({ ...app, settings: { ...app.settings, encryptAssertions: true } }, 'https://sso.home.lan'),
    })
    const key = description?.keys.find(({ use }) => use !== 'signing')
    expect(description?.willSend.encrypts?.keyId)
      .to.equal(key?.keyId)
      .and.match(/^[0-9a-f]{16}$/)
  })

  it('takes the name that the answering code would choose', async () => {
    const format = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'
    const { description } = await examine(metadata(wiki, { inside: `<md:NameIDFormat>${format}</md:NameIDFormat>` }))
    expect(description?.willSend.nameId).to.deep.equal({ kind: 'email', format })
  })
})
