import { createSecretKey } from 'node:crypto'
import { expect } from 'chai'
import type { Reply } from '../../../../src/core/http.ts'
import { issuer } from '../../../../src/core/identifiers.ts'
import { beginLogin } from '../../../../src/core/login/begin.ts'
import { endByMessage, endByName } from '../../../../src/core/logout/upstream.ts'
import type { LoginDependencies } from '../../../../src/core/ports/hub.ts'
import type { UpstreamEnding } from '../../../../src/core/ports/logout.ts'
import { keyOf } from '../../../../src/core/session/cookie.ts'
import type { StorageDriver } from '../../../../src/storage/driver.ts'
import { StorageUnavailable } from '../../../../src/storage/driver.ts'
import { createStores } from '../../../../src/storage/stores.ts'
import { finishLogin, World } from '../hub.ts'

const op = issuer('https://op.test')

/** A hub over the same storage that says when it is about to be used. */
function watched(world: World, before: () => Promise<void>): LoginDependencies {
  const driver = new Proxy<StorageDriver>(world.driver, {
    get(target, name: keyof StorageDriver) {
      const verb = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>
      return async (...args: unknown[]) => {
        await before()
        return verb.apply(target, args)
      }
    },
  })
  const sealing = createSecretKey(Buffer.alloc(32, 7))
  return { ...world.hub, stores: createStores(driver, { sealing, now: () => world.now }) }
}

const endings: Readonly<Record<string, (world: World) => UpstreamEnding>> = {
  'by its sid': ({ now }) => ({ issuer: op, sid: 'one', issuedAt: now / 1000, messageId: 'jti', acceptedFor: 60_000 }),
  'by its sub': ({ now }) => ({
    issuer: op,
    subject: 'alice',
    issuedAt: now / 1000,
    messageId: 'jti',
    acceptedFor: 60_000,
  }),
}

describe('a logout token against its own login', () => {
  /** Steps of the token that end with what it remembers: was it here before, and the end of the login. */
  const remembering = 2

  /**
   * Runs the callback of a login, and within it the token: its first part before the login's step `first`, the rest
   * before its step `second`. Resolves to what the browser got, and whether a step was never reached.
   */
  async function interleave(world: World, ending: UpstreamEnding, first: number, second: number) {
    world.op.answer = () => ({ ...world.authentication('op'), sid: 'one' })
    const begun = world.keep(await beginLogin(world.hub, world.request(), world.browser))
    const callback = world.callback(begun)
    let goOn = () => {}
    let pausing = () => {}
    const gate = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const paused = new Promise<void>((resolve) => {
      pausing = resolve
    })
    let steps = 0
    const tokenHub = watched(world, async () => {
      steps += 1
      if (steps <= remembering) return
      pausing()
      await gate
    })
    let ended: Promise<void> | undefined
    const begin = async () => {
      ended = endByMessage(tokenHub, ending, '192.0.2.7')
      await paused
    }
    let step = 0
    const loginHub = watched(world, async () => {
      const here = step++
      if (here === first) await begin()
      if (here !== second) return
      goOn()
      await ended
    })
    const reply = world.keep(await finishLogin(loginHub, world.op, callback))
    if (ended === undefined) await begin()
    goOn()
    await ended
    return { reply, steps: step }
  }

  const live = async (world: World): Promise<boolean> => {
    const cookie = world.cookies.get('session')
    return cookie !== undefined && (await world.hub.stores.sessions.get(keyOf(cookie))) !== undefined
  }

  for (const [name, ending] of Object.entries(endings)) {
    it(`${name}, in every order of their steps: no session stays, and the person is asked again or is signed out`, async () => {
      const seen = new Set<Reply['kind']>()
      const all = (await interleave(new World(), ending(new World()), 1000, 1000)).steps
      expect(all).to.be.greaterThan(8)
      for (let first = 0; first <= all; first++) {
        for (let second = first; second <= all; second++) {
          const world = new World()
          const { reply } = await interleave(world, ending(world), first, second)
          seen.add(reply.kind)
          expect(await live(world), `${first} ${second}: ${reply.kind}`).to.equal(false)
        }
      }
      expect([...seen].sort(), 'some orders refuse the login, some end it after').to.deep.equal([
        'document',
        'redirect',
      ])
    })
  }

  it('control: without a token the session stays', async () => {
    const world = new World()
    const begun = world.keep(await beginLogin(world.hub, world.request(), world.browser))
    world.keep(await finishLogin(world.hub, world.op, world.callback(begun)))
    expect(await live(world)).to.equal(true)
  })

  it('a login that began after the logout is another one', async () => {
    const world = new World()
    await endByMessage(world.hub, endings['by its sub']?.(world) as UpstreamEnding, '')
    world.now += 1000
    const begun = world.keep(await beginLogin(world.hub, world.request(), world.browser))
    expect((await finishLogin(world.hub, world.op, world.callback(begun))).kind).to.equal('document')
  })

  it('a code that the browser brings after the logout is of the old login, however late its token was issued', async () => {
    const world = new World()
    world.authTime = world.now / 1000
    await endByMessage(world.hub, endings['by its sub']?.(world) as UpstreamEnding, '')
    world.now += 5000
    const begun = world.keep(await beginLogin(world.hub, world.request(), world.browser))
    expect((await finishLogin(world.hub, world.op, world.callback(begun))).kind).to.equal('redirect')
  })
})

