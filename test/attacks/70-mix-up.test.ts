/** Attack 70: a code of one OP is brought to another (RFC 9207, RFC 9700 4.4): the second would get, or redeem, what it must not. */
import { expect } from 'chai'
import { upstreamName } from '../../src/core/identifiers.ts'
import * as evil from '../fixtures/evil-op.ts'
import { startOp } from '../fixtures/op.ts'
import type { Op } from '../fixtures/op-options.ts'
import { type Rig, refusalOf, startRig } from '../fixtures/upstream-rig.ts'

describe('attack 70: mix-up of two OPs', () => {
  let honest: Op
  let attacker: evil.EvilOp
  let rig: Rig
  let other: Rig
  before(async () => {
    honest = await startOp({ autoLogin: 'alice' })
    attacker = await evil.startEvilOp({ autoLogin: 'alice' })
  })
  after(() => Promise.all([honest.close(), attacker.close()]))
  beforeEach(() => {
    rig = startRig(attacker)
    other = startRig(honest, { config: { name: upstreamName('honest') } })
  })
  afterEach(async () => {
    attacker.behave()
    expect((await rig.login()).subject, 'it still logs in').to.equal('sub-alice')
    await Promise.all([rig.close(), other.close()])
  })

  /** No code reached a token endpoint in the meantime. */
  async function refusedUnredeemed(login: () => Promise<unknown>, code = 'upstream_invalid'): Promise<void> {
    const before = [honest.count('token'), attacker.count('token')]
    expect((await refusalOf(login())).code).to.equal(code)
    expect([honest.count('token'), attacker.count('token')]).to.deep.equal(before)
  }

  it('iss of another OP: refused, the code goes nowhere', async () => {
    attacker.lie(evil.redirect({ iss: honest.issuer }))
    await refusedUnredeemed(() => rig.login())
  })

  it('no iss, though discovery announces it: refused, the code goes nowhere', async () => {
    attacker.lie(evil.redirect({ iss: undefined }))
    await refusedUnredeemed(() => rig.login())
  })

  it('an error without the announced iss: the refusal that it is, and a code beside it goes nowhere', async () => {
    for (const code of [undefined, 'stolen']) {
      attacker.lie(evil.redirect({ iss: undefined, code, error: 'access_denied' }))
      await refusedUnredeemed(() => rig.login(), 'upstream_denied')
    }
  })

  it('an error with the iss of another OP: refused as an answer, not believed as an error', async () => {
    attacker.lie(evil.redirect({ iss: honest.issuer, code: undefined, error: 'access_denied' }))
    await refusedUnredeemed(() => rig.login())
  })

  it('iss with other case or a slash more: refused', async () => {
    for (const iss of [attacker.issuer.toUpperCase(), `${attacker.issuer}/`, '']) {
      attacker.lie(evil.redirect({ iss }))
      await refusedUnredeemed(() => rig.login())
    }
  })

  it('the honest OP’s answer at the attacker’s redirect URI: refused', async () => {
    const started = await other.begin()
    const query = await other.visit(started)
    await refusedUnredeemed(() => rig.complete(started, query))
  })

  it('the honest OP’s transaction, handed to it under the attacker’s path: refused', async () => {
    const started = await other.begin()
    const query = await other.visit(started)
    await refusedUnredeemed(() => other.complete(started, query, { path: '/oidc/callback/op' }))
  })

  it('a transaction that was sent to this name when it had another issuer: refused', async () => {
    const started = await other.begin()
    const query = await other.visit(started)
    const renamed = startRig(attacker, { config: { name: upstreamName('honest') } })
    await refusedUnredeemed(() => renamed.complete(started, query))
    await renamed.close()
  })

  it('a transaction of another redirect URI or issuer, at an OP that does not send iss: refused', async () => {
    attacker.lie(evil.discovery({ authorization_response_iss_parameter_supported: false }))
    attacker.lie(evil.redirect({ iss: undefined }))
    const quiet = startRig(attacker)
    for (const change of [{ redirectUri: 'https://sso.example.org/oidc/callback/op' }, { issuer: honest.issuer }]) {
      const started = await quiet.begin()
      const query = await quiet.visit(started)
      const upstreamState = { ...started.transaction.upstreamState, ...change }
      const sent = { ...started, transaction: { ...started.transaction, upstreamState } }
      await refusedUnredeemed(() => quiet.complete(sent, query))
    }
    await quiet.close()
  })

  it('control: each OP’s answer at its own redirect URI, iss and all, is accepted', async () => {
    expect((await rig.login()).issuer).to.equal(attacker.issuer)
    expect((await other.login()).issuer).to.equal(honest.issuer)
  })

  it('control: no iss is accepted from an OP that does not announce it; a wrong one is refused there too', async () => {
    attacker.lie(evil.discovery({ authorization_response_iss_parameter_supported: undefined }))
    const quiet = startRig(attacker)
    attacker.lie(evil.redirect({ iss: undefined }))
    expect((await quiet.login()).subject).to.equal('sub-alice')
    attacker.lie(evil.redirect({ iss: honest.issuer }))
    await refusedUnredeemed(() => quiet.login())
    await quiet.close()
  })
})
