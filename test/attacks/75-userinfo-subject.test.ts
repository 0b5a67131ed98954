/** Attack 75: userinfo about someone else than the ID Token. */
import { expect } from 'chai'
import * as evil from '../fixtures/evil-op.ts'
import { type Rig, refusalOf, startRig } from '../fixtures/upstream-rig.ts'

describe('attack 75: userinfo of another person', () => {
  let op: evil.EvilOp
  let rig: Rig
  before(async () => {
    op = await evil.startEvilOp({ autoLogin: 'alice', claimsIn: 'userinfo' })
  })
  after(() => op.close())
  beforeEach(() => {
    rig = startRig(op)
  })
  afterEach(async () => {
    op.behave()
    expect((await rig.login()).claims.preferred_username, 'it still logs in').to.equal('alice')
    await rig.close()
  })

  const refused: Readonly<Record<string, evil.Misbehaviour>> = {
    'another sub': evil.userinfo({ sub: 'sub-bob' }),
    'a sub in other case': evil.userinfo({ sub: 'SUB-ALICE' }),
    'no sub': evil.userinfo({ sub: undefined }),
    'sub in a list': evil.userinfo({ sub: ['sub-alice'] }),
    'a JWT with another sub': evil.userinfoJwt(evil.signedBy('op', { sub: 'sub-bob' })),
    'a JWT by a stranger': evil.userinfoJwt(evil.signedBy('stranger')),
    'a JWT without a signature': evil.userinfoJwt(evil.unsignedJwt),
    'a JWT of another issuer': evil.userinfoJwt(evil.signedBy('op', { iss: 'https://other.example.org' })),
    'a JWT for another client': evil.userinfoJwt(evil.signedBy('op', { aud: ['someone-else'] })),
    'a JWT that expired': evil.userinfoJwt(evil.signedBy('op', { exp: 1_000_000_000 })),
    'the right JSON with status 403': (own) => {
      own.hooks.answer = (endpoint, answer) => {
        if (endpoint === 'userinfo') answer.status = 403
      }
    },
    'a list': evil.userinfoJwt((claims) => JSON.stringify([claims])),
  }
  for (const [name, lie] of Object.entries(refused)) {
    it(`${name}: refused`, async () => {
      op.lie(lie)
      expect((await refusalOf(rig.login())).code).to.equal('upstream_invalid')
    })
  }

  const accepted: Readonly<Record<string, evil.Misbehaviour>> = {
    'JSON about the same person': evil.userinfo({}),
    'a JWT without iss and aud': evil.userinfoJwt(evil.signedBy('op')),
    'a JWT with ours': evil.userinfoJwt((claims, own) => {
      return evil.signedBy('op', { iss: own.issuer, aud: own.clientId })(claims, own)
    }),
  }
  for (const [name, lie] of Object.entries(accepted)) {
    it(`control: ${name} is accepted`, async () => {
      op.lie(lie)
      expect((await rig.login()).claims.preferred_username).to.equal('alice')
    })
  }

  it('what userinfo says of acr, amr and auth_time is not believed', async () => {
    op.lie(evil.userinfo({ acr: '9', amr: ['mfa'], auth_time: 1, sid: 'x' }))
    const { context, claims } = await rig.login()
    expect(context).not.to.have.property('acr')
    expect(context.amr).to.deep.equal([])
    expect(context.authTime).to.be.greaterThan(1)
    expect(claims).not.to.have.any.keys('acr', 'amr', 'auth_time', 'sid')
  })
})
