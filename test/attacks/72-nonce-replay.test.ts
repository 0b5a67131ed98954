/** Attack 72: an ID Token of an earlier login, or one without this login's nonce. */
import { expect } from 'chai'
import * as evil from '../fixtures/evil-op.ts'
import { idTokenOf, type Rig, refusalOf, startRig } from '../fixtures/upstream-rig.ts'

describe('attack 72: nonce replay', () => {
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

  it('the ID Token of the login before: refused', async () => {
    const idToken = idTokenOf(await rig.login())
    op.lie(({ hooks }) => {
      hooks.signIdToken = () => idToken
    })
    expect((await refusalOf(rig.login())).code).to.equal('upstream_invalid')
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
      op.lie(lie)
      expect((await refusalOf(rig.login())).code).to.equal('upstream_invalid')
    })
  }

  it('control: the nonce of this very login is accepted, and is new for each', async () => {
    const nonces = new Set<unknown>()
    op.lie(({ hooks }) => {
      hooks.idToken = ({ nonce }) => void nonces.add(nonce)
    })
    await rig.login()
    await rig.login()
    expect(nonces.size).to.equal(2)
    for (const nonce of nonces) expect(nonce).to.match(/^[\w-]{43}$/)
  })
})
