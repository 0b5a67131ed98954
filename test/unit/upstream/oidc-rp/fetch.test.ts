import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { type Issuer, issuer } from '../../../../src/core/identifiers.ts'
import { connectOp, type OpConnection } from '../../../../src/upstream/oidc-rp/fetch.ts'
import { direct } from '../../../fixtures/outbound.ts'
import { makeTestCa } from '../../../fixtures/test-ca.ts'
import { refusalOf } from '../../../fixtures/upstream-rig.ts'

describe('oidc-rp: the connection to an OP', () => {
  let server: Server
  let answer: RequestListener
  let origin: string
  let connection: OpConnection
  before(async () => {
    server = createServer((request, response) => answer(request, response))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  after(() => server.close())
  beforeEach(() => {
    answer = (_, response) => response.end('ok')
    connection = connect(issuer(origin))
  })
  afterEach(() => connection.close())

  const connect = (of: Issuer, connectTo?: { host: string; port?: number }) =>
    connectOp({ displayName: 'OP', issuer: of, timeout: 500, ...(connectTo !== undefined && { connectTo }) }, direct)
  const get = (url: string, over = connection) => over.send({ method: 'GET', url, headers: {} })

  it('keeps one connection for calls in a row', async () => {
    const ports = new Set<number | undefined>()
    answer = (request, response) => {
      ports.add(request.socket.remotePort)
      response.end()
    }
    for (let call = 0; call < 3; call++) await get(origin)
    expect(ports.size).to.equal(1)
  })

  it('sends what it is given: method, headers, body with its length', async () => {
    const seen: unknown[] = []
    answer = async (request, response) => {
      const body: Buffer[] = []
      for await (const chunk of request) body.push(chunk)
      const { host, authorization, 'content-length': length } = request.headers
      seen.push({
        method: request.method,
        url: request.url,
        host,
        authorization,
        length,
        body: Buffer.concat(body).toString(),
      })
      response.end()
    }
    await connection.send({
      method: 'POST',
      url: `${origin}/token?x=1`,
      headers: { authorization: 'Basic x' },
      body: 'a=ü',
    })
    const host = new URL(origin).host
    expect(seen).to.deep.equal([
      { method: 'POST', url: '/token?x=1', host, authorization: 'Basic x', length: '4', body: 'a=ü' },
    ])
  })

  it('connectTo dials elsewhere for the issuer’s origin alone, and keeps Host', async () => {
    const hosts: (string | undefined)[] = []
    answer = (request, response) => {
      hosts.push(request.headers.host)
      response.end()
    }
    const { port } = new URL(origin)
    const elsewhere = connect(issuer('http://op.example.test:4000'), { host: '127.0.0.1', port: Number(port) })
    await get('http://op.example.test:4000/a', elsewhere)
    expect(hosts).to.deep.equal(['op.example.test:4000'])
    expect((await refusalOf(get('http://other.example.test:4000/a', elsewhere))).code).to.equal('upstream_unavailable')
    elsewhere.close()
  })

  it('an answer that the OP gave before it closed an idle connection is not lost: the call goes out again', async () => {
    await Promise.all([get(origin), get(origin), get(origin)])
    server.closeIdleConnections()
    expect((await get(origin)).body).to.equal('ok')
  })

  it('4xx are answers, with their body; 5xx and 429 are not', async () => {
    answer = (request, response) => response.writeHead(Number(request.url?.slice(1))).end('{"error":"x"}')
    for (const status of [200, 204, 400, 401, 404, 422])
      expect((await get(`${origin}/${status}`)).status).to.equal(status)
    for (const status of [429, 500, 502, 503]) {
      expect((await refusalOf(get(`${origin}/${status}`))).code).to.equal('upstream_unavailable')
    }
    for (const status of [301, 302, 307, 304]) {
      expect((await refusalOf(get(`${origin}/${status}`))).code).to.equal('upstream_invalid')
    }
  })

  it('stops reading at 1 MB', async () => {
    answer = (_, response) => response.end(' '.repeat(1_000_000))
    expect((await get(origin)).body).to.have.length(1_000_000)
    answer = (_, response) => response.end(' '.repeat(1_000_001))
    expect((await refusalOf(get(origin))).code).to.equal('upstream_invalid')
  })

  it('an address in the URL is checked in the certificate too, whatever connectTo dials', async () => {
    const ca = await makeTestCa()
    const secure = createSecureServer(await ca.issue('127.0.0.7'), (_, response) => response.end('secure'))
    await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve))
    const { port } = secure.address() as AddressInfo
    const at = (host: string) => {
      const config = { displayName: 'OP', issuer: issuer(`https://${host}:${port}`), timeout: 2000 }
      return connectOp({ ...config, ca: ca.pem, connectTo: { host: '127.0.0.1' } }, direct)
    }
    const [right, wrong] = [at('127.0.0.7'), at('127.0.0.1')]
    expect((await get(`https://127.0.0.7:${port}/`, right)).body).to.equal('secure')
    expect((await refusalOf(get(`https://127.0.0.1:${port}/`, wrong))).code).to.equal('upstream_unavailable')
    right.close()
    wrong.close()
    secure.close()
  })

  it('reads UTF-8 that is cut anywhere', async () => {
    answer = async (_, response) => {
      for (const octet of Buffer.from('Ö😀')) {
        response.write(Buffer.from([octet]))
        await new Promise((resolve) => setTimeout(resolve, 1))
      }
      response.end()
    }
    expect((await get(origin)).body).to.equal('Ö😀')
  })
})
