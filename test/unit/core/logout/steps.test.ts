import { expect } from 'chai'
import type { Browser, Reply } from '../../../../src/core/http.ts'
import { appId, type SessionKey, transactionId } from '../../../../src/core/identifiers.ts'
import { beginLogin, continueNotifying } from '../../../../src/core/login/begin.ts'
import { noteLogoutAnswer } from '../../../../src/core/logout/answers.ts'
import {
  beginLogout,
  continueLogout,
  endSession,
  endWithoutBrowser,
  readLogout,
} from '../../../../src/core/logout/steps.ts'
import { sendToApp } from '../../../../src/core/logout/visits.ts'
import type { LoginDependencies } from '../../../../src/core/ports/hub.ts'
import type { LogoutOutcome, LogoutRoute } from '../../../../src/core/ports/logout.ts'
import type { Downstream } from '../../../../src/core/ports/roles.ts'
import { keyOf } from '../../../../src/core/session/cookie.ts'
import type { Participant } from '../../../../src/core/session/records.ts'
import { finishLogin, told, World, wiki } from '../hub.ts'

/** A hub whose one app can be told of a logout, by the ways that a test gives it. */
class LogoutWorld {
  readonly world = new World()
  routes: readonly LogoutRoute[] = [{ way: 'chain', address: 'https://wiki.test/slo' }]
  /** IDs of requests that a browser was sent with. */
  readonly sent: string[] = []
  readonly bySoap: string[] = []
  soap: () => Promise<LogoutOutcome> = async () => 'ended'
  readonly hub: LoginDependencies

  constructor() {
    const logout: Downstream['logout'] = {
      routes: async () => this.routes,
      tell: (_participant, id) => {
        this.bySoap.push(id)
        return this.soap()
      },
      send: async (_participant: Participant, id) => {
        this.sent.push(id)
        return { kind: 'redirect', location: `https://wiki.test/slo?state=${id}` }
      },
      answer: async (_replyTo, result) => ({ kind: 'document', status: 200, type: 'answer', body: result }),
    }
    const downstream = { ...this.world.downstream, logout }
    this.hub = { ...this.world.hub, downstreams: new Map([['saml-idp', downstream]]) }
  }

  get browser(): Browser {
    return this.world.browser
  }
  get key() {
    return keyOf(this.world.cookies.get('session') ?? '')
  }

  async login(): Promise<Reply> {
    const { world, hub } = this
    const first = world.keep(await beginLogin(hub, world.request(), this.browser))
    return first.kind === 'redirect' ? world.keep(await finishLogin(hub, world.op, world.callback(first))) : first
  }

  outcome = async () =>
    (await readLogout(this.hub, this.key))?.parties[0]?.marks.map(
      ({ attempt: { way, occasion }, state }) => `${way}${occasion === undefined ? '' : `.${occasion}`} ${state}`,
    )
}

const wish = { by: 'app', answer: { side: 'downstream', name: 'saml-idp', replyTo: {} } } as const

describe('logout: step by step', () => {
  it('visits an app, takes its answer, and answers whoever asked', async () => {
    const here = new LogoutWorld()
    await here.login()
    const first = await beginLogout(here.hub, here.key, wish, here.browser)
    expect(first).to.include({ kind: 'redirect' })
    const answered = await noteLogoutAnswer(here.hub, here.sent[0] ?? '', wiki, 'ended', here.browser)
    expect(answered?.next).to.equal(`/logout/${here.key}`)
    expect(told((await continueLogout(here.hub, here.key, here.browser)) as Reply)).to.equal('success')
  })

  it('an answer that comes twice, or late, is noted and does no harm', async () => {
    const here = new LogoutWorld()
    await here.login()
    await beginLogout(here.hub, here.key, wish, here.browser)
    expect(told((await continueLogout(here.hub, here.key, here.browser)) as Reply), 'nobody answered').to.equal(
      'partial',
    )
    for (let times = 0; times < 2; times += 1) {
      const answered = await noteLogoutAnswer(here.hub, here.sent[0] ?? '', wiki, 'ended', here.browser)
      expect(answered?.next).to.equal(`/logout/${here.key}`)
    }
    expect(told((await continueLogout(here.hub, here.key, here.browser)) as Reply)).to.equal('success')
  })

  it('two requests at once: one begins it, and both go on with the same one', async () => {
    const here = new LogoutWorld()
    await here.login()
    const begun = await Promise.all([endSession(here.hub, here.key, wish), endSession(here.hub, here.key, wish)])
    expect(begun.filter(Boolean)).to.have.length(1)
  })

  it('a framed Success from another site is told, and the visit follows', async () => {
    const here = new LogoutWorld()
    here.routes = [
      { way: 'frame', address: 'https://wiki.test/slo' },
      { way: 'chain', address: 'https://wiki.test/slo' },
    ]
    await here.login()
    const page = await beginLogout(here.hub, here.key, wish, here.browser)
    expect(page).to.include({ kind: 'page', name: 'loggingOut' })
    const party = (await readLogout(here.hub, here.key))?.parties[0]?.party ?? ''
    await sendToApp(here.hub, here.key, party, 'frame', here.browser)
    const framed = { ...here.browser, cameFrom: 'cross-site' } as const
    expect(await noteLogoutAnswer(here.hub, here.sent[0] ?? '', wiki, 'ended', framed)).to.deep.equal({})
    expect(await here.outcome())
      .to.include('frame told')
      .and.not.include('frame ended')
    expect(await continueLogout(here.hub, here.key, here.browser)).to.include({ kind: 'redirect' })
  })

  it('SOAP that throws or hangs is no more than an app not reached; the browser goes there then', async () => {
    const here = new LogoutWorld()
    here.routes = [
      { way: 'backChannel', address: 'https://wiki.test/soap' },
      { way: 'chain', address: 'https://wiki.test/slo' },
    ]
    here.soap = () => Promise.reject(new TypeError('broken'))
    await here.login()
    expect(await beginLogout(here.hub, here.key, wish, here.browser)).to.include({ kind: 'redirect' })
    expect(await here.outcome())
      .to.include('backChannel unreachable')
      .and.include('chain sent')
    expect(here.bySoap).to.have.length(1)
    await continueLogout(here.hub, here.key, here.browser)
    expect(here.bySoap, 'asked once').to.have.length(1)
  })
})

