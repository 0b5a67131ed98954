import { X509Certificate } from 'node:crypto'
import { expect } from 'chai'
import { AggregateReader } from '../../../src/saml/aggregate.ts'
import type { AggregateEntity } from '../../../src/saml/aggregate-entities.ts'
import { parseServiceProviders } from '../../../src/saml/metadata.ts'
import { spKey } from '../../fixtures/gateway.ts'
import { aggregateXml, category, federatedSp, oddForms, signedMetadata } from '../../saml/aggregate.ts'

const { certificate } = spKey()
const signers = { certificates: [certificate], fingerprints: [] }

/** What a reader finds in a text that comes in pieces of this many characters. */
function read(xml: string, { piece = 65_536, now = 0 } = {}) {
  const entities: AggregateEntity[] = []
  const reader = new AggregateReader({ signers, now, take: (entity) => void entities.push(entity) })
  for (let at = 0; at < xml.length; at += piece) reader.write(xml.slice(at, at + piece))
  return { facts: reader.finish(), entities }
}

describe('AggregateReader', () => {
  for (const [name, content] of Object.entries(oddForms)) {
    it(`takes what xml-crypto signed: ${name}`, () => {
      const xml = signedMetadata(aggregateXml(content))
      const whole = read(xml)
      expect(whole.entities).to.not.be.empty
      expect(read(xml, { piece: 7 })).to.deep.equal(whole)
      expect(() => read(xml.replace('https://a.test/acs', 'https://b.test/acs').replace('😀é中', 'x'))).to.throw()
    })
  }

  it('takes one of several megabytes, as federations have', () => {
    // Few nodes, since xml-crypto signs it: what counts is the length.
    const extensions = `<x xmlns="urn:x">${'x'.repeat(20_000)}</x>`
    const sps = Array.from({ length: 150 }, (_, at) => federatedSp(`https://sp${at}.test`, { extensions }))
    const xml = signedMetadata(aggregateXml(sps.join('')))
    expect(xml.length).to.be.greaterThan(3_000_000)
    expect(read(xml).entities).to.have.length(150)
  })

  it('says until when, and how long to keep it', () => {
    const attributes = ' validUntil="2026-12-01T00:00:00Z" cacheDuration="PT6H"'
    const { facts } = read(signedMetadata(aggregateXml(federatedSp('https://a.test'), { attributes })))
    expect(facts).to.deep.equal({ validUntil: Date.UTC(2026, 11, 1), cacheDuration: 'PT6H' })
  })

  it('gives each service provider as a document of its own, with the namespaces declared around it', () => {
    const scope = '<shibmd:Scope regexp="false">a.test</shibmd:Scope>'
    const attributes = ' validUntil="2999-01-01T00:00:00Z" xmlns:shibmd="urn:mace:shibboleth:metadata:1.0"'
    const sp = federatedSp('https://a.test', { extensions: `${scope}${category('urn:c')}` })
    const { entities } = read(signedMetadata(aggregateXml(sp, { attributes })))
    const [entity] = entities
    expect(entity?.text).to.contain(
      '<shibmd:Scope xmlns:shibmd="urn:mace:shibboleth:metadata:1.0" regexp="false">a.test</shibmd:Scope>',
    )
    expect(parseServiceProviders(entity?.text ?? '').serviceProviders.map(({ entityId }) => entityId)).to.deep.equal([
      'https://a.test',
    ])
    expect(entity?.extensions?.children).to.have.length(2)
  })

  it('ends each at the earliest validUntil around it', () => {
    const inner = federatedSp('https://a.test', { attributes: ' validUntil="2027-01-01T00:00:00Z"' })
    const nested = (until: string) => `<md:EntitiesDescriptor validUntil="${until}">${inner}</md:EntitiesDescriptor>`
    const xml = signedMetadata(
      aggregateXml(`${nested('2026-01-01T00:00:00Z')}${nested('2028-01-01T00:00:00Z')}${inner}`),
    )
    expect(read(xml).entities.map(({ validUntil }) => new Date(validUntil).getUTCFullYear())).to.deep.equal([
      2026, 2027, 2027,
    ])
  })

  it('passes over identity providers and what is no entity', () => {
    const idp =
      '<md:EntityDescriptor entityID="https://idp.test"><md:IDPSSODescriptor protocolSupportEnumeration="urn:x"/></md:EntityDescriptor>'
    const other = `<md:Extensions>${federatedSp('https://hidden.test')}</md:Extensions>`
    const xml = signedMetadata(aggregateXml(`${other}${idp}${federatedSp('https://a.test')}`))
    expect(read(xml).entities.map(({ entityId }) => entityId)).to.deep.equal(['https://a.test'])
  })

  it('loses one entity that is too large, and none of the others', () => {
    const large = federatedSp('https://large.test', { role: `<md:x>${'y'.repeat(600_000)}</md:x>` })
    const { entities } = read(signedMetadata(aggregateXml(`${large}${federatedSp('https://a.test')}`)))
    expect(entities.map(({ entityId, text }) => [entityId, text === undefined])).to.deep.equal([
      ['https://large.test', true],
      ['https://a.test', false],
    ])
  })

  it('knows the signer by a fingerprint', () => {
    const fingerprint = new X509Certificate(certificate).fingerprint256.replaceAll(':', '').toLowerCase()
    const reader = new AggregateReader({
      signers: { certificates: [], fingerprints: [fingerprint] },
      now: 0,
      take: () => {},
    })
    reader.write(signedMetadata(aggregateXml(federatedSp('https://a.test'))))
    expect(reader.finish().validUntil).to.equal(Date.UTC(2999, 0, 1))
  })
})
