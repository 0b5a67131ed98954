import { expect } from 'chai'
import type { SiteConfig } from '../../../src/config/site-config.ts'
import { admitQuickly } from '../../../src/forward-auth/admit.ts'
import { openPath, probeCookie, shutPath } from '../../../src/forward-auth/probe.ts'
import { address, host, parts, Rig, vouching } from './gate.ts'

const page = { accept: 'text/html,*/*', 'sec-fetch-mode': 'navigate' }

describe('header login: may this request reach the app', () => {
  const signedIn = async (site: Partial<SiteConfig> = {}) => {
    const rig = new Rig({ site })
    await rig.signIn()
    return rig
  }

  it('tells the app about a person, and knows hosts alone', async () => {
    const rig = await signedIn()
    const headers = { 'Remote-User': 'alice', 'Remote-Groups': 'staff,b c' }
    expect(await rig.asked()).to.deep.equal({ status: 200, headers })
    const elsewhere = { ...parts(), 'x-forwarded-host': 'evil.test' }
    expect(await rig.asked({ forwarded: elsewhere })).to.deep.equal({ refused: 'unknown_app', status: 403 })
    expect((await rig.asked({ forwarded: { ...elsewhere, host } })).status).to.equal(403)
  })

  it('judges by the first rule that is for the request, else by the site', async () => {
    const rig = await signedIn({
      allow: '"admins" in groups',
      rules: [
        { when: 'path == "/staff" && method == "GET"', public: false, allow: '"staff" in groups' },
        { when: 'path == "/shut"', public: false, allow: 'false' },
        { when: 'path == "/open"', public: true },
      ],
    })
    const status = async (path: string, method = 'GET') => (await rig.asked({ forwarded: parts(path, method) })).status
    expect([await status('/staff'), await status('/staff', 'POST'), await status('/open')]).to.deep.equal([
      200, 403, 200,
    ])
    expect([await status('/'), await status('/shut')]).to.deep.equal([403, 403])
    const shut = await signedIn({ rules: [{ when: 'true', public: false, allow: 'false' }] })
    expect((await shut.asked()).refused, 'a rule for a site that is for everybody').to.equal('access_denied')
  })

  it('refuses where a judgement fails, and records why without a value', async () => {
    const rig = await signedIn({ allow: 'claims.missing.deep == "x"' })
    const noted: string[] = []
    Object.assign(rig.gate.hub.audit, { expressionFailed: (_: unknown, { app }: { app: string }) => noted.push(app) })
    expect(await rig.asked()).to.deep.equal({ refused: 'access_denied', status: 403 })
    expect(noted).to.deep.equal([host])
    const failing = await signedIn({ rules: [{ when: 'int(path) > 0', public: true }] })
    expect((await failing.asked()).status).to.equal(403)
  })

  it('lets everybody see what is public, with every header, empty where nobody is known', async () => {
    const rig = await signedIn({ rules: [{ when: 'path.startsWith("/open")', public: true }] })
    const asked = { forwarded: parts('/open') }
    const empty = { 'Remote-User': '', 'Remote-Groups': '' }
    expect(await rig.asked(asked, '')).to.deep.equal({ status: 200, headers: empty })
    expect((await rig.asked(asked)).headers).to.include({ 'Remote-User': 'alice' })
  })

  it('refuses a path that another rule is for to somebody else, in whichever order', async () => {
    const rules = [{ when: 'path.startsWith("/open/")', public: true }]
    const rig = await signedIn({ rules })
    for (const path of ['/open;x/a', '/open./a', '/open%20/a', '/%EF%BD%8Fpen/a'])
      expect((await rig.asked({ forwarded: parts(path) })).refused, path).to.equal('malformed_request')
    expect((await rig.asked({ forwarded: parts('/open/a;x/b') })).status).to.equal(200)
  })

  describe('a preflight', () => {
    const preflight = { origin: 'https://a.test', 'access-control-request-method': 'PUT' }
    const status = async (rig: Rig, headers: Record<string, string>, method = 'OPTIONS') =>
      (await rig.asked({ forwarded: parts('/api', method), headers }, '')).status

    it('passes where the site says so, tells nothing, and is one in every respect', async () => {
      const rig = new Rig({ site: { passPreflights: true } })
      expect(await rig.asked({ forwarded: parts('/api', 'OPTIONS'), headers: preflight })).to.deep.equal({
        status: 200,
        headers: { 'Remote-User': '', 'Remote-Groups': '' },
      })
      expect(await status(rig, preflight, 'GET')).to.equal(401)
      expect(await status(rig, { origin: 'https://a.test' })).to.equal(401)
      expect(await status(rig, { 'access-control-request-method': 'PUT' })).to.equal(401)
      expect((await rig.asked({ forwarded: parts('/a/../b', 'OPTIONS'), headers: preflight })).status).to.equal(403)
    })

    it('passes nowhere else', async () => {
      expect(await status(new Rig(), preflight)).to.equal(401)
    })
  })

  describe('without a session', () => {
    const rig = new Rig()
    const location = `https://${host}/.isthmus/session?to=/a?b=c`

    it('leads a person who opens a page to the login, and back there', async () => {
      const asked = { headers: page, forwarded: parts('/a?b=c') }
      expect(await rig.asked(asked, '')).to.deep.equal({ status: 302, location })
      expect(await rig.asked({ ...asked, forwarded: parts('/a?b=c', 'HEAD') }, '')).to.deep.equal({
        status: 302,
        location,
      })
      expect((await rig.asked({ headers: { accept: 'text/html' }, forwarded: parts('/a?b=c') }, '')).location).to.equal(
        location,
      )
    })

    it('tells nginx, which passes on no redirect, in a header', async () => {
      const answer = await rig.asked({ headers: page, forwarded: address('/a?b=c') }, '')
      expect(answer).to.deep.equal({
        status: 401,
        headers: { 'WWW-Authenticate': `Cookie realm="${host}"`, 'Isthmus-Login': location },
      })
    })

    it('answers 401 and no login to what is no page', async () => {
      for (const [what, headers, method] of [
        ['a form', page, 'POST'],
        ['a preflight', page, 'OPTIONS'],
        ['a script', { ...page, 'sec-fetch-mode': 'cors' }, 'GET'],
        ['an image', { accept: 'image/*,*/*' }, 'GET'],
        ['nothing said', {}, 'GET'],
        ['a script of before', { accept: 'text/html', 'x-requested-with': 'XMLHttpRequest' }, 'GET'],
        ['a socket', { accept: 'text/html', upgrade: 'websocket' }, 'GET'],
        ['a prefetch', { ...page, 'sec-purpose': 'prefetch;prerender' }, 'GET'],
        ['a prefetch of before', { ...page, purpose: 'prefetch' }, 'GET'],
      ] as const) {
        for (const forwarded of [parts('/', method), address('/', method)]) {
          const answer = await rig.asked({ headers, forwarded }, '')
          expect(answer, what).to.deep.equal({ status: 401, headers: { 'WWW-Authenticate': `Cookie realm="${host}"` } })
        }
      }
    })
  })

  it('is answered without Koa only where the answer is 200', async () => {
    const rig = await signedIn()
    const quick = (cookie: Record<string, string>, path = '/') =>
      admitQuickly(rig.gate, rig.request({ forwarded: parts(path), headers: page }, cookie))
    expect(await quick({ site: rig.cookie })).to.include({ status: 200 })
    expect(await quick({})).to.equal(undefined)
    expect(await quick({ site: rig.cookie }, '/a/../b')).to.equal(undefined)
    expect(await admitQuickly(rig.gate, rig.request({ headers: {}, forwarded: parts() }))).to.equal(undefined)
  })

  describe('the doctor', () => {
    const { now } = new Rig().world
    const asked = async (path: string, cookie: string, at = now) => {
      const rig = new Rig()
      rig.world.now = at
      return rig.asked({ forwarded: parts(path) }, cookie)
    }

    it('gets through at one path, without a name, for a minute', async () => {
      const cookie = probeCookie(vouching, host, now)
      const headers = { 'Remote-User': '', 'Remote-Groups': '' }
      expect(await asked(openPath, cookie)).to.deep.equal({ status: 200, headers })
      expect(await asked(openPath, cookie, now + 59_999)).to.include({ status: 200 })
      expect((await asked(openPath, cookie, now + 60_000)).status).to.equal(401)
      for (const path of [shutPath, '/', `${openPath}/x`])
        expect((await asked(path, cookie)).status, path).to.equal(403)
    })

    it('is nobody with a cookie for another host, made for later, or made up', async () => {
      const [, until, token] = probeCookie(vouching, host, now).split('.')
      for (const cookie of [
        probeCookie(vouching, 'other.test', now),
        probeCookie(vouching, host, now + 1),
        `probe.${until}.${'A'.repeat(43)}`,
        `probe.${Number(until) - 1}.${token}`,
        `probe.${until}`,
      ])
        expect((await asked(openPath, cookie)).status, cookie).to.equal(401)
    })
  })
})
