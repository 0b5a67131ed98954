/** Attack 99: the API by those who may not use it, or may do less than they try. Each beside what is allowed. */
import { expect } from 'chai'
import { createToken, revokeToken } from '../../src/admin/tokens.ts'
import { admin } from '../fixtures/administration.ts'
import { type ApiStage, apiStage } from '../fixtures/api-stage.ts'

const list = { method: 'GET', path: '/apps' } as const
const put = { method: 'PUT', path: '/apps/blog', json: { settings: { attributes: 'basic' } } } as const

describe('attack 99: the API', () => {
  let stage: ApiStage
  beforeEach(async () => {
    stage = await apiStage()
  })

  it('lets a good token in, and nobody with none, a wrong, an ended or a revoked one', async () => {
    const token = await stage.token('read')
    const [, id = ''] = token.split('_')
    const wrong = `isth_${id}_${'A'.repeat(43)}`
    const swapped = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`
    for (const bad of ['', 'isth_', wrong, swapped, token.toUpperCase(), `${token}x`, 'x'.repeat(5000), id]) {
      const refused = await stage.ask({ ...list, token: bad })
      expect([refused.status, refused.body.type], bad).to.deep.equal([401, 'urn:isthmus:problem:unauthorized'])
      expect(refused.headers['WWW-Authenticate']).to.contain('Bearer realm="isthmus"')
    }
    expect((await stage.ask(list)).status).to.equal(401)
    expect((await stage.ask({ ...list, token })).status, 'control').to.equal(200)
    const { token: other, kept } = await createToken(stage.deps, admin, {
      scopes: ['read'],
      expiresAt: stage.deps.now() + 100_000_000,
    })
    await revokeToken(stage.deps, admin, kept.id)
    expect((await stage.ask({ ...list, token: other })).status, 'revoked').to.equal(401)
    stage.tick(86_400_000)
    expect((await stage.ask({ ...list, token })).status, 'ended').to.equal(401)
  })

  it('takes no token from a cookie, a query, or another scheme', async () => {
    const token = await stage.token('read')
    const headers = [
      { cookie: `__Host-isthmus_admin=${token}` },
      { authorization: `Basic ${btoa(`isthmus:${token}`)}` },
    ]
    for (const one of headers) expect((await stage.ask({ ...list, headers: one })).status).to.equal(401)
    expect((await stage.ask({ ...list, path: `/apps?access_token=${token}` })).status).to.equal(401)
    expect((await stage.ask({ ...list, token })).status, 'control').to.equal(200)
  })

  it('gives a token no more than its scopes', async () => {
    const [reads, apps, sessions] = await Promise.all([
      stage.token('read'),
      stage.token('apps'),
      stage.token('sessions'),
    ])
    expect((await stage.ask({ ...put, token: apps })).status, 'control').to.equal(201)
    const changes = [
      { ...put, path: '/apps/other' },
      { ...put, path: '/apps/blog/metadata', json: { address: 'https://blog.test' } },
      { method: 'DELETE', path: '/apps/blog', headers: { 'if-match': '*' } },
      { method: 'POST', path: '/apps/blog/undo' },
      { method: 'POST', path: '/apps/blog/disable' },
      { method: 'POST', path: '/apps/wiki/take-over' },
      { method: 'POST', path: '/quarantine/wiki/approve' },
      { method: 'POST', path: '/setup-links', json: { app: 'x', expiresAt: '2026-11-28T00:00:00Z' } },
    ] as const
    const acts = stage.store.written.length
    for (const token of [reads, sessions]) {
      for (const change of changes) {
        const refused = await stage.ask({ ...change, token })
        expect(refused.status, change.path).to.equal(403)
        expect(refused.headers['WWW-Authenticate']).to.contain('insufficient_scope')
      }
    }
    expect(stage.store.written.length).to.equal(acts)
    const end = { method: 'DELETE', path: '/sessions/abcdefgh' } as const
    expect((await stage.ask({ ...end, token: apps })).status).to.equal(403)
    expect((await stage.ask({ ...end, token: sessions })).status, 'control: there is no such session').to.equal(404)
  })

  it('makes no other door of a token: it ends itself and no other', async () => {
    const [own, other] = await Promise.all([stage.token('apps'), stage.token('read')])
    const idOf = (token: string) => token.split('_')[1]
    const end = { method: 'DELETE', token: own } as const
    expect((await stage.ask({ ...end, path: `/tokens/${idOf(other)}` })).status).to.equal(403)
    expect((await stage.ask({ method: 'POST', path: '/tokens', token: own, json: {} })).status).to.equal(405)
    expect((await stage.ask({ ...end, path: `/tokens/${idOf(own)}` })).status, 'control').to.equal(204)
    expect((await stage.ask({ ...list, token: own })).status).to.equal(401)
    expect((await stage.ask({ ...list, token: other })).status).to.equal(200)
  })

  it('stops whoever guesses, and nobody else', async () => {
    const token = await stage.token('read')
    const guesser = { ...list, address: '198.51.100.9' }
    const guess = (n: number) => stage.ask({ ...guesser, token: `isth_aaaaaaaaaaaa_${String(n).padStart(43, '0')}` })
    const statuses: number[] = []
    for (let n = 0; n < 30; n++) statuses.push((await guess(n)).status)
    expect([...new Set(statuses)]).to.deep.equal([401, 429])
    expect(statuses.filter((status) => status === 401)).to.have.length(20)
    const reads = stage.store.reads
    expect((await guess(31)).headers['Retry-After']).to.match(/^\d+$/)
    expect(stage.store.reads, 'nothing is looked up any more').to.equal(reads)
    expect(stage.spent).to.deep.equal(['API tokens that are none: 198.51.100.9'])
    expect((await stage.ask({ ...list, token })).status, 'control: another address').to.equal(200)
    stage.tick(6 * 60_000)
    expect((await stage.ask({ ...guesser, token })).status, 'control: later').to.equal(200)
  })

  it('gives one token so many requests a minute', async () => {
    const [busy, other] = await Promise.all([stage.token('read'), stage.token('read')])
    let last = 200
    for (let n = 0; n <= 600 && last === 200; n++) {
      last = (await stage.ask({ ...list, token: busy, address: `10.0.${n % 100}.1` })).status
    }
    expect(last).to.equal(429)
    expect((await stage.ask({ ...list, token: other })).status, 'control').to.equal(200)
  })

  it('makes no path of a name', async () => {
    const token = await stage.token('apps')
    const reads = stage.store.reads
    for (const name of [
      '..%2F..%2Fetc',
      '%2e%2e',
      '..',
      '.',
      '%00',
      'a%5Cb',
      'a%0Ab',
      '%252e%252e%252f',
      'file%3Ax',
      '%',
    ]) {
      const refused = await stage.ask({ ...put, token, path: `/apps/${name}` })
      expect(refused.status, name).to.be.oneOf([404, 422])
    }
    expect(await stage.store.list('app')).to.deep.equal([])
    expect(stage.store.reads - reads, 'only tokens were read').to.equal(10)
    expect((await stage.ask({ ...put, token })).status, 'control').to.equal(201)
  })

  it('says nothing to whoever has no token: not even which addresses there are', async () => {
    for (const [method, path] of [
      ['GET', '/apps/wiki'],
      ['GET', '/nothing'],
      ['PATCH', '/apps'],
      ['OPTIONS', '/apps'],
      ['HEAD', '/apps'],
      ['POST', '/tokens'],
    ] as const) {
      const refused = await stage.ask({ method, path })
      expect(refused.status, path).to.equal(401)
      expect(refused.headers).not.to.have.property('Allow')
    }
    expect((await stage.ask({ method: 'GET', path: '/openapi.json' })).status, 'control').to.equal(200)
  })

  it('is told of two administrators at once, and lets the first one’s change stand', async () => {
    const token = await stage.token('apps')
    const made = await stage.ask({ ...put, token })
    const change = (sign: string) =>
      stage.ask({ ...put, token, json: { settings: { sign } }, headers: { 'if-match': made.headers.ETag ?? '' } })
    const [one, other] = await Promise.all([change('assertion'), change('response')])
    expect([one.status, other.status].toSorted()).to.deep.equal([200, 412])
    const shown = await stage.ask({ method: 'GET', path: '/apps/blog', token })
    expect(shown.body.settings).to.equal(`sign: ${one.status === 200 ? 'assertion' : 'response'}\n`)
  })

  it('writes down who was refused: by token, by scope, by a change that somebody else made', async () => {
    const [apps, reads] = await Promise.all([stage.token('apps'), stage.token('read')])
    await stage.ask({ ...list, token: 'isth_wrong' })
    await stage.ask({ ...put, token: reads })
    const made = await stage.ask({ ...put, token: apps })
    const other = { ...put, json: { settings: { sign: 'both' } }, token: apps }
    await stage.ask({ ...other, headers: { 'if-match': made.headers.ETag ?? '' } })
    await stage.ask({ ...put, token: apps, headers: { 'if-match': made.headers.ETag ?? '' } })
    await stage.ask({ ...list, token: apps })
    expect(stage.attempts.map(({ what, why, on, who }) => [what, why, on, who?.author.split(' ')[0]])).to.deep.equal([
      ['token', 'bad-token', undefined, undefined],
      ['putApp', 'not-permitted', 'blog', 'token'],
      ['putApp', 'changed-meanwhile', 'blog', 'token'],
    ])
    expect(JSON.stringify(stage.attempts)).not.to.contain('isth_')
  })

  it('answers markup that somebody stored as JSON alone', async () => {
    const token = await stage.token('apps')
    const settings = `# <script>alert(1)</script>\ndisplayName: "<img src=x onerror=alert(1)>"\n`
    const made = await stage.ask({ ...put, token, json: { settings, metadata: '<x onload="alert(1)"/>' } })
    expect(made.type).to.equal('application/json')
    const shown = await stage.ask({ method: 'GET', path: '/apps/blog', token })
    expect([shown.type, shown.body.settings]).to.deep.equal(['application/json', settings])
    const missing = await stage.ask({ method: 'GET', path: '/apps/%3Cscript%3E', token })
    expect(missing.type).to.equal('application/problem+json')
  })

  it('keeps no secret in the record of acts or in the log', async () => {
    const { token } = await createToken(stage.deps, admin, { scopes: ['read'], expiresAt: stage.deps.now() + 1000 })
    // It may have underscores itself.
    const secret = token.split('_').slice(2).join('_')
    const [head] = await stage.store.list('token')
    const kept = await stage.store.get('token', head?.name ?? '')
    expect(stage.logged.length).to.be.greaterThan(0)
    for (const text of [JSON.stringify(stage.store.written), stage.logged.join(), JSON.stringify(kept)]) {
      expect(text).not.to.contain(secret)
    }
  })
})
