/** Attack 72: an ID Token of an earlier login, or one without this login's nonce. */
import { expect } from 'chai'
import * as evil from '../fixtures/evil-op.ts'
import { idTokenOf, refusalOf, rigTests } from '../fixtures/upstream-rig.ts'

describe('attack 72: nonce replay', () => {
  const on = rigTests()

  it('the ID Token of the login before: refused', async () => {
    const idToken = idTokenOf(await on.rig.login())
    on.op.lie(({ hooks }) => {
      hooks.signIdToken = () => idToken
    })
    expect((await refusalOf(on.rig.login())).code).to.equal('upstream_invalid')
  })

  const lies: Readonly<Record<string, evil.Misbehaviour>> = {
    'no nonce': evil.idToken({ nonce: undefined }),
    'an empty nonce': evil.idToken({ nonce: '' }),
    'another nonce': evil.idToken({ nonce: 'A'.repeat(43) }),
    'the nonce in a list': evil.idToken(({ nonce }) => ({ nonce: [nonce] })),
    'a nonce that begins like ours': evil.idToken(({ nonce }) => ({ nonce: String(nonce).slice(0, 20) })),
  }
  for (const [name, lie] of Object.entries(lies)) {
    it(`${name}: refused`, async () => {
      on.op.lie(lie)
      expect((await refusalOf(on.rig.login())).code).to.equal('upstream_invalid')
    })
  }

  it('control: the nonce of this very login is accepted, and is new for each', async () => {
    const nonces = new Set<unknown>()
    on.op.lie(({ hooks }) => {
      hooks.idToken = ({ nonce }) => void nonces.add(nonce)
    })
    await on.rig.login()
    await on.rig.login()
    expect(nonces.size).to.equal(2)
    for (const nonce of nonces) expect(nonce).to.match(/^[\w-]{43}$/)
  })
})
