import { expect } from 'chai'
import { GatewayError } from '../../../../src/core/errors.ts'
import { appId, issuer, type JsonObject, upstreamName } from '../../../../src/core/identifiers.ts'
import type { AppPolicy } from '../../../../src/core/policy/app-policy.ts'
import { release, toIdentity } from '../../../../src/core/policy/attributes.ts'
import type { Expression } from '../../../../src/core/policy/compile.ts'
import type { ExpressionInput } from '../../../../src/core/policy/expression-input.ts'
import type { EmailTrust, SubjectKind } from '../../../../src/core/policy/identity.ts'

const judge = { name: upstreamName('op'), subjectNamespace: 'op', subjectFrom: 'sub', trustEmail: 'verified' } as const
const authentication = (claims: JsonObject) => ({
  upstream: upstreamName('op'),
  issuer: issuer('https://op.test'),
  subject: 'sub-1',
  claims,
  context: { amr: [], issuedAt: 100, authenticatingAuthority: 'https://op.test' },
})
const expression = (evaluate: (input: ExpressionInput) => unknown): Expression => ({ source: 'test', evaluate })
const policy = (value: (input: ExpressionInput) => unknown, subjectValue?: Expression): AppPolicy => ({
  app: appId('saml', 'https://wiki.test'),
  pairwiseSector: ['https://wiki.test'],
  displayName: 'Wiki',
  attributes: [{ name: 'x', value: expression(value) }],
  strictContexts: false,
  ...(subjectValue !== undefined && { subjectValue }),
})
const pairwise = { derive: (parts: readonly string[]) => parts.join('|') }

describe('claims to identity', () => {
  const email = (claims: JsonObject, trustEmail: EmailTrust = 'verified') =>
    toIdentity(authentication(claims), { ...judge, trustEmail }).claims.email

  it('keeps an e-mail only when it is verified, or the upstream is trusted (attack 78)', () => {
    expect(email({ email: 'a@x', email_verified: true })).to.equal('a@x')
    expect(email({ email: 'a@x', email_verified: 'true' })).to.equal('a@x')
    expect(email({ email: 'a@x', email_verified: false })).to.equal(undefined)
    expect(email({ email: 'a@x' })).to.equal(undefined)
    expect(email({ email: 'a@x' }, 'absent')).to.equal('a@x')
    expect(email({ email_verified: true }, 'absent')).to.equal(undefined)
  })

  it('takes an address of an upstream that never says, but none of which it says no, unless told to', () => {
    for (const email_verified of [false, 'false', 0, 'no', {}]) {
      expect(email({ email: 'a@x', email_verified }, 'absent')).to.equal(undefined)
      expect(email({ email: 'a@x', email_verified }, 'always')).to.equal('a@x')
    }
    expect(email({ email: 'a@x', email_verified: null }, 'absent')).to.equal('a@x')
    expect(email({ email: 'a@x', email_verified: null })).to.equal(undefined)
  })

  it('takes one word of the upstream for one address, not for several', () => {
    expect(email({ email: ['a@x'], email_verified: true })).to.deep.equal(['a@x'])
    expect(email({ email: ['a@x', 'b@x'], email_verified: true }, 'absent')).to.equal(undefined)
    expect(email({ email: ['a@x', 'b@x'] }, 'absent')).to.deep.equal(['a@x', 'b@x'])
  })

  it('leaves all else in claims as the upstream said it, and says what it withholds', () => {
    const groups = [{ name: 'staff' }, 'admins']
    const given = { email: 'a@x', email_verified: false, groups, address: { locality: 'x' } }
    const { claims, withheld, groups: judged } = toIdentity(authentication(given), judge)
    expect(claims).to.deep.equal({ email_verified: false, groups, address: { locality: 'x' } })
    expect(judged).to.deep.equal(['admins'])
    expect(withheld.map(({ claim }) => claim)).to.deep.equal(['email', 'groups'])
    expect(withheld[0]?.reason).to.match(/upstreams\.op\.trustEmail/)
    expect(JSON.stringify(withheld)).not.to.include('a@x')
    expect(
      toIdentity(authentication({ email: 'a@x', email_verified: true, groups: 'staff' }), judge).withheld,
    ).to.deep.equal([])
  })

  it('makes no subject of an address that is not believed (attack 78)', () => {
    const from = { ...judge, subjectFrom: 'email' }
    const subject = (claims: JsonObject) => toIdentity(authentication(claims), from).subject
    expect(() => subject({ email: 'a@x', email_verified: false }))
      .to.throw(GatewayError)
      .with.property('code', 'upstream_invalid')
    expect(subject({ email: 'a@x', email_verified: true })).to.equal('a@x')
  })

  it('makes groups a list of strings, whatever came', () => {
    const groups = (value: JsonObject[string]) => toIdentity(authentication({ groups: value }), judge).groups
    expect(groups('staff')).to.deep.equal(['staff'])
    expect(groups(['a', 7, '', null, { b: 1 }, ['c']])).to.deep.equal(['a', '7'])
    expect(groups(undefined)).to.deep.equal([])
    expect(groups({ a: 'b' })).to.deep.equal([])
  })

  it('takes the subject from the claim that the operator chose, and refuses a login without it', () => {
    const from = (claims: JsonObject) =>
      toIdentity(authentication(claims), { ...judge, subjectFrom: 'employee' }).subject
    expect(from({ employee: 'e7' })).to.equal('e7')
    expect(from({ employee: 7 })).to.equal('7')
    expect(() => from({}))
      .to.throw(GatewayError)
      .with.property('code', 'upstream_invalid')
  })
})

