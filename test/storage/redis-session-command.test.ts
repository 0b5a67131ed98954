/** `isthmus session` beside a running gateway, on the Redis that both use. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { openAppStore } from '../../src/app-store/open.ts'
import { runSession, type SessionCommandOptions } from '../../src/cli/session.ts'
import { loadConfig } from '../../src/config/load.ts'
import { createKeys } from '../../src/keys/create.ts'
import type { BrowserSession } from '../fixtures/browser-session.ts'
import { certificateOf, responseForm, startGatewayWithSp, type TestGateway, type TestSp } from '../fixtures/gateway.ts'
import { LogoutSp } from '../fixtures/logout-sp.ts'
import { isSignedIn, signIn } from '../fixtures/logout-stage.ts'
import { type RedisServer, redisServer } from './redis-server.ts'

describe('isthmus session, beside a gateway on Redis', function () {
  this.timeout(20_000)
  let redis: RedisServer
  let gateway: TestGateway
  let sp: TestSp
  let alice: BrowserSession
  let bob: BrowserSession
  const audit: string[] = []
  before(async () => {
    redis = await redisServer()
    await redis.start()
    const certs = await mkdtemp(join(tmpdir(), 'isthmus-certs-'))
    await createKeys(certs, { commonName: 'localhost', now: Date.now })
    const files: Record<string, string> = {}
    for (const name of await readdir(certs)) files[`certs/${name}`] = await readFile(join(certs, name), 'utf8')
    await rm(certs, { recursive: true })
    const storage = `redis+unix://${redis.socket}`
    ;({ gateway, sp, browser: alice } = await startGatewayWithSp({ storage, files, op: { autoLogin: '' } }))
    bob = gateway.browser()
  })
  after(async () => {
    await gateway.close()
    await redis.remove()
  })

  const run = async (command: 'list' | 'end', options: SessionCommandOptions = {}) => {
    const lines: string[] = []
    const config = join(gateway.directory, 'isthmus.yaml')
    const print = (text: string) => void lines.push(text)
    const code = await runSession(command, config, { ...options, print, log: (line) => void audit.push(line) })
    return { code, text: lines.join('\n') }
  }
  const subjects = async (options: SessionCommandOptions) =>
    (JSON.parse((await run('list', { ...options, json: true })).text) as { subject: string }[]).map(
      ({ subject }) => subject,
    )
  const login = async (browser: BrowserSession, user: string) =>
    responseForm(await browser.loginAt(await sp.loginUrl(), user, (next) => next.startsWith(sp.acs)))

  async function actsOf() {
    const { config } = await loadConfig(join(gateway.directory, 'isthmus.yaml'))
    if (config === undefined) return expect.fail('there is no config')
    const { appStore, storage, directory } = config
    const store = await openAppStore(appStore, { storage, directory, onTrouble: () => {} })
    const { acts } = await store.acts(10).finally(() => store.close())
    return acts
  }

  it('finds nobody at first', async () => {
    expect(await run('list')).to.deep.equal({ code: 0, text: '0 sessions' })
    expect(await run('end', { person: 'alice' })).to.deep.equal({ code: 1, text: '0 sessions ended' })
  })

  it('lists who is signed in and where, and nothing that would open a session', async () => {
    await login(alice, 'alice')
    await login(bob, 'bob')
    const { text } = await run('list')
    expect(text).to.contain('alice').and.contain('sub-bob').and.contain(sp.entityId).and.contain('2 sessions')
    const json = (await run('list', { json: true })).text
    for (const browser of [alice, bob]) {
      const cookie = browser.cookies(gateway.url).get('isthmus') ?? ''
      expect(cookie).to.have.length.of.at.least(20)
      expect(text + json).not.to.contain(cookie)
    }
    expect(json).not.to.match(/id_?token|"claims"|eyJ[\w-]+\./i)
  })

  it('finds by person, app and key', async () => {
    expect(await subjects({ person: 'alice' })).to.deep.equal(['sub-alice'])
    expect(await subjects({ person: 'sub-bob' })).to.deep.equal(['sub-bob'])
    expect(await subjects({ person: 'bob@example.org' })).to.deep.equal(['sub-bob'])
    expect(await subjects({ person: 'ali' })).to.deep.equal([])
    expect(await subjects({ app: sp.entityId })).to.have.members(['sub-alice', 'sub-bob'])
    expect(await subjects({ app: 'wiki', person: 'alice' })).to.deep.equal(['sub-alice'])
    expect(await subjects({ app: 'other' })).to.deep.equal([])
    const key = /^[\w-]{8}/m.exec((await run('list', { person: 'alice' })).text)?.[0] ?? ''
    expect(await subjects({ key })).to.deep.equal(['sub-alice'])
    const refused = await subjects({ key: key.slice(0, 7) }).catch((error: unknown) => error)
    expect(String(refused)).to.contain('--key needs 8 characters or more')
  })

  it('ends what it is told, and the gateway knows it at once', async () => {
    const { code, text } = await run('end', { person: 'alice' })
    expect(code).to.equal(0)
    expect(text).to.contain(`${sp.entityId}: cannot be told`).and.contain('1 session ended')
    expect(audit).to.have.length(1)
    expect(JSON.parse(audit[0] ?? '')).to.include({ event: 'logout', by: 'administrator' })
    const acts = (await actsOf()).map(({ act, author, via, outcome, on, facts }) => [
      act,
      author,
      via,
      outcome,
      on,
      facts,
    ])
    const reference = /^[\w-]{8}(?= {2}ended)/m.exec(text)?.[0]
    expect(acts).to.deep.equal([['session.end', 'cli', 'cli', 'success', reference, { ended: 1 }]])
    expect(await subjects({})).to.deep.equal(['sub-bob'])
    const page = await alice.follow(await sp.loginUrl())
    expect(page.url, 'asked at the OP again').to.contain(gateway.op.issuer)
    responseForm(await bob.follow(await sp.loginUrl()))
  })

  it('tells apps as the gateway would, and says what became of each', async () => {
    const certificate = await certificateOf(gateway)
    const bySoap = await LogoutSp.start(gateway, certificate, { bindings: ['soap'] })
    const byVisit = await LogoutSp.start(gateway, certificate, { bindings: ['redirect'] })
    try {
      await gateway.write('metadata/soap.xml', bySoap.metadata)
      await gateway.write('metadata/visit.xml', byVisit.metadata)
      await gateway.running.reload()
      await signIn(bob, bySoap, byVisit)
      const { text } = await run('end', { app: bySoap.entityId, json: true })
      const [ended] = JSON.parse(text) as { apps: { app: string; what: string }[] }[]
      const outcome = (app: string) => ended?.apps.find((one) => one.app === app)?.what
      expect(outcome(bySoap.entityId)).to.equal('ended')
      expect(outcome(byVisit.entityId)).to.equal('will be told when that browser comes back here')
      expect([isSignedIn(bob, bySoap), isSignedIn(bob, byVisit)]).to.deep.equal([false, true])
    } finally {
      await Promise.all([bySoap.close(), byVisit.close()])
    }
  })

  it('says so where Redis is away', async () => {
    await redis.crash()
    const error: unknown = await run('list').catch((thrown: unknown) => thrown)
    expect(String(error)).to.match(/Redis is not responding/)
  })
})
