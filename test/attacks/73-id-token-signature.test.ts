/** Attack 73: an ID Token without a signature, or with one that the attacker can make. */
import { expect } from 'chai'
import * as evil from '../fixtures/evil-op.ts'
import { refusalOf, rigTests, startRig } from '../fixtures/upstream-rig.ts'

describe('attack 73: ID Token unsigned, or signed by the wrong key', () => {
  const on = rigTests()

  it('control: signed by the OP’s own key it is accepted', async () => {
    expect((await on.rig.login()).subject).to.equal('sub-alice')
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
      on.op.lie(lie)
      expect((await refusalOf(on.rig.login())).code).to.equal('upstream_invalid')
    })
  }

  it('a key that is for encryption only: refused', async () => {
    on.op.lie(evil.encryptionKey)
    const fresh = startRig(on.op)
    expect((await refusalOf(fresh.login())).code).to.equal('upstream_invalid')
    await fresh.close()
  })
})
