import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import Koa from 'koa'
import type { RequestState } from '../../../src/http/context.ts'
import { goOnAfterPost } from '../../../src/http/reply.ts'
import { readSite } from '../../../src/http/site.ts'

describe('http: what a mounted middleware answers', () => {
  const app = new Koa<RequestState>()
  const server = createServer()
  let answer: (ctx: Koa.Context) => void
  app.use(async (ctx, next) => {
    Object.assign(ctx.state, { site: readSite('http://127.0.0.1:1'), requestId: 'r', address: 'a', language: 'en' })
    await next()
    goOnAfterPost(ctx)
  })
  app.use((ctx) => answer(ctx as unknown as Koa.Context))
  server.on('request', app.callback())
  before(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
  after(() => server.close())

  const send = (method: string) =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/device/x`, { method, redirect: 'manual' })

  for (const status of [301, 302, 303, 307, 308]) {
    it(`${status} after a POST is a page that goes on, with the cookies`, async () => {
      answer = (ctx) => {
        ctx.redirect('https://app.example.net/cb?code=1&state="2"')
        ctx.status = status
        ctx.cookies.set('library', 'kept')
      }
      const got = await send('POST')
      expect([got.status, got.headers.get('location')]).to.deep.equal([200, null])
      expect(got.headers.get('set-cookie')).to.match(/^library=kept/)
      expect(await got.text()).to.include('content="0;url=https://app.example.net/cb?code=1&amp;state=%222%22"')
      const control = await send('GET')
      expect(control.status).to.equal(status)
    })
  }

  it('an address relative to the one that was posted to', async () => {
    answer = (ctx) => {
      ctx.status = 303
      ctx.set('Location', 'done?y')
    }
    const body = await (await send('POST')).text()
    expect(body).to.match(/content="0;url=http:\/\/127\.0\.0\.1:\d+\/device\/done\?y"/)
  })

  it('leaves every other answer as it is', async () => {
    answer = (ctx) => {
      ctx.status = 201
      ctx.set('Location', '/new')
      ctx.body = 'made'
    }
    const got = await send('POST')
    expect([got.status, got.headers.get('location'), await got.text()]).to.deep.equal([201, '/new', 'made'])
  })
})
