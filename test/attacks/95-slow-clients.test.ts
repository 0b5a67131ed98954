/** Attack 95: clients that send slowly, half, or too much; all others are served meanwhile. */
import { connect, type Socket } from 'node:net'
import { expect } from 'chai'
import { waited } from '../fixtures/waited.ts'
import { page, startGateway, type TestGateway, text } from '../unit/http/gateway.ts'

const limits = {
  headersTimeout: 200,
  requestTimeout: 400,
  connectionsCheckingInterval: 50,
  keepAliveTimeout: 200,
  maxConnections: 300,
}
const post = 'POST /post HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n'

describe('attack 95: slow and greedy clients', () => {
  let gateway: TestGateway
  before(async () => {
    gateway = await startGateway({
      limits,
      routes: [
        page('/', text('served'), { safe: true }),
        { method: 'POST', path: '/post', answer: async ({ body }) => text(`got ${body}`) },
      ],
    })
  })
  after(() => gateway.close())
  afterEach(async () => {
    expect((await gateway.send('/')).body, 'others are served afterwards').to.equal('served')
  })

  it('control: a client that takes a little while is answered', async () => {
    const client = new Client(gateway.port)
    client.send(`${post}Content-Length: 3\r\nConnection: close\r\n\r\n`)
    await pause(100)
    client.send('a=b')
    expect(await client.ended())
      .to.match(/^HTTP\/1\.1 200 /)
      .and.include('got a=b')
  })

  it('headers that never end', async () => {
    const client = new Client(gateway.port)
    client.send('GET / HTTP/1.1\r\nHost: x\r\n')
    const trickle = setInterval(() => client.send('X: y\r\n'), 40)
    expect(await client.ended()).to.match(/^HTTP\/1\.1 408 /)
    clearInterval(trickle)
  })

  it('a body that never ends', async () => {
    const client = new Client(gateway.port)
    client.send(`${post}Content-Length: 1000\r\n\r\na=`)
    const trickle = setInterval(() => client.send('b'), 40)
    expect(await client.ended()).to.match(/^HTTP\/1\.1 408 /)
    clearInterval(trickle)
  })

  it('a body that ends early', async () => {
    gateway.lines.length = 0
    const client = new Client(gateway.port)
    client.send(`${post}Content-Length: 1000\r\n\r\na=b`)
    await pause(30)
    client.destroy()
    await pause(30)
    expect(gateway.lines.some((line) => line.includes('"level":"error"'))).to.equal(false)
  })

  it('headers without measure', async () => {
    const client = new Client(gateway.port)
    client.send(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(70_000)}\r\n\r\n`)
    expect(await client.ended()).to.match(/^HTTP\/1\.1 431 /)
  })

  it('a body that is announced as too large, or turns out to be', async () => {
    const announced = new Client(gateway.port)
    announced.send(`${post}Content-Length: 300000\r\n\r\n`)
    expect(await announced.ended())
      .to.match(/^HTTP\/1\.1 413 /)
      .and.match(/\r\nConnection: close\r\n/i)
    const chunked = new Client(gateway.port)
    chunked.send(`${post}Transfer-Encoding: chunked\r\n\r\n`)
    chunked.send(`43000\r\n${'a'.repeat(0x43000)}\r\n0\r\n\r\n`)
    expect(await chunked.ended()).to.match(/^HTTP\/1\.1 413 /)
  })

  it('control: a body as large as it may be', async () => {
    const body = 'a'.repeat(256 * 1024)
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await gateway.send('/post', { method: 'POST', headers, body })).status).to.equal(200)
  })

  it('two hundred connections that say nothing, or half of it', async () => {
    const clients = Array.from({ length: 200 }, (_, at) => {
      const client = new Client(gateway.port)
      if (at % 2 === 0) client.send('GET / HT')
      return client
    })
    await pause(50)
    const took = await waited(async () => expect((await gateway.send('/')).body).to.equal('served'))
    expect(took).to.be.below(3000)
    await Promise.all(clients.map((client) => client.ended()))
  })

  it('octets that are no HTTP', async () => {
    for (const octets of [
      '\u0016\u0003\u0001\u0002\u0000',
      'GET / HTTP/9.9\r\n\r\n',
      `${post}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      `${post}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`,
    ]) {
      const client = new Client(gateway.port)
      client.send(octets)
      expect(await client.ended(), JSON.stringify(octets)).to.match(/^HTTP\/1\.1 400 /)
    }
  })
})

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** A client that sends octets as it likes. */
class Client {
  readonly #socket: Socket
  readonly #end: Promise<string>

  constructor(port: number) {
    this.#socket = connect(port, '127.0.0.1')
    this.#end = new Promise((resolve) => {
      let answer = ''
      this.#socket.setEncoding('latin1').on('data', (chunk) => {
        answer += chunk
      })
      this.#socket.on('error', () => undefined).on('close', () => resolve(answer))
    })
  }

  send(octets: string): void {
    if (this.#socket.writable) this.#socket.write(octets, 'latin1')
  }

  /** What was answered until the connection was closed. */
  ended(): Promise<string> {
    return this.#end
  }

  destroy(): void {
    this.#socket.destroy()
  }
}
