/** Header login, from a page of a protected site to the app behind it, through a proxy that asks as real ones do. */
import { expect } from 'chai'
import type { BrowserSession } from '../fixtures/browser-session.ts'
import { openingPage, type ProtectedSite, startProtectedSite } from '../fixtures/protected-site.ts'

const site = [
  'allow: "\'staff\' in groups"',
  'rules:',
  '  - { when: \'path.startsWith("/public/")\', public: true }',
  '  - { when: \'path.startsWith("/admin/") && method == "GET"\', allow: \'"admins" in groups\' }',
  "  - { when: 'path.startsWith(\"/all/\")', allow: 'true' }",
]

for (const asks of ['parts', 'address'] as const) {
  describe(`header login, by a proxy that asks in ${asks === 'parts' ? 'parts' : 'one address'}`, () => {
    let stage: ProtectedSite
    let browser: BrowserSession
    const signIn = async (path: string, user: string) =>
      browser.loginAt(await browser.get(`${stage.site.url}${path}`, openingPage), user)
    const reached = () => stage.site.reached.at(-1)

    before(async () => {
      stage = await startProtectedSite({ asks, site, op: { autoLogin: '' } })
    })
    after(() => stage.close())
    beforeEach(() => {
      browser = stage.gateway.browser()
    })

    it('leads a person to the login and back to the page that they wanted, query and all', async () => {
      const path = '/pages/42?q=a%20b&to=/x&ticket=1'
      const arrived = await signIn(path, 'alice')
      expect(arrived.url).to.equal(`${stage.site.url}${path}`)
      expect(arrived.body).to.include('the app')
      expect(reached()?.url).to.equal(path)
      expect(reached()?.headers).to.include({ 'remote-user': 'alice', 'remote-groups': 'staff,admins' })
      expect(reached()?.headers).to.include({ 'remote-email': 'alice@example.org' })
      const name = Buffer.from(String(reached()?.headers['remote-name']), 'latin1').toString()
      expect(name).to.equal("Alice Ö'Example & <Co>")
    })

    it('asks once: then every request is let through, forms and scripts too', async () => {
      await signIn('/', 'alice')
      const before = stage.site.reached.length
      expect((await browser.get(`${stage.site.url}/data.json`, { accept: 'application/json' })).status).to.equal(200)
      expect((await browser.post(`${stage.site.url}/form`, { a: 'b' })).status).to.equal(200)
      expect(stage.site.reached.slice(before).map(({ method }) => method)).to.deep.equal(['GET', 'POST'])
    })

    it('answers 401 to what is no page: a script, a form, a socket, a prefetch', async () => {
      const { url } = stage.site
      const answers = [
        await browser.get(`${url}/data.json`, { accept: 'application/json' }),
        await browser.get(`${url}/x`, { ...openingPage, 'sec-fetch-mode': 'cors' }),
        await browser.get(`${url}/x`, { ...openingPage, 'sec-purpose': 'prefetch' }),
        await browser.get(`${url}/x`, { accept: 'text/html', 'x-requested-with': 'XMLHttpRequest' }),
        await browser.post(`${url}/form`, { a: 'b' }, { headers: openingPage }),
      ]
      expect(answers.map(({ status }) => status)).to.deep.equal([401, 401, 401, 401, 401])
      expect(answers[0]?.headers['www-authenticate']).to.match(/^Cookie realm=/)
      expect(stage.site.reached.filter(({ headers }) => headers['remote-user'] === undefined)).to.deep.equal([])
    })

    it('judges each request by the first rule that is for it', async () => {
      await signIn('/', 'bob')
      const status = async (path: string) => (await browser.get(`${stage.site.url}${path}`, openingPage)).status
      expect(await status('/wiki')).to.equal(200)
      expect(await status('/admin/users')).to.equal(403)
      expect(await status('/%61dmin/users')).to.equal(403)
      expect((await browser.post(`${stage.site.url}/admin/users`, {})).status).to.equal(200)
      expect(await status('/all/')).to.equal(200)
    })

    it('lets everyone see what is public, and says who it is where it knows', async () => {
      const path = `${stage.site.url}/public/logo.svg`
      expect((await browser.get(path)).status).to.equal(200)
      expect(reached()?.headers['remote-user']).to.equal('')
      await signIn('/', 'alice')
      await browser.get(path)
      expect(reached()?.headers['remote-user']).to.equal('alice')
    })

    it('lets a person in who may see one part only, and to that part only', async () => {
      expect((await signIn('/all/', 'carol')).status).to.equal(200)
      expect(reached()?.headers).to.include({ 'remote-user': 'carol', 'remote-groups': '', 'remote-email': '' })
      const refused = await browser.get(`${stage.site.url}/wiki`, openingPage)
      expect(refused.status).to.equal(403)
      expect(refused.body).to.include('You are not allowed')
    })

    it('ends with the session, wherever the person logs out', async () => {
      await signIn('/', 'alice')
      const { url } = stage.gateway
      const result = await browser.follow(await browser.submit(await browser.get(`${url}/logout`)))
      expect(result.body).to.match(/Wiki/)
      const after = await browser.get(`${stage.site.url}/`, openingPage)
      expect(after.status).to.equal(302)
      expect(after.headers.location).to.equal(`${stage.site.url}/.isthmus/session?to=/`)
    })

    it('tells a proxy in plain text what HTTP itself refuses, and a person on a page', async () => {
      const refused = async (path: string, method = 'GET') => {
        const answer = await fetch(`${stage.gateway.url}${path}`, { method })
        return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.text() }
      }
      const many = Array.from({ length: 500 }, (_, index) => `p${index}=1`).join('&')
      const [method, parameters] = [await refused('/forward-auth', 'PUT'), await refused(`/forward-auth?${many}`)]
      expect([method.status, parameters.status]).to.deep.equal([405, 400])
      for (const { type, body } of [method, parameters]) {
        expect(type).to.equal('text/plain; charset=utf-8')
        expect(body).to.match(/^[A-Z][^<>]+\n$/)
      }
      for (const [path, verb, status] of [
        ['/forward-auth', 'GET', 403],
        ['/forward-auth/login', 'PUT', 405],
        [`/forward-auth/login?${many}`, 'GET', 400],
      ] as const) {
        const page = await refused(path, verb)
        expect(page.status, path).to.equal(status)
        expect(page.type, path).to.equal('text/html; charset=utf-8')
      }
    })

    it('needs no second login for a person who has a session', async () => {
      await signIn('/', 'alice')
      browser.setCookie(stage.site.url, 'isthmus_site=; Max-Age=0; Path=/')
      const logins = stage.gateway.op.count('authorize')
      const again = await browser.follow(await browser.get(`${stage.site.url}/again`, openingPage))
      expect(again.body).to.include('the app')
      expect(stage.gateway.op.count('authorize')).to.equal(logins)
    })
  })
}

