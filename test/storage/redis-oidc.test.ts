/** Two gateways on one Redis as one OpenID Provider: every step at another node, and what is used once is, on both. */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import * as client from 'openid-client'
import { createKeys } from '../../src/keys/create.ts'
import { type Running, start } from '../../src/start.ts'
import { BrowserSession } from '../fixtures/browser-session.ts'
import { freePort } from '../fixtures/free-port.ts'
import { appSecret, type OidcTestApp, oidcAppYaml, openIdApp } from '../fixtures/oidc-app.ts'
import { startOp } from '../fixtures/op.ts'
import type { Op } from '../fixtures/op-options.ts'
import { type Balancer, balance } from './balancer.ts'
import { type RedisServer, redisServer } from './redis-server.ts'

describe('two gateways on one Redis are one OpenID Provider', function () {
  this.timeout(40_000)
  let redis: RedisServer
  let op: Op
  let balancer: Balancer
  let directory: string
  let nodes: readonly Running[]
  let app: OidcTestApp
  let browser: BrowserSession
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'isthmus-oidc-'))
    await createKeys(join(directory, 'certs'), { commonName: 'localhost', now: Date.now })
    redis = await redisServer()
    await redis.start()
    op = await startOp({ autoLogin: 'alice' })
    balancer = await balance([await freePort(), await freePort()])
    nodes = await Promise.all(balancer.ports.map(startNode))
    app = await openIdApp(balancer.url)
    browser = new BrowserSession()
  })
  after(async () => {
    browser?.close()
    for (const node of nodes ?? []) await node.close()
    await balancer?.close()
    await op?.close()
    await redis?.remove()
    await rm(directory, { recursive: true, force: true, maxRetries: 5 })
  })

  async function startNode(port: number): Promise<Running> {
    const folder = join(directory, `node-${port}`)
    await mkdir(join(folder, 'metadata'), { recursive: true })
    await cp(join(directory, 'certs'), join(folder, 'certs'), { recursive: true })
    await writeFile(join(folder, 'secret'), op.clientSecret)
    await writeFile(join(folder, 'portal-secret'), appSecret)
    const config = [
      `publicUrl: ${balancer.url}`,
      `listen: 127.0.0.1:${port}`,
      `storage: redis+unix://${redis.socket}`,
      `upstreams: { op: { issuer: "${op.issuer}", clientId: ${op.clientId}, clientSecretFile: secret } }`,
      `apps:\n${oidcAppYaml(['grants: [authorization_code, refresh_token]'])}`,
    ]
    await writeFile(join(folder, 'isthmus.yaml'), config.join('\n'))
    return start({ configFile: join(folder, 'isthmus.yaml'), env: {}, logTo: { write: () => {} } })
  }

  it('a login, tokens and userinfo, each step at the next node', async () => {
    const pushed = await app.begin()
    const url = await client.buildAuthorizationUrlWithPAR(app.config, new URL(pushed.url).searchParams)
    const login = await app.redeem(await app.visit(browser, url.href), pushed.checks)
    expect((await app.userinfo(login)).preferred_username).to.equal('alice')
    const again = await client.refreshTokenGrant(app.config, String(login.tokens.refresh_token))
    expect((await client.tokenIntrospection(app.config, again.access_token)).active).to.equal(true)
  })

  it('of many who redeem one code at both nodes at most one gets tokens', async () => {
    const { url, checks } = await app.begin()
    const answer = await app.visit(browser, url)
    const all = await Promise.allSettled(Array.from({ length: 8 }, () => app.redeem(answer, checks)))
    expect(all.filter(({ status }) => status === 'fulfilled').length).to.be.lessThan(2)
  })

  it('of many who use one refresh token at both nodes all get the same successor', async () => {
    const login = await app.login(browser)
    const all = await Promise.all(
      Array.from({ length: 4 }, () => client.refreshTokenGrant(app.config, String(login.tokens.refresh_token))),
    )
    expect(new Set(all.map((one) => one.refresh_token)).size).to.equal(1)
    expect((await client.refreshTokenGrant(app.config, String(all[0]?.refresh_token))).access_token).to.be.a('string')
  })

  it('keeps no claim, code or token readable in Redis', async () => {
    const login = await app.login(browser)
    await redis.command('CONFIG SET rdbcompression no')
    await redis.command('SAVE')
    const dump = await readFile(join(redis.directory, 'dump.rdb'), 'latin1')
    expect(dump).to.contain('isthmus:issued:')
    for (const secret of [
      'alice',
      login.tokens.access_token,
      String(login.tokens.refresh_token),
      String(login.claims.sub),
    ])
      expect(dump.includes(secret), secret.slice(0, 8)).to.equal(false)
  })
})
