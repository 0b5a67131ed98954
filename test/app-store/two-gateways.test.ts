/** Two gateways on one Redis, and two on one folder: what is registered at one is used by a login at the other. */
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { openAppStore } from '../../src/app-store/open.ts'
import type { AppStore } from '../../src/app-store/store.ts'
import { runDoctor } from '../../src/cli/doctor.ts'
import { createKeys } from '../../src/keys/create.ts'
import { approveQuarantined, listQuarantine, type NamedSource } from '../../src/registry/quarantine.ts'
import { type Running, start } from '../../src/start.ts'
import { requestUrl } from '../fixtures/authn-request.ts'
import { BrowserSession } from '../fixtures/browser-session.ts'
import { freePort } from '../fixtures/free-port.ts'
import { createSp, type TestSp } from '../fixtures/gateway.ts'
import { startOp } from '../fixtures/op.ts'
import type { Op } from '../fixtures/op-options.ts'
import { waited } from '../fixtures/waited.ts'
import { type RedisServer, redisServer } from '../storage/redis-server.ts'
import { until } from './conformance.ts'

describe('two gateways with one app store', function () {
  this.timeout(60_000)
  let redis: RedisServer
  let op: Op
  let directory: string
  let sp: TestSp
  let opened: (() => Promise<void>)[]
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'isthmus-shared-'))
    const [, certificate = ''] = await createKeys(join(directory, 'certs'), { commonName: 'localhost', now: Date.now })
    redis = await redisServer()
    await redis.start()
    op = await startOp({ autoLogin: 'alice' })
    sp = createSp('http://127.0.0.1:1', await readFile(certificate, 'utf8'))
  })
  after(async () => {
    await op.close()
    await redis.remove()
    await rm(directory, { recursive: true })
  })
  beforeEach(() => {
    opened = []
  })
  afterEach(async () => {
    for (const close of opened.reverse()) await close()
    await redis.command('FLUSHALL')
  })

  interface Node {
    readonly url: string
    readonly configFile: string
    readonly running: Running
  }

  async function startNode(appStore: string): Promise<Node> {
    const port = await freePort()
    const folder = join(directory, `node-${port}`)
    await mkdir(folder)
    await cp(join(directory, 'certs'), join(folder, 'certs'), { recursive: true })
    await writeFile(join(folder, 'secret'), op.clientSecret)
    const url = `http://127.0.0.1:${port}`
    const config = [
      `publicUrl: ${url}`,
      `entityId: http://127.0.0.1:1/saml/metadata`,
      `listen: 127.0.0.1:${port}`,
      `storage: redis+unix://${redis.socket}`,
      `appStore: ${appStore}`,
      `upstreams: { op: { issuer: "${op.issuer}", clientId: ${op.clientId}, clientSecretFile: secret } }`,
    ]
    const configFile = join(folder, 'isthmus.yaml')
    await writeFile(configFile, config.join('\n'))
    const running = await start({ configFile, env: {}, logTo: { write() {} } })
    opened.push(() => running.close())
    return { url, configFile, running }
  }

  async function openStore(appStore: string): Promise<AppStore> {
    const store = await openAppStore(appStore === 'redis' ? { kind: 'redis' } : { kind: 'folder', path: appStore }, {
      storage: { kind: 'redis', url: `redis+unix://${redis.socket}` },
      directory: '/',
      onTrouble: () => {},
    })
    opened.push(() => store.close())
    return store
  }

  /** What a login at a node begins with: 302 to the OP, or a page that says that nobody knows the app. */
  async function answerOf({ url }: Node, app = sp): Promise<number> {
    const browser = new BrowserSession()
    try {
      return (await browser.get(requestUrl({ url }, app))).status
    } finally {
      browser.close()
    }
  }

  const msUntil = (node: Node, status: number): Promise<number> =>
    waited(() => until(async () => (await answerOf(node)) === status, 20_000))

  const put = (store: AppStore, settings: string) =>
    store.put('app', 'wiki', { settings, metadata: sp.metadata }, { author: 'anna', replaces: undefined })

  for (const appStore of ['redis', 'folder'])
    it(`in a ${appStore}: an app that is registered, broken, mended and removed, each within a second`, async () => {
      const where = appStore === 'redis' ? appStore : join(directory, 'shared')
      const [one, other] = [await startNode(where), await startNode(where)]
      const store = await openStore(where)
      expect(await answerOf(one)).to.equal(400)
      const first = await put(store, 'displayName: Wiki\n')
      for (const node of [one, other]) expect(await msUntil(node, 302)).to.be.below(1000)
      const change = { author: 'anna', replaces: first.revision }
      const broken = await store.put('app', 'wiki', { settings: 'alow: x\n', metadata: sp.metadata }, change)
      for (const node of [one, other]) expect(await msUntil(node, 400)).to.be.below(1000)
      const mended = { author: 'anna', replaces: broken.revision }
      const again = await store.put('app', 'wiki', { settings: '', metadata: sp.metadata }, mended)
      for (const node of [one, other]) expect(await msUntil(node, 302)).to.be.below(1000)
      await store.remove('app', 'wiki', { author: 'anna', replaces: again.revision })
      for (const node of [one, other]) expect(await msUntil(node, 400)).to.be.below(1000)
    })

  it('in Redis: new metadata of an address that is approved at one is in force at the other within a second', async () => {
    let served = sp.metadata
    let asked = 0
    const server = createServer((_, response) => {
      asked += 1
      response.end(served)
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    opened.push(async () => void server.close())
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metadata`
    const store = await openStore('redis')
    const settings = `metadata: ${address}\n`
    await store.put('app', 'wiki', { settings }, { author: 'anna', replaces: undefined })
    const first = await startNode('redis')
    await msUntil(first, 302)
    // The next one begins with the copy that the first has kept, and finds another one at the address.
    served = sp.metadata.replace(sp.acs, 'https://wiki2.test/acs')
    const second = await startNode('redis')
    const source: NamedSource = { name: 'wiki', metadata: { kind: 'url', url: address } }
    await until(async () => (await listQuarantine(store, [source])).length === 1)
    const moved = { ...sp, acs: 'https://wiki2.test/acs' }
    for (const node of [first, second]) {
      expect(await answerOf(node)).to.equal(302)
      expect(await answerOf(node, moved)).to.equal(400)
    }
    const [waiting] = await listQuarantine(store, [source])
    const fetches = asked
    const decision = { author: 'anna', digest: waiting?.digest ?? '' }
    expect(await approveQuarantined(store, waiting, decision)).to.equal(true)
    for (const node of [first, second])
      expect(await waited(() => until(async () => (await answerOf(node, moved)) === 302, 20_000))).to.be.below(1000)
    for (const node of [first, second]) expect(await answerOf(node)).to.equal(400)
    expect(asked, 'nobody had to ask the address').to.equal(fetches)
    expect(await listQuarantine(store, [source])).to.deep.equal([])
    // Whoever asks again finds what is in force, and lays nothing aside.
    const third = await startNode('redis')
    await until(async () => asked > fetches)
    await msUntil(third, 400)
    expect(await answerOf(third, moved)).to.equal(302)
    expect(await listQuarantine(store, [source])).to.deep.equal([])
  })

  it('in Redis: what login failed last at an upstream, and that another node has had one since', async () => {
    const [one, other] = [await startNode('redis'), await startNode('redis')]
    await put(await openStore('redis'), '')
    const login = async (node: Node) => {
      await msUntil(node, 302)
      const browser = new BrowserSession()
      opened.push(async () => browser.close())
      expect((await browser.follow(requestUrl(node, sp))).body).to.contain('SAMLResponse')
      await node.running.close()
    }
    const reported = async () => {
      const printed: string[] = []
      await runDoctor(other.configFile, (text = '') => printed.push(text))
      return printed.find((text) => text.includes('The last failed login'))
    }
    op.hooks.idToken = (claims) => void Object.assign(claims, { aud: 'another' })
    await login(one)
    delete op.hooks.idToken
    expect(await reported()).to.contain(
      'the log says “is meant for another client than this gateway”. No login has succ',
    )
    await login(other)
    expect(await reported()).to.contain('Logins have succeeded since')
  })

  it('in Redis: also where the message is lost', async () => {
    const [one, other] = [await startNode('redis'), await startNode('redis')]
    const store = await openStore('redis')
    await redis.command('ACL SETUSER default resetchannels')
    await redis.command('CLIENT KILL TYPE pubsub')
    await put(store, '')
    for (const node of [one, other]) expect(await msUntil(node, 302)).to.be.below(1000)
    await redis.command('ACL SETUSER default allchannels')
  })

  it('in Redis: apps stay in force while it is away, and what happened meanwhile is seen when it is back', async () => {
    const node = await startNode('redis')
    const store = await openStore('redis')
    const first = await put(store, '')
    await msUntil(node, 302)
    redis.freeze()
    await node.running.reload()
    redis.thaw()
    await until(() =>
      store.get('app', 'wiki').then(
        (document) => document !== undefined,
        () => false,
      ),
    )
    await until(async () => (await answerOf(node)) === 302)
    await store.remove('app', 'wiki', { author: 'anna', replaces: first.revision })
    await msUntil(node, 400)
  })
})
