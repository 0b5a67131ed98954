/** Who may have new tokens without coming back, and on what is known of them (renewal.ts). */
import { expect } from 'chai'
import { appId, clientId, type JsonObject, sessionKey, upstreamName } from '../../../../src/core/identifiers.ts'
import type { AppPolicy } from '../../../../src/core/policy/app-policy.ts'
import { compileExpression } from '../../../../src/core/policy/compile.ts'
import type { Authentication } from '../../../../src/core/policy/identity.ts'
import type { Session } from '../../../../src/core/session/records.ts'
import { findGrant, type Grant, isSwitchedOn, putGrant, revokeGrant } from '../../../../src/downstream/oidc-op/grant.ts'
import type { ServingOp } from '../../../../src/downstream/oidc-op/oidc-op.ts'
import { renewed } from '../../../../src/downstream/oidc-op/provider/renewal.ts'
import type { OidcApp } from '../../../../src/registry/app.ts'
import { World } from '../../core/hub.ts'

const portal = appId('oidc', 'portal')
const hour = 3_600_000

describe('a refresh', () => {
  let world: World
  let policy: AppPolicy
  let reasons: unknown[]
  let usernameAttribute: string | undefined
  beforeEach(() => {
    world = new World()
    world.upstreams.set(world.other.name, world.other)
    world.claims = { name: 'Alice', login: 'alice' }
    policy = {
      ...world.policy,
      app: portal,
      attributes: [
        { name: 'name', value: compileExpression('claims.name', 'json') },
        { name: 'login', value: compileExpression('claims.login', 'json') },
      ],
    }
    usernameAttribute = 'login'
    reasons = []
  })

  const op = (): ServingOp => {
    const app = {
      protocol: 'oidc',
      policy,
      settings: { clientId: clientId('portal'), refreshToken: { lifetime: 90 * hour, claimsAge: 24 * hour } },
      usernameAttribute,
    } as unknown as OidcApp
    return {
      apps: { client: async () => app, clients: () => [app] },
      hub: world.hub,
      stores: world.hub.stores,
      audit: { trace: (_id: unknown, _what: string, { reason }: JsonObject) => void reasons.push(reason) },
      now: () => world.now,
    } as unknown as ServingOp
  }
  const sessionOf = (authentication: Authentication, length = 8 * hour): Session => ({
    v: 2,
    authentication,
    createdAt: world.now,
    end: world.now + length,
    verifiedAt: world.now,
    browser: 'b',
  })
  const signIn = (key: string, authentication: Authentication, length?: number) =>
    world.hub.stores.sessions.create(sessionKey(key), sessionOf(authentication, length))

  /** One with offline access, made now: no session is needed for it. */
  async function grantOf(changes: Partial<Grant> = {}): Promise<void> {
    const authentication = world.authentication('op')
    const { pairwiseSector } = policy
    const sub = world.hub.pairwise.derive([...pairwiseSector, 'op', 'alice'])
    await putGrant(op(), 'id', {
      ...{ v: 1, app: portal, clientId: 'portal', sub, subject: 'persistent', scope: ['openid'], resources: [] },
      ...{ claims: { name: 'Alice' }, idTokenClaims: [], userinfoClaims: [], handle: 'handle', username: 'alice' },
      offline: { authentication, verifiedAt: world.now },
      ...{ createdAt: world.now, end: world.now + 90 * hour },
      ...changes,
    })
  }
  async function refresh(): Promise<Grant | undefined> {
    const live = await findGrant(op(), 'id')
    if (live === undefined) throw new Error('no grant')
    return renewed(op(), 'id', live)
  }
  const elsewhere = (upstream: string, claims: JsonObject): Authentication => ({
    ...world.authentication('op'),
    upstream: upstreamName(upstream),
    claims,
  })

  it('on claims as old as they may be, and not on older ones', async () => {
    await grantOf()
    world.now += 24 * hour
    expect((await refresh())?.claims, 'control').to.deep.equal({ name: 'Alice' })
    world.now += 1
    expect(await refresh()).to.equal(undefined)
    expect(reasons).to.deep.equal(['old claims'])
  })

  it('of an app that no longer takes people from that upstream, or of an upstream that is gone, gets nothing', async () => {
    await grantOf()
    expect(await refresh(), 'control').to.include({ username: 'alice' })
    policy = { ...policy, upstreams: [upstreamName('other')] }
    expect(await refresh(), 'not taken').to.equal(undefined)
    policy = { ...policy, upstreams: [upstreamName('op')] }
    world.upstreams.delete(upstreamName('op'))
    expect(await refresh(), 'gone').to.equal(undefined)
    expect(reasons).to.deep.equal(['another name or upstream', 'another name or upstream'])
  })

  it('never gives the tokens of one name to another', async () => {
    await grantOf()
    expect(await refresh(), 'control').to.not.equal(undefined)
    policy = { ...policy, pairwiseSector: ['another'] }
    expect(await refresh()).to.equal(undefined)
    expect(reasons).to.deep.equal(['another name or upstream'])
  })

  it('judges on the newest that is known: a later login at another app, kept with the grant', async () => {
    await grantOf()
    world.now += hour
    await signIn('later', elsewhere('op', { name: 'Alice B.', login: 'alice' }), hour)
    expect((await refresh())?.claims).to.deep.equal({ name: 'Alice B.' })
    world.now += 24 * hour
    expect((await refresh())?.claims, 'as old as that login').to.deep.equal({ name: 'Alice B.' })
    world.now += 1
    expect(await refresh()).to.equal(undefined)
  })

  it('but not on what another upstream says, of the same issuer too; nor on a session that is over', async () => {
    await grantOf()
    world.now += hour
    await signIn('other', elsewhere('other', { name: 'Mallory' }))
    expect((await refresh())?.claims).to.deep.equal({ name: 'Alice' })
    const { sessions } = world.hub.stores
    await signIn('over', elsewhere('op', { name: 'Old Alice' }), 1000)
    const over = await sessions.get(sessionKey('over'))
    sessions.find = async () => [sessionKey('over')]
    sessions.get = async () => over
    world.now += 1000
    expect((await refresh())?.claims, 'whatever the storage still has').to.deep.equal({ name: 'Alice' })
    world.now -= 1
    expect((await refresh())?.claims, 'control').to.deep.equal({ name: 'Old Alice' })
  })

  it('nor on a session whose index is stale: it is of another person by now', async () => {
    await grantOf()
    for (const [index, changed] of [
      { subject: 'mallory' },
      { issuer: 'https://evil.test' as Authentication['issuer'] },
    ].entries()) {
      await signIn(`key${index}`, world.authentication('op'))
      world.now += 1000
      const theirs = { ...elsewhere('op', { name: 'Mallory' }), ...changed }
      await world.hub.stores.sessions.replace(sessionKey(`key${index}`), sessionOf(theirs))
      expect((await refresh())?.claims, JSON.stringify(changed)).to.deep.equal({ name: 'Alice' })
    }
  })

  it('revives no grant that was revoked while it was judged', async () => {
    await grantOf()
    const live = await findGrant(op(), 'id')
    if (live === undefined) throw new Error('no grant')
    await revokeGrant(op(), 'id')
    expect(await renewed(op(), 'id', live)).to.equal(undefined)
    expect(await findGrant(op(), 'id')).to.equal(undefined)
  })

  it('takes the login name away that the person no longer has', async () => {
    await grantOf()
    expect(await refresh(), 'control').to.include({ username: 'alice' })
    world.now += hour
    await signIn('later', elsewhere('op', { name: 'Alice' }))
    expect(await refresh()).to.not.have.property('username')
    expect((await findGrant(op(), 'id'))?.grant).to.not.have.property('username')
  })

  it('needs the consent of the person where they gave one and the app asks for it', async () => {
    await grantOf({ consented: true })
    expect(await refresh(), 'the app no longer asks').to.not.equal(undefined)
    policy = { ...policy, consent: 'ask' }
    expect(await refresh(), 'withdrawn').to.equal(undefined)
    expect(reasons).to.deep.equal(['consent withdrawn'])
    await grantOf()
    expect(await refresh(), 'of the time before it asked').to.not.equal(undefined)
  })
})