describe('header login, by its settings', () => {
  let stage: ProtectedSite
  afterEach(() => stage.close())

  it('calls headers as the config does, and encodes them for apps that read ASCII alone', async () => {
    const lines = [
      'headers: { X-WEBAUTH-USER: claims.sub, X-Name: claims.name, X-All: \'["a,b", "c"]\' }',
      'headerEncoding: percent',
    ]
    stage = await startProtectedSite({ asks: 'parts', site: lines, headers: ['X-WEBAUTH-USER', 'X-Name', 'X-All'] })
    const browser = stage.gateway.browser()
    await browser.follow(await browser.get(`${stage.site.url}/`, openingPage))
    expect(stage.site.reached.at(-1)?.headers).to.include({
      'x-webauth-user': 'sub-alice',
      'x-name': "Alice%20%C3%96'Example%20&%20<Co>",
      'x-all': 'a%2Cb,c',
    })
  })

  it('lets preflights through only where the site says so', async () => {
    const preflight = { origin: 'https://a.test', 'access-control-request-method': 'PUT' }
    const answers: number[] = []
    for (const lines of [[], ['passPreflights: true']]) {
      await stage?.close()
      stage = await startProtectedSite({ asks: 'parts', site: lines })
      for (const headers of [preflight, {}]) {
        answers.push((await fetch(`${stage.site.url}/api`, { method: 'OPTIONS', headers })).status)
      }
    }
    expect(answers).to.deep.equal([401, 401, 200, 401])
  })

  it('takes a path of publicUrl into account, which the sites do not have', async () => {
    stage = await startProtectedSite({ asks: 'address', path: '/sso' })
    const browser = stage.gateway.browser()
    const page = await browser.follow(await browser.get(`${stage.site.url}/a`, openingPage))
    expect(page.url).to.equal(`${stage.site.url}/a`)
    expect(page.body).to.include('the app')
  })

  it('shows a person who may see nothing of the site why, and offers another account', async () => {
    stage = await startProtectedSite({
      asks: 'parts',
      site: ['allow: "\'staff\' in groups"'],
      op: { autoLogin: 'carol' },
    })
    const browser = stage.gateway.browser()
    const page = await browser.follow(await browser.get(`${stage.site.url}/`, openingPage))
    expect(page.status).to.equal(403)
    expect(page.url).to.match(/\/denied\//)
    expect(stage.site.reached).to.deep.equal([])
  })

  it('is reached only by a proxy that the config names', async () => {
    stage = await startProtectedSite({ asks: 'parts', trustedProxies: '[10.0.0.1]' })
    expect((await fetch(`${stage.site.url}/`, { headers: openingPage })).status).to.equal(403)
    expect((await fetch(`${stage.site.url}/.isthmus/session?to=/`)).status).to.equal(404)
  })
})
