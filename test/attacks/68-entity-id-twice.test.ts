import { expect } from 'chai'
import { parseServiceProviders } from '../../src/saml/metadata.ts'
import { fixture } from '../saml/fixtures.ts'
import { refusal } from '../saml/gate.ts'

const metadata = fixture('mellon-metadata.xml')
const group = (...entities: readonly string[]) =>
  `<g:EntitiesDescriptor xmlns:g="urn:oasis:names:tc:SAML:2.0:metadata">${entities.join('')}</g:EntitiesDescriptor>`

describe('attack 68: one entityID twice', () => {
  it('is refused within a file, nested or not', () => {
    const other = metadata.replace('mellon/metadata', 'other')
    expect(parseServiceProviders(group(metadata, other)).serviceProviders).to.have.length(2)
    expect(parseServiceProviders(group(metadata, group(group(other)))).serviceProviders).to.have.length(2)
    for (const twice of [
      group(metadata, metadata),
      group(metadata, group(metadata)),
      group(group(metadata), other, group(metadata)),
    ]) {
      expect(refusal(() => parseServiceProviders(twice), 'malformed_request').message).to.contain('mellon/metadata')
    }
  })

  it('counts entities that are no service provider too', () => {
    const idp = metadata.replaceAll('SPSSODescriptor', 'IDPSSODescriptor')
    refusal(() => parseServiceProviders(group(metadata, idp)), 'malformed_request')
  })

  it('compares octet by octet', () => {
    const slash = metadata.replace('mellon/metadata"', 'mellon/metadata/"')
    expect(parseServiceProviders(group(metadata, slash)).serviceProviders).to.have.length(2)
  })
})
