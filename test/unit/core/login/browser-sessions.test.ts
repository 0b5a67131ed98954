import { expect } from 'chai'
import type { Browser, Reply } from '../../../../src/core/http.ts'
import { appId, issuer, type SessionKey } from '../../../../src/core/identifiers.ts'
import { beginLogin } from '../../../../src/core/login/begin.ts'
import type { LoginRequestFields } from '../../../../src/core/login/transaction.ts'
import { findPending } from '../../../../src/core/logout/pending-notices.ts'
import { beginLogout, continueLogout, endWithoutBrowser, readLogout } from '../../../../src/core/logout/steps.ts'
import { endAllOf } from '../../../../src/core/logout/together.ts'
import { endByMessage } from '../../../../src/core/logout/upstream.ts'
import { keyOf, readSessions } from '../../../../src/core/session/cookie.ts'
import { finishLogin, told, World, wiki } from '../hub.ts'

const shop = appId('saml', 'https://shop.test')

/** The wiki signs in at `op`, the shop at `other`. */
function twoUpstreams(): World {
  const world = new World()
  world.upstreams.set(world.other.name, world.other)
  world.policy = { ...world.policy, upstreams: [world.op.name] }
  world.others.set(shop, {
    ...world.policy,
    app: shop,
    pairwiseSector: ['https://shop.test'],
    displayName: 'Shop',
    upstreams: [world.other.name],
  })
  return world
}

/** Both are clients of one OP. */
function oneIssuer(): World {
  const world = twoUpstreams()
  world.issuerOf = () => 'https://auth.test'
  return world
}

async function login(world: World, fields: Partial<LoginRequestFields> = {}, browser = world.browser): Promise<Reply> {
  const reply = world.keep(await beginLogin(world.hub, world.request(fields), browser))
  if (reply.kind !== 'redirect') return reply
  const upstream = reply.location.startsWith('https://op') ? world.op : world.other
  return world.keep(await finishLogin(world.hub, upstream, world.callback(reply)))
}

const live = async (world: World, browser = world.browser) =>
  (await readSessions(world.hub, browser)).live.map(({ session }) => session.authentication.upstream).sort()

const keyAt = async (world: World, upstream: string): Promise<SessionKey> => {
  const { live: sessions } = await readSessions(world.hub, world.browser)
  const found = sessions.find(({ session }) => session.authentication.upstream === upstream)
  if (found === undefined) throw new Error(`no session at ${upstream}`)
  return found.key
}

const causes = (world: World) => world.events.flatMap(({ event, by }) => (event === 'logout' ? [by] : []))

