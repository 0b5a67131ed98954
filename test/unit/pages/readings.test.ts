/** What is said of metadata that is in force, or can't be: at the app and at the upstream, in the language of the page. */
import { expect } from 'chai'
import { inWords } from '../../../src/pages/console/finding-words.ts'
import { consoleMessagesIn } from '../../../src/pages/messages/console/messages.ts'
import { languages } from '../../../src/pages/messages/language.ts'
import { type Finding, reportReading } from '../../../src/registry/app-source.ts'
import { withoutForbidden } from '../../../src/registry/endpoints.ts'
import { parseHere } from '../../../src/registry/parse.ts'
import { broken, type Reading } from '../../../src/registry/reading.ts'
import { certificateBase64, keyDescriptor, x509Data } from '../../saml/metadata.ts'
import { metadata, Places } from '../registry/places.ts'

const foreign = languages.filter((language) => language !== 'en')
const [wiki, shop] = ['https://wiki.test', 'https://shop.test']
const together = (...entities: readonly string[]) =>
  `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" validUntil="soon">${entities.join('')}</md:EntitiesDescriptor>`
const bare = (name: string) =>
  `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${name}"/>`
const endpoint = (name: string, binding: string, location: string) =>
  `<md:${name} Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="${location}"/>`
const idpRole = (inside: string) =>
  `<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${inside}</md:IDPSSODescriptor>`
const idp = (name: string, inside: string) => bare(name).replace('/>', `>${inside}</md:EntityDescriptor>`)
const scope =
  '<md:Extensions><shibmd:Scope xmlns:shibmd="urn:mace:shibboleth:metadata:1.0" regexp="true">.*</shibmd:Scope></md:Extensions>'
const goodIdp = idpRole(
  `${scope}${keyDescriptor(x509Data(certificateBase64('ca')), 'signing')}${endpoint('ArtifactResolutionService', 'SOAP', 'here')}${endpoint('SingleSignOnService', 'HTTP-POST', `${wiki}/sso`)}`,
)
const calledByUs = endpoint('SingleLogoutService', 'SOAP', 'https://127.0.0.1/slo')
const unencrypted = endpoint('SingleLogoutService', 'SOAP', 'http://wiki.test/slo')

const read = (text: string, role?: 'identityProvider'): Reading => {
  try {
    return { source: wiki, ...parseHere({ octets: text, now: Date.now(), role }) }
  } catch (error) {
    return broken(wiki, undefined, error)
  }
}

/** What the address or the file gave, and how many sentences are said of it. */
const readings: Readonly<Record<string, readonly [reading: () => Reading | Promise<Reading>, sentences: number]>> = {
  'what is left out of it, and who else is in it': [
    () => read(together(metadata(wiki), bare(shop), idp('https://c.test', goodIdp))),
    3,
  ],
  'several apps that all can’t be used': [
    () =>
      read(
        together(
          metadata(wiki, { acs: 'acs' }),
          metadata('https://b.test', { acs: 'acs' }),
          bare(shop),
          idp('https://c.test', goodIdp),
        ),
      ),
    1,
  ],
  'one that can’t be used': [() => read(bare(wiki)), 1],
  'nothing at all': [() => read(together()), 1],
  'an identity provider, and what is not read of it': [
    () => read(idp(wiki, goodIdp.repeat(2)).replace('>', ' validUntil="2001-01-01T00:00:00Z">'), 'identityProvider'),
    4,
  ],
  'several identity providers that all can’t be used': [
    () => read(together(idp(wiki, idpRole('')), idp(shop, idpRole(keyDescriptor('', 'signing')))), 'identityProvider'),
    1,
  ],
  'one of them that can’t be used': [
    () => read(together(idp(wiki, goodIdp), idp(shop, idpRole(''))), 'identityProvider'),
    4,
  ],
  'addresses that we would call': [
    async () => {
      const reading = read(metadata(wiki, { inside: calledByUs + unencrypted }))
      const outbound = { authorities: [], proxy: { no: '' }, allowAddresses: [] } as never
      const judged = await withoutForbidden(reading.serviceProviders, { address: '192.0.2.1' }, outbound)
      return { ...reading, warnings: judged.warnings }
    },
    2,
  ],
}

describe('what is said of metadata that was read', () => {
  for (const [what, [reading, sentences]] of Object.entries(readings)) {
    it(`is said in every language: ${what}`, async () => {
      const findings: Finding[] = []
      reportReading(await reading(), (finding) => findings.push(finding))
      expect(findings.map(({ message }) => message)).to.have.length(sentences)
      for (const finding of findings) isForeign(finding)
    })
  }

  it('names in every language each that is refused', () => {
    const texts = consoleMessagesIn('de')
    const two = together(idp(wiki, idpRole('')), idp(shop, idpRole('')))
    reportReading(read(two, 'identityProvider'), (finding) => {
      expect(finding.message).to.match(
        /can’t be used\. https:\/\/wiki\.test: no signing key.*; https:\/\/shop\.test: no/,
      )
      expect(inWords(finding, texts).message).to.match(
        / https:\/\/wiki\.test: Es gibt keinen .* https:\/\/shop\.test: Es/,
      )
    })
  })
})

describe('what does not fit between an app in force and its metadata', () => {
  const places = new Places()
  after(() => places.remove())

  it('is said in every language', async () => {
    const settings = "encryptAssertions: true, slo: soap, nameId: persistent, allow: 'true'"
    const { problems } = await places.open(`  wiki: { entityId: ${wiki}, acs: ${wiki}/acs, ${settings} }\n`)
    expect(problems.map(({ message }) => message).join()).to.contain('has no key to encrypt to')
    for (const problem of problems) isForeign(problem)
  })
})

function isForeign(finding: Pick<Finding, 'message' | 'cure' | 'says'>): void {
  for (const language of foreign) {
    const { message, cure, lang } = inWords(finding, consoleMessagesIn(language))
    expect(lang, finding.message).to.equal(undefined)
    expect(message).to.not.equal(finding.message)
    expect(`${message} ${cure}`).to.not.match(/\{\w+\}|undefined/)
  }
}
