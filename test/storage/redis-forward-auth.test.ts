/** Header login on two nodes with one Redis: each step of a sign-in at another node, and a logout that both hear of. */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { createKeys } from '../../src/keys/create.ts'
import { type Running, start } from '../../src/start.ts'
import { BrowserSession } from '../fixtures/browser-session.ts'
import { freePort } from '../fixtures/free-port.ts'
import { startOp } from '../fixtures/op.ts'
import type { Op } from '../fixtures/op-options.ts'
import { openingPage } from '../fixtures/protected-site.ts'
import { startSite, type TestSite } from '../fixtures/site-proxy.ts'
import { until } from '../fixtures/until.ts'
import { waited } from '../fixtures/waited.ts'
import { type Balancer, balance } from './balancer.ts'
import { type RedisServer, redisServer } from './redis-server.ts'

describe('header login on two nodes', function () {
  this.timeout(40_000)
  let redis: RedisServer
  let op: Op
  let balancer: Balancer
  let directory: string
  let nodes: Running[]
  let site: TestSite

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'isthmus-sites-'))
    await createKeys(join(directory, 'certs'), { commonName: 'localhost', now: Date.now })
    redis = await redisServer()
    await redis.start()
    op = await startOp({ autoLogin: 'alice' })
    balancer = await balance([await freePort(), await freePort()])
    const port = await freePort()
    nodes = await Promise.all(balancer.ports.map((listen) => startNode(listen, port)))
    site = await startSite({ gateway: balancer.url, asks: 'parts', port, name: 'localhost' })
  })
  after(async () => {
    await site?.close()
    await Promise.all((nodes ?? []).map((node) => node.close()))
    await balancer?.close()
    await op?.close()
    await redis?.remove()
    await rm(directory, { recursive: true })
  })

  async function startNode(port: number, sitePort: number): Promise<Running> {
    const folder = join(directory, `node-${port}`)
    await mkdir(join(folder, 'metadata'), { recursive: true })
    await cp(join(directory, 'certs'), join(folder, 'certs'), { recursive: true })
    await writeFile(join(folder, 'secret'), op.clientSecret)
    const config = [
      `publicUrl: ${balancer.url}`,
      `listen: 127.0.0.1:${port}`,
      'trustedProxies: [127.0.0.1]',
      `storage: redis+unix://${redis.socket}`,
      `upstreams: { op: { issuer: "${op.issuer}", clientId: ${op.clientId}, clientSecretFile: secret } }`,
      `forwardAuth: { sites: { 'localhost:${sitePort}': {} } }`,
    ]
    await writeFile(join(folder, 'isthmus.yaml'), config.join('\n'))
    return start({ configFile: join(folder, 'isthmus.yaml'), env: {}, logTo: { write: () => {} } })
  }

  it('signs in with each step at the next node, and is known at both', async () => {
    const browser = new BrowserSession()
    const page = await browser.follow(await browser.get(`${site.url}/a`, openingPage))
    expect(page.body).to.include('the app')
    for (let index = 0; index < 4; index += 1) {
      expect((await browser.get(`${site.url}/b`, { accept: 'application/json' })).status).to.equal(200)
    }
    browser.close()
  })

  it('ends at both within a second and a bit after a logout at one', async () => {
    const browser = new BrowserSession()
    await browser.follow(await browser.get(`${site.url}/a`, openingPage))
    const status = async () => (await browser.get(`${site.url}/b`, { accept: 'application/json' })).status
    expect([await status(), await status()]).to.deep.equal([200, 200])
    await browser.follow(await browser.submit(await browser.get(`${balancer.url}/logout`)))
    const out = async () => (await status()) === 401 && (await status()) === 401
    expect(await waited(() => until(out))).to.be.below(1500)
    browser.close()
  })
})
