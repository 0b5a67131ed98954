import { expect } from 'chai'
import { algorithms, startGenericOp } from '../../../fixtures/generic-op.ts'
import { gatewayUrl, refusalOf, startRig } from '../../../fixtures/upstream-rig.ts'

const redirectUri = `${gatewayUrl}/oidc/callback/op`

describe('oidc-rp: oidc-provider as it comes', () => {
  // openid-client takes what the client registered or RS256 where the OP lists nothing; this OP lists all of them.
  for (const algorithm of algorithms) {
    it(`logs in with ID Token and userinfo signed by ${algorithm}`, async () => {
      const op = await startGenericOp(redirectUri, {
        id_token_signed_response_alg: algorithm,
        userinfo_signed_response_alg: algorithm,
      })
      const rig = startRig(op)
      const { claims, context } = await rig.login()
      expect(claims).to.deep.include({ sub: 'alice', email: 'alice@example.org', groups: ['staff'] })
      expect(context.authTime).to.be.closeTo(Date.now() / 1000, 60)
      await Promise.all([rig.close(), op.close()])
    })
  }

  it('HS256, which it can do and announces, is refused', async () => {
    const op = await startGenericOp(redirectUri, { id_token_signed_response_alg: 'HS256' })
    const rig = startRig(op)
    expect((await refusalOf(rig.login())).code).to.equal('upstream_invalid')
    await Promise.all([rig.close(), op.close()])
  })

  it('its answers to a code that is redeemed twice, and to a wrong secret, are refusals with their cause', async () => {
    const op = await startGenericOp(redirectUri)
    const rig = startRig(op)
    const started = await rig.begin()
    const query = await rig.visit(started)
    await rig.complete(started, query)
    expect(String((await refusalOf(rig.complete(started, query))).cause)).to.contain('invalid_grant')
    const stranger = startRig({ ...op, clientSecret: 'wrong' })
    expect(String((await refusalOf(stranger.login())).cause)).to.match(/401/)
    await Promise.all([rig.close(), stranger.close(), op.close()])
  })
})
