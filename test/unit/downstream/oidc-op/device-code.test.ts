/** A device that waits for a person: who may still be answered, and how often (RFC 8628, 3.3, 3.5). */
import { expect } from 'chai'
import { GatewayError } from '../../../../src/core/errors.ts'
import { clientId, type JsonObject } from '../../../../src/core/identifiers.ts'
import type { Release } from '../../../../src/core/policy/identity.ts'
import type { ReplyTo } from '../../../../src/downstream/oidc-op/authorize/reply-to.ts'
import {
  deviceKind,
  findDevice,
  grantDevice,
  refuseDevice,
  tellDevice,
} from '../../../../src/downstream/oidc-op/device/device-code.ts'
import type { OidcOp } from '../../../../src/downstream/oidc-op/oidc-op.ts'
import type { OidcApp } from '../../../../src/registry/app.ts'
import { World } from '../../core/hub.ts'

describe('oidc-op: a device that waits', () => {
  let world: World
  let op: OidcOp
  let grants: string[]
  /** ms by which this node's clock is ahead of the storage's. */
  let ahead: number
  const app = () => ({ policy: world.policy, settings: { clientId: clientId('tv'), grants } }) as unknown as OidcApp
  beforeEach(async () => {
    world = new World()
    grants = ['device_code']
    ahead = 0
    op = {
      apps: { client: async (id: string) => (id === 'tv' ? app() : undefined) },
      stores: world.hub.stores,
      now: () => world.now + ahead,
    } as unknown as OidcOp
    const at = world.now / 1000
    const record = { kind: deviceKind, clientId: 'tv', iat: at, exp: at + 600, params: { scope: 'openid' } }
    await op.stores.issued.put(deviceKind, 'device', record, 600_000)
    await op.stores.issued.put('UserCode', 'BCDFGHJK', { id: 'device' }, 600_000)
  })

  const found = async () => {
    const device = await findDevice(op, 'bcdf-ghjk')
    return typeof device === 'string' ? device : device.userCode
  }
  const said = async (): Promise<JsonObject> => (await op.stores.issued.get(deviceKind, 'device')) ?? {}
  const grant = () => {
    const authentication = world.authentication('op')
    const session = { v: 2, authentication, createdAt: 0, end: 1, verifiedAt: 0, browser: 'b' } as const
    const release = { subject: { kind: 'persistent', value: 'alice' } } as unknown as Release
    const replyTo = { scope: ['openid'], resources: [], acrValues: [] } as unknown as ReplyTo
    return grantDevice(op, 'device', 'granted', { app: app(), release, session, replyTo, handle: 'h' })
  }
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'answered',
      (error: unknown) => (error instanceof GatewayError ? error.code : error),
    )

  it('is found by its code while it waits, as one of an app that still may', async () => {
    expect(await found()).to.equal('BCDF-GHJK')
    grants = ['authorization_code']
    expect(await found()).to.equal('unknown')
    grants = ['device_code']
    ahead = 600_000
    expect(await found()).to.equal('expired')
    ahead = 0
    await refuseDevice(op, 'device', 'TV')
    expect(await found()).to.equal('used')
  })

  it('is answered once: a second answer changes nothing', async () => {
    await grant()
    expect(await said()).to.include({ accountId: 'alice', grantId: 'granted' })
    expect(await codeOf(refuseDevice(op, 'device', 'TV'))).to.equal('stale_or_replayed')
    expect(await codeOf(grant())).to.equal('stale_or_replayed')
    expect(await said())
      .to.include({ accountId: 'alice' })
      .and.not.have.key('error')
  })

  it('is signed in by nobody once it was refused, has run out or is gone', async () => {
    ahead = 600_000
    expect(await codeOf(grant()), 'over').to.equal('stale_or_replayed')
    ahead = 0
    await refuseDevice(op, 'device', 'TV')
    expect(await codeOf(grant()), 'refused').to.equal('stale_or_replayed')
    expect(await said())
      .to.include({ error: 'access_denied' })
      .and.not.have.key('grantId')
  })

  it('is not brought back where it went away while it was answered', async () => {
    const { issued } = op.stores
    const use = issued.use
    issued.use = async (...all) => {
      await issued.delete(deviceKind, 'device')
      return use(...all)
    }
    expect(await codeOf(grant())).to.equal('stale_or_replayed')
    expect(await said()).to.deep.equal({})
  })

  it('hears of a refusal that is final, and waits on after another', async () => {
    for (const [code, isFinal] of [
      ['rate_limited', false],
      ['upstream_unavailable', false],
      ['access_denied', true],
    ] as const) {
      const page = await tellDevice(op, 'device', world.request(), new GatewayError(code, 'No.'), 'ID')
      expect(page, code).to.include({ kind: 'page', name: 'error', status: 403 })
      expect((await said()).error, code).to.equal(isFinal ? 'access_denied' : undefined)
    }
  })
})
