import { expect } from 'chai'
import { appId, issuer, type Json, type JsonObject, upstreamName } from '../../../src/core/identifiers.ts'
import { release, toIdentity } from '../../../src/core/policy/attributes.ts'
import { standardClaims, standardClaimsBeside } from '../../../src/registry/standard-claims.ts'

const op = upstreamName('op')
const policy = {
  app: appId('oidc', 'wiki'),
  pairwiseSector: ['wiki'],
  displayName: 'Wiki',
  attributes: standardClaims,
  strictContexts: false,
}

/** What an app gets of these claims of an upstream, and what is traced. */
function told(claims: JsonObject, rules = standardClaims) {
  const context = { amr: [], issuedAt: 100, authenticatingAuthority: 'https://op.test' }
  const authentication = { upstream: op, issuer: issuer('https://op.test'), subject: 'sub-1', claims, context }
  const judge = { name: op, subjectNamespace: 'op', subjectFrom: 'sub', trustEmail: 'absent' } as const
  const traced: string[] = []
  const { attributes } = release(
    toIdentity(authentication, judge),
    { ...policy, attributes: rules },
    { subject: 'persistent', contextClass: 'urn:x' },
    { derive: (parts) => parts.join('|') },
    (name, reason) => traced.push(`${name}: ${reason}`),
  )
  const given: JsonObject = Object.fromEntries(attributes.map(({ name, value }) => [name, value]))
  return { given, traced }
}

describe('standard claims', () => {
  it('are of the types that OpenID Connect Core 5.1 gives them', () => {
    const claims = {
      ...{ name: 'Anna', locale: 'de', phone_number: '+49 1', phone_number_verified: false, updated_at: 1_700_000_000 },
      ...{ address: { formatted: 'A 1', country: 'DE' }, email: 'a@x.test' },
    }
    expect(told(claims)).to.deep.equal({ given: { ...claims, email_verified: true, groups: [] }, traced: [] })
  })

  it('say that an address, or a number, is verified where the upstream vouches for it, and of no other', () => {
    const claims = { email: 'a@x.test', mail: 'ceo@x.test' }
    const verified = (own: Readonly<Record<string, string>>, sent: JsonObject = claims) =>
      told(sent, standardClaimsBeside(own)).given.email_verified
    for (const same of ['claims.email', 'claims.?email', 'claims.email.lowerAscii()'])
      expect(verified({ email: same }), `control: ${same}`).to.equal(true)
    expect(verified({ phone_number: 'claims.email' }), 'control: without one of its own').to.equal(true)
    for (const other of ['claims.mail', 'claims.?mail', 'claims.?nothing', '"ceo@x.test"', 'groups'])
      expect(verified({ email: other }), other).to.equal(undefined)
    expect(verified({ email: 'claims.email' }, { mail: 'a@x.test' }), 'none is believed').to.equal(undefined)
    expect(verified({ email: 'claims.mail', email_verified: 'true' }), 'the operator says so').to.equal(undefined)
    const phone = { phone_number: '+49 1', phone_number_verified: true, mobile: '+49 2' }
    const told2 = (own: string) => told(phone, standardClaimsBeside({ phone_number: own })).given.phone_number_verified
    expect([told2('claims.phone_number'), told2('claims.mobile')], 'a number').to.deep.equal([true, undefined])
    expect(told({ email: ['a@x.test', 'ceo@x.test'] }).given, 'several').to.not.have.any.keys('email', 'email_verified')
  })

  const readings: readonly (readonly [claim: string, sent: Json, given: Json])[] = [
    ['updated_at', '2023-11-14T22:13:20.500Z', 1_700_000_000],
    ['updated_at', '2023-11-14T23:13:20+01:00', 1_700_000_000],
    ['updated_at', '1700000000', 1_700_000_000],
    ['updated_at', 1_700_000_000.7, 1_700_000_000],
    ['updated_at', [1_700_000_000], 1_700_000_000],
    ['phone_number', 49123, '49123'],
    ['phone_number_verified', 'true', true],
    ['phone_number_verified', ['false'], false],
    ['name', ['Anna'], 'Anna'],
    ['given_name', '', ''],
    ['email', ['a@x.test'], 'a@x.test'],
    ['address', 'A 1, Berlin', { formatted: 'A 1, Berlin' }],
    ['address', [{ country: 'DE' }], { country: 'DE' }],
  ]
  for (const [claim, sent, given] of readings) {
    it(`take what can be read in one way alone: ${claim} ${JSON.stringify(sent)}`, () => {
      const answer = told({ [claim]: sent })
      expect(answer.given[claim]).to.deep.equal(given)
      expect(answer.traced).to.deep.equal([])
    })
  }

  const unreadable: readonly (readonly [claim: string, sent: Json])[] = [
    ['updated_at', 'yesterday'],
    ['updated_at', '2023'.padEnd(20, '0')],
    ['updated_at', '2023-99-99T00:00:00Z'],
    ['updated_at', true],
    ['updated_at', {}],
    ['phone_number_verified', 'yes'],
    ['phone_number_verified', 1],
    ['name', ['Anna', 'Bea']],
    ['name', []],
    ['name', { first: 'Anna' }],
    ['picture', true],
    ['preferred_username', ['a', 'b']],
    ['address', 7],
    ['address', ['a', 'b']],
  ]
  for (const [claim, sent] of unreadable) {
    it(`leave out what can't: ${claim} ${JSON.stringify(sent)}`, () => {
      const answer = told({ [claim]: sent, nickname: 'an' })
      expect(answer.given).to.deep.equal({ nickname: 'an', groups: [] })
      expect(answer.traced).to.have.lengthOf(1)
      expect(answer.traced[0]).to.match(new RegExp(`^${claim}: it is n`))
    })
  }

  it('that are empty are none, and no fault', () => {
    expect(told({ name: null, updated_at: null, address: null })).to.deep.equal({ given: { groups: [] }, traced: [] })
  })
})
