/** Logout over two gateway processes on one Redis: either serves any step, and one that is killed in the middle is not missed. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { createKeys } from '../../src/keys/create.ts'
import { BrowserSession } from '../fixtures/browser-session.ts'
import { freePort } from '../fixtures/free-port.ts'
import { certificateOf } from '../fixtures/gateway.ts'
import { type GatewayProcess, startGatewayProcess } from '../fixtures/gateway-process.ts'
import { LogoutSp, type LogoutSpOptions } from '../fixtures/logout-sp.ts'
import { isSignedIn, signIn, walk } from '../fixtures/logout-stage.ts'
import { startOp } from '../fixtures/op.ts'
import type { Op } from '../fixtures/op-options.ts'
import { type Balancer, balance } from './balancer.ts'
import { type RedisServer, redisServer } from './redis-server.ts'

const host = 'localhost'
const kinds: readonly LogoutSpOptions[] = [{ host }, { host }, { host }, { bindings: ['soap'] }]

describe('logout over two gateways on one Redis', function () {
  this.timeout(60_000)
  let redis: RedisServer
  let op: Op
  let balancer: Balancer
  let nodes: GatewayProcess[]
  let sps: LogoutSp[]
  let browser: BrowserSession
  let certs: Readonly<Record<string, string>>

  const startNode = (port: number): Promise<GatewayProcess> =>
    startGatewayProcess({
      port,
      publicUrl: balancer.url,
      config: {
        storage: `redis+unix://${redis.socket}`,
        upstreams: { op: { issuer: op.issuer, clientId: op.clientId, clientSecretFile: 'secret' } },
      },
      files: {
        ...certs,
        secret: op.clientSecret,
        ...Object.fromEntries((sps ?? []).map((sp, index) => [`metadata/sp${index}.xml`, sp.metadata])),
      },
    })

  before(async () => {
    certs = await newCerts()
    redis = await redisServer()
    await redis.start()
    op = await startOp({ autoLogin: 'alice' })
    balancer = await balance([await freePort(), await freePort()])
    // The SPs need the certificate from our metadata, and the nodes the SPs': so one node starts twice.
    const first = await startNode(balancer.ports[0] ?? 0)
    balancer.only(0)
    const certificate = await certificateOf({ url: balancer.url })
    sps = await Promise.all(kinds.map((kind) => LogoutSp.start({ url: balancer.url }, certificate, kind)))
    await first.close()
    nodes = await Promise.all(balancer.ports.map(startNode))
  })
  after(async () => {
    await Promise.all(nodes.map((node) => node.close().catch(() => {})))
    await Promise.all(sps.map((sp) => sp.close()))
    await balancer.close()
    await op.close()
    await redis.remove()
  })
  beforeEach(async () => {
    browser = new BrowserSession()
    balancer.only(undefined)
    await signIn(browser, ...sps)
  })
  afterEach(() => browser.close())

  const nobodySignedIn = () => sps.filter((sp) => isSignedIn(browser, sp)).map(({ url }) => url)

  it('the nodes serve its steps in turns', async () => {
    balancer.served.fill(0)
    const page = await walk(browser, sps[0]?.logout ?? '')
    expect(page.body).to.equal('logout answered: Success (back)')
    expect(Math.min(...balancer.served)).to.be.greaterThan(1)
    expect(nobodySignedIn()).to.deep.equal([])
  })

  it('begun at one, answered at the other', async () => {
    balancer.only(0)
    const request = await browser.get(sps[0]?.logout ?? '')
    const sent = await browser.get(request.headers.location ?? '')
    expect(sent.headers.location).to.match(/^http:\/\/localhost/)
    balancer.only(1)
    const page = await walk(browser, sent.headers.location ?? '')
    expect(page.body).to.equal('logout answered: Success (back)')
    expect(nobodySignedIn()).to.deep.equal([])
  })

  it('kill -9 of the node that has begun it: the other one takes over', async () => {
    balancer.only(0)
    const request = await browser.get(sps[0]?.logout ?? '')
    const sent = await browser.get(request.headers.location ?? '')
    await kill(0)
    balancer.only(1)
    const page = await walk(browser, sent.headers.location ?? '')
    expect(page.body).to.equal('logout answered: Success (back)')
    expect(nobodySignedIn()).to.deep.equal([])
    await revive(0)
  })

  it('kill -9 while apps are being told: the session is gone, and the same request goes on at the other node', async () => {
    const slow = sps[3]
    if (slow === undefined) throw new Error('no SP that takes SOAP')
    slow.answers = 'nothing'
    balancer.only(0)
    const request = await browser.get(sps[0]?.logout ?? '')
    const told = slow.told.length
    const begun = browser.get(request.headers.location ?? '').catch(() => undefined)
    while (slow.told.length === told) await new Promise((resolve) => setTimeout(resolve, 5))
    await kill(0)
    await begun
    slow.answers = 'success'
    balancer.only(1)
    const page = await walk(browser, request.headers.location ?? '')
    expect(page.body).to.equal('logout answered: Success (back)')
    expect(nobodySignedIn()).to.deep.equal([])
    await revive(0)
  })

  async function kill(place: number): Promise<void> {
    const node = nodes[place]
    if (node === undefined) throw new Error('no such node')
    process.kill(node.pid, 'SIGKILL')
    await node.close().catch(() => {})
  }

  async function revive(place: number): Promise<void> {
    nodes[place] = await startNode(balancer.ports[place] ?? 0)
  }
})

/** Keys that all nodes share, as files below a node's folder. */
async function newCerts(): Promise<Readonly<Record<string, string>>> {
  const directory = await mkdtemp(join(tmpdir(), 'isthmus-certs-'))
  await createKeys(directory, { commonName: 'localhost', now: Date.now })
  const names = await readdir(directory)
  const files = await Promise.all(
    names.map(async (name) => [`certs/${name}`, await readFile(join(directory, name), 'utf8')] as const),
  )
  await rm(directory, { recursive: true })
  return Object.fromEntries(files)
}
