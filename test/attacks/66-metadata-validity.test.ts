import { expect } from 'chai'
import { inEnglish } from '../../src/core/said.ts'
import { withoutExpired } from '../../src/registry/reading.ts'
import { parseServiceProviders } from '../../src/saml/metadata.ts'
import { fixture } from '../saml/fixtures.ts'

const metadata = fixture('python3-saml-metadata.xml')
const end = Date.parse('2026-11-24T02:47:35Z')

describe('attack 66: metadata past its time', () => {
  it('warns once validUntil is past, and not before', () => {
    expect(parseServiceProviders(metadata, { now: end - 1 }).warnings).to.deep.equal([])
    const { serviceProviders, warnings } = parseServiceProviders(metadata, { now: end + 1 })
    expect(warnings.map(inEnglish)).to.deep.equal([
      'http://127.0.0.1:9304/metadata: validUntil is past: 2026-11-24T02:47:35.000Z',
    ])
    expect(serviceProviders[0]?.validUntil).to.equal(end)
  })

  it('takes the earliest of the entity, its role and the entities around it', () => {
    const around = (validUntil: string) =>
      `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" validUntil="${validUntil}">${metadata}</md:EntitiesDescriptor>`
    const until = (xml: string) => parseServiceProviders(xml, { now: 0 }).serviceProviders[0]?.validUntil
    expect(until(around('2030-01-01T00:00:00Z'))).to.equal(end)
    expect(until(around('2026-01-01T00:00:00Z'))).to.equal(Date.parse('2026-01-01T00:00:00Z'))
    expect(until(around('2026-01-01T02:00:00+02:00'))).to.equal(Date.parse('2026-01-01T00:00:00Z'))
    const role = metadata.replace('<md:SPSSODescriptor', '<md:SPSSODescriptor validUntil="2026-02-01T00:00:00"')
    expect(until(role)).to.equal(Date.parse('2026-02-01T00:00:00Z'))
  })

  it('takes a date that is none for past: for a file the operator vouches, and nothing fetched or signed is in force by it', () => {
    for (const date of ['tomorrow', '2026-02-30T00:00:00Z', '0']) {
      const { serviceProviders, warnings } = parseServiceProviders(metadata.replace('2026-11-24T02:47:35Z', date))
      expect(serviceProviders[0]?.validUntil).to.equal(0)
      expect(warnings.map(inEnglish).join()).to.contain(`“${date}”, and counts as past`)
      const reading = { source: 'x', serviceProviders, warnings, notes: [], signed: true }
      expect(withoutExpired(reading, end).serviceProviders).to.deep.equal([])
    }
    const until = (date: string) =>
      parseServiceProviders(metadata.replace('2026-11-24T02:47:35Z', date)).serviceProviders[0]?.validUntil
    expect(until('')).to.equal(undefined)
    expect(until('2026-11-24')).to.equal(Date.parse('2026-11-24T00:00:00Z'))
    expect(until('2026-11-24T02:47:35')).to.equal(end)
    expect(until('2026-11-24T04:47:35+0200')).to.equal(end)
  })

  it('warns of certificates past their end', () => {
    const { warnings, serviceProviders } = parseServiceProviders(metadata, { now: Date.parse('2040-01-01T00:00:00Z') })
    expect(warnings.map(inEnglish).join('\n')).to.match(/certificate .*python3-saml-sp.* expired on 2036-11-19/)
    expect(serviceProviders[0]?.signingKeys).to.have.length(1)
  })
})
