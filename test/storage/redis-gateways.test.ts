/** Gateways on one Redis: they serve a login in turns, and none is half made when Redis goes away (attack 97). */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { createKeys } from '../../src/keys/create.ts'
import { KeysUnusable } from '../../src/keys/keys.ts'
import { type Running, start } from '../../src/start.ts'
import { BrowserSession, formOf, nextAddress, type Page } from '../fixtures/browser-session.ts'
import { freePort } from '../fixtures/free-port.ts'
import { certificateOf, createSp, loginForm, responseForm, statusOf, type TestSp } from '../fixtures/gateway.ts'
import { startOp } from '../fixtures/op.ts'
import type { Op } from '../fixtures/op-options.ts'
import { type Balancer, balance } from './balancer.ts'
import { pause, type RedisServer, redisServer } from './redis-server.ts'

/** ms within which a browser has an answer, whatever Redis does: two calls that wait, and the rest. */
const limit = 5000

describe('gateways on one Redis', function () {
  this.timeout(40_000)
  let redis: RedisServer
  let op: Op
  let balancer: Balancer
  let directory: string
  let nodes: Running[]
  let sp: TestSp
  let browser: BrowserSession
  const logged: string[] = []

  const startNode = async (port: number, certs = 'certs'): Promise<Running> => {
    const folder = join(directory, `node-${port}`)
    await mkdir(folder)
    await cp(join(directory, certs), join(folder, 'certs'), { recursive: true })
    await mkdir(join(folder, 'metadata'))
    if (sp !== undefined) await writeFile(join(folder, 'metadata/wiki.xml'), sp.metadata)
    await writeFile(join(folder, 'secret'), op.clientSecret)
    const config = [
      `publicUrl: ${balancer.url}`,
      `listen: 127.0.0.1:${port}`,
      `storage: redis+unix://${redis.socket}`,
      'log: { level: debug }',
      `upstreams: { op: { issuer: "${op.issuer}", clientId: ${op.clientId}, clientSecretFile: secret } }`,
    ]
    await writeFile(join(folder, 'isthmus.yaml'), config.join('\n'))
    const logTo = { write: (line: string) => void logged.push(line) }
    return start({ configFile: join(folder, 'isthmus.yaml'), env: {}, logTo })
  }

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'isthmus-nodes-'))
    for (const certs of ['certs', 'other-certs']) {
      await createKeys(join(directory, certs), { commonName: 'localhost', now: Date.now })
    }
    redis = await redisServer()
    await redis.start()
    op = await startOp({ autoLogin: 'alice' })
    balancer = await balance([await freePort(), await freePort()])
    const first = await startNode(balancer.ports[0] ?? 0)
    // The SP needs the certificate from our metadata, and the nodes the SP's: so one node starts twice.
    balancer.only(0)
    sp = createSp(balancer.url, await certificateOf({ url: balancer.url }))
    await first.close()
    await rm(join(directory, `node-${balancer.ports[0]}`), { recursive: true })
    balancer.only(undefined)
    nodes = await Promise.all(balancer.ports.map((port) => startNode(port)))
  })
  after(async () => {
    redis.thaw()
    await Promise.all(nodes.map((node) => node.close()))
    await balancer.close()
    await op.close()
    await redis.remove()
    await rm(directory, { recursive: true })
  })
  beforeEach(() => {
    browser = new BrowserSession()
  })
  afterEach(() => browser.close())

  const login = async (by: BrowserSession): Promise<string | undefined> => {
    const profile = await sp.validate(await loginForm(by, await sp.loginUrl('state')))
    return profile?.nameID
  }
  const sessions = async () => (await redis.command("EVAL \"return #redis.call('KEYS', 'isthmus:sess:*')\" 0")).trim()
  /** Every node is ready, and says so within the time that a balancer gives it. */
  const untilReady = async (status: number) => {
    for (const port of balancer.ports)
      for (const end = Date.now() + 8000; ; await pause(100)) {
        const answer = await fetch(`http://127.0.0.1:${port}/readyz`)
        if (answer.status === status) break
        expect(Date.now(), `${port} answers ${answer.status}`).to.be.below(end)
      }
  }

  it('serve every step of a login in turns, and the next login from its session', async () => {
    balancer.served.fill(0)
    const first = await login(browser)
    expect(first).to.match(/^[a-z2-7]{52}$/)
    expect(Math.min(...balancer.served)).to.be.greaterThan(0)
    const asked = op.count('authorize')
    for (const only of [0, 1]) {
      balancer.only(only)
      expect(await login(browser)).to.equal(first)
    }
    balancer.only(undefined)
    expect(op.count('authorize')).to.equal(asked)
  })

  it('serve many browsers at once, and two tabs of one', async () => {
    const browsers = Array.from({ length: 10 }, () => new BrowserSession())
    const names = await Promise.all([...browsers, browser, browser].map(login))
    expect(new Set(names).size).to.equal(1)
    for (const one of browsers) one.close()
  })

  it('take a request by POST on one node and go on with it on the other', async () => {
    const html = await sp.saml.getAuthorizeFormAsync('state')
    const { action, fields } = formOf({ url: sp.acs, status: 200, headers: {}, body: html })
    const form = responseForm(await browser.follow(await browser.post(action, fields, { crossSite: true })))
    expect((await sp.validate(form))?.nameID).to.equal(await login(browser))
  })

  it('let a callback through once, on whichever node', async () => {
    const callback = nextAddress(await browser.follow(await sp.loginUrl(), (next) => next.includes('/oidc/callback/')))
    const both = await Promise.all([browser.get(callback ?? ''), browser.get(callback ?? '')])
    expect(both.filter((page) => page.body.includes('SAMLResponse'))).to.have.length(1)
  })

  it('refuse another node with other keys, and go on', async () => {
    const outcome = await startNode(await freePort(), 'other-certs').catch((error: unknown) => error)
    expect(outcome).to.be.instanceOf(KeysUnusable).with.property('message').that.contains('pairwise.key')
    expect(await login(browser)).to.match(/^[a-z2-7]{52}$/)
  })

  describe('97: when Redis goes away', () => {
    const outages: readonly (readonly [how: string, begin: () => unknown, end: () => unknown])[] = [
      ['hangs', () => redis.freeze(), () => redis.thaw()],
      ['crashes', () => redis.crash(), () => redis.start()],
      ['is full', () => fill(redis), () => redis.command('CONFIG SET maxmemory 0')],
    ]
    /** No blank page, no Response that says Success, and nothing that a browser could take for a session. */
    const expectNothingMade = (page: Page, by: BrowserSession, before: ReadonlyMap<string, string>) => {
      if (page.body.includes('SAMLResponse')) expect(statusOf(responseForm(page))[0]).to.equal('Responder')
      else
        expect(page.body)
          .to.contain('<h1')
          .and.match(/\b503\b|storage|try again/i)
      expect(by.cookies(balancer.url).get('isthmus')).to.equal(before.get('isthmus'))
    }
    const answered = async (page: Promise<Page>): Promise<Page> => {
      const started = Date.now()
      const answer = await page
      expect(Date.now() - started).to.be.below(limit)
      return answer
    }

    for (const [how, begin, end] of outages) {
      it(`${how} before a login: the browser hears of it, nothing is made, and it recovers alone`, async () => {
        await begin()
        try {
          expectNothingMade(await answered(browser.get(await sp.loginUrl())), browser, new Map())
          await untilReady(503)
        } finally {
          await end()
        }
        await untilReady(200)
        expect(await login(browser)).to.match(/^[a-z2-7]{52}$/)
      })

      it(`${how} while the person is at the OP: no session is made, and starting again succeeds`, async () => {
        const atCallback = (next: string) => next.includes('/oidc/callback/')
        const callback = nextAddress(await browser.follow(await sp.loginUrl(), atCallback))
        const before = await sessions()
        await begin()
        try {
          expectNothingMade(await answered(browser.get(callback ?? '')), browser, new Map())
        } finally {
          await end()
        }
        await untilReady(200)
        if (how === 'is full') expect(await sessions()).to.equal(before)
        expect(await login(browser)).to.match(/^[a-z2-7]{52}$/)
      })

      it(`${how} under a session: it is not lost where Redis kept it, and nobody is signed in as another`, async () => {
        const name = await login(browser)
        const before = browser.cookies(balancer.url)
        await begin()
        try {
          expectNothingMade(await answered(browser.get(await sp.loginUrl())), browser, before)
        } finally {
          await end()
        }
        await untilReady(200)
        const asked = op.count('authorize')
        expect(await login(browser)).to.equal(name)
        expect(op.count('authorize') - asked, 'asked the OP again').to.equal(how === 'crashes' ? 1 : 0)
      })
    }

    it('before a node starts: it starts, is not ready, and serves once Redis is there', async () => {
      await redis.crash()
      const port = await freePort()
      const node = await startNode(port)
      nodes.push(node)
      expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).to.equal(200)
      expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).to.equal(503)
      expect((await fetch(`http://127.0.0.1:${port}/saml/metadata`)).status).to.equal(200)
      await redis.start()
      balancer.ports.push(port)
      await untilReady(200)
      balancer.only(2)
      expect(await login(browser)).to.match(/^[a-z2-7]{52}$/)
      balancer.only(undefined)
    })

    it('none of it put a secret or an attribute value into the log', () => {
      const text = logged.join('')
      expect(text).to.contain('The storage is not available').and.contain('The storage is available again')
      for (const secret of ['alice@example.org', op.clientSecret, 'v1.', 'PRIVATE']) expect(text).not.to.contain(secret)
    })
  })
})

async function fill(redis: RedisServer): Promise<void> {
  await redis.command('CONFIG SET maxmemory 1')
}
