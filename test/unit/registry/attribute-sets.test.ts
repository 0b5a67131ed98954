import { expect } from 'chai'
import type { JsonObject } from '../../../src/core/identifiers.ts'
import { attributeSets, compileAttributes } from '../../../src/registry/attribute-sets.ts'

const input = (claims: JsonObject, groups: readonly string[] = []) => ({ claims, groups, upstream: 'authelia' })

describe('attribute sets', () => {
  const claims = {
    preferred_username: 'anna',
    email: 'anna@home.lan',
    name: 'Anna Huber',
    given_name: 'Anna',
    family_name: 'Huber',
  }
  const namings = (set: 'basic' | 'oid') => [...attributeSets[set].names.values()]
  const attributes = (set: 'basic' | 'oid' | 'ws', known: JsonObject, groups: readonly string[]) =>
    compileAttributes({ set }).rules.map(({ name, value }) => [name, value.evaluate(input(known, groups))] as const)

  it('basic has plain names', () => {
    expect(Object.fromEntries(attributes('basic', claims, ['staff', 'it']))).to.deep.equal({
      username: 'anna',
      email: 'anna@home.lan',
      name: 'Anna Huber',
      first_name: 'Anna',
      last_name: 'Huber',
      groups: ['staff', 'it'],
    })
    expect(namings('basic').map(({ nameFormat }) => nameFormat)).to.deep.equal(Array(6).fill('basic'))
  })

  it("oid has LDAP's names, with FriendlyName", () => {
    const friendly = namings('oid').map(({ friendlyName }) => friendlyName)
    expect(friendly).to.deep.equal(['uid', 'mail', 'displayName', 'cn', 'givenName', 'sn', 'isMemberOf'])
    expect(
      [...attributeSets.oid.names].every(
        ([name, { nameFormat }]) => name.startsWith('urn:oid:') && nameFormat === 'uri',
      ),
    ).to.equal(true)
    expect(attributes('oid', claims, ['staff']).map(([, found]) => found)).to.deep.equal([
      'anna',
      'anna@home.lan',
      'Anna Huber',
      'Anna Huber',
      'Anna',
      'Huber',
      ['staff'],
    ])
  })

  it('ws has claim URIs', () => {
    expect(attributes('ws', claims, ['staff'])).to.deep.include.members([
      ['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress', 'anna@home.lan'],
      ['http://schemas.xmlsoap.org/claims/Group', ['staff']],
    ])
  })

  it('leave out what is not there, without an error', () => {
    expect(attributes('basic', {}, []).map(([, found]) => found)).to.deep.equal([null, null, null, null, null, []])
  })

  it('can be written out', () => {
    const {
      rules: [rule],
    } = compileAttributes({
      rules: [{ name: 'role', nameFormat: 'basic', value: '"admins" in groups ? "admin" : "user"' }],
    })
    expect(rule?.value.evaluate(input({}, ['admins']))).to.equal('admin')
  })
})
