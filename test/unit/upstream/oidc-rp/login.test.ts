import { expect } from 'chai'
import { startOp } from '../../../fixtures/op.ts'
import type { Op } from '../../../fixtures/op-options.ts'
import { gatewayUrl, type Rig, startRig } from '../../../fixtures/upstream-rig.ts'

describe('oidc-rp: a login', () => {
  let op: Op
  let rig: Rig
  before(async () => {
    op = await startOp({
      users: [{ username: 'alice', claims: { name: 'Alice', groups: ['staff'] }, acr: '2', amr: ['pwd'] }],
    })
  })
  after(() => op.close())
  beforeEach(() => {
    op.forgetSessions()
    rig = startRig(op)
  })
  afterEach(() => rig.close())

  it('proves who logged in, with what the OP said of how', async () => {
    const { context, logoutState, sid, ...rest } = await rig.login('alice')
    expect(rest).to.deep.equal({
      upstream: 'op',
      issuer: op.issuer,
      subject: 'sub-alice',
      claims: { sub: 'sub-alice', name: 'Alice', groups: ['staff'] },
    })
    expect(sid).to.match(/^sid-alice-/)
    expect(context).to.include({ acr: '2', authenticatingAuthority: op.issuer })
    expect(context.amr).to.deep.equal(['pwd'])
    expect(context.authTime).to.be.closeTo(Date.now() / 1000, 60)
    expect(context.issuedAt).to.be.closeTo(Date.now() / 1000, 60)
    expect(String(logoutState?.idToken).split('.')).to.have.length(3)
  })

  it('asks with code, PKCE S256, state and nonce, at the one redirect URI', async () => {
    const { location, transaction } = await rig.begin()
    const asked = Object.fromEntries(new URL(location).searchParams)
    expect(asked).to.include({
      response_type: 'code',
      client_id: op.clientId,
      redirect_uri: `${gatewayUrl}/oidc/callback/op`,
      scope: 'openid profile email groups',
      state: transaction.id,
      code_challenge_method: 'S256',
    })
    expect(asked.nonce).to.have.length(43)
    expect(asked.code_challenge).to.have.length(43)
    expect(asked).not.to.have.any.keys('prompt', 'max_age', 'acr_values')
  })

  it('authenticates with client_secret_post too', async () => {
    const other = startRig(op, { config: { clientAuthentication: 'client_secret_post' } })
    expect((await other.login('alice')).subject).to.equal('sub-alice')
    await other.close()
  })
})