describe('release to one app', () => {
  const identity = toIdentity(authentication({ email: 'a@x', email_verified: true, n: 1 }), judge)
  const released = (value: (input: ExpressionInput) => unknown, warned: string[] = []) =>
    release(identity, policy(value), { subject: 'persistent', contextClass: 'c' }, pairwise, (name) =>
      warned.push(name),
    )

  it('makes JSON values, and none of what is not there', () => {
    expect(released(() => ['a', '', 'b', 3n, true]).attributes[0]?.value).to.deep.equal(['a', '', 'b', 3, true])
    expect(released(() => 2n ** 60n).attributes[0]?.value).to.equal('1152921504606846976')
    expect(released(() => null).attributes).to.deep.equal([])
    expect(released(() => ({ street: 'x', n: 1n })).attributes[0]?.value).to.deep.equal({ street: 'x', n: 1 })
  })

  it('leaves out an attribute whose expression fails, and says so', () => {
    const warned: string[] = []
    const { attributes } = released(() => {
      throw new Error('no such key')
    }, warned)
    expect(attributes).to.deep.equal([])
    expect(warned).to.deep.equal(['x'])
  })

  const subject = (kind: SubjectKind, demand: { transient?: string } = {}, own?: Expression) =>
    release(
      identity,
      policy(() => '', own),
      { subject: kind, contextClass: 'c', ...demand },
      pairwise,
      () => {},
    ).subject

  it('names the person as the app wants it', () => {
    expect(subject('persistent').value).to.equal('https://wiki.test|op|sub-1')
    expect(subject('email').value).to.equal('a@x')
    expect(
      subject(
        'custom',
        {},
        expression(({ claims }) => claims.n),
      ).value,
    ).to.equal('1')
    expect(subject('transient').value).to.match(/^_[\w-]{32}$/)
    expect(subject('transient').value).not.to.equal(subject('transient').value)
    expect(subject('transient', { transient: '_kept' }).value).to.equal('_kept')
  })

  it('refuses where the name can not be made', () => {
    const bare = toIdentity(authentication({ email: 'a@x' }), judge)
    const name = () =>
      release(
        bare,
        policy(() => ''),
        { subject: 'email', contextClass: 'c' },
        pairwise,
        () => {},
      )
    expect(name).to.throw(GatewayError).with.property('code', 'subject_policy_unmet')
    expect(() =>
      subject(
        'custom',
        {},
        expression(() => null),
      ),
    ).to.throw(GatewayError)
  })
})
