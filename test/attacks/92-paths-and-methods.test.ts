/**
 * Attack 92, by the first line: paths, methods and targets that a router, a proxy or a cache could read otherwise than
 * we do. Each is answered by a page, without a redirect, and never by another route than the one that it names.
 */
import { expect } from 'chai'
import { type AttackStage, newAddress, requestAt, startAttackStage } from '../fixtures/attack-stage.ts'
import type { Page } from '../fixtures/browser-session.ts'
import { type RawRequest, sendOctets, sendRaw } from '../fixtures/raw-http.ts'
import { posted, signedRedirect } from '../saml/request.ts'

const prefix = '/id/sso'

describe('attack 92: paths and methods', () => {
  let stage: AttackStage
  let origin: string
  before(async () => {
    stage = await startAttackStage({ path: prefix })
    origin = new URL(stage.gateway.url).origin
  })
  after(async () => {
    await stage.expectLogin()
    await stage.close()
  })

  const send = (request: RawRequest) =>
    sendRaw(origin, { ...request, headers: { 'x-forwarded-for': newAddress(), ...request.headers } })

  function expectPlainRefusal(page: Page, status: number): void {
    expect(page.status).to.equal(status)
    expect(page.headers).to.not.have.any.keys('location', 'set-cookie')
    expect(page.headers['content-type']).to.equal('text/html; charset=utf-8')
    expect(page.headers['x-content-type-options']).to.equal('nosniff')
    expect(page.body).to.match(/<h1[ >]/)
  }

  it('control: each address below the path of publicUrl is there', async () => {
    for (const path of ['/', '/saml/metadata', '/logout', '/healthz', '/readyz']) {
      expect((await send({ path: prefix + path })).status, path).to.equal(200)
    }
    expect(
      (await send({ path: `${prefix}/saml/sso?${signedRedirect(requestAt(stage.place())).query}` })).status,
    ).to.equal(302)
    const { body, contentType } = posted(requestAt(stage.place()))
    const headers = { 'content-type': contentType }
    expect((await send({ path: `${prefix}/saml/sso`, method: 'POST', headers, body })).status).to.equal(200)
  })

  for (const path of [
    '/saml/metadata',
    `${prefix}x/saml/metadata`,
    `/x${prefix}/saml/metadata`,
    `/${prefix}/saml/metadata`,
    `${prefix}//saml/metadata`,
    `${prefix}/saml//metadata`,
    `${prefix}/saml/metadata/`,
    `${prefix}/saml/./metadata`,
    `${prefix}/x/../saml/metadata`,
    `${prefix}/saml%2Fmetadata`,
    `${prefix}/saml/metadat%61`,
    `${prefix}/SAML/metadata`,
    `${prefix}/saml/metadata%00`,
    `${prefix}/saml/metadata;x=1`,
    `${prefix}/saml\\metadata`,
    `${prefix}/../../../../etc/passwd`,
    `${prefix}/%2e%2e/%2e%2e/isthmus.yaml`,
    `${prefix}/..%5c..%5cisthmus.yaml`,
    `${prefix}/certs/signing.key`,
    `${prefix}/isthmus.yaml`,
    `${prefix}/__proto__`,
    `${prefix}/constructor`,
    `${prefix}/%`,
    `${prefix}/%ff%fe`,
    `${prefix}/${'a'.repeat(30_000)}`,
    `${prefix}/${'a/'.repeat(15_000)}`,
    `${prefix}/${'%25'.repeat(10_000)}`,
    '//evil.test/%2e%2e',
    '/\\evil.test',
    `${prefix}/metrics`,
    '/metrics',
  ]) {
    it(`there is nothing at ${path.slice(0, 40)}`, async () => expectPlainRefusal(await send({ path }), 404))
  }

  for (const name of [
    '__proto__',
    'constructor',
    'toString',
    'OP',
    'op%00',
    'op%0d%0aSet-Cookie:x=1',
    'op%2F..%2Fop',
    '%2e%2e',
    '%E2%80%AE',
    '%c0%ae',
    "'%22><script>alert(1)</script>",
    'a'.repeat(20_000),
  ]) {
    it(`no upstream is called ${name.slice(0, 40)}`, async () => {
      for (const path of ['/oidc/callback/', '/choose/AAAA/']) {
        const page = await send({ path: `${prefix}${path}${name}?state=x&code=y` })
        expect(page.status).to.be.within(400, 404)
        expect(page.headers).to.not.have.any.keys('location', 'set-cookie', 'x')
        expect(page.body)
          .to.match(/<h1[ >]/)
          .and.not.include('<script>')
      }
    })
  }

  for (const method of ['PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH', 'PROPFIND', 'PURGE', 'SEARCH']) {
    it(`${method} is answered nowhere`, async () => {
      for (const path of ['/', '/saml/sso', '/saml/metadata', '/logout', '/oidc/callback/op']) {
        const page = await send({ method, path: prefix + path, headers: { 'x-secret': 'echo', cookie: 'a=echo' } })
        expectPlainRefusal(page, 405)
        expect(page.headers.allow).to.match(/^(GET, HEAD|GET, HEAD, POST|POST)$/)
        expect(page.body).to.not.include('echo')
        expect(page.headers).to.not.have.any.keys('access-control-allow-origin', 'access-control-allow-methods')
      }
    })
  }

  it('HEAD of every address is empty, harmless and no error', async () => {
    const keys = await stage.storage.keys('')
    const { query } = signedRedirect(requestAt(stage.place()))
    for (const path of ['/', '/saml/metadata', `/saml/sso?${query}`, '/logout', '/oidc/callback/op?state=x']) {
      const page = await send({ method: 'HEAD', path: prefix + path })
      expect([page.status, page.body], path).to.deep.equal([200, ''])
      expect(page.headers).to.not.have.any.keys('location', 'set-cookie')
    }
    expect(await stage.storage.keys('')).to.have.members([...keys])
  })

  for (const [name, target] of [
    ['an absolute target', `http://evil.test${prefix}/logout`],
    ['an absolute target with user and port', `http://a:b@evil.test:1${prefix}/logout`],
    ['an absolute target in capitals', `HTTPS://EVIL.TEST${prefix}/logout`],
    ['a target with a fragment', `${prefix}/logout#@evil.test`],
  ]) {
    it(`${name} is the path in it, and nothing else of it counts`, async () => {
      const answer = await sendOctets(
        origin,
        `GET ${target} HTTP/1.1\r\nHost: evil.test\r\nX-Forwarded-Host: evil.test\r\nConnection: close\r\n\r\n`,
      )
      expect(answer).to.match(/^HTTP\/1\.1 200 /)
      expect(answer.toLowerCase()).to.not.include('evil.test')
    })
  }

  for (const target of ['*', 'evil.test:443', 'http:/evil.test', '?', 'http://']) {
    it(`a target that is no path: ${target}`, async () => {
      const answer = await sendOctets(origin, `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
      expect(answer).to.match(/^HTTP\/1\.1 40[04] /)
      expect(answer).to.not.match(/^location:/im)
      expect(answer.split('\r\n\r\n')[1], 'not blank').to.not.equal('')
    })
  }

  it('CONNECT and upgrades open no tunnel', async () => {
    const tunnel = await sendOctets(origin, 'CONNECT evil.test:443 HTTP/1.1\r\nHost: evil.test:443\r\n\r\n', 1000)
    expect(tunnel).to.not.match(/^HTTP\/1\.1 [12]/)
    const upgrade = `GET ${prefix}/logout HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Key: eA==\r\n\r\n`
    expect(await sendOctets(origin, upgrade, 1000)).to.not.match(/^HTTP\/1\.1 101/)
    const h2c = upgrade.replace('websocket', 'h2c')
    expect(await sendOctets(origin, h2c, 1000)).to.not.match(/^HTTP\/1\.1 101/)
  })
})
