import { readFileSync } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { Agent, request, type Server } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { createServer, drain, listen } from '../../../src/http/server.ts'
import { createKeys } from '../../../src/keys/create.ts'

function get(options: {
  port?: number
  socketPath?: string
  path?: string
  agent?: Agent
}): Promise<{ body: string; connection: string | undefined }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', ...options }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (chunk) => {
        body += chunk
      })
      response.on('end', () => resolve({ body, connection: response.headers.connection }))
    })
    sent.on('error', reject).end()
  })
}

const portOf = (address: string) => Number(address.split(':').at(-1))

describe('http: server', () => {
  const open: Server[] = []
  const serve = (listener: Parameters<typeof createServer>[0]) => {
    const server = createServer(listener)
    open.push(server)
    return server
  }
  afterEach(() => {
    for (const server of open.splice(0)) {
      server.closeAllConnections()
      server.close()
    }
  })

  it('listens on IPv4, IPv6 and a unix socket that its group may use', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'isthmus-'))
    const path = join(directory, 'socket')
    try {
      const ok = () => serve((_, response) => response.end('ok'))
      expect(await listen(ok(), { host: '127.0.0.1', port: 0 })).to.match(/^127\.0\.0\.1:\d+$/)
      expect(await listen(ok(), { host: '::1', port: 0 })).to.match(/^\[::1\]:\d+$/)
      const server = ok()
      expect(await listen(server, { path })).to.equal(path)
      expect((await stat(path)).mode & 0o777).to.equal(0o660)
      expect((await get({ socketPath: path })).body).to.equal('ok')
    } finally {
      await rm(directory, { recursive: true })
    }
  })

  it('replaces a socket that nobody serves, and nothing else', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'isthmus-'))
    try {
      const path = join(directory, 'socket')
      await listen(
        serve((_, response) => response.end('first')),
        { path },
      )
      const second = await listen(
        serve(() => undefined),
        { path },
      ).catch((error: Error) => error.message)
      expect(second).to.include('EADDRINUSE')
      expect((await get({ socketPath: path })).body).to.equal('first')
      await leaveStale(join(directory, 'stale'))
      await listen(
        serve((_, response) => response.end('new')),
        { path: join(directory, 'stale') },
      )
      expect((await get({ socketPath: join(directory, 'stale') })).body).to.equal('new')
      await writeFile(join(directory, 'file'), 'precious')
      const file = await listen(
        serve(() => undefined),
        { path: join(directory, 'file') },
      ).catch((error: Error) => error.message)
      expect(file).to.include('EADDRINUSE')
    } finally {
      await rm(directory, { recursive: true })
    }
  })

  it('speaks TLS where it has a certificate', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'isthmus-'))
    try {
      const files = await createKeys(directory, { commonName: 'sso.home.test', now: Date.now })
      const pem = (name: string) => readFileSync(files.find((file) => file.endsWith(name)) ?? '', 'utf8')
      const tls = { certificate: pem('saml-signing.crt'), key: pem('saml-signing.key') }
      const server = createServer((_, response) => response.end('sealed'), { tls })
      open.push(server)
      const port = portOf(await listen(server, { host: '127.0.0.1', port: 0 }))
      const body = await new Promise<string>((resolve, reject) => {
        const options = {
          port,
          host: '127.0.0.1',
          servername: 'sso.home.test',
          ca: tls.certificate,
          agent: false,
        } as const
        tlsRequest(options, (response) => response.setEncoding('utf8').on('data', resolve))
          .on('error', reject)
          .end()
      })
      expect(body).to.equal('sealed')
    } finally {
      await rm(directory, { recursive: true })
    }
  })

  it('drains: answers what runs, tells connections to close, then takes no more', async () => {
    let arrived = () => {}
    const running = new Promise<void>((resolve) => {
      arrived = resolve
    })
    let finish = () => {}
    const server = serve((incoming, response) => {
      if (incoming.url !== '/slow') return response.end('quick')
      finish = () => response.end('slow')
      return arrived()
    })
    const port = portOf(await listen(server, { host: '127.0.0.1', port: 0 }))
    const agent = new Agent({ keepAlive: true })
    expect((await get({ port, agent })).connection).to.equal('keep-alive')
    const slow = get({ port, path: '/slow' })
    await running
    const drained = drain(server, { notice: 300, grace: 5000 })
    expect(await get({ port, agent })).to.deep.equal({ body: 'quick', connection: 'close' })
    while (server.listening) await new Promise((resolve) => setTimeout(resolve, 10))
    expect(await get({ port }).catch((error: Error) => error.message)).to.include('ECONNREFUSED')
    finish()
    expect((await slow).body).to.equal('slow')
    await drained
    agent.destroy()
  })

  it('cuts off what is not finished when the grace ends', async () => {
    const server = serve(() => undefined)
    const port = portOf(await listen(server, { host: '127.0.0.1', port: 0 }))
    const stuck = get({ port }).catch((error: Error) => error.message)
    await new Promise((resolve) => setTimeout(resolve, 30))
    await drain(server, { notice: 0, grace: 30 })
    expect(await stuck).to.be.a('string')
  })

  it('drains at once where it never listened', async () => {
    const started = performance.now()
    await drain(
      createServer(() => undefined),
      { notice: 5000, grace: 5000 },
    )
    expect(performance.now() - started).to.be.below(2000)
  })
})

/** A socket file without a server behind it, as a killed process leaves it. */
async function leaveStale(path: string): Promise<void> {
  const { spawnSync } = await import('node:child_process')
  spawnSync(process.execPath, [
    '-e',
    `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`,
  ])
  await new Promise<void>((resolve) => connect(path).on('error', () => resolve()))
}
