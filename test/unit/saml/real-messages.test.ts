import { expect } from 'chai'
import { parseServiceProviders } from '../../../src/saml/metadata.ts'
import { fixture, realServiceProviders } from '../../saml/fixtures.ts'
import { received } from '../../saml/gate.ts'
import { posted, redirected } from '../../saml/request.ts'

const before = Date.parse('2026-11-23T00:00:00Z')

describe('what real service providers send', () => {
  for (const name of realServiceProviders) {
    const [sp] = parseServiceProviders(fixture(`${name}-metadata.xml`), { now: before }).serviceProviders
    const request = fixture(`${name}-AuthnRequest.xml`)

    it(`${name}: the AuthnRequest fits its metadata, by both bindings`, () => {
      for (const http of [posted(request), redirected(request)]) {
        const read = received(http, { mode: 'optional' })
        expect(read.issuer).to.equal(sp?.entityId)
        expect(read.id).to.match(/^[A-Za-z_]/)
        expect(new Date(read.issueInstant).toISOString()).to.match(/^2026-11-22T02:47:/)
        expect(sp?.assertionConsumerServices.map(({ location }) => location)).to.include(
          read.assertionConsumerServiceUrl,
        )
      }
    })

    it(`${name}: the metadata is read without a warning`, () => {
      const { serviceProviders, warnings } = parseServiceProviders(fixture(`${name}-metadata.xml`), { now: before })
      expect(warnings).to.deep.equal([])
      expect(serviceProviders).to.have.length(1)
      expect(serviceProviders[0]).to.include({ authnRequestsSigned: true })
      expect(serviceProviders[0]?.signingKeys).to.have.length(1)
    })
  }
})
