/** What the library keeps, and what may be used once: of two that found it, one (RFC 6749, 4.1.2; RFC 7523, 3). */
import { createSecretKey } from 'node:crypto'
import { expect } from 'chai'
import type { JsonObject } from '../../../../src/core/identifiers.ts'
import { codeKind } from '../../../../src/downstream/oidc-op/code.ts'
import { deviceKind } from '../../../../src/downstream/oidc-op/device/device-code.ts'
import type { ServingOp } from '../../../../src/downstream/oidc-op/oidc-op.ts'
import { type AdapterHooks, createAdapters } from '../../../../src/downstream/oidc-op/provider/adapter.ts'
import { lastRead } from '../../../../src/downstream/oidc-op/provider/last-read.ts'
import { memoryDriver } from '../../../../src/storage/memory.ts'
import { createStores } from '../../../../src/storage/stores.ts'

class UsedBefore extends Error {}

const offlineAccess = { authentication: {}, verifiedAt: 0 }

const noGrants = lastRead(
  () => undefined,
  async () => undefined,
)

describe('what the library keeps with us', () => {
  const now = Date.now()
  const sealing = createSecretKey(Buffer.alloc(32, 7))
  const stores = () => createStores(memoryDriver(), { sealing, now: () => now })

  /** A node of its own: what it read of a request it has of no other. */
  function node({ issued, sessions }: ReturnType<typeof stores>, kind: string) {
    const apps = { client: async () => ({ policy: {} }) }
    const op = { apps, stores: { issued, sessions }, now: () => now } as unknown as ServingOp
    const hooks = {
      request: () => undefined,
      admitRecord: () => {},
      isRefreshBy: () => false,
      usedBefore: () => new UsedBefore(),
    } as unknown as AdapterHooks
    return createAdapters(op, hooks, noGrants)(kind)
  }
  const outcome = (work: Promise<unknown>) =>
    work.then(
      () => 'used',
      (error: unknown) => (error instanceof UsedBefore ? 'refused' : error),
    )

  it('a code that two found before either used it is used by one, and its grant has ended', async () => {
    const shared = stores()
    const [one, other] = [node(shared, codeKind), node(shared, codeKind)]
    const exp = Math.floor(now / 1000) + 60
    await one.upsert('code', { kind: codeKind, grantId: 'granted', exp } as never, 60)
    const grant: JsonObject = { v: 1 }
    await shared.issued.put('grant', 'granted', grant, 60_000)
    await Promise.all([one.find('code'), other.find('code')])
    expect(await outcome(one.consume('code'))).to.equal('used')
    expect(await shared.issued.get('grant', 'granted'), 'control').to.deep.equal(grant)
    expect(await outcome(other.consume('code'))).to.equal('refused')
    expect(await shared.issued.get('grant', 'granted')).to.equal(undefined)
  })

  it('a code that nobody kept is refused, and ends nobody’s grant', async () => {
    expect(await outcome(node(stores(), codeKind).consume('code'))).to.equal('refused')
  })

  it('the number of a client assertion is written by one of two', async () => {
    const shared = stores()
    const written = await Promise.all(
      [node(shared, 'ReplayDetection'), node(shared, 'ReplayDetection')].map((each) =>
        outcome(each.upsert('jti', { kind: 'ReplayDetection' } as never, 60)),
      ),
    )
    expect(written.sort()).to.deep.equal(['refused', 'used'])
  })

  it('a device waits until the login that it was answered with is recorded', async () => {
    const shared = stores()
    const exp = Math.floor(now / 1000) + 600
    const answered = { kind: deviceKind, grantId: 'granted', accountId: 'alice', exp }
    await shared.issued.put(deviceKind, 'device', answered, 600_000)
    expect(await node(shared, deviceKind).find('device'))
      .to.include({ kind: deviceKind })
      .and.not.have.key('accountId')
    const handle = 'handle'
    const grant = {
      v: 1,
      app: 'oidc:tv',
      clientId: 'tv',
      sub: 'alice',
      subject: 'persistent',
      scope: [],
      resources: [],
    }
    const whose = { claims: {}, idTokenClaims: [], userinfoClaims: [], handle, createdAt: now, end: now + 60_000 }
    await shared.issued.put('grant', 'granted', { ...grant, ...whose, offline: offlineAccess }, 60_000)
    expect(await node(shared, deviceKind).find('device'), 'control').to.include({ accountId: 'alice' })
  })
})
