/**
 * Attack 95: one who has many requests under way at once. What is counted is how many of them are looked at between two
 * steps of somebody else's, not how long anything takes.
 */
import http, { type Server } from 'node:http'
import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { expect } from 'chai'
import type { Reply } from '../../src/core/http.ts'
import { createServer, listen } from '../../src/http/server.ts'
import { makeTestCa } from '../fixtures/test-ca.ts'
import { startGateway, type TestGateway, text } from '../unit/http/gateway.ts'

describe('attack 95: a crowd of requests from one site', () => {
  /** Who was answered, in order. */
  let order: string[]
  let gateway: TestGateway
  const agent = new http.Agent({ keepAlive: true })
  before(async () => {
    const answer = async ({ browser: { address } }: { browser: { address: string } }) => {
      order.push(address)
      return text('')
    }
    gateway = await startGateway({
      trustedProxies: ['127.0.0.1'],
      routes: [
        { method: 'GET', path: '/', answer },
        { method: 'POST', path: '/', accepts: ['text/plain'], answer },
      ],
    })
  })
  beforeEach(() => {
    order = []
  })
  after(async () => {
    agent.destroy()
    await gateway.close()
  })

  const send = (from: string, body?: string) =>
    new Promise<void>((resolve, reject) => {
      const headers = { 'x-forwarded-for': from, ...(body !== undefined && { 'content-type': 'text/plain' }) }
      const options = { port: gateway.port, agent, headers, method: body === undefined ? 'GET' : 'POST' }
      const asked = http.request(options, (response) => response.resume().on('end', resolve))
      asked.on('error', reject).end(body)
    })

  /** A crowd of one /48 and one person, who comes last; the crowd's answers that came before the person's. */
  async function crowded(body?: string): Promise<number> {
    const crowd = Array.from({ length: 100 }, (_, n) => send(`2001:db8:7:${n.toString(16)}::1`, body))
    await Promise.all([...crowd, send('192.0.2.1', body)])
    expect(order).to.have.length(101)
    return order.indexOf('192.0.2.1')
  }

  it('holds up somebody else by a few of them, not by all, also where they bring bodies', async () => {
    // With connections that are open already: what is measured is the order of requests.
    await crowded()
    order = []
    expect(await crowded(), 'GET').to.be.below(50)
    order = []
    expect(await crowded('x'), 'POST').to.be.below(50)
  })

  it('is not worked for once it has left', async () => {
    const headers = { 'x-forwarded-for': '2001:db8:7::1' }
    const crowd = Array.from({ length: 100 }, () => http.get({ port: gateway.port, headers, agent: false }))
    const gone = crowd.map((asked) => new Promise<void>((resolve) => asked.on('close', resolve).on('error', () => {})))
    // The first that is answered ends all of them.
    await Promise.race(crowd.map((asked) => new Promise((resolve) => asked.on('response', resolve))))
    for (const asked of crowd) asked.destroy()
    await Promise.all(gone)
    for (let count = 0; count < 5; count += 1) await send('192.0.2.1')
    expect(order.length).to.be.below(80)
  })
})

describe('attack 95: bodies without number', () => {
  const mebioctet = 1024 * 1024
  let gateway: TestGateway
  /** Ends those that reached the route. */
  const answers: (() => void)[] = []
  before(async () => {
    const answer = () => new Promise<Reply>((resolve) => answers.push(() => resolve(text(''))))
    gateway = await startGateway({
      trustedProxies: ['127.0.0.1'],
      routes: [{ method: 'POST', path: '/', accepts: ['text/plain'], maxBody: mebioctet, answer }],
    })
  })
  after(() => gateway.close())

  const send = (from: string) =>
    gateway.send('/', {
      method: 'POST',
      headers: { 'x-forwarded-for': from, 'content-type': 'text/plain' },
      body: 'x'.repeat(mebioctet),
    })
  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20))
  }

  it('take room until they are answered: one client has less than 16 MiB of it', async () => {
    const refused: number[] = []
    const all = Array.from({ length: 20 }, async (_, n) => {
      const { status } = await send(`2001:db8:7:1::${n}`)
      if (status !== 200) refused.push(status)
    })
    await until(() => answers.length === 15 && refused.length === 5)
    expect(refused).to.deep.equal(Array(5).fill(429))
    expect(gateway.lines.filter((line) => line.includes('"budget":"bodies under way"'))).to.have.length(1)
    const other = send('192.0.2.2')
    await until(() => answers.length === 16)
    for (const end of answers.splice(0)) end()
    await Promise.all(all)
    expect((await other).status, 'another client').to.equal(200)
    const again = send('2001:db8:7:1::1')
    await until(() => answers.length === 1)
    for (const end of answers.splice(0)) end()
    expect((await again).status, 'once there is room').to.equal(200)
  })
})

describe('attack 95: a crowd of TLS handshakes from one site', () => {
  let tls: { certificate: string; key: string }
  let server: Server
  let port: number
  before(async () => {
    const { cert, key } = await (await makeTestCa()).issue('localhost')
    tls = { certificate: cert, key }
  })
  afterEach(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  async function start(limits: { headersTimeout?: number } = {}): Promise<void> {
    server = createServer((_, response) => response.end('sealed'), { tls, limits })
    port = Number((await listen(server, { host: '127.0.0.1', port: 0 })).split(':')[1])
  }
  const raw = (localAddress: string) =>
    new Promise<Socket>((resolve) => {
      const socket = connect({ port, host: '127.0.0.1', localAddress }, () => resolve(socket))
      socket.on('error', () => {})
    })

  it('holds up somebody else’s by a few of them', async () => {
    await start()
    const order: (string | undefined)[] = []
    let accepted = 0
    server.on('connection', () => {
      accepted += 1
    })
    server.on('secureConnection', ({ remoteAddress }: Socket) => order.push(remoteAddress))
    const crowd = await Promise.all(Array.from({ length: 60 }, () => raw('127.0.0.1')))
    const sockets = [...crowd, await raw('127.0.0.2')]
    while (accepted < 61) await new Promise((resolve) => setTimeout(resolve, 20))
    for (const socket of sockets) connectTls({ socket, rejectUnauthorized: false }).on('error', () => {})
    while (order.length < 61) await new Promise((resolve) => setTimeout(resolve, 20))
    for (const socket of sockets) socket.destroy()
    expect(order.indexOf('127.0.0.2')).to.be.below(30)
  })

  it('does not wait for ever for a connection that says nothing', async () => {
    await start({ headersTimeout: 100 })
    const silent = await raw('127.0.0.1')
    await new Promise((resolve) => silent.resume().on('close', resolve))
  })
})
