/** What the doctor finds at a SAML identity provider stands on the page in its language. */
import { expect } from 'chai'
import type { Finding } from '../../../src/cli/doctor-finding.ts'
import { examineIdentityProvider } from '../../../src/cli/doctor-saml.ts'
import { inWords } from '../../../src/pages/console/finding-words.ts'
import { consoleMessagesIn } from '../../../src/pages/messages/console/messages.ts'
import { languages } from '../../../src/pages/messages/language.ts'
import { idpMetadata } from '../../saml/answer.ts'
import { Scratch } from '../config/scratch.ts'
import { metadata } from '../registry/places.ts'

const body = (text: string) => text.replace(/^<\?xml[^>]*>/, '')
const several = (...parts: readonly string[]) =>
  `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${parts.map(body).join('')}</md:EntitiesDescriptor>`

describe('what the doctor finds at a SAML identity provider', () => {
  let scratch: Scratch
  before(() => {
    scratch = new Scratch()
  })
  after(() => scratch.remove())

  async function findingsFor(text: string | undefined, more = '') {
    const file = text === undefined ? 'none.xml' : 'corp.xml'
    if (text !== undefined) scratch.write(file, text)
    const { config } = await scratch.load(
      `publicUrl: https://sso.home.lan\nupstreams: { corp: { kind: saml, metadata: ${file}${more} } }\n`,
    )
    const upstream = config?.upstreams[0]
    if (config === undefined || upstream?.protocol !== 'saml') throw new Error('no such upstream')
    const findings: Finding[] = []
    for await (const one of examineIdentityProvider(upstream, config)) findings.push(one)
    return findings
  }

  const other = idpMetadata().replace(/entityID="[^"]*"/, 'entityID="https://other.test"')
  const cases: readonly (readonly [text: string | undefined, more?: string])[] = [
    [undefined],
    [' '],
    ['<a/>'],
    ['<!doctype html><html></html>'],
    [several(idpMetadata(), other)],
    [several(idpMetadata(), other), ', idpEntityId: https://none.test'],
    [metadata('https://wiki.home.lan')],
    [idpMetadata().replace(/protocolSupportEnumeration="[^"]*"/, 'protocolSupportEnumeration="urn:other"')],
    [idpMetadata().replace(/<md:KeyDescriptor[\s\S]*<\/md:KeyDescriptor>/, '')],
    [idpMetadata().replaceAll(/<md:SingleSignOnService[^>]*>/g, '')],
    [idpMetadata()],
  ]

  for (const language of languages.filter((one) => one !== 'en')) {
    it(`is said in ${language}`, async function () {
      this.timeout(60_000)
      for (const [text, more] of cases) {
        const findings = await findingsFor(text, more)
        expect(findings, text).to.not.be.empty
        for (const { what, ...finding } of findings) {
          const words = inWords({ ...finding, message: what }, consoleMessagesIn(language))
          expect(words.lang, `${what} ${finding.cure}`).to.equal(undefined)
          expect(words.message).to.not.equal(what)
        }
      }
    })
  }
})
