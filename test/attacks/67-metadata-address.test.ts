import type { RequestListener, Server } from 'node:http'
import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect } from 'chai'
import { GatewayError } from '../../src/core/errors.ts'
import { fetchMetadata } from '../../src/registry/fetch.ts'
import { direct } from '../fixtures/outbound.ts'
import { makeTestCa } from '../fixtures/test-ca.ts'
import { metadata, Places } from '../unit/registry/places.ts'

const text = metadata('https://wiki.home.lan')

describe('attack 67: an address of metadata that leads elsewhere, or never ends', () => {
  const servers: Server[] = []
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  })

  const serve = async (listener: RequestListener, server = createServer(listener)): Promise<string> => {
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  const redirect = (to: string): Promise<string> =>
    serve((_, response) => response.writeHead(302, { location: to }).end())
  const fetched = async (url: string, options: { ca?: string; patience?: number } = {}): Promise<string> => {
    const { patience = 5000, ...rest } = options
    const { octets } = await fetchMetadata({ url, outbound: direct, ...rest }, AbortSignal.timeout(patience))
    return Buffer.from(octets ?? '').toString()
  }
  const refusal = async (url: string, options: { ca?: string; patience?: number } = {}): Promise<string> => {
    try {
      await fetched(url, options)
    } catch (error) {
      if (error instanceof GatewayError) return error.message
      throw error
    }
    throw new Error('it was fetched')
  }

  it('control: the address that the operator wrote is read, and a redirect within it followed', async () => {
    const base = await serve((request, response) =>
      request.url === '/new' ? response.end(text) : response.writeHead(301, { location: '/new' }).end(),
    )
    expect(await fetched(`${base}/new`)).to.equal(text)
    expect(await fetched(`${base}/old`)).to.equal(text)
  })

  it('a redirect to another host, port or scheme is not followed', async () => {
    let asked = 0
    const inside = await serve((_, response) => {
      asked += 1
      response.end(text)
    })
    for (const to of [
      inside,
      inside.replace('127.0.0.1', 'localhost'),
      `//127.0.0.1:${new URL(inside).port}/`,
      'http://169.254.169.254/latest/meta-data/',
      'http://[::ffff:127.0.0.1]/',
      'https://10.0.0.1/',
      'file:///etc/passwd',
      'ftp://127.0.0.1/',
      '\\\\127.0.0.1\\x',
      'http://',
    ]) {
      expect(await refusal(await redirect(to)), to).to.match(/which is not in your config/)
    }
    expect(asked).to.equal(0)
  })

  it('redirects without end are given up', async () => {
    const base = await serve((_, response) => response.writeHead(302, { location: '/again' }).end())
    expect(await refusal(base)).to.match(/redirects more than 3 times/)
  })

  it('an answer without end is cut, by size and by time', async () => {
    const endless = await serve((_, response) => {
      const more = () => {
        while (response.write(Buffer.alloc(1_048_576, 0x20)));
      }
      response.on('drain', more)
      more()
    })
    expect(await refusal(endless)).to.match(/larger than 10 MB/)
    const trickling = await serve((_, response) => response.write('<'))
    expect(await refusal(trickling, { patience: 150 })).to.match(/did not answer completely/)
    const silent = await serve(() => {})
    expect(await refusal(silent, { patience: 150 })).to.match(/did not answer completely/)
  })

  it('an answer that was compressed unasked is read, and is cut at what it unpacks to', async () => {
    const packed = (body: Buffer) =>
      serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(body))
    expect(await fetched(await packed(gzipSync(text)))).to.equal(text)
    expect(await refusal(await packed(gzipSync(Buffer.alloc(20_000_000, 0x20))))).to.match(/larger than 10 MB/)
  })

  it('an error page is not metadata', async () => {
    for (const status of [204, 404, 500]) {
      const base = await serve((_, response) => response.writeHead(status).end(status === 204 ? undefined : text))
      expect(await refusal(base)).to.match(new RegExp(`answered ${status}`))
    }
  })

  it('https is believed with the CA that the operator named, and with no other', async () => {
    const [ours, others] = [await makeTestCa(), await makeTestCa('Another')]
    const server = createSecureServer(await ours.issue('127.0.0.1'), (_, response) => response.end(text))
    const url = (await serve(() => {}, server)).replace('http:', 'https:')
    expect(await fetched(url, { ca: ours.pem })).to.equal(text)
    expect(await refusal(url, { ca: others.pem })).to.match(/can't be fetched/)
    expect(await refusal(url)).to.match(/can't be fetched/)
  })

  it('the config takes https, and http on this machine alone', async () => {
    const places = new Places()
    try {
      const problems = async (url: string) =>
        (
          await places.load(
            `publicUrl: https://sso.home.lan\nupstreams: { a: { issuer: "https://a.lan", clientId: i } }\napps:\n  wiki: { metadata: "${url}" }\n`,
            { ISTHMUS_UPSTREAMS_A_CLIENTSECRET: 's' },
          )
        ).problems.map(({ path }) => path)
      expect(await problems('https://wiki.home.lan/metadata')).to.deep.equal([])
      expect(await problems('http://127.0.0.1:8000/metadata')).to.deep.equal([])
      for (const url of [
        'http://wiki.home.lan/metadata',
        'http://169.254.169.254/',
        'https://u:p@wiki.home.lan/',
        'http://[::ffff:7f00:1]/',
      ]) {
        expect(await problems(url), url).to.deep.equal(['apps.wiki.metadata'])
      }
    } finally {
      places.remove()
    }
  })
})
