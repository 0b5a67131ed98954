/** Attack 73: an ID Token without a signature, or with one that the attacker can make. */
import { expect } from 'chai'
import * as evil from '../fixtures/evil-op.ts'
import { type Rig, refusalOf, startRig } from '../fixtures/upstream-rig.ts'

describe('attack 73: ID Token unsigned, or signed by the wrong key', () => {
  let op: evil.EvilOp
  let rig: Rig
  before(async () => {
    op = await evil.startEvilOp({ autoLogin: 'alice' })
  })
  after(() => op.close())
  beforeEach(() => {
    rig = startRig(op)
  })
  afterEach(async () => {
    op.behave()
    expect((await rig.login()).subject, 'it still logs in').to.equal('sub-alice')
    await rig.close()
  })

  it('control: signed by the OP’s own key it is accepted', async () => {
    expect((await rig.login()).subject).to.equal('sub-alice')
  })

  const lies: Readonly<Record<string, evil.Misbehaviour>> = {
    'alg none': evil.unsigned(),
    'alg None': evil.unsigned('None'),
    'alg NONE': evil.unsigned('NONE'),
    'no alg': evil.idToken({}, { alg: undefined }),
    'HS256 with the client secret': evil.hmac('HS256', evil.clientSecret),
    'HS512 with the client secret': evil.hmac('HS512', evil.clientSecret),
    'HS256 with the public key as PEM': evil.hmac('HS256', evil.publicKeyPem),
    'HS256 with the public key as DER': evil.hmac('HS256', evil.publicKeyDer),
    'HS384 with the modulus': evil.hmac('HS384', evil.modulus),
    'RS256 by a stranger under the OP’s kid': evil.strangersKey,
    'RS256 by a key in the header': evil.keyInHeader('jwk', evil.strangersJwk()),
    'claims changed after signing': evil.changedAfterSigning((claims) => {
      claims.sub = 'sub-bob'
    }),
    RS1: evil.sha1,
    'a key of 1024 bits': evil.weakKey,
    'a header that names an unknown crit': evil.idToken({}, { crit: ['b65'], b65: true }),
    'a header that names b64 as crit': evil.idToken({}, { crit: ['b64'], b64: false }),
  }
  for (const [name, lie] of Object.entries(lies)) {
    it(`${name}: refused`, async () => {
      op.lie(lie)
      expect((await refusalOf(rig.login())).code).to.equal('upstream_invalid')
    })
  }

  it('a key that is for encryption only: refused', async () => {
    op.lie(evil.encryptionKey)
    const fresh = startRig(op)
    expect((await refusalOf(fresh.login())).code).to.equal('upstream_invalid')
    await fresh.close()
  })
})
