/** What @koa/router does for us, what it would let pass, and that ours holds it (docs/decisions/0007-koa-router.md). */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Router from '@koa/router'
import { expect } from 'chai'
import Koa from 'koa'
import type { Method, Route } from '../../../src/core/http.ts'
import { createRouter } from '../../../src/http/router.ts'
import { sendRaw } from '../../fixtures/raw-http.ts'
import { type Answer, page, startGateway, type TestGateway, text } from './gateway.ts'

describe('@koa/router by itself', () => {
  const seen: string[] = []
  const router = new Router({ sensitive: true, strict: true })
  router.get('/begin/:id', (ctx) => {
    seen.push(`${ctx.method} ${ctx.params.id}`)
    ctx.body = 'first'
  })
  router.get('/begin/:name', (ctx) => {
    ctx.body = 'second'
  })
  const koa = new Koa().use(router.routes()).use(router.allowedMethods())
  const server = createServer(koa.callback())
  let origin = ''
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  after(() => server.close())
  beforeEach(() => seen.splice(0))
  const ask = (method: string, path: string) => sendRaw(origin, { method, path })

  it('runs a GET for HEAD, which would begin a login', async () => {
    await ask('HEAD', '/begin/a')
    expect(seen).to.deep.equal(['HEAD a'])
  })

  it('takes a broken percent code for the text of a whole one', async () => {
    await ask('GET', '/begin/%E0')
    await ask('GET', '/begin/%25E0')
    expect(seen).to.deep.equal(['GET %E0', 'GET %E0'])
  })

  it('lets one route hide another', async () => {
    expect((await ask('GET', '/begin/a')).body).to.equal('first')
  })

  it('answers a method that it has no route for with 501, where there is no such page too', async () => {
    expect((await ask('PURGE', '/nowhere')).status).to.equal(501)
  })
})

describe('http: router', () => {
  let gateway: TestGateway
  const seen: string[] = []
  const route = (method: Method, path: string, more: Partial<Route> = {}): Route => ({
    method,
    path,
    answer: async (http, params) => {
      seen.push(`${method} ${path} ${JSON.stringify(params)} ${http.body}`)
      return text(path)
    },
    ...more,
  })
  before(async () => {
    gateway = await startGateway({
      publicUrl: 'https://sso.home.test/id',
      routes: [
        route('GET', '/begin/:id'),
        route('GET', '/begin/known', { safe: true }),
        route('POST', '/begin/:id'),
        route('GET', '/items/:id', { safe: true }),
        route('PUT', '/items/:id', { accepts: ['application/json'] }),
        route('PATCH', '/items/:id', { accepts: ['application/json'] }),
        route('DELETE', '/items/:id', { accepts: ['application/json'] }),
        route('OPTIONS', '/shared', {}),
        page('/plain', text('plain'), { safe: true }),
      ],
    })
  })
  after(() => gateway.close())
  beforeEach(() => seen.splice(0))
  const ask = (method: string, path: string, body?: string): Promise<Answer> =>
    gateway.send(`/id${path}`, {
      method,
      ...(body !== undefined && {
        body,
        headers: { 'content-type': 'application/json', 'content-length': String(body.length) },
      }),
    })

  it('HEAD begins nothing, and is that of the GET where it is safe', async () => {
    expect((await ask('HEAD', '/begin/a')).status).to.equal(200)
    expect(seen).to.deep.equal([])
    expect((await ask('HEAD', '/items/a')).headers['content-length']).to.equal(String('/items/:id'.length))
  })

  it('a path with a broken percent code is nobody’s, one with a whole one is decoded once', async () => {
    for (const broken of ['%E0', '%', '%zz', '%c0%ae'])
      expect((await ask('GET', `/begin/${broken}`)).status).to.equal(404)
    expect(seen).to.deep.equal([])
    await ask('GET', '/begin/%25E0')
    await ask('GET', '/begin/a%2Fb')
    expect(seen).to.deep.equal(['GET /begin/:id {"id":"%E0"} ', 'GET /begin/:id {"id":"a/b"} '])
  })

  it('a fixed path answers before one with parameters, whichever came first', async () => {
    expect((await ask('GET', '/begin/known')).body).to.equal('/begin/known')
    expect((await ask('POST', '/begin/known')).status).to.equal(415)
  })

  it('two routes of one method and path are a mistake of ours, whatever their parameters are called', () => {
    expect(() => createRouter([page('/a/:b', text('')), page('/a/:c', text(''))])).to.throw('two routes')
    expect(() => createRouter([page('/a', text('')), page('/a', text(''))])).to.throw('two routes')
    expect(() => createRouter([page('/a/:b', text('')), page('/a/b', text(''))])).to.not.throw()
  })

  it('knows every method that a role has, with its body', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      expect((await ask(method, '/items/7', '{"a":1}')).status, method).to.equal(200)
    }
    expect((await ask('DELETE', '/items/7')).status).to.equal(200)
    expect((await ask('PUT', '/items/7')).status).to.equal(415)
    expect(seen).to.deep.equal([
      'PUT /items/:id {"id":"7"} {"a":1}',
      'PATCH /items/:id {"id":"7"} {"a":1}',
      'DELETE /items/:id {"id":"7"} {"a":1}',
      'DELETE /items/:id {"id":"7"} ',
    ])
  })

  it('OPTIONS tells the methods of an address that is more than a page; a role that has its own answers itself', async () => {
    const told = await ask('OPTIONS', '/items/7')
    expect([told.status, told.headers.allow]).to.deep.equal([204, 'GET, HEAD, PUT, PATCH, DELETE'])
    expect((await ask('OPTIONS', '/plain')).status).to.equal(405)
    expect((await ask('OPTIONS', '/nowhere')).status).to.equal(404)
    expect((await ask('OPTIONS', '/shared')).body).to.equal('/shared')
    expect(seen).to.deep.equal(['OPTIONS /shared {} '])
  })

  it('other methods are 405 where there is something, and 404 where there is nothing', async () => {
    for (const method of ['PUT', 'PURGE', 'TRACE', 'PROPFIND']) {
      const refused = await ask(method, '/plain')
      expect([refused.status, refused.headers.allow], method).to.deep.equal([405, 'GET, HEAD'])
      expect((await ask(method, '/nowhere')).status, method).to.equal(404)
    }
    expect((await ask('POST', '/items/7', '{}')).headers.allow).to.equal('GET, HEAD, PUT, PATCH, DELETE')
  })

  it('looks below the path of publicUrl alone', async () => {
    expect((await gateway.send('/plain')).status).to.equal(404)
    expect((await ask('GET', '/plain')).status).to.equal(200)
    expect((await ask('GET', '/plain/')).status).to.equal(404)
    expect((await ask('GET', '/Plain')).status).to.equal(404)
  })
})
