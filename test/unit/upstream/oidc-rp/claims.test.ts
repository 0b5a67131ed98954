import { expect } from 'chai'
import type { JsonObject } from '../../../../src/core/identifiers.ts'
import { groupsLeftOut, mergeClaims, withDomainOwner } from '../../../../src/upstream/oidc-rp/claims.ts'
import { printable, withoutPayload } from '../../../../src/upstream/oidc-rp/printable.ts'
import * as evil from '../../../fixtures/evil-op.ts'
import { startOp } from '../../../fixtures/op.ts'
import { startRig } from '../../../fixtures/upstream-rig.ts'

const set = (claims: JsonObject, ...inexact: string[]) => ({ claims, inexact })
const merged = (idToken: JsonObject, userinfo: JsonObject) => mergeClaims(set(idToken), set(userinfo)).claims

describe('oidc-rp: claims', () => {
  it('are merged, userinfo over ID Token, without those of the protocol', () => {
    const idToken = {
      iss: 'x',
      aud: 'x',
      exp: 1,
      iat: 1,
      nonce: 'x',
      at_hash: 'x',
      amr: ['pwd'],
      sub: 's',
      name: 'old',
      email: 'e',
    }
    expect(merged(idToken, { sub: 's', name: 'new', acr: '9', rat: 1, groups: [] })).to.deep.equal({
      sub: 's',
      name: 'new',
      email: 'e',
      groups: [],
    })
  })

  it('named __proto__ change nothing', () => {
    const found = merged(JSON.parse('{"__proto__":{"admin":true},"sub":"s"}'), {})
    expect(Object.getPrototypeOf(found)).to.equal(Object.prototype)
    expect(found).not.to.have.property('admin')
  })

  it('null and "" of userinfo say nothing, while an empty list and false do', () => {
    const idToken = { sub: 's', name: 'Alice', email: 'a@x.test', groups: ['staff'], roles: ['r'], active: true }
    const userinfo = { sub: 's', name: '', email: null, groups: null, roles: [], active: false }
    expect(merged(idToken, userinfo)).to.deep.equal({ ...idToken, roles: [], active: false })
    expect(merged(userinfo, idToken)).to.deep.equal(idToken)
    expect(merged({ sub: 's' }, { sub: 's', nickname: '', zip: null })).to.deep.equal({
      sub: 's',
      nickname: '',
      zip: null,
    })
  })

  it('an address and whether it is verified come from one source', () => {
    const vouched = { email: 'old@home.test', email_verified: true, phone_number: '1', phone_number_verified: true }
    expect(merged(vouched, { email: 'ceo@home.test', phone_number: '2' })).to.deep.equal({
      email: 'ceo@home.test',
      phone_number: '2',
    })
    expect(merged(vouched, { email: null, phone_number: '' })).to.deep.equal(vouched)
    expect(merged({ email: 'ceo@home.test' }, { email_verified: true })).to.deep.equal({ email: 'ceo@home.test' })
    expect(merged({ email: 'ceo@home.test', xms_edov: true }, { email: 'b@home.test' })).to.deep.equal({
      email: 'b@home.test',
    })
    expect(merged({ address: { locality: 'A', country: 'X' } }, { address: { locality: 'B' } })).to.deep.equal({
      address: { locality: 'B' },
    })
  })

  it('control: both name the same address, so what either says of it counts, the fresher first', () => {
    const same = { email: 'a@home.test' }
    expect(merged({ ...same, email_verified: true }, same)).to.deep.equal({ ...same, email_verified: true })
    expect(merged(same, { ...same, email_verified: true })).to.deep.equal({ ...same, email_verified: true })
    expect(merged({ ...same, email_verified: true }, { ...same, email_verified: false })).to.deep.equal({
      ...same,
      email_verified: false,
    })
  })

  it('that are inexact are those of the source that was chosen', () => {
    const { inexact } = mergeClaims(
      set({ a: '1', b: '2', c: '3' }, 'a', 'b', 'c'),
      set({ b: 'text', c: null, d: '4' }, 'd'),
    )
    expect(inexact).to.have.members(['a', 'c', 'd'])
  })

  it("Entra ID's xms_edov says whether an address is verified, where nothing else does", () => {
    const said = (claims: JsonObject) => withDomainOwner({ email: 'a@home.test', ...claims }).email_verified
    for (const xms_edov of [true, 1, '1', 'true']) expect(said({ xms_edov })).to.equal(true)
    for (const xms_edov of [false, 0, '0', '', 'yes', null, {}]) expect(said({ xms_edov })).to.equal(false)
    expect(said({})).to.equal(undefined)
    expect(said({ xms_edov: true, email_verified: false })).to.equal(false)
  })

  it('groups left out are noticed, in either place; groups that are there are not', () => {
    const pointer = {
      _claim_names: { groups: 'src1' },
      _claim_sources: { src1: { endpoint: 'https://graph.example/', access_token: 't' } },
    }
    expect(groupsLeftOut({}, pointer)).to.equal(true)
    expect(groupsLeftOut({ hasgroups: true }, {})).to.equal(true)
    expect(groupsLeftOut({ _claim_names: { address: 'src1' } }, {})).to.equal(false)
    expect(groupsLeftOut({ groups: ['a'] }, {})).to.equal(false)
    expect(groupsLeftOut({ _claim_names: 'groups' }, {})).to.equal(false)
    expect(groupsLeftOut(pointer, { groups: ['a'] }), 'the other source has them').to.equal(false)
    expect(merged({}, pointer)).to.deep.equal({})
  })

  it('an overage is told to the operator, and the login goes on', async () => {
    const op = await evil.startEvilOp({ users: [{ username: 'alice' }], autoLogin: 'alice' })
    op.lie(
      evil.idToken({
        _claim_names: { groups: 'src1' },
        _claim_sources: { src1: { endpoint: 'https://graph.example/' } },
      }),
    )
    const rig = startRig(op)
    expect((await rig.login()).claims).to.deep.equal({ sub: 'sub-alice' })
    expect(rig.warnings.join()).to.contain('in place of the groups')
    expect(rig.traces.map(({ step }) => step)).to.include('upstream.groups_left_out')
    await Promise.all([rig.close(), op.close()])
  })

  it('never reach a cause: what libraries hang on their errors is left behind', async () => {
    const op = await startOp({ autoLogin: 'alice' })
    const rig = startRig(op)
    op.hooks.idToken = (claims) => void Object.assign(claims, { secret_claim: 'sesame', nonce: 'other' })
    const error = await rig.login().catch((caught: unknown) => caught)
    const { inspect } = await import('node:util')
    expect(inspect(error, { depth: 20, showHidden: true })).not.to.match(/sesame|eyJ[\w-]+\.|access_token"/)
    await Promise.all([rig.close(), op.close()])
  })
})

describe('oidc-rp: foreign text', () => {
  it('stays on one line, printable and short', () => {
    expect(printable('a\nb\u0000\u0085\u2028\u202e\u2066ü😀')).to.equal(
      'a\\u{a}b\\u{0}\\u{85}\\u{2028}\\u{202e}\\u{2066}ü\\u{d83d}\\u{de00}',
    )
    expect(printable('x'.repeat(1000))).to.have.length(301)
  })

  it('of errors keeps message, code and causes', () => {
    const cause = Object.assign(new Error('inner\n'), { code: 'ERR_X', payload: { secret: 1 } })
    const clean = withoutPayload(new Error('outer', { cause }))
    expect(clean.message).to.equal('outer')
    expect(clean.cause).to.have.property('message', 'inner\\u{a} (ERR_X)')
    expect(clean.cause).not.to.have.property('payload')
  })
})