describe('a grant', () => {
  it('of an app that is switched off is worth nothing, until then', () => {
    const until = (disabledUntil?: number) =>
      isSwitchedOn({ policy: { ...(disabledUntil !== undefined && { disabledUntil }) } } as OidcApp, 1000)
    expect([until(), until(999), until(1000), until(1001), until(Number.POSITIVE_INFINITY)]).to.deep.equal([
      ...[true, true, true],
      ...[false, false],
    ])
  })

  it('ends by its own word, and with a session that is over, whatever the storage still has', async () => {
    const world = new World()
    const app = { policy: { ...world.policy, app: portal }, settings: { clientId: clientId('portal') } }
    let ahead = 0
    const { issued, sessions } = world.hub.stores
    const op = {
      apps: { client: async () => app },
      stores: { issued, sessions },
      now: () => world.now + ahead,
    } as unknown as ServingOp
    const grant: Grant = {
      ...{ v: 1, app: portal, clientId: 'portal', sub: 's', subject: 'persistent', scope: [], resources: [] },
      ...{ claims: {}, idTokenClaims: [], userinfoClaims: [], handle: 'handle', createdAt: world.now },
      end: world.now + hour,
    }
    const authentication = world.authentication('op')
    const end = world.now + hour / 2
    const session = { v: 2, authentication, createdAt: world.now, end, verifiedAt: world.now, browser: 'b' } as const
    await sessions.create(sessionKey('key'), session)
    const subject = { kind: 'persistent', value: 's' } as const
    const took = { v: 2, app: portal, downstream: 'oidc-op', subject, handle: 'handle', state: {} } as const
    await sessions.addParticipant(sessionKey('key'), { ...took, issuedAt: world.now, end })
    await putGrant(op, 'bound', grant)
    await putGrant(op, 'offline', { ...grant, offline: { authentication, verifiedAt: world.now } })
    const states = () =>
      Promise.all(['bound', 'offline'].map(async (id) => (await findGrant(op, id))?.grant.handle === 'handle'))
    expect(await states(), 'control').to.deep.equal([true, true])
    ahead = hour / 2
    expect(await states(), 'the session is over on this node').to.deep.equal([false, true])
    ahead = hour
    expect(await states(), 'both are').to.deep.equal([false, false])
  })
})