describe('one browser, two upstreams', () => {
  it('has a session at each: apps in turn sign nobody out, and ask no upstream again', async () => {
    const world = twoUpstreams()
    await login(world)
    expect(JSON.parse(told(await login(world, { app: shop }))).subject).to.equal('https://shop.test|other|alice')
    expect(await live(world)).to.deep.equal(['op', 'other'])
    const cookie = world.cookies.get('session')
    for (const app of [wiki, shop, wiki, shop]) expect((await login(world, { app })).kind).to.equal('document')
    expect(world.op.asked.length + world.other.asked.length).to.equal(2)
    expect(world.cookies.get('session')).to.equal(cookie)
    expect(causes(world)).to.deep.equal([])
  })

  it('renews each in place, and keeps one past the end of the other', async () => {
    const world = twoUpstreams()
    await login(world)
    await login(world, { app: shop })
    const first = await keyAt(world, 'op')
    world.now += 7 * 3600_000
    await login(world, { forceAuthn: true })
    expect(await keyAt(world, 'op')).to.equal(first)
    world.now += 7 * 3600_000
    expect(await live(world)).to.deep.equal(['op'])
  })

  it('keeps claims and contexts apart', async () => {
    const world = oneIssuer()
    world.acr = '2'
    await login(world, { app: shop })
    world.acr = undefined
    const contexts = { required: { comparison: 'exact', classes: ['urn:mfa'] } } as const
    expect(told(await login(world, { contexts }))).to.equal('context_unmet')
    expect(JSON.parse(told(await login(world, { app: shop, contexts }))).context).to.equal('urn:mfa')
  })

  it('lets an app that takes both have the one that it knows the person by', async () => {
    const world = twoUpstreams()
    world.policy = { ...world.policy, upstreams: [world.other.name, world.op.name] }
    await login(world, { app: shop })
    await login(world)
    const by = JSON.parse(told(await login(world))).subject
    world.policy = { ...world.policy, upstreams: [world.op.name, world.other.name] }
    world.others.set(shop, {
      ...world.policy,
      app: shop,
      pairwiseSector: ['https://shop.test'],
      displayName: 'Shop',
      upstreams: [world.op.name],
    })
    await login(world, { app: shop })
    expect(await live(world)).to.deep.equal(['op', 'other'])
    expect(JSON.parse(told(await login(world))).subject).to.equal(by)
  })

  it('ends the session of another person of the same issuer, at whichever of its clients', async () => {
    const world = oneIssuer()
    await login(world)
    await login(world, { app: shop })
    world.now += 400_000
    world.subject = 'bob'
    expect(JSON.parse(told(await login(world))).subject).to.match(/bob$/)
    expect(await live(world)).to.deep.equal(['op'])
    expect(causes(world)).to.deep.equal(['replaced', 'replaced'])
  })

  it('leaves the session of an unrelated issuer when the person at one changes', async () => {
    const world = twoUpstreams()
    await login(world)
    await login(world, { app: shop })
    world.now += 400_000
    world.subject = 'bob'
    await login(world)
    expect(await live(world)).to.deep.equal(['op', 'other'])
    expect(causes(world)).to.deep.equal(['replaced'])
  })

  it('opens nothing new to a cookie that was planted (attack 90)', async () => {
    const world = twoUpstreams()
    world.subject = 'mallory'
    await login(world)
    const planted: Browser = world.browser
    world.subject = 'alice'
    await login(world, { app: shop })
    expect(world.cookies.get('session')).not.to.equal(planted.session)
    expect(await live(world, planted)).to.deep.equal(['op'])
    expect(await live(world)).to.deep.equal(['op', 'other'])
  })

  it('signs in both of two tabs that come back at once, and one sign-out ends all of it', async () => {
    const world = twoUpstreams()
    const third = appId('saml', 'https://third.test')
    await login(world)
    world.others.set(third, { ...world.policy, app: third, displayName: 'Third' })
    world.now += 1000
    const begin = async (app: typeof shop) =>
      world.keep(await beginLogin(world.hub, world.request({ app, forceAuthn: true }), world.browser))
    const one = world.callback(await begin(shop))
    const two = world.callback(await begin(shop))
    const three = world.callback(await begin(third))
    const browser = world.browser
    const replies = await Promise.all([
      finishLogin(world.hub, world.other, { ...one, browser }),
      finishLogin(world.hub, world.other, { ...two, browser }),
      finishLogin(world.hub, world.op, { ...three, browser }),
    ])
    for (const reply of replies) expect(world.keep(reply).kind).to.equal('document')
    expect(await live(world)).to.deep.equal(['op', 'other'])
    await endAllOf(world.hub, world.browser, { by: 'person' })
    expect(await live(world)).to.deep.equal([])
    expect(causes(world)).to.deep.equal(['person', 'person', 'person'])
  })
})

