/** Seams of HTTP: what a role gets to see and may say, and a library's middleware that is mounted beside our routes. */

import { expect } from 'chai'
import type Koa from 'koa'
import type { HttpRequest, Reply, Route } from '../../../src/core/http.ts'
import type { Mount } from '../../../src/http/endpoint.ts'
import { page, startGateway, type TestGateway, text } from './gateway.ts'

describe('http: what a role sees and says', () => {
  let gateway: TestGateway
  let reply: Reply = text('')
  const take: Route['answer'] = async () => reply
  before(async () => {
    gateway = await startGateway({
      routes: [
        { method: 'PUT', path: '/logo', accepts: ['image/png'], octets: true, maxBody: 1000, answer: take },
        {
          ...{
            method: 'POST',
            path: '/form',
            accepts: ['text/plain'],
            maxBody: 1000,
            readsOn: 1_000_000,
            answer: take,
          },
          unread: async (error, { octets }) => ({ ...text(Buffer.from(octets).toString()), status: error.status ?? 0 }),
        },
        { method: 'POST', path: '/text', accepts: ['text/plain'], answer: take },
        page('/', async () => reply),
      ],
    })
  })
  after(() => gateway.close())
  const last = () => gateway.seen.at(-1) as HttpRequest

  it('headers by their names, and nothing that speaks of our own address', async () => {
    const headers = { 'If-Match': '"7"', authorization: 'Bearer x', host: 'evil.test', 'x-forwarded-host': 'evil.test' }
    await gateway.send('/', { headers })
    expect(last().headers['if-match']).to.equal('"7"')
    expect(last().headers.authorization).to.equal('Bearer x')
    expect(JSON.stringify(last().headers)).to.not.include('evil.test')
  })

  it('an upload octet for octet, which a text is not', async () => {
    const octets = Buffer.from([0x89, 0x50, 0xff, 0x00, 0xc0])
    const sent = await gateway.send('/logo', { method: 'PUT', headers: { 'content-type': 'image/png' }, body: octets })
    expect(sent.status).to.equal(200)
    expect(Buffer.from(last().octets).equals(octets)).to.equal(true)
    expect(last().body).to.equal('')
    const asText = await gateway.send('/text', {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: octets,
    })
    expect(asText.status).to.equal(400)
    await gateway.send('/text', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'ä' })
    expect([last().body, Buffer.from(last().octets).toString()]).to.deep.equal(['ä', 'ä'])
    const large = Buffer.alloc(1001)
    const refused = await gateway.send('/logo', {
      method: 'PUT',
      headers: { 'content-type': 'image/png' },
      body: large,
    })
    expect(refused.status).to.equal(413)
  })

  it('how a body ends that is too long, up to a size, and whether or not it says how long it is', async () => {
    const post = async (body: string, headers: Record<string, string> = {}) => {
      const sent = { method: 'POST', headers: { 'content-type': 'text/plain', ...headers }, body }
      const { status, body: answer } = await gateway.send('/form', sent)
      return { status, answer }
    }
    const chunked = { 'transfer-encoding': 'chunked' }
    expect((await post('x'.repeat(1000))).status).to.equal(200)
    const little = `${'x'.repeat(2000)} and its end`
    expect(await post(little)).to.deep.equal({ status: 413, answer: little })
    const long = `${'x'.repeat(999_000)} and its end`
    for (const headers of [{}, chunked]) {
      const { status, answer } = await post(long, headers)
      expect(status).to.equal(413)
      expect(answer.endsWith('x and its end')).to.equal(true)
      expect(answer.length).to.be.within(256 * 1024, 512 * 1024)
      expect(await post('x'.repeat(1_200_000), headers)).to.deep.equal({ status: 413, answer: '' })
    }
  })

  it('cookies of its own, by their names', async () => {
    reply = { ...text(''), cookies: [{ name: 'console', value: 'abc.d', maxAge: 60 }] }
    const set = (await gateway.send('/')).headers['set-cookie']?.[0] ?? ''
    expect(set).to.match(/^__Host-isthmus_console=abc\.d; Max-Age=60; Path=\/; HttpOnly; SameSite=Lax; Secure$/)
    await gateway.send('/', { headers: { cookie: `other=1; ${set.split(';')[0]}; __Host-isthmus=s` } })
    expect([...(last().browser.cookies ?? [])]).to.deep.equal([['console', 'abc.d']])
    expect(last().browser.session).to.equal('s')
  })

  it('headers of its own, but no cookie and no location', async () => {
    reply = {
      kind: 'document',
      status: 401,
      type: 'image/png',
      body: new Uint8Array([1, 255]),
      headers: { ETag: '"8"' },
    }
    const answer = await gateway.send('/')
    expect([answer.status, answer.headers.etag, answer.headers['content-length']]).to.deep.equal([401, '"8"', '2'])
    for (const name of ['Set-Cookie', 'location']) {
      reply = { ...text(''), headers: { [name]: 'x' } }
      expect((await gateway.send('/')).status).to.equal(500)
    }
  })
})

