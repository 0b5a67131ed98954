import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { loginFindings } from '../../../src/administration/login-findings.ts'
import { AppTally } from '../../../src/administration/tally.ts'
import { readUpstreams } from '../../../src/administration/upstream-record.ts'
import { folderStore } from '../../../src/app-store/folder.ts'
import { type AppStore, StoreUnavailable } from '../../../src/app-store/store.ts'
import { GatewayError } from '../../../src/core/errors.ts'
import { appId, transactionId, upstreamName } from '../../../src/core/identifiers.ts'
import type { Audit } from '../../../src/core/ports/audit.ts'

const wiki = appId('saml', 'https://wiki.test/sp')
const day = 86_400_000
const start = Date.UTC(2026, 10, 27, 12)

describe('when apps were used last, and what failed today', () => {
  let folder: string
  let store: AppStore
  let now: number
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'isthmus-tally-'))
    store = folderStore(folder)
    now = start
  })
  afterEach(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const troubles: unknown[] = []
  /** A node, and what its logins tell. */
  function node(own: AppStore = store) {
    const tally = new AppTally({ store: own, now: () => now, onTrouble: (error) => troubles.push(error) })
    const silent = { record: () => {}, refusal: () => {} } as unknown as Audit
    const audit = tally.observe(silent)
    const record = (event: string, app: string) => audit.record({ event, outcome: 'success', app } as never)
    return {
      tally,
      succeeds: (app = 'https://wiki.test/sp') => record('login.success', app),
      fails: (app = 'https://wiki.test/sp') => record('login.refused', app),
      refused: (errorId: string, error: GatewayError, isOfBrowser = true) =>
        audit.refusal(errorId, error, isOfBrowser ? { transaction: transactionId('t') } : {}),
      loggedIn: () =>
        audit.record({
          event: 'login.success',
          outcome: 'success',
          upstream: upstreamName('corp'),
          transaction: transactionId('t'),
        }),
    }
  }

  it('counts at once, and writes nothing for it', () => {
    const { tally, succeeds, fails } = node()
    expect(tally.of(wiki)).to.deep.equal({ failuresToday: 0 })
    fails()
    succeeds()
    now += 1000
    fails()
    expect(tally.of(wiki)).to.deep.equal({ failuresToday: 2, lastLogin: start })
    expect(readdirSync(folder)).to.deep.equal([])
  })

  it('adds what two nodes counted, whoever writes first, and knows it after a restart', async () => {
    const [one, other] = [node(), node(folderStore(folder))]
    one.fails()
    one.succeeds()
    now += 5000
    other.fails()
    other.fails()
    other.succeeds()
    await Promise.all([one.tally.flush(), other.tally.flush()])
    await one.tally.load()
    const both = { failuresToday: 3, lastLogin: start + 5000 }
    expect(one.tally.of(wiki)).to.deep.equal(both)
    one.fails()
    expect(one.tally.of(wiki).failuresToday).to.equal(4)
    await one.tally.flush()
    const restarted = node()
    await restarted.tally.load()
    expect(restarted.tally.of(wiki)).to.deep.equal({ ...both, failuresToday: 4 })
  })

  it('hears of other nodes without asking', async () => {
    const elsewhere = folderStore(folder)
    const [one, other] = [node(), node(elsewhere)]
    const stop = one.tally.open()
    other.succeeds()
    await other.tally.flush()
    const end = Date.now() + 10_000
    while (one.tally.of(wiki).lastLogin === undefined && Date.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 20))
    expect(one.tally.of(wiki).lastLogin).to.equal(start)
    stop()
    await elsewhere.close()
  })

  it('begins anew with the day, and remembers the login', async () => {
    const { tally, succeeds, fails } = node()
    succeeds()
    fails()
    await tally.flush()
    now += day / 2
    expect(tally.of(wiki)).to.deep.equal({ failuresToday: 0, lastLogin: start })
    fails()
    expect(tally.of(wiki)).to.deep.equal({ failuresToday: 1, lastLogin: start })
    await tally.flush()
    expect(tally.of(wiki)).to.deep.equal({ failuresToday: 1, lastLogin: start })
  })

  it('loses nothing while the store is away, and says so once', async () => {
    let isAway = true
    const failing = new Proxy(store, {
      get(real, name: keyof AppStore) {
        if (name === 'put' && isAway) return () => Promise.reject(new StoreUnavailable('away'))
        return real[name].bind(real)
      },
    })
    const { tally, fails } = node(failing)
    troubles.splice(0)
    fails()
    await tally.flush()
    fails()
    await tally.flush()
    expect([tally.of(wiki).failuresToday, troubles.length]).to.deep.equal([2, 1])
    isAway = false
    await tally.flush()
    const again = node()
    await again.tally.load()
    expect(again.tally.of(wiki).failuresToday).to.equal(2)
  })

  it('is a few small documents however many apps there are, and holds no name of one', async () => {
    const { tally, succeeds } = node()
    for (let n = 0; n < 10_000; n++) succeeds(`https://app-${n}.test/sp`)
    await tally.flush()
    const heads = await store.list('tally')
    expect(heads).to.have.length(16)
    const one = await store.get('tally', '0')
    expect(one?.settings.length).to.be.below(50_000)
    expect(one?.settings).not.to.contain('app-')
    const began = process.cpuUsage()
    for (let n = 0; n < 10_000; n++) tally.of(appId('saml', `https://app-${n}.test/sp`))
    for (let n = 0; n < 10_000; n++)
      expect(tally.of(appId('saml', `https://app-${n}.test/sp`)).lastLogin).to.equal(start)
    expect(process.cpuUsage(began).user / 1000).to.be.below(1000)
  })

  describe('what failed last at an upstream', () => {
    const corp = upstreamName('corp')
    const audience = new GatewayError('upstream_invalid', 'The answer of Corp was refused.', {
      upstream: 'corp',
      cause: new Error('the assertion is for another Audience'),
    })
    const failed = (errorId: string, at: number) => ({ at, errorId, code: 'upstream_invalid', fault: 'audience' })

    it('is kept apart from what anybody can bring about, and from what no upstream is to blame for', async () => {
      const { tally, refused } = node()
      refused('real', audience)
      now += 1000
      const words = 'the OP answered error=invalid_scope: the assertion is for another Audience'
      refused('own', new GatewayError('upstream_invalid', 'No.', { upstream: 'corp', cause: new Error(words) }))
      refused('stray', audience, false)
      refused('logout', new GatewayError('signature_refused', 'The message must be signed, but it is not.'), false)
      refused('app', new GatewayError('access_denied', 'You are not allowed.', { upstream: 'corp' }))
      const unproved = failed('stray', start + 1000)
      expect(tally.ofUpstream(corp)).to.deep.equal({ failed: failed('real', start), unproved })
      await tally.flush()
      const document = await store.get('tally', 'upstreams')
      const upstreams = { corp: { failed: failed('real', start), unproved } }
      expect(JSON.parse(document?.settings ?? '')).to.deep.equal({ v: 1, upstreams })
    })

    it('is the upstream that can not be asked, before anybody is sent there', () => {
      const { tally, refused } = node()
      const away = new GatewayError('upstream_unavailable', 'Corp is not responding.', { upstream: 'corp' })
      refused('away', away, false)
      const failure = { at: start, errorId: 'away', code: 'upstream_unavailable', fault: 'away' }
      expect(tally.ofUpstream(corp)).to.deep.equal({ failed: failure })
    })

    it('is written once for a thousand, and what came while it was written too', async () => {
      let puts = 0
      const counting = new Proxy(store, {
        get(real, name: keyof AppStore) {
          if (name === 'put') puts++
          return real[name].bind(real)
        },
      })
      const { tally, refused } = node(counting)
      for (let n = 0; n < 1000; n++) refused(`n${n}`, audience)
      const first = tally.flush()
      now += 1000
      refused('last', audience)
      await Promise.all([first, tally.flush()])
      expect((await readUpstreams(store)).get('corp')).to.deep.equal({ failed: failed('last', start + 1000) })
      expect(puts).to.be.at.most(2)
    })

    it('is the latest on all nodes, with the latest login, and known after a restart', async () => {
      const [one, other] = [node(), node(folderStore(folder))]
      other.loggedIn()
      now += 1000
      one.refused('first', audience)
      now += 1000
      other.refused('second', audience)
      now += 1000
      one.loggedIn()
      await Promise.all([one.tally.flush(), other.tally.flush()])
      const restarted = node()
      await restarted.tally.load()
      const known = restarted.tally.ofUpstream(corp)
      expect(known).to.deep.equal({ lastLogin: start + 3000, failed: failed('second', start + 2000) })
      expect(loginFindings(known).map(({ outcome, what }) => ({ outcome, what }))).to.deep.equal([
        {
          outcome: 'good',
          what:
            'The last failed login: 2026-11-27T12:00:02Z, error number second, upstream_invalid, the log says “the assertion is for another Audience”. ' +
            'Logins have succeeded since, the last one at 2026-11-27T12:00:03Z.',
        },
      ])
    })

    it('waits while the store is away', async () => {
      let isAway = true
      const failing = new Proxy(store, {
        get(real, name: keyof AppStore) {
          if (name === 'put' && isAway) return () => Promise.reject(new StoreUnavailable('away'))
          return real[name].bind(real)
        },
      })
      const { tally, refused } = node(failing)
      refused('real', audience)
      await tally.flush()
      expect(tally.ofUpstream(corp)).to.deep.equal({ failed: failed('real', start) })
      isAway = false
      await tally.flush()
      expect(await readUpstreams(store)).to.deep.equal(new Map([['corp', { failed: failed('real', start) }]]))
    })

    it('is nothing where somebody damaged the document', async () => {
      const settings = JSON.stringify({ v: 1, upstreams: { corp: { failed: { ...failed('<b>', 1) } } } })
      await store.put('tally', 'upstreams', { settings }, { replaces: undefined, author: 'file' })
      const { tally } = node()
      await tally.load()
      expect(loginFindings(tally.ofUpstream(corp))).to.deep.equal([])
    })
  })
})