describe('an upstream’s word of a logout', () => {
  it('by name remembers nothing of logins that are not here', async () => {
    const world = new World()
    let writes = 0
    const hub = watched(world, async () => {
      writes += 1
    })
    expect(await endByName(hub, op, 'unknown', '192.0.2.7')).to.equal(false)
    expect(writes, 'one reading of the index').to.equal(1)
  })

  it('by a sid that the session no longer has ends nothing, though the index still knows it', async () => {
    const world = new World()
    const login = async (sid: string) => {
      world.op.answer = () => ({ ...world.authentication('op'), sid })
      const begun = world.keep(await beginLogin(world.hub, world.request({ forceAuthn: true }), world.browser))
      world.keep(await finishLogin(world.hub, world.op, world.callback(begun)))
      return keyOf(world.cookies.get('session') ?? '')
    }
    const key = await login('one')
    world.now += 60_000
    expect(await login('two'), 'the same session, renewed').to.equal(key)
    expect(await world.hub.stores.sessions.find({ by: 'up', issuer: op, sid: 'one' })).to.deep.equal([key])
    expect(await endByName(world.hub, op, 'one', '')).to.equal(false)
    expect(await world.hub.stores.sessions.get(key)).to.have.nested.property('authentication.sid', 'two')
    expect(await endByName(world.hub, op, 'two', ''), 'control').to.equal(true)
    expect(await world.hub.stores.sessions.get(key)).to.equal(undefined)
  })

  it('fails where the storage goes away, at whatever step; the same token may come again then, and once it is done no more', async () => {
    const world = new World()
    const ending = endings['by its sub']?.(world) as UpstreamEnding
    const attempt = async (hub: LoginDependencies) => endByMessage(hub, ending, '').catch((error: unknown) => error)
    const begun = world.keep(await beginLogin(world.hub, world.request(), world.browser))
    world.keep(await finishLogin(world.hub, world.op, world.callback(begun)))
    let failures = 0
    for (let until = 0; ; until++) {
      let step = 0
      const hub = watched(world, async () => {
        step += 1
        if (step > until) throw new StorageUnavailable('away')
      })
      const outcome = await attempt(hub)
      if (outcome === undefined) break
      expect(outcome).to.be.instanceOf(StorageUnavailable)
      failures += 1
    }
    expect(failures).to.be.greaterThan(4)
    expect(await world.hub.stores.sessions.get(keyOf(world.cookies.get('session') ?? ''))).to.equal(undefined)
    expect(await attempt(world.hub)).to.include({ code: 'stale_or_replayed' })
  })
})
