/** What identity providers usually send, as claims: without a word of config, and narrowed to one set. */
import { expect } from 'chai'
import type { ClaimSet } from '../../../../src/config/saml-upstream-settings.ts'
import { proved, soundXml } from '../../../saml/answer-gate.ts'

type Attributes = Readonly<Record<string, readonly string[]>>

const identity = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'
const windows = 'http://schemas.microsoft.com/ws/2008/06/identity/claims'
const microsoft = 'http://schemas.microsoft.com/identity/claims'

const person = {
  email: 'alice@example.org',
  given_name: 'Alice',
  family_name: 'Archer',
  groups: ['staff', 'wiki'],
}

/** As each of them sends it, and what it says. */
const sent: Readonly<Record<ClaimSet, readonly [Attributes, object]>> = {
  eduperson: [
    {
      'urn:oid:0.9.2342.19200300.100.1.1': ['alice'],
      'urn:oid:0.9.2342.19200300.100.1.3': ['alice@example.org'],
      'urn:oid:1.3.6.1.4.1.5923.1.1.1.6': ['alice@example.org'],
      'urn:oid:2.16.840.1.113730.3.1.241': ['Alice Archer'],
      'urn:oid:2.5.4.3': ['Archer, Alice'],
      'urn:oid:2.5.4.42': ['Alice'],
      'urn:oid:2.5.4.4': ['Archer'],
      'urn:oid:1.3.6.1.4.1.5923.1.5.1.1': ['staff', 'wiki'],
    },
    { ...person, name: 'Alice Archer', preferred_username: 'alice' },
  ],
  adfs: [
    {
      [`${identity}/upn`]: ['alice@corp.example.org'],
      [`${identity}/emailaddress`]: ['alice@example.org'],
      [`${identity}/givenname`]: ['Alice'],
      [`${identity}/surname`]: ['Archer'],
      'http://schemas.xmlsoap.org/claims/CommonName': ['Alice Archer'],
      'http://schemas.xmlsoap.org/claims/Group': ['staff', 'wiki'],
    },
    { ...person, name: 'Alice Archer', preferred_username: 'alice@corp.example.org' },
  ],
  entra: [
    {
      [`${microsoft}/tenantid`]: ['t-1'],
      [`${microsoft}/objectidentifier`]: ['o-1'],
      [`${microsoft}/displayname`]: ['Alice Archer'],
      [`${windows}/groups`]: ['staff', 'wiki'],
      [`${identity}/givenname`]: ['Alice'],
      [`${identity}/surname`]: ['Archer'],
      [`${identity}/emailaddress`]: ['alice@example.org'],
      [`${identity}/name`]: ['alice@tenant.example.org'],
    },
    { ...person, name: 'Alice Archer', preferred_username: 'alice@tenant.example.org', oid: 'o-1', tid: 't-1' },
  ],
  keycloak: [
    {
      'urn:oid:1.2.840.113549.1.9.1': ['alice@example.org'],
      'urn:oid:2.5.4.42': ['Alice'],
      'urn:oid:2.5.4.4': ['Archer'],
      username: ['alice'],
      groups: ['staff'],
      Role: ['wiki'],
    },
    { ...person, preferred_username: 'alice' },
  ],
  google: [
    {
      email: ['alice@example.org'],
      firstName: ['Alice'],
      lastName: ['Archer'],
      groups: ['staff', 'wiki'],
    },
    person,
  ],
}

describe('claims of a SAML identity provider', () => {
  for (const [set, [attributes, expected]] of Object.entries(sent)) {
    it(`by the names of ${set}`, () => {
      const xml = soundXml({ attributes })
      expect(proved(xml).claims, 'without a word of config').to.deep.equal({ attributes, ...expected })
      const own = proved(xml, { config: { claimSets: [set as ClaimSet] } })
      expect(own.claims, 'by these alone').to.deep.equal({ attributes, ...expected })
    })
  }

  it('by no other names where the config narrows them, but for what it writes itself', () => {
    const attributes = { mail: ['a@example.org'], email: ['b@example.org'], Role: ['admin'], 'urn:x:roles': ['r'] }
    const config = { claimSets: ['eduperson'] as const, claims: { groups: 'attributes["urn:x:roles"]' } }
    expect(proved(soundXml({ attributes }), { config }).claims).to.deep.equal({
      attributes,
      email: 'a@example.org',
      groups: ['r'],
    })
  })

  it('keeps several addresses several: none of them is the one that was verified', () => {
    const attributes = { mail: ['a@example.org', 'b@example.org'] }
    expect(proved(soundXml({ attributes })).claims.email).to.deep.equal(['a@example.org', 'b@example.org'])
  })
})
