/** Attack 77: keys that come and go. A rotation must not lock people out, and unknown keys must not make us hammer the OP. */
import { expect } from 'chai'
import * as evil from '../fixtures/evil-op.ts'
import { makeOpKey, signJwt } from '../fixtures/op-keys.ts'
import { type Rig, refusalOf, startRig } from '../fixtures/upstream-rig.ts'

describe('attack 77: key rotation', () => {
  let op: evil.EvilOp
  let rig: Rig
  let clock: number
  beforeEach(async () => {
    op = await evil.startEvilOp({ autoLogin: 'alice' })
    clock = Date.now()
    rig = startRig(op, { now: () => clock })
  })
  afterEach(() => Promise.all([op.close(), rig.close()]))

  it('control: without a rotation the keys are fetched once', async () => {
    for (let login = 0; login < 5; login++) await rig.login()
    expect(op.count('jwks')).to.equal(1)
  })

  it('a new key under a new kid: the login that meets it succeeds', async () => {
    await rig.login()
    op.rotateKey()
    clock += 6_000
    expect((await rig.login()).subject).to.equal('sub-alice')
    expect(op.count('jwks')).to.equal(2)
  })

  it('a new key under the same kid: the login that meets it succeeds', async () => {
    await rig.login()
    op.rotateKey(true)
    clock += 6_000
    expect((await rig.login()).subject).to.equal('sub-alice')
  })

  it('many logins that meet it at once: one fetch', async () => {
    await rig.login()
    op.rotateKey()
    clock += 6_000
    await Promise.all(Array.from({ length: 8 }, () => rig.login()))
    expect(op.count('jwks')).to.equal(2)
  })

  it('the old key is not trusted any more once the new ones are here', async () => {
    await rig.login()
    const old = op.key
    op.rotateKey()
    clock += 6_000
    await rig.login()
    op.lie(({ hooks }) => {
      hooks.signIdToken = (header, claims) => signJwt({ ...header, kid: old.kid }, claims, old.privateKey)
    })
    expect((await refusalOf(rig.login())).code).to.equal('upstream_invalid')
  })

  it('a key that left the set quietly is trusted for ten minutes at most', async () => {
    op.hooks.idToken = (claims) => void Object.assign(claims, { exp: Number(claims.exp) + 1000 })
    await rig.login()
    op.hooks.jwks = (jwks) => void jwks.keys.splice(0)
    expect((await rig.login()).subject).to.equal('sub-alice')
    clock += 590_000
    expect((await rig.login()).subject).to.equal('sub-alice')
    clock += 11_000
    expect((await refusalOf(rig.login())).code).to.equal('upstream_invalid')
  })

  it('a flood of unknown keys: at most one fetch in 5 s, twelve a minute, and the rest still log in', async () => {
    await rig.login()
    const lie = evil.idToken({}, { kid: 'unknown' })
    for (let second = 0; second < 60; second++) {
      clock += 1_000
      op.lie(lie)
      expect((await refusalOf(rig.login())).code).to.equal('upstream_invalid')
      op.behave()
      expect((await rig.login()).subject).to.equal('sub-alice')
    }
    expect(op.count('jwks')).to.be.within(2, 13)
  })

  it('keys that can’t be had: no login, no hammering, and it recovers alone', async () => {
    op.hooks.intercept = (endpoint, _, response) => {
      if (endpoint !== 'jwks') return false
      response.writeHead(500).end()
      return true
    }
    for (let login = 0; login < 4; login++) expect((await refusalOf(rig.login())).code).to.equal('upstream_unavailable')
    expect(op.count('jwks'), 'one fetch and its second try').to.equal(2)
    op.behave()
    clock += 6_000
    expect((await rig.login()).subject).to.equal('sub-alice')
  })

  it('two keys and no kid: whichever verifies is taken; none that does not', async () => {
    const other = makeOpKey('second')
    op.hooks.jwks = ({ keys }) => {
      for (const key of keys) delete key.kid
      keys.unshift({ ...other.publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' })
    }
    op.hooks.idToken = (_, header) => void delete header.kid
    expect((await rig.login()).subject).to.equal('sub-alice')
    op.lie(evil.strangersKey)
    expect((await refusalOf(rig.login())).code).to.equal('upstream_invalid')
  })

  it('a set with things in it that are no keys: the good one is found', async () => {
    op.hooks.jwks = ({ keys }) =>
      void keys.unshift({}, { kty: 'oct', k: 'c2VjcmV0' }, { kty: 'RSA', n: 7 }, { kty: 'XX' })
    expect((await rig.login()).subject).to.equal('sub-alice')
  })
})