describe('sessions that end together', () => {
  it('a person signs out of all of a browser, and one journey tells every app', async () => {
    const world = twoUpstreams()
    await login(world)
    await login(world, { app: shop })
    const lead = await endAllOf(world.hub, world.browser, { by: 'person' })
    expect(await live(world)).to.deep.equal([])
    const page = await continueLogout(world.hub, lead ?? keyOf(''), world.browser)
    if (page?.kind !== 'page' || page.name !== 'loggedOut') throw new Error('no result')
    expect(page.params.apps.map(({ name }) => name).sort()).to.deep.equal(['Shop', 'Wiki'])
    expect(page.params.upstreams?.map(({ name }) => name).sort()).to.deep.equal(['OP', 'OTHER'])
  })

  it('a sign-out in one tab takes a login along that another tab is just finishing', async () => {
    const world = twoUpstreams()
    await login(world)
    const { browser } = world
    const begun = world.keep(await beginLogin(world.hub, world.request({ app: shop }), browser))
    const { create } = world.hub.stores.sessions
    const sessions = {
      ...world.hub.stores.sessions,
      create: async (...given: Parameters<typeof create>) => {
        await create(...given)
        await endAllOf(world.hub, browser, { by: 'person' })
      },
    }
    const hub = { ...world.hub, stores: { ...world.hub.stores, sessions } }
    const reply = await finishLogin(hub, world.other, world.callback(begun))
    expect(reply.kind, 'nothing is sent to the app').to.equal('redirect')
    expect(await live(world)).to.deep.equal([])
  })

  const ends: Readonly<Record<string, (world: World) => Promise<unknown>>> = {
    'by the app': async (world) =>
      beginLogout(world.hub, await keyAt(world, 'op'), { by: 'app', app: wiki }, world.browser),
    'by an administrator': async (world) =>
      endWithoutBrowser(world.hub, [await keyAt(world, 'op')], { by: 'administrator' }),
    'by a token with the sid of one': async (world) => {
      const token = {
        issuer: issuer('https://auth.test'),
        issuedAt: world.now / 1000,
        messageId: 't',
        acceptedFor: 1000,
      }
      await endByMessage(world.hub, { ...token, sid: 'sid of op' }, '192.0.2.9')
    },
  }
  for (const [how, end] of Object.entries(ends)) {
    it(`${how}: those of one person at one issuer, in this browser alone`, async () => {
      const world = oneIssuer()
      world.op.answer = () => ({ ...world.authentication('op'), sid: 'sid of op' })
      world.other.answer = () => ({ ...world.authentication('other'), sid: 'sid of other' })
      await login(world)
      const elsewhere = world.browser
      world.cookies.clear()
      world.op.answer = () => ({ ...world.authentication('op'), sid: 'sid of op here' })
      await login(world, { app: shop })
      world.op.answer = () => ({ ...world.authentication('op'), sid: 'sid of op' })
      await login(world)
      expect(await live(world)).to.deep.equal(['op', 'other'])
      await end(world)
      expect(await live(world)).to.deep.equal([])
      if (!how.includes('sid')) expect(await live(world, elsewhere)).to.deep.equal(['op'])
    })
  }

  it('do not include those of other issuers', async () => {
    const world = twoUpstreams()
    await login(world)
    await login(world, { app: shop })
    const key = await keyAt(world, 'op')
    await beginLogout(world.hub, key, { by: 'app', app: wiki }, world.browser)
    expect(await live(world)).to.deep.equal(['other'])
    expect((await readLogout(world.hub, key))?.origin.also).to.equal(undefined)
  })

  it('leave their debts where the browser finds them, also after its cookie has changed', async () => {
    const world = twoUpstreams()
    const logout = {
      routes: async () => [{ way: 'chain', address: 'https://wiki.test/slo' }] as const,
      tell: async () => 'ended' as const,
      send: async () => ({ kind: 'redirect', location: 'https://wiki.test/slo' }) as const,
      answer: async () => ({ kind: 'redirect', location: 'https://wiki.test/' }) as const,
    }
    const hub = { ...world.hub, downstreams: new Map([['saml-idp', { ...world.downstream, logout }]]) }
    await login(world)
    const key = await keyAt(world, 'op')
    await endWithoutBrowser(hub, [key], { by: 'administrator' })
    world.now += 1000
    await login(world, { app: shop })
    const { ended } = await readSessions(hub, world.browser)
    expect(ended).to.deep.equal([key])
    expect(await findPending(hub, ended)).to.deep.equal([key])
  })
})
