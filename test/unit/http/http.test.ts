import { expect } from 'chai'
import { GatewayError } from '../../../src/core/errors.ts'
import type { Route } from '../../../src/core/http.ts'
import { page, startGateway, type TestGateway, text } from './gateway.ts'

const form = { 'content-type': 'application/x-www-form-urlencoded' }

describe('http: dispatch', () => {
  let leaving = ''
  let gateway: TestGateway
  let begun = 0

  before(async () => {
    const begin: Route = page('/saml/sso', async () => {
      begun += 1
      return { kind: 'redirect', location: "https://op.home.test/auth?a='b'&c=%7e" }
    })
    gateway = await startGateway({
      routes: [
        begin,
        { method: 'POST', path: '/saml/sso', answer: async ({ body }) => text(body), maxBody: 1000 },
        page('/saml/metadata', text('metadata'), { safe: true }),
        { ...page('/oidc/callback/:upstream', text('')), answer: async (_, params) => text(params.upstream ?? '') },
        page('/fails', async () => {
          throw new TypeError('made up')
        }),
        page('/busy', async () => {
          throw new GatewayError('rate_limited', 'Too many.', { retryAfter: 17 })
        }),
        page('/away', async () => {
          throw new GatewayError('internal', 'no', {
            cause: Object.assign(new Error('x'), { name: 'StorageUnavailable' }),
          })
        }),
        { method: 'POST', path: '/leave', answer: async () => ({ kind: 'redirect', location: leaving }) },
      ],
    })
  })
  after(() => gateway.close())

  it('sends a redirect with the location octet for octet', async () => {
    const answer = await gateway.send('/saml/sso?x=1')
    expect(answer.status).to.equal(302)
    expect(answer.headers.location).to.equal("https://op.home.test/auth?a='b'&c=%7e")
  })

  it('answers a POST with a page that goes on, wherever the redirect would have led', async () => {
    const to = async (location: string) => {
      leaving = location
      return gateway.send('/leave', { method: 'POST', headers: form, body: 'a=b' })
    }
    for (const location of ['/logout', "https://op.home.test/out?a='b'&c=%7e;d", 'com.example.app:/back?x="y"']) {
      const { status, headers, body } = await to(location)
      expect([status, headers.location], location).to.deep.equal([200, undefined])
      const escaped = location.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
      expect(body).to.include(`<meta http-equiv="refresh" content="0;url=${escaped}"/>`)
      expect(body).to.include(`href="${escaped}"`)
      expect(headers['content-security-policy']).to.include("form-action 'self'")
    }
    for (const location of ['javascript:alert(1)', 'data:text/html,x', 'https://op.home.test/a b']) {
      const { status, body } = await to(location)
      expect(status, location).to.equal(500)
      expect(body).to.not.include(location)
    }
  })

  it('hands a role path, raw query and body, and nothing decoded', async () => {
    await gateway.send('/saml/sso?SAMLRequest=a%2fb&x=%zz')
    expect(gateway.seen.at(-1)).to.include({ path: '/saml/sso', query: 'SAMLRequest=a%2fb&x=%zz', body: '' })
    const answer = await gateway.send('/saml/sso?y', { method: 'POST', headers: form, body: 'RelayState=%F6+ä' })
    expect(answer.body).to.equal('RelayState=%F6+ä')
    expect(gateway.seen.at(-1)).to.include({ method: 'POST', query: 'y', contentType: form['content-type'] })
  })

  it('finds a route by its path as it is', async () => {
    expect((await gateway.send('/oidc/callback/my%2Dop')).body).to.equal('my-op')
    for (const path of [
      '/SAML/sso',
      '/saml/sso/',
      '//saml/sso',
      '/oidc/callback/',
      '/oidc/callback/a/b',
      '/%zz',
      '/oidc/callback/%zz',
    ]) {
      expect((await gateway.send(path)).status, path).to.equal(404)
    }
  })

  it('answers HEAD and prefetch without beginning anything', async () => {
    begun = 0
    expect((await gateway.send('/saml/sso', { method: 'HEAD' })).status).to.equal(200)
    expect((await gateway.send('/saml/sso', { headers: { 'sec-purpose': 'prefetch;prerender' } })).status).to.equal(503)
    expect((await gateway.send('/saml/sso', { headers: { purpose: 'prefetch' } })).status).to.equal(503)
    expect(begun).to.equal(0)
    await gateway.send('/saml/sso')
    expect(begun).to.equal(1)
    const head = await gateway.send('/saml/metadata', { method: 'HEAD' })
    expect(head).to.deep.include({ status: 200, body: '' })
    expect(head.headers['content-length']).to.equal('8')
  })

  it('refuses other methods and says which it knows', async () => {
    const answer = await gateway.send('/saml/sso', { method: 'PUT' })
    expect(answer.status).to.equal(405)
    expect(answer.headers.allow).to.equal('GET, HEAD, POST')
    expect((await gateway.send('/saml/metadata', { method: 'POST', headers: form })).headers.allow).to.equal(
      'GET, HEAD',
    )
  })

  it('reads bodies of the type and size that the route takes', async () => {
    const post = (headers: Record<string, string>, body: string | Buffer) =>
      gateway.send('/saml/sso', { method: 'POST', headers, body })
    expect((await post(form, 'a'.repeat(1000))).status).to.equal(200)
    expect((await post(form, 'a'.repeat(1001))).status).to.equal(413)
    expect((await post({ ...form, 'transfer-encoding': 'chunked' }, 'a'.repeat(1001))).status).to.equal(413)
    expect((await post({ 'content-type': 'text/xml' }, 'a')).status).to.equal(415)
    expect((await post({}, 'a')).status).to.equal(415)
    expect((await post({ ...form, 'content-encoding': 'gzip' }, 'a')).status).to.equal(415)
    expect((await post({ 'content-type': 'Application/x-www-form-urlencoded; charset=UTF-8' }, 'a')).status).to.equal(
      200,
    )
    expect((await post(form, Buffer.from([0x61, 0xff]))).status).to.equal(400)
  })

  it('turns whatever is thrown into a page, a log line and an audit event under one id', async () => {
    const before = gateway.lines.length
    const answer = await gateway.send('/fails', { headers: { 'accept-language': 'xx' } })
    expect(answer.status).to.equal(500)
    expect(answer.headers['content-type']).to.equal('text/html; charset=utf-8')
    const logged = gateway.lines.slice(before).map((line) => JSON.parse(line))
    const refusal = logged.find(({ kind }) => kind === 'refusal')
    expect(answer.body).to.include(refusal.errorId).and.not.include('made up')
    expect(refusal).to.include({ level: 'error', code: 'internal' })
    expect(refusal.causes[0]).to.include({ name: 'TypeError', message: 'made up' })
    const event = logged.find(({ kind }) => kind === 'audit')
    expect(event).to.include({ event: 'request.refused', outcome: 'failure', errorId: refusal.errorId })
    expect(logged.find(({ kind }) => kind === 'request')).to.include({ status: 500, errorId: refusal.errorId })
  })

  it('says when to try again', async () => {
    const asked = performance.now()
    const busy = await gateway.send('/busy')
    expect(busy).to.deep.include({ status: 429 })
    expect(performance.now() - asked, 'late on purpose').to.be.at.least(39)
    expect(busy.headers['retry-after']).to.equal('17')
    const away = await gateway.send('/away')
    expect(away.status).to.equal(503)
    expect(away.headers['retry-after']).to.equal('5')
    expect(away.body).to.include('Signing in is not possible at the moment')
  })

  it('logs no refusal for a wrong address, and shows no error id', async () => {
    const before = gateway.lines.length
    const answer = await gateway.send('/wp-login.php')
    expect(answer.body).to.include('Page not found').and.not.include('Error number')
    expect(gateway.lines.slice(before).some((line) => line.includes('"audit"'))).to.equal(false)
  })
})

describe('http: a publicUrl with a path', () => {
  it('serves below the path and nowhere else, health apart', async () => {
    const gateway = await startGateway({
      publicUrl: 'https://home.test/sso/',
      routes: [page('/', text('home'), { safe: true }), page('/saml/metadata', text('metadata'), { safe: true })],
    })
    try {
      expect((await gateway.send('/sso/saml/metadata')).body).to.equal('metadata')
      expect((await gateway.send('/sso')).body).to.equal('home')
      expect((await gateway.send('/sso/')).body).to.equal('home')
      for (const path of ['/saml/metadata', '/', '/ssosaml/metadata', '/sso/sso/saml/metadata']) {
        expect((await gateway.send(path)).status, path).to.equal(404)
      }
      expect((await gateway.send('/sso/healthz')).body).to.equal('ok\n')
      expect((await gateway.send('/healthz')).body).to.equal('ok\n')
      expect((await gateway.send('/readyz')).status).to.equal(200)
    } finally {
      await gateway.close()
    }
  })
})