describe('http: a library that is mounted', () => {
  let gateway: TestGateway
  const seen: string[] = []
  const library = async (ctx: Koa.ParameterizedContext, next: Koa.Next) => {
    const chunks: Buffer[] = []
    for await (const chunk of ctx.req) chunks.push(chunk)
    seen.push(`${ctx.method} ${ctx.path} ${ctx.mountPath} ${ctx.query.a ?? ''} ${Buffer.concat(chunks)}`)
    if (ctx.path === '/oidc/away') return next()
    if (ctx.path === '/oidc/token') ctx.body = { ok: true }
    else ctx.redirect('/device/done')
    ctx.cookies.set('library', 'x', { httpOnly: true })
    return undefined
  }
  const mount: Mount = {
    at: [
      { method: 'POST', path: '/oidc/token' },
      { method: 'OPTIONS', path: '/oidc/token' },
      { method: 'GET', path: '/device' },
      { method: 'POST', path: '/device' },
      { method: 'GET', path: '/oidc/away' },
    ],
    middleware: library,
  }
  before(async () => {
    gateway = await startGateway({
      publicUrl: 'https://sso.home.test/id',
      routes: [page('/oidc/callback/:upstream', text('ours'))],
      mounts: [mount],
    })
  })
  after(() => gateway.close())
  beforeEach(() => seen.splice(0))

  it('reads the body itself, whatever its type, and finds itself at the root', async () => {
    const headers = { 'content-type': 'application/json' }
    const answer = await gateway.send('/id/oidc/token?a=b', { method: 'POST', headers, body: '{"c":"d"}' })
    expect(answer.body).to.equal('{"ok":true}')
    expect(seen).to.deep.equal(['POST /oidc/token /id b {"c":"d"}'])
    expect(answer.headers['x-content-type-options']).to.equal('nosniff')
  })

  it('has those methods and paths alone; those beside it are ours', async () => {
    expect((await gateway.send('/id/oidc/callback/op')).body).to.equal('ours')
    expect((await gateway.send('/id/oidc/token')).status).to.equal(405)
    expect((await gateway.send('/id/oidc/jwks')).status).to.equal(404)
    expect(seen).to.deep.equal([])
  })

  it('answers a POST with a page that goes on, never with a redirect, and keeps its cookies', async () => {
    const posted = await gateway.send('/id/device', { method: 'POST', body: 'x' })
    expect([posted.status, posted.headers.location]).to.deep.equal([200, undefined])
    expect(posted.body).to.include('/device/done')
    expect(posted.headers['set-cookie']?.[0]).to.include('library=x')
    const got = await gateway.send('/id/device')
    expect([got.status, got.headers.location]).to.deep.equal([302, '/device/done'])
  })

  it('begins nothing for HEAD or a prefetch, and leaves to us what it does not answer', async () => {
    expect((await gateway.send('/id/device', { method: 'HEAD' })).status).to.equal(200)
    expect((await gateway.send('/id/device', { headers: { 'sec-purpose': 'prefetch' } })).status).to.equal(503)
    expect(seen).to.deep.equal([])
    expect((await gateway.send('/id/oidc/away')).status).to.equal(404)
  })
})
