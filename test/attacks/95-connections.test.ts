/**
 * Attack 95: one client that holds connections, a request on each and nothing more. None may hold so many that others get
 * none, with TLS or without; who has too many loses those that have been idle longest.
 */
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import type { RequestListener, Server } from 'node:http'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { expect } from 'chai'
import { createServer, listen, type ServerOptions } from '../../src/http/server.ts'
import { createKeys } from '../../src/keys/create.ts'

const total = 64
const share = 8
const greedy = '127.0.0.1'
const other = '127.0.0.2'

for (const scheme of ['https', 'http'] as const) {
  describe(`attack 95: connections of one client, ${scheme}`, () => {
    let tls: ServerOptions['tls']
    let server: Server
    let port: number
    let clients: Client[]
    const waiting: (() => void)[] = []

    before(async () => {
      if (scheme === 'http') return
      const directory = await mkdtemp(join(tmpdir(), 'isthmus-'))
      const files = await createKeys(directory, { commonName: 'sso.home.test', now: Date.now })
      const pem = (name: string) => readFileSync(files.find((file) => file.endsWith(name)) ?? '', 'utf8')
      tls = { certificate: pem('saml-signing.crt'), key: pem('saml-signing.key') }
      await rm(directory, { recursive: true })
    })

    const answer: RequestListener = (request, response) => {
      if (request.url === '/slow') waiting.push(() => response.end('slow'))
      else response.end('quick')
    }
    const start = async (options: ServerOptions = {}) => {
      clients = []
      server = createServer(answer, { ...options, tls, limits: { maxConnections: total } })
      port = Number((await listen(server, { host: '127.0.0.1', port: 0 })).split(':').at(-1))
    }
    afterEach(async () => {
      for (const { socket } of clients) socket.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    })

    const open = async (address: string, path = '/'): Promise<Client> => {
      const client = new Client(port, address, tls !== undefined)
      clients.push(client)
      await client.ask(path)
      return client
    }
    const openMany = async (count: number, address: string): Promise<Client[]> => {
      const opened: Client[] = []
      for (let at = 0; at < count; at += 1) opened.push(await open(address))
      return opened
    }
    const alive = (among: readonly Client[]) => among.filter(({ socket }) => !socket.destroyed && !socket.readableEnded)

    it('idle ones over its share are closed, the longest idle first; others are served', async () => {
      const told: string[] = []
      await start({ onLimit: (client) => told.push(client) })
      const held = await openMany(share * 4, greedy)
      await held.at(-share)?.ask('/')
      const mine = await open(other)
      await until(() => alive(held).length === share)
      expect(alive(held)).to.deep.equal(held.slice(-share))
      expect(mine.answers).to.equal(1)
      expect(new Set(told)).to.deep.equal(new Set([greedy]))
    })

    it('one that was used again stays', async () => {
      await start()
      const held = await openMany(share, greedy)
      await held[0]?.ask('/')
      await open(greedy)
      await until(() => alive(held).length === share - 1)
      expect(alive(held)).to.include(held[0]).and.not.include(held[1])
    })

    it('where all are in the middle of a request, none is cut off and the new one is refused', async () => {
      await start()
      const held = Array.from({ length: share }, () => open(greedy, '/slow'))
      await until(() => waiting.length === share)
      const refused = await open(greedy)
      expect(refused.answers).to.equal(0)
      expect((await open(other)).answers).to.equal(1)
      for (const finish of waiting.splice(0)) finish()
      expect((await Promise.all(held)).map(({ answers }) => answers)).to.deep.equal(Array(share).fill(1))
    })

    it('control: its share it may hold, and use', async () => {
      await start()
      const held = await openMany(share, greedy)
      for (const client of held) await client.ask('/')
      expect(held.map(({ answers }) => answers)).to.deep.equal(Array(share).fill(2))
      expect(alive(held)).to.have.length(share)
    })

    it('many clients that hold all there are: the longest idle make room', async () => {
      await start()
      const held: Client[] = []
      for (let at = 0; at < total; at += 1) held.push(await open(`127.0.1.${1 + Math.floor(at / share)}`))
      expect(alive(held)).to.have.length(total)
      expect((await open(other)).answers).to.equal(1)
      await until(() => alive(held).length === total - 1)
      expect(alive(held)).to.deep.equal(held.slice(1))
    })

    it('control: a trusted proxy holds as many as there are', async () => {
      await start({ isProxy: (address) => address === greedy })
      const held = await openMany(share * 4, greedy)
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(alive(held)).to.have.length(share * 4)
    })

    it('room that was given back is there again', async () => {
      await start()
      for (let round = 0; round < 3; round += 1) {
        const held = await openMany(share, greedy)
        for (const { socket } of held) socket.destroy()
        await until(() => alive(held).length === 0)
      }
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(alive(await openMany(share, greedy))).to.have.length(share)
    })
  })
}

/** One connection, kept alive; `ask` resolves when it is answered, or closed. */
class Client {
  readonly socket: Socket
  answers = 0
  #heard: () => void = () => undefined

  constructor(port: number, localAddress: string, tls: boolean) {
    const raw = connect({ port, host: '127.0.0.1', localAddress })
    raw.on('error', () => undefined)
    this.socket = tls ? connectTls({ socket: raw, rejectUnauthorized: false }) : raw
    this.socket.on('data', () => {
      this.answers += 1
      this.#heard()
    })
    this.socket.on('error', () => undefined)
    for (const end of ['end', 'close'] as const) this.socket.on(end, () => this.#heard())
    raw.on('close', () => this.#heard())
  }

  ask(path: string): Promise<void> {
    return new Promise((resolve) => {
      this.#heard = resolve
      this.socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`)
    })
  }
}

async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; waited < 5000 && !condition(); waited += 10) {
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  expect(condition(), 'within five seconds').to.equal(true)
}