describe('logout: a logout stays a logout', () => {
  it('the same authentication again is asked for once more; a new one is taken', async () => {
    const here = new LogoutWorld()
    const { world } = here
    world.authTime = world.now / 1000 - 100
    await here.login()
    await endWithoutBrowser(here.hub, [here.key], { by: 'person' })
    world.cookies.delete('session')
    const sent = world.keep(await beginLogin(here.hub, world.request(), here.browser))
    const again = world.keep(await finishLogin(here.hub, world.op, world.callback(sent)))
    expect(again.kind, 'sent upstream once more').to.equal('redirect')
    expect(world.op.asked.at(-1)?.forceAuthn).to.equal(true)
    world.now += 5000
    world.authTime = world.now / 1000
    expect((await finishLogin(here.hub, world.op, world.callback(again))).kind).to.equal('document')
  })

  it('an upstream that hands the same one back all the same does not let the person in', async () => {
    const here = new LogoutWorld()
    const { world } = here
    world.authTime = world.now / 1000 - 1000
    await here.login()
    await endWithoutBrowser(here.hub, [here.key], { by: 'person' })
    world.cookies.delete('session')
    const sent = world.keep(await beginLogin(here.hub, world.request(), here.browser))
    const again = world.keep(await finishLogin(here.hub, world.op, world.callback(sent)))
    const refused = await finishLogin(here.hub, world.op, world.callback(again))
    expect(refused).to.include({ kind: 'document', type: 'error' })
  })

  it('control: another person taking over the browser ends no login elsewhere', async () => {
    const here = new LogoutWorld()
    const { world } = here
    world.authTime = world.now / 1000 - 100
    await here.login()
    await endWithoutBrowser(here.hub, [here.key], { by: 'replaced' })
    world.cookies.delete('session')
    expect((await here.login()).kind).to.equal('document')
  })
})

