/** Attack 92: headers that tell us another address of our own, or of the client, than is true. */
import { request } from 'node:http'
import { connect } from 'node:net'
import { expect } from 'chai'
import Koa from 'koa'
import { clientAddressReader } from '../../src/http/client-address.ts'
import { overwriteOrigin } from '../../src/http/origin.ts'
import { createServer, listen } from '../../src/http/server.ts'
import { readSite } from '../../src/http/site.ts'
import { page, startGateway, type TestGateway, text } from '../unit/http/gateway.ts'

const lies: Readonly<Record<string, string>> = {
  host: 'evil.test',
  'x-forwarded-host': 'evil.test',
  'x-forwarded-proto': 'http',
  'x-forwarded-port': '666',
  'x-forwarded-prefix': '/evil',
  'x-forwarded-server': 'evil.test',
  forwarded: 'host=evil.test;proto=http',
  'x-original-url': '/secret',
  'x-rewrite-url': '/secret',
  'x-http-method-override': 'DELETE',
  'x-host': 'evil.test',
  'x-real-ip': '6.6.6.6',
}

/** Headers that we put there ourselves. */
const overwritten = ['host', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-for']

describe('attack 92: Host and X-Forwarded-*', () => {
  let gateway: TestGateway
  before(async () => {
    const home = { kind: 'page', name: 'home', params: { people: [{ upstream: 'Authelia' }], apps: [] } } as const
    gateway = await startGateway({
      routes: [page('/', home), page('/secret', text('secret'))],
      trustedProxies: ['10.0.0.1'],
    })
  })
  after(() => gateway.close())

  const shown = async (headers: Record<string, string>) => {
    const { status, body, headers: answered } = await gateway.send('/', { headers })
    return { status, body, csp: answered['content-security-policy'], hsts: answered['strict-transport-security'] }
  }

  it('control: without them the page links to publicUrl', async () => {
    expect((await shown({})).body).to.include('href="https://sso.home.test/logout"')
  })

  for (const [name, value] of Object.entries(lies)) {
    it(`${name}: ${value} changes nothing`, async () => {
      expect(await shown({ [name]: value })).to.deep.equal(await shown({}))
      expect(gateway.seen.at(-1)).to.include({ path: '/', method: 'GET' })
    })
  }

  it('a target with a host of its own changes nothing', async () => {
    const answer = await raw(
      gateway.port,
      'GET http://evil.test/ HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n',
    )
    expect(answer).to.match(/^HTTP\/1\.1 200 /)
    expect(answer).to.include('href="https://sso.home.test/logout"').and.not.include('evil')
  })

  it('what is mounted on Koa sees publicUrl too', async () => {
    const seen: unknown[] = []
    const app = new Koa({ proxy: true })
    app.use((ctx) => {
      const told = Object.keys(ctx.headers).filter((name) => !['connection', ...overwritten].includes(name))
      seen.push([
        told.length,
        ctx.headers.host,
        ctx.host,
        ctx.hostname,
        ctx.protocol,
        ctx.secure,
        ctx.href,
        ctx.ip,
        ctx.method,
      ])
      ctx.body = 'x'
    })
    const callback = app.callback()
    const site = readSite('https://sso.home.test')
    const readAddress = clientAddressReader([])
    const server = createServer((incoming, response) => {
      overwriteOrigin(incoming, site, readAddress(incoming))
      void callback(incoming, response)
    })
    const port = Number((await listen(server, { host: '127.0.0.1', port: 0 })).split(':')[1])
    try {
      for (const headers of [{}, lies, { host: 'evil.test', 'x-forwarded-for': '6.6.6.6' }]) {
        await new Promise((resolve) =>
          request({ port, host: '127.0.0.1', path: '/a', headers, agent: false }, resolve).end(),
        )
      }
      const truth = [
        0,
        'sso.home.test',
        'sso.home.test',
        'sso.home.test',
        'https',
        true,
        'https://sso.home.test/a',
        '127.0.0.1',
        'GET',
      ]
      expect(seen).to.deep.equal([truth, truth, truth])
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })

  it('X-Forwarded-For of whoever is no trusted proxy is not believed', async () => {
    await gateway.send('/', { headers: { 'x-forwarded-for': '6.6.6.6' } })
    expect(gateway.seen.at(-1)?.browser.address).to.equal('127.0.0.1')
  })

  it('that it came is said once in the log, and of a trusted proxy not', async () => {
    const lonely = await startGateway({ routes: [page('/', text('x'))] })
    const behind = await startGateway({ routes: [page('/', text('x'))], trustedProxies: ['127.0.0.1'] })
    try {
      for (const one of [lonely, behind]) {
        await one.send('/')
        for (const address of ['6.6.6.6', '7.7.7.7']) await one.send('/', { headers: { 'x-forwarded-for': address } })
      }
      const notices = ({ lines }: TestGateway) =>
        lines.filter((line) => line.includes('`trustedProxies` does not name'))
      expect(notices(lonely)).to.have.length(1)
      expect(notices(lonely)[0]).to.include('trustedProxies: [\\"127.0.0.1\\"]').and.not.include('6.6.6.6')
      expect(notices(behind)).to.deep.equal([])
      expect(lonely.seen.map(({ browser }) => browser.client)).to.deep.equal([
        undefined,
        '6.6.6.6 via 127.0.0.1',
        '7.7.7.7 via 127.0.0.1',
      ])
    } finally {
      await Promise.all([lonely.close(), behind.close()])
    }
  })

  it('control: of a trusted proxy it is', async () => {
    const behind = await startGateway({ routes: [page('/', text('x'))], trustedProxies: ['127.0.0.0/8'] })
    try {
      await behind.send('/', { headers: { 'x-forwarded-for': '6.6.6.6, 198.51.100.7' } })
      expect(behind.seen.at(-1)?.browser.address).to.equal('198.51.100.7')
    } finally {
      await behind.close()
    }
  })
})

/** Sends octets and reads until the end. */
function raw(port: number, octets: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(octets))
    socket.setEncoding('utf8').on('data', (chunk) => {
      answer += chunk
    })
    socket.on('end', () => resolve(answer)).on('error', reject)
  })
}
