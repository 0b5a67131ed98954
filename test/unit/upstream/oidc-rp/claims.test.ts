import { expect } from 'chai'
import { groupsLeftOut, mergeClaims } from '../../../../src/upstream/oidc-rp/claims.ts'
import { printable, withoutPayload } from '../../../../src/upstream/oidc-rp/printable.ts'
import * as evil from '../../../fixtures/evil-op.ts'
import { startOp } from '../../../fixtures/op.ts'
import { startRig } from '../../../fixtures/upstream-rig.ts'

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
    expect(mergeClaims(idToken, { sub: 's', name: 'new', acr: '9', rat: 1, groups: [] })).to.deep.equal({
      sub: 's',
      name: 'new',
      email: 'e',
      groups: [],
    })
  })

  it('named __proto__ change nothing', () => {
    const merged = mergeClaims(JSON.parse('{"__proto__":{"admin":true},"sub":"s"}'), {})
    expect(Object.getPrototypeOf(merged)).to.equal(Object.prototype)
    expect(merged).not.to.have.property('admin')
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
    expect(mergeClaims({}, pointer)).to.deep.equal({})
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
    expect(inspect(error, { depth: 20, showHidden: true })).not.to.match(/sesame|eyJ|access_token"/)
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