describe('logout: what is owed', () => {
  it('is paid before the next login goes on, once', async () => {
    const here = new LogoutWorld()
    const { world } = here
    world.authTime = world.now / 1000 - 100
    await here.login()
    await endWithoutBrowser(here.hub, [here.key], { by: 'upstream' })
    const owing = world.keep(await beginLogin(here.hub, world.request(), here.browser))
    expect(owing.kind === 'redirect' && owing.location).to.match(/\/logout\/owed\//)
    const id = transactionId(owing.kind === 'redirect' ? (owing.location.split('/').at(-1) ?? '') : '')
    const visit = await continueNotifying(here.hub, id, here.browser)
    expect(visit).to.include({ kind: 'redirect', location: `https://wiki.test/slo?state=${here.sent[0]}` })
    await noteLogoutAnswer(here.hub, here.sent[0] ?? '', wiki, 'ended', here.browser)
    const onward = await continueNotifying(here.hub, id, here.browser)
    expect(onward.kind === 'redirect' && onward.location).to.match(/^https:\/\/op\.test/)
    expect(here.sent).to.have.length(1)
  })

  it('not after the session of an app has ended by itself', async () => {
    const here = new LogoutWorld()
    await here.login()
    await endWithoutBrowser(here.hub, [here.key], { by: 'upstream' })
    here.world.now += 9 * 3600_000
    const onward = await beginLogin(here.hub, here.world.request(), here.browser)
    expect(onward.kind === 'redirect' && onward.location).to.match(/^https:\/\/op\.test/)
    expect(here.sent).to.have.length(0)
  })

  it('not asked of a passive login, which must see no page', async () => {
    const here = new LogoutWorld()
    await here.login()
    await endWithoutBrowser(here.hub, [here.key], { by: 'upstream' })
    const reply = await beginLogin(here.hub, here.world.request({ isPassive: true }), here.browser)
    expect(reply.kind === 'redirect' && reply.location).to.match(/^https:\/\/op\.test/)
  })

  it('to the apps of a person whose browser another one took over', async () => {
    const here = new LogoutWorld()
    const { world } = here
    await here.login()
    const before = here.key
    world.now += 400_000
    world.subject = 'bob'
    const sent = world.keep(await beginLogin(here.hub, world.request(), here.browser))
    world.keep(await finishLogin(here.hub, world.op, world.callback(sent)))
    expect(here.key).to.not.equal(before)
    const owing = await beginLogin(here.hub, world.request(), here.browser)
    expect(owing.kind === 'redirect' && owing.location).to.match(/\/logout\/owed\//)
  })
})

describe('logout: login against logout, the logout before each call of the storage that a login makes', () => {
  const blog = appId('saml', 'https://blog.test')

  /** Another app than the one that took part already: it is told only if this login's own participant was found. */
  const request = (here: LogoutWorld) => here.world.request({ app: blog })

  /** A hub for both apps; `run` comes before its n-th call of the session or transaction stores. */
  function interrupted({ hub }: LogoutWorld, nth: number, run: () => Promise<unknown>) {
    let calls = 0
    const watch = <Verbs extends object>(verbs: Verbs): Verbs =>
      new Proxy(verbs, {
        get(target, name, receiver) {
          const verb: unknown = Reflect.get(target, name, receiver)
          if (typeof verb !== 'function') return verb
          return async (...given: unknown[]) => {
            calls += 1
            if (calls === nth) await run()
            return Reflect.apply(verb, target, given)
          }
        },
      })
    const { sessions, transactions } = hub.stores
    const stores = { ...hub.stores, sessions: watch(sessions), transactions: watch(transactions) }
    const policies = { ...hub.policies, policy: (app: string) => ({ ...hub.policies.policy(wiki), ...policyOf(app) }) }
    return { hub: { ...hub, stores, policies }, calls: () => calls }
  }

  const policyOf = (app: string) =>
    ({
      app: appId('saml', app),
      displayName: app,
      pairwiseSector: [app],
      attributes: [],
      strictContexts: false,
    }) as const

  async function check(here: LogoutWorld, key: SessionKey, reply: Reply): Promise<void> {
    expect(await here.hub.stores.sessions.get(key), 'nothing revives the session').to.equal(undefined)
    const told = (await readLogout(here.hub, key))?.parties.map(({ participant }) => participant.app) ?? []
    expect(told).to.include(wiki)
    if (reply.kind === 'redirect') return
    // The blog was let in: by this session, then the logout knows it; or by a new one, then that lives.
    const cookie = reply.cookies?.find(({ name }) => name === 'session')?.value
    if (cookie === undefined) expect(told, 'let in, and not told').to.include(blog)
    else expect(await here.hub.stores.sessions.get(keyOf(cookie))).to.not.equal(undefined)
  }

  const logoutOf = (here: LogoutWorld, key: SessionKey) => () => endWithoutBrowser(here.hub, [key], { by: 'upstream' })

  it('a login from the live session', async () => {
    let reached = 0
    for (let nth = 1; nth < 30; nth += 1) {
      const here = new LogoutWorld()
      await here.login()
      const { key } = here
      const { hub, calls } = interrupted(here, nth, logoutOf(here, key))
      const reply = await beginLogin(hub, request(here), here.browser)
      if (calls() < nth) break
      reached = nth
      await check(here, key, reply)
    }
    expect(reached, 'points at which it ran').to.be.within(4, 28)
  })

  it('a login that comes back from the upstream and would renew the session', async () => {
    let reached = 0
    for (let nth = 1; nth < 30; nth += 1) {
      const here = new LogoutWorld()
      await here.login()
      const { key, world } = here
      world.now += 400_000
      const open = interrupted(here, 0, async () => {}).hub
      const sent = world.keep(await beginLogin(open, request(here), here.browser))
      const { hub, calls } = interrupted(here, nth, logoutOf(here, key))
      const reply = await finishLogin(hub, world.op, world.callback(sent))
      if (calls() < nth) break
      reached = nth
      await check(here, key, reply)
    }
    expect(reached, 'points at which it ran').to.be.within(6, 28)
  })

  it('control: without a logout both let the person in', async () => {
    const here = new LogoutWorld()
    await here.login()
    const { hub } = interrupted(here, 0, async () => {})
    expect((await beginLogin(hub, request(here), here.browser)).kind).to.equal('document')
    expect(await here.hub.stores.sessions.get(here.key)).to.not.equal(undefined)
  })
})
