import { expect } from 'chai'
import { inEnglish } from '../../src/core/said.ts'
import { parseServiceProviders } from '../../src/saml/metadata.ts'
import { fixture } from '../saml/fixtures.ts'
import { refusal } from '../saml/gate.ts'

const metadata = fixture('mellon-metadata.xml')
const other = metadata.replace('mellon/metadata', 'other')
const elsewhere = metadata.replaceAll('postResponse', 'elsewhere')
const idp = metadata.replaceAll('SPSSODescriptor', 'IDPSSODescriptor')
const group = (...entities: readonly string[]) =>
  `<g:EntitiesDescriptor xmlns:g="urn:oasis:names:tc:SAML:2.0:metadata">${entities.join('')}</g:EntitiesDescriptor>`
const names = (xml: string) => parseServiceProviders(xml).serviceProviders.map(({ entityId }) => entityId)

describe('attack 68: one entityID twice', () => {
  it('control: two names are two service providers, nested or not', () => {
    expect(elsewhere).not.to.equal(metadata)
    expect(names(group(metadata, other))).to.have.length(2)
    expect(names(group(metadata, group(group(other))))).to.have.length(2)
  })

  it('neither of two that differ is in force, and the others are', () => {
    for (const twice of [
      group(metadata, elsewhere, other),
      group(metadata, group(elsewhere), other),
      group(group(metadata), other, group(elsewhere), metadata),
    ]) {
      const { serviceProviders, warnings } = parseServiceProviders(twice)
      expect(serviceProviders.map(({ entityId }) => entityId)).to.deep.equal([names(other)[0]])
      expect(warnings.map(inEnglish).join()).to.contain('mellon/metadata').and.contain('more than once')
    }
    expect(refusal(() => parseServiceProviders(group(metadata, elsewhere)), 'malformed_request').message).to.contain(
      'mellon/metadata',
    )
  })

  it('two that say the same are one', () => {
    expect(names(group(metadata, group(metadata)))).to.have.length(1)
    // Around the second stands an earlier end: it does not say the same.
    const ending = group(metadata)
      .replace('<g:', '<g:')
      .replace('2.0:metadata">', '2.0:metadata" validUntil="2020-01-01T00:00:00Z">')
    expect(names(group(metadata, ending, other))).to.have.length(1)
  })

  it('an entity of another role clashes with nobody', () => {
    expect(names(group(metadata, idp, idp.replaceAll('postResponse', 'elsewhere'), other))).to.have.length(2)
  })

  it('one that can not be read costs itself alone', () => {
    const nameless = metadata.replace(/entityID="[^"]*"/, '')
    const endless = metadata.replace(/entityID="[^"]*"/, `entityID="${'x'.repeat(1025)}"`)
    for (const bad of [nameless, endless]) {
      const { serviceProviders, warnings } = parseServiceProviders(group(bad, other))
      expect(serviceProviders).to.have.length(1)
      expect(warnings).to.have.length(1)
      refusal(() => parseServiceProviders(group(bad)), 'malformed_request')
    }
  })

  it('compares octet by octet', () => {
    const slash = metadata.replace('mellon/metadata"', 'mellon/metadata/"')
    expect(names(group(metadata, slash))).to.have.length(2)
  })
})
