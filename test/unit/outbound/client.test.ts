import { execFileSync } from 'node:child_process'
import type { LookupAddress } from 'node:dns'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net'
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { expect } from 'chai'
import type { OutboundConfig } from '../../../src/config/config.ts'
import { outboundClient } from '../../../src/outbound/client.ts'
import { OutboundError } from '../../../src/outbound/errors.ts'
import type { ResolveName } from '../../../src/outbound/lookup.ts'
import type { ClientOptions, OutboundRequest } from '../../../src/outbound/request.ts'
import { direct } from '../../fixtures/outbound.ts'
import { makeTestCa } from '../../fixtures/test-ca.ts'

describe('outbound: one client for every call', () => {
  const opened: { close(done?: () => void): unknown; closeAllConnections?(): void }[] = []
  afterEach(async () => {
    for (const one of opened.splice(0)) {
      one.closeAllConnections?.()
      await new Promise<void>((resolve) => void one.close(() => resolve()))
    }
  })
  const serve = async (listener: RequestListener, server: Server = createServer(listener)): Promise<number> => {
    opened.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return (server.address() as AddressInfo).port
  }
  const call = async (
    url: string,
    options: Partial<ClientOptions> & { outbound?: Partial<OutboundConfig> } = {},
    request: Partial<OutboundRequest> = {},
  ) => {
    const { outbound, ...rest } = options
    const client = outboundClient({ ...direct, ...outbound }, { timeout: 3000, limit: 1000, ...rest })
    try {
      return await client.send({ method: 'GET', url, headers: {}, ...request })
    } finally {
      client.close()
    }
  }
  const failure = async (...args: Parameters<typeof call>): Promise<OutboundError> => {
    try {
      await call(...args)
    } catch (error) {
      if (error instanceof OutboundError) return error
      throw error
    }
    throw new Error('it was answered')
  }

  describe('codings', () => {
    it('asks for none, and reads gzip and deflate that come all the same', async () => {
      const asked: unknown[] = []
      const codings = { gzip: gzipSync, 'x-gzip': gzipSync, GZIP: gzipSync, deflate: deflateSync } as const
      for (const [coding, pack] of [...Object.entries(codings), ['deflate', deflateRawSync] as const]) {
        const port = await serve((request, response) => {
          asked.push(request.headers['accept-encoding'])
          response.writeHead(200, { 'content-encoding': coding }).end(pack('Ökonomie'))
        })
        expect((await call(`http://127.0.0.1:${port}/`)).body.toString(), coding).to.equal('Ökonomie')
      }
      expect(new Set(asked)).to.deep.equal(new Set(['identity']))
    })

    it('limits what comes, and what it unpacks to', async () => {
      const bomb = await serve((_, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1001))),
      )
      const fits = await serve((_, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1000))),
      )
      const plain = await serve((_, response) => response.end(Buffer.alloc(1001)))
      expect((await failure(`http://127.0.0.1:${bomb}/`)).code).to.equal('ETOOLARGE')
      expect((await call(`http://127.0.0.1:${fits}/`)).body).to.have.length(1000)
      expect((await failure(`http://127.0.0.1:${plain}/`)).code).to.equal('ETOOLARGE')
    })

    it('says why where an answer is taken piece by piece, packed or not', async () => {
      for (const headers of [{}, { 'content-encoding': 'gzip' }]) {
        const packed = 'content-encoding' in headers
        const body = Buffer.alloc(1_000_000)
        const port = await serve((_, response) => response.writeHead(200, headers).end(packed ? gzipSync(body) : body))
        const url = `http://127.0.0.1:${port}/`
        const take = async () => {}
        expect((await failure(url, {}, { take })).code, 'more than the limit').to.equal('ETOOLARGE')
        const full = async () => Promise.reject(Object.assign(new Error('no room'), { code: 'ENOSPC' }))
        expect((await failure(url, { limit: 1e7 }, { take: full })).code, 'a full disk').to.equal('ENOSPC')
        let size = 0
        const count = async (piece: Buffer) => {
          size += piece.length
        }
        expect((await call(url, { limit: 1e7 }, { take: count })).status, 'the control').to.equal(200)
        expect(size).to.equal(body.length)
      }
    })

    it('names a coding that it does not read', async () => {
      const port = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'br' }).end('x'))
      expect(await failure(`http://127.0.0.1:${port}/`)).to.include({ code: 'EENCODING' })
      const broken = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('{}'))
      expect((await failure(`http://127.0.0.1:${broken}/`)).message).to.match(/says it is gzip/)
    })
  })

  describe('trust', () => {
    it('believes caFile, and the authorities of the machine with or without one beside', async () => {
      const [own, machines, others] = [await makeTestCa('own'), await makeTestCa('machine'), await makeTestCa('other')]
      const at = async (ca: typeof own) => {
        const server = createSecureServer(await ca.issue('127.0.0.1'), (_, response) => response.end('secure'))
        return `https://127.0.0.1:${await serve(() => {}, server)}/`
      }
      const outbound = { authorities: [machines.pem] }
      for (const url of [await at(own), await at(machines)])
        expect((await call(url, { ca: own.pem, outbound })).body.toString()).to.equal('secure')
      expect((await call(await at(machines), { outbound })).body.toString()).to.equal('secure')
      const refused = await failure(await at(others), { ca: own.pem, outbound })
      expect(refused.message).to.match(/^the certificate of 127\.0\.0\.1:\d+ is from a CA that is not trusted here/)
      expect(refused.cure).to.match(/^`caFile` is set/)
      expect((await failure(await at(others), { outbound })).cure).to.match(/name the file as `caFile`/)
    })
  })

  describe('words', () => {
    it('a certificate for another name: which names it has', async () => {
      const ca = await makeTestCa()
      const server = createSecureServer(await ca.issue('other.example', '127.0.0.2'), (_, response) => response.end())
      const found = await failure(`https://127.0.0.1:${await serve(() => {}, server)}/`, { ca: ca.pem })
      expect(found.message).to.match(/is for other\.example, 127\.0\.0\.2, not for 127\.0\.0\.1$/)
    })

    it('a name that does not resolve, a port where nothing listens, the wrong protocol', async () => {
      const port = await serve((_, response) => response.end())
      const resolve = ((_: string, __: object, done: (error: Error) => void) =>
        done(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }))) as unknown as ResolveName
      const fetchedFrom = { address: undefined }
      expect((await failure('https://no.example/', { resolve }, { fetchedFrom })).message).to.match(
        /no\.example:443 does not resolve/,
      )
      expect((await failure('http://127.0.0.1:1/')).message).to.match(/nothing listens at 127\.0\.0\.1:1 /)
      expect((await failure(`https://127.0.0.1:${port}/`)).message).to.match(/does not speak TLS/)
      const tls = createSecureServer(await (await makeTestCa()).issue('127.0.0.1'), (_, response) => response.end())
      const { code } = await failure(`http://127.0.0.1:${await serve(() => {}, tls)}/`)
      expect(code).to.match(/^HPE_|ECONNRESET/)
    })

    it('which step did not end in time', async () => {
      const silent = await serve(() => {})
      const stuck = await serve((_, response) => void response.write('x'))
      const deaf = createTcpServer((socket) => setTimeout(() => socket.destroy(), 500))
      opened.push(deaf)
      await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve))
      const { port } = deaf.address() as AddressInfo
      const late = async (url: string) => (await failure(url, { timeout: 150 })).message
      expect(await late(`http://127.0.0.1:${silent}/`)).to.match(
        /did not answer completely within 150 ms: the request was sent, but there was no answer/,
      )
      expect(await late(`http://127.0.0.1:${stuck}/`)).to.match(/the answer started but did not end/)
      expect(await late(`https://127.0.0.1:${port}/`)).to.match(/the TLS handshake did not finish/)
    })
  })

  describe('addresses that came with something fetched', () => {
    const fetchedFrom = { address: '93.184.216.34' }
    const answering = (...addresses: readonly string[]) => {
      const asked: string[] = []
      const resolve = ((name: string, _: object, done: (error: null, found: LookupAddress[]) => void) => {
        asked.push(name)
        done(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        )
      }) as unknown as ResolveName
      return { resolve, asked }
    }

    it('a name goes to the address that was judged, and nowhere where that is refused', async () => {
      let met = 0
      const port = await serve((_, response) => {
        met += 1
        response.end('inside')
      })
      const url = `http://wiki.example:${port}/`
      const { resolve } = answering('127.0.0.1')
      const refused = await failure(url, { resolve }, { fetchedFrom })
      expect(refused).to.include({ code: 'EBLOCKED' })
      expect(refused.message).to.equal(
        'wiki.example is not called: 127.0.0.1 is this machine itself, but the document that names it came from elsewhere',
      )
      expect(met).to.equal(0)
      const control = await call(url, { resolve }, { fetchedFrom: { address: '127.0.0.1' } })
      expect(control.body.toString()).to.equal('inside')
    })

    it('a name that changes between two lookups is asked for once for each connection', async () => {
      const port = await serve((_, response) => response.end('inside'))
      let lookups = 0
      const resolve = ((_: string, __: object, done: (error: null, found: LookupAddress[]) => void) => {
        lookups += 1
        done(null, [{ address: lookups === 1 ? '93.184.216.34' : '127.0.0.1', family: 4 }])
      }) as unknown as ResolveName
      const client = outboundClient(direct, { timeout: 200, limit: 1000, resolve })
      expect(await client.fault(`http://re.example:${port}/`, fetchedFrom)).to.equal(undefined)
      const dialled = await client
        .send({ method: 'GET', url: `http://re.example:${port}/`, headers: {}, fetchedFrom })
        .catch((error: unknown) => error)
      expect(dialled).to.include({ code: 'EBLOCKED' })
      expect(lookups).to.equal(2)
      client.close()
    })

    it('a connection that another call has kept is judged by where it leads', async () => {
      let met = 0
      const port = await serve((_, response) => {
        met += 1
        response.end('inside')
      })
      const client = outboundClient(direct, { timeout: 3000, limit: 1000, keepAlive: true })
      const named = { method: 'GET', url: `http://localhost:${port}/`, headers: {} }
      try {
        await client.send(named)
        await new Promise((resolve) => setTimeout(resolve, 20))
        const refused = await client.send({ ...named, fetchedFrom }).catch((error: unknown) => error)
        expect(refused).to.be.instanceOf(OutboundError).with.property('code', 'EBLOCKED')
        expect(met, 'nothing was sent').to.equal(1)
        expect((await client.send({ ...named, fetchedFrom: { address: '127.0.0.1' } })).status).to.equal(200)
      } finally {
        client.close()
      }
    })

    it('of several addresses those that are refused are not tried', async () => {
      const port = await serve((_, response) => response.end('inside'))
      const { resolve } = answering('10.0.0.1', '127.0.0.1', '169.254.169.254')
      const answer = await call(`http://wiki.example:${port}/`, { resolve }, { fetchedFrom: { address: '::1' } })
      expect(answer.address).to.equal('127.0.0.1')
    })

    it('literals in every spelling', async () => {
      let met = 0
      const port = await serve((_, response) => {
        met += 1
        response.end()
      })
      const hosts = [
        '127.0.0.1',
        '2130706433',
        '0x7f.1',
        '0177.0.0.1',
        '127.1',
        '127.0.0.1.',
        '[::ffff:127.0.0.1]',
        '[::ffff:7f00:1]',
        '0.0.0.0',
        '0',
        'localhost',
        'localhost.',
        'LOCALHOST',
        'a.localhost',
      ]
      for (const host of hosts) {
        const { code } = await failure(`http://${host}:${port}/`, {}, { fetchedFrom })
        expect(code, host).to.equal('EBLOCKED')
      }
      expect(met).to.equal(0)
      await call(`http://2130706433:${port}/`, {}, { fetchedFrom: { address: '127.0.0.9' } })
      expect(met).to.equal(1)
    })

    it('again at a redirect', async () => {
      const port = await serve((_, response) => response.writeHead(302, { location: '/again' }).end())
      let lookups = 0
      const resolve = ((_: string, __: object, done: (error: null, found: LookupAddress[]) => void) => {
        lookups += 1
        done(null, [{ address: lookups === 1 ? '127.0.0.1' : '169.254.169.254', family: 4 }])
      }) as unknown as ResolveName
      const options = { fetchedFrom: { address: '127.0.0.1' }, redirects: 3 }
      expect((await failure(`http://hop.example:${port}/`, { resolve }, options)).code).to.equal('EBLOCKED')
      expect(lookups).to.equal(2)
    })
  })

  describe('through a proxy', () => {
    /** A proxy that opens tunnels to 127.0.0.1, whatever the name: only it knows names. */
    const startProxy = async (status = 200) => {
      const seen: { line: string; authorization: string | undefined }[] = []
      const server = createServer((request, response) => {
        seen.push({ line: `${request.method} ${request.url}`, authorization: request.headers['proxy-authorization'] })
        response.end('by the proxy')
      })
      server.on('connect', (request, socket) => {
        seen.push({ line: `CONNECT ${request.url}`, authorization: request.headers['proxy-authorization'] })
        if (status !== 200) return socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`)
        const upstream = connect(Number(request.url?.split(':').at(-1)), '127.0.0.1', () => {
          socket.write('HTTP/1.1 200 OK\r\n\r\n')
          upstream.pipe(socket).pipe(upstream)
        })
        upstream.on('error', () => socket.destroy()).on('close', () => socket.destroy())
        socket.on('error', () => upstream.destroy()).on('close', () => upstream.destroy())
      })
      const port = await serve(() => {}, server)
      return {
        seen,
        port,
        outbound: (no = '') => ({
          proxy: { http: `http://u:p%40@127.0.0.1:${port}`, https: `http://u:p%40@127.0.0.1:${port}`, no },
        }),
      }
    }

    it('https is tunnelled, and the certificate is still the one of the name', async () => {
      const ca = await makeTestCa()
      const server = createSecureServer(await ca.issue('op.example'), (request, response) =>
        response.end(request.headers.host),
      )
      const port = await serve(() => {}, server)
      const proxy = await startProxy()
      const answer = await call(`https://op.example:${port}/`, { ca: ca.pem, outbound: proxy.outbound() })
      expect(answer).to.include({ status: 200, address: undefined })
      expect(answer.body.toString()).to.equal(`op.example:${port}`)
      expect(proxy.seen).to.deep.equal([
        { line: `CONNECT op.example:${port}`, authorization: `Basic ${Buffer.from('u:p@').toString('base64')}` },
      ])
      const wrong = await failure(`https://other.example:${port}/`, { ca: ca.pem, outbound: proxy.outbound() })
      expect(wrong.message).to.match(/is for op\.example, not for other\.example/)
    })

    it('http asks it for the whole address; NO_PROXY goes straight', async () => {
      const proxy = await startProxy()
      expect((await call('http://sp.example/slo', { outbound: proxy.outbound() })).body.toString()).to.equal(
        'by the proxy',
      )
      expect(proxy.seen.map(({ line }) => line)).to.deep.equal(['GET http://sp.example/slo'])
      const { message } = await failure('http://sp.invalid/slo', { outbound: proxy.outbound('sp.invalid') })
      expect(message).to.match(/sp\.invalid:80 does not resolve/)
    })

    it('a proxy that refuses, or is not there, is not taken for the host', async () => {
      const { outbound } = await startProxy(403)
      expect(await failure('https://op.example/', { outbound: outbound() })).to.include({ code: 'EPROXY' })
      const nobody = { proxy: { https: 'http://127.0.0.1:1', no: '' } }
      expect((await failure('https://op.example/', { outbound: nobody })).message).to.match(
        /the proxy 127\.0\.0\.1:1 can't be used/,
      )
    })

    it('judges literals of fetched documents, and no names, which the proxy resolves', async () => {
      const proxy = await startProxy()
      const fetchedFrom = { address: undefined }
      for (const url of ['https://10.0.0.1/', 'https://169.254.169.254/', 'https://[fd00::1]/'])
        expect((await failure(url, { outbound: proxy.outbound() }, { fetchedFrom })).code, url).to.equal('EBLOCKED')
      expect(proxy.seen).to.deep.equal([])
      await call('http://inside.example/', { outbound: proxy.outbound() }, { fetchedFrom })
      expect(proxy.seen).to.have.length(1)
    })

    it('costs nothing where none is set: no call reads the process environment', () => {
      const code = `process.env.HTTPS_PROXY = 'http://127.0.0.1:1'; const { outboundClient } = await import(${JSON.stringify(new URL('../../../src/outbound/client.js', import.meta.url).href)}); const client = outboundClient({ authorities: [], proxy: { no: '' }, allowAddresses: [] }, { timeout: 2000, limit: 10 }); await client.send({ method: 'GET', url: 'https://no.invalid/', headers: {} }).catch((error) => console.log(error.message))`
      expect(execFileSync(process.execPath, ['--input-type=module', '-e', code]).toString()).to.match(
        /no\.invalid:443 does not resolve/,
      )
    })
  })
})
