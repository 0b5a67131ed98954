/**
 * Attack 104: a request that the gateway judges in one way and the app reads in another: by its path, or by headers
 * with which a visitor says which request it is.
 */
import { expect } from 'chai'
import type { BrowserSession } from '../fixtures/browser-session.ts'
import { openingPage, type ProtectedSite, startProtectedSite } from '../fixtures/protected-site.ts'
import { ask, describe as inWords } from '../fixtures/site-proxy.ts'

const site = [
  'rules:',
  '  - { when: \'path.startsWith("/public/")\', public: true }',
  "  - { when: 'path.startsWith(\"/admin/\")', allow: 'false' }",
]

describe('attack 104: a request that can be read in two ways', () => {
  let stage: ProtectedSite
  let browser: BrowserSession

  before(async () => {
    stage = await startProtectedSite({ asks: 'parts', site })
    browser = stage.gateway.browser()
    await browser.follow(await browser.get(`${stage.site.url}/`, openingPage))
  })
  after(() => stage.close())

  /** What the proxy is answered about a request of somebody who is signed in, who may have sent headers too. */
  async function about(
    path: string,
    also: Record<string, string> = {},
    asks: 'parts' | 'address' = 'parts',
    method = 'GET',
  ) {
    const cookie = `isthmus_site=${browser.cookies(stage.site.url).get('isthmus_site')}`
    const said = { ...also, ...inWords(asks, stage.site.host, method, path), cookie }
    return (await ask(`${stage.gateway.url}/forward-auth`, said)).status
  }

  it('control: plain paths are judged by their rules', async () => {
    const answers = []
    for (const path of ['/', '/a%20b/%C3%B6?x=%2F..%5C', '/100%25', '/a.b/..c/...', '/a;x=1/b;c', '/admin/x'])
      answers.push(await about(path))
    expect(answers).to.deep.equal([200, 200, 200, 200, 200, 403])
    const names = [
      '/a%20/b.',
      '/%EF%BC%A1%EF%BC%8F%EF%BC%A2',
      '/%E2%80%A6/x',
      '/public/a%20/b.',
      `/${'.'.repeat(4_000)}x`,
    ]
    for (const path of names) expect(await about(path), path).to.equal(200)
  })

  for (const path of [
    '/public/../admin/x',
    '/public/%2e%2e/admin/x',
    '/public/%2E./admin/x',
    '/./admin/x',
    '/public/..;/admin/x',
    '/public/..;a=1;b/admin/x',
    '/;/admin/x',
    '/a/;x=1/b',
    '/admin;x/y',
    '/admin;/y',
    '/admin%3bx/y',
    '/public;x/y',
    '/public/..%20/admin/x',
    '/public/.%20./admin/x',
    '/public/..%c2%a0/admin/x',
    '/public/%ef%bc%8e%ef%bc%8e/admin/x',
    '/public/%e2%80%a5/admin/x',
    '/public%ef%bc%8f..%ef%bc%8fadmin/x',
    '/public/..%ef%bc%9b/admin/x',
    '/admin%20/x',
    '/admin./x',
    '/admin%ef%bc%8fx',
    '/%ef%bd%81dmin/x',
    '/public./x',
    '/public/..%2fadmin/x',
    '/public%2f..%2fadmin',
    '/public/..\\admin',
    '/public/%5c..%5cadmin',
    '/public/%252e%252e/admin',
    '/public/%252fadmin',
    '//admin/x',
    '/public//../admin',
    '/%c0%afadmin',
    '/%ZZ',
    '/admin%00/x',
    '/admin%0d%0a/x',
    '/..',
    'admin',
    '*',
    'http://other.test/admin',
    '/a#/admin',
  ]) {
    it(`refuses ${path}`, async () => {
      expect(await about(path)).to.equal(403)
      expect(await about(path, {}, 'address')).to.equal(403)
    })
  }

  it('lets encoded slashes through only where the site says so', async () => {
    const other = await startProtectedSite({ asks: 'parts', site: ['allowEncodedSlashes: true', ...site] })
    try {
      const answers = []
      for (const path of ['/public/a%2Fb', '/public/..%2Fadmin', '/public%2F..%2Fadmin', '/public%2F%2Fadmin/x']) {
        answers.push(
          (await ask(`${other.gateway.url}/forward-auth`, inWords('parts', other.site.host, 'GET', path))).status,
        )
      }
      expect(answers).to.deep.equal([200, 403, 403, 403])
    } finally {
      await other.close()
    }
  })

  it('refuses what a visitor says of the request where the proxy says something else', async () => {
    const { host } = stage.site
    const lies: readonly (readonly [asks: 'parts' | 'address', header: string, value: string])[] = [
      ['parts', 'x-original-url', `http://${host}/public/x`],
      ['parts', 'x-original-method', 'OPTIONS'],
      ['address', 'x-forwarded-host', 'public.test'],
      ['address', 'x-forwarded-uri', '/public/x'],
      ['address', 'x-forwarded-method', 'OPTIONS'],
    ]
    for (const [asks, header, value] of lies) {
      expect(await about('/', {}, asks), 'control').to.equal(200)
      expect(await about('/', { [header]: value }, asks), header).to.equal(403)
    }
  })

  it('refuses what names several hosts, or one that is not protected here', async () => {
    const asked = (host: string) => ask(`${stage.gateway.url}/forward-auth`, inWords('parts', host, 'GET', '/public/x'))
    const { host } = stage.site
    expect((await asked(host)).status).to.equal(200)
    expect((await asked(host.toUpperCase())).status).to.equal(200)
    for (const other of [`${host}, evil.test`, `evil.test, ${host}`, 'evil.test', `${host}.`, `x@${host}`, '']) {
      expect((await asked(other)).status, other).to.equal(403)
    }
  })

  it('takes the method from nobody but the proxy', async () => {
    const { 'x-original-method': _, ...without } = inWords('address', stage.site.host, 'GET', '/public/x')
    const asked = async (also: Record<string, string>) =>
      (await ask(`${stage.gateway.url}/forward-auth`, { ...without, ...also })).status
    expect(await asked({ 'x-original-method': 'GET' })).to.equal(200)
    expect(await asked({ 'x-forwarded-method': 'GET' })).to.equal(403)
  })
})
