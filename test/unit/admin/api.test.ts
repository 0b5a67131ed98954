/** The API, each answer held against its own description. */
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect } from 'chai'
import { StoreFull } from '../../../src/app-store/store.ts'
import { waitingCopy } from '../../fixtures/administration.ts'
import { type ApiStage, apiStage } from '../../fixtures/api-stage.ts'

describe('the API', () => {
  let stage: ApiStage
  let apps: string
  beforeEach(async () => {
    stage = await apiStage()
    apps = await stage.token('apps')
  })

  it('has a description that is OpenAPI 3.1, with every schema that it refers to', async () => {
    const validator = new Validator()
    const result = await validator.validate(structuredClone(stage.document))
    expect(result.errors ?? []).to.deep.equal([])
    expect(result.valid).to.equal(true)
    expect(validator.version).to.equal('3.1')
    const text = JSON.stringify(stage.document)
    const wanted = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name)
    expect(wanted.length).to.be.greaterThan(30)
    expect(Object.keys(stage.document.components.schemas)).to.include.members(wanted)
  })

  it('puts an app, shows it, changes it by its revision, and undoes that', async () => {
    const settings = { attributes: 'basic', allow: '"staff" in groups' }
    const put = { method: 'PUT', path: '/apps/blog', token: apps, json: { settings, metadata: '<md/>' } } as const
    const made = await stage.ask(put)
    expect([made.status, made.body.outcome]).to.deep.equal([201, 'created'])
    expect(made.headers.ETag).to.equal(`"${made.body.revision}"`)
    const again = await stage.ask(put)
    expect([again.status, again.body.outcome]).to.deep.equal([200, 'unchanged'])

    const shown = await stage.ask({ method: 'GET', path: '/apps/blog', token: apps })
    expect(shown.body).to.include({ name: 'blog', origin: 'store', state: 'in-force', metadata: '<md/>' })
    expect(shown.body.settings).to.equal(`attributes: basic\nallow: '"staff" in groups'\n`)
    const known = { 'if-none-match': made.headers.ETag ?? '' }
    expect((await stage.ask({ method: 'GET', path: '/apps/blog', token: apps, headers: known })).status).to.equal(304)

    const other = { ...put, json: { settings: { attributes: 'oid' }, metadata: '<md/>' } }
    expect((await stage.ask(other)).body).to.include({ status: 428, type: 'urn:isthmus:problem:no-revision' })
    const changed = await stage.ask({ ...other, headers: { 'if-match': made.headers.ETag ?? '' } })
    expect(changed.body.outcome).to.equal('changed')
    const late = await stage.ask({ ...put, headers: { 'if-match': made.headers.ETag ?? '' }, json: { settings: {} } })
    expect(late.body).to.include({ status: 412, current: changed.body.revision })

    const undo = { method: 'POST', path: '/apps/blog/undo', token: apps } as const
    const undone = await stage.ask({ ...undo, headers: { 'if-match': changed.headers.ETag ?? '' } })
    expect(undone.body.outcome).to.equal('changed')
    const past = await stage.ask({ method: 'GET', path: '/apps/blog/history', token: apps })
    expect(past.body.history).to.have.length(3)
  })

  it('says that there is no room where the disk of the store is full, and whether it was done', async () => {
    const put = { method: 'PUT', path: '/apps/blog', token: apps, json: { settings: {}, metadata: '<md/>' } } as const
    const full = () => Promise.reject(new StoreFull('There is no room left on the disk of the app store: ENOSPC.'))
    const { put: written, append } = stage.store
    Object.assign(stage.store, { put: full })
    const refused = await stage.ask(put)
    expect(refused.body).to.include({ status: 507, type: 'urn:isthmus:problem:no-room' })
    expect(`${refused.body.detail} ${refused.body.cure}`).to.match(/no room left on the disk.* Nothing was changed/)
    Object.assign(stage.store, { put: written, append: full })
    const done = await stage.ask(put)
    expect(done.body).to.include({ status: 507, type: 'urn:isthmus:problem:no-room' })
    expect(done.body.detail).to.match(/^app.put was done, but the record of acts does not have it/)
    Object.assign(stage.store, { append })
    expect((await stage.ask(put)).body.outcome).to.equal('unchanged')
  })

  it('keeps comments where a map says what is stored already', async () => {
    const path = '/apps/blog'
    const written = '# of Bob\nattributes: basic\n'
    await stage.ask({ method: 'PUT', path, token: apps, json: { settings: written } })
    const again = await stage.ask({ method: 'PUT', path, token: apps, json: { settings: { attributes: 'basic' } } })
    expect(again.body.outcome).to.equal('unchanged')
    const shown = await stage.ask({ method: 'GET', path, token: apps })
    expect(shown.body.settings).to.equal(written)
  })

  it('creates only where there is none, if that is asked', async () => {
    const only = { 'if-none-match': '*' }
    const put = { method: 'PUT', path: '/apps/blog', token: apps, headers: only } as const
    expect((await stage.ask({ ...put, json: { settings: { sign: 'both' } } })).status).to.equal(201)
    const other = await stage.ask({ ...put, json: { settings: { sign: 'response' } } })
    expect(other.status).to.equal(412)
    expect((await stage.ask({ ...put, json: { settings: { sign: 'both' } } })).status, 'even the same').to.equal(412)
  })

  it('says what is wrong with a line for each', async () => {
    const metadata = '<a>\n<b>BROKEN</b>\n</a>'
    const json = { settings: '# DOUBTFUL\nallow: BROKEN\n', metadata }
    const refused = await stage.ask({ method: 'PUT', path: '/apps/blog', token: apps, json })
    expect([refused.status, refused.type]).to.deep.equal([422, 'application/problem+json'])
    expect(refused.body.errors.map((one: { part: string; line: number }) => [one.part, one.line])).to.deep.equal([
      ['settings', 2],
      ['metadata', 2],
      ['settings', 1],
    ])
    const dry = await stage.ask({ method: 'PUT', path: '/apps/blog?dryRun', token: apps, json })
    expect([dry.status, dry.body.outcome, dry.body.problems.length]).to.deep.equal([200, 'dry-run', 3])
    const english = { severity: 'error', part: 'settings', line: 2, path: 'settings' }
    const told = { ...english, message: 'There is BROKEN here.', cure: 'Remove it.' }
    expect([refused.body.errors[0], dry.body.problems[0]]).to.deep.equal([told, told])
    expect((await stage.ask({ method: 'GET', path: '/apps/blog', token: apps })).status).to.equal(404)
  })

  it('takes metadata as XML or as an address, and gives it back', async () => {
    const put = { method: 'PUT', path: '/apps/blog/metadata', token: apps } as const
    const xml = '<?xml version="1.0"?><md:EntityDescriptor/>'
    expect((await stage.ask({ ...put, text: xml, type: 'application/samlmetadata+xml' })).status).to.equal(201)
    const shown = await stage.ask({ method: 'GET', path: '/apps/blog/metadata', token: apps })
    expect([shown.type, shown.text]).to.deep.equal(['application/samlmetadata+xml', xml])
    expect((await stage.ask({ ...put, text: xml, type: 'application/xml' })).body.outcome).to.equal('unchanged')
    const known = { 'if-none-match': shown.headers.ETag ?? '' }
    const same = await stage.ask({ method: 'GET', path: '/apps/blog/metadata', token: apps, headers: known })
    expect([same.status, same.headers.ETag]).to.deep.equal([304, shown.headers.ETag])
    const [utf16, type] = [
      Buffer.from('\uFEFF<?xml version="1.0" encoding="utf-16"?><a>ü</a>', 'utf16le'),
      'application/xml',
    ]
    const other = { ...put, path: '/apps/umlaut/metadata', type }
    expect((await stage.ask({ ...other, octets: utf16 })).status, 'as PowerShell writes it').to.equal(201)
    const kept = await stage.ask({ method: 'GET', path: '/apps/umlaut/metadata', token: apps })
    expect(kept.text).to.equal('<?xml version="1.0"?><a>ü</a>')
    expect((await stage.ask({ ...other, octets: Buffer.from('<a>ü</a>', 'latin1') })).status).to.equal(400)
    const address = { ...put, json: { address: 'https://blog.test/md' }, headers: { 'if-match': '*' } }
    expect((await stage.ask(address)).body.outcome).to.equal('changed')
    const nothing = await stage.ask({ method: 'GET', path: '/apps/blog/metadata', token: apps })
    expect(nothing.status).to.equal(404)
  })

  it('asks again where people would get new names', async () => {
    const put = { method: 'PUT', path: '/apps/blog', token: apps, json: { settings: '# RENAMING\n{}\n' } } as const
    const first = await stage.ask(put)
    expect(first.body).to.include({ status: 409, type: 'urn:isthmus:problem:confirm' })
    expect((await stage.ask({ ...put, path: '/apps/blog?confirmed=true' })).status).to.equal(201)
  })

  it('leaves what a file has alone, and takes it over where that is wished', async () => {
    const put = await stage.ask({ method: 'PUT', path: '/apps/wiki', token: apps, json: { settings: {} } })
    expect(put.body).to.include({ status: 409, type: 'urn:isthmus:problem:in-files' })
    const taken = await stage.ask({ method: 'POST', path: '/apps/file%3Agit.xml/take-over', token: apps })
    expect([taken.status, taken.body.name]).to.deep.equal([201, 'git'])
  })

  it('switches an app off for a while, removes it, and shows who did what', async () => {
    await stage.ask({ method: 'PUT', path: '/apps/blog', token: apps, json: { settings: {} } })
    const until = new Date(stage.deps.now() + 3_600_000).toISOString()
    const any = { 'if-match': '*' }
    const off = { method: 'POST', path: '/apps/blog/disable', token: apps, headers: any, json: { until } } as const
    expect((await stage.ask(off)).body.outcome).to.equal('changed')
    const on = await stage.ask({ method: 'POST', path: '/apps/blog/enable', token: apps, headers: any })
    expect(on.body.outcome).to.equal('changed')
    expect((await stage.ask({ method: 'DELETE', path: '/apps/blog', token: apps })).status).to.equal(428)
    const gone = await stage.ask({ method: 'DELETE', path: '/apps/blog', token: apps, headers: any })
    expect([gone.status, gone.text]).to.deep.equal([204, ''])
    const acts = await stage.ask({ method: 'GET', path: '/acts?limit=5', token: apps })
    const told = acts.body.acts.map(({ act, via, on: what }: Record<string, string>) => [act, via, what])
    expect(told[0]).to.deep.equal(['app.remove', 'api', 'blog'])
    const one = await stage.ask({ method: 'GET', path: '/acts?limit=1', token: apps })
    const from = encodeURIComponent(one.body.next)
    const then = await stage.ask({ method: 'GET', path: `/acts?limit=4&from=${from}`, token: apps })
    expect([...one.body.acts, ...then.body.acts]).to.deep.equal(acts.body.acts)
  })

  it('previews what an app would be told, and keeps who looked and not at what', async () => {
    const claims = { sub: 'subject-of-anna', email: 'anna@home.test', groups: ['staff'] }
    const ask = { method: 'POST', path: '/apps/wiki/preview', token: await stage.token('read') } as const
    const seen = await stage.ask({ ...ask, json: { upstream: 'home', claims } })
    expect(seen.status).to.equal(200)
    expect(seen.body.verdict.allow.parts.map(({ result }: { result: unknown }) => result)).to.deep.equal([true, true])
    expect(seen.body.answer.attributes).to.deep.equal([{ name: 'mail', values: ['anna@home.test'] }])
    const refused = await stage.ask({ ...ask, json: { upstream: 'home', claims: { ...claims, groups: [] } } })
    expect(refused.body.verdict.allowed).to.equal(false)
    const nobody = await stage.ask({ ...ask, json: { upstream: 'home', claims: {} } })
    expect(nobody.body.detail).to.contain('has no name here')
    const kept = JSON.stringify(stage.store.written)
    expect(kept).to.contain('"preview"')
    expect(kept).not.to.contain('anna@').and.not.to.contain('subject-of-anna')
  })

  it('decides what waits, and makes setup links', async () => {
    const since = stage.deps.now()
    stage.waiting.push({ ...waitingCopy, since }, { ...waitingCopy, name: 'git', apps: ['git'], state: 'rejected' })
    const list = await stage.ask({ method: 'GET', path: '/quarantine', token: apps })
    expect(list.body.quarantine).to.have.length(1)
    const rejected = await stage.ask({ method: 'GET', path: '/quarantine?rejected', token: apps })
    expect(rejected.body.quarantine.map(({ state }: { state: string }) => state)).to.deep.equal(['waiting', 'rejected'])
    const decide = (act: string, match?: string) => {
      const headers = match === undefined ? {} : { 'if-match': match }
      return stage.ask({ method: 'POST', path: `/quarantine/wiki/${act}`, token: apps, headers })
    }
    const { digest } = list.body.quarantine[0]
    for (const act of ['approve', 'reject']) {
      expect((await decide(act)).status, 'nothing was looked at').to.equal(428)
      expect((await decide(act, '*')).status, 'whatever is there').to.equal(428)
      expect((await decide(act, '"another"')).status, 'something else').to.equal(412)
    }
    expect(stage.waiting).to.have.length(2)
    expect((await decide('approve', `"${digest}"`)).status).to.equal(204)
    expect((await decide('reject', `"${digest}"`)).status).to.equal(404)
    const expiresAt = new Date(since + 86_400_000).toISOString()
    const made = await stage.ask({
      method: 'POST',
      path: '/setup-links',
      token: apps,
      json: { app: 'blog', expiresAt },
    })
    expect(made.body.address).to.match(/^https:\/\/sso\.test\/admin\/setup\/\S{50,}$/)
    const usual = await stage.ask({ method: 'POST', path: '/setup-links', token: apps, json: { app: 'git' } })
    const days = (Date.parse(usual.body.setupLink.expiresAt) - since) / 86_400_000
    expect([usual.status, Math.round(days)]).to.deep.equal([201, 7])
    const inFile = await stage.ask({ method: 'POST', path: '/setup-links', token: apps, json: { app: 'wiki' } })
    expect([inFile.status, inFile.body.type]).to.deep.equal([409, 'urn:isthmus:problem:in-files'])
    const past = { app: 'blog', expiresAt: new Date(since).toISOString() }
    const over = await stage.ask({ method: 'POST', path: '/setup-links', token: apps, json: past })
    expect([over.status, over.body.detail]).to.deep.equal([422, 'This time has passed.'])
    const links = await stage.ask({ method: 'GET', path: '/setup-links', token: apps })
    expect(links.text).not.to.contain(made.body.address.split('.').at(-1))
    const { id } = made.body.setupLink
    expect((await stage.ask({ method: 'POST', path: `/setup-links/${id}/approve`, token: apps })).status).to.equal(409)
    expect((await stage.ask({ method: 'POST', path: `/setup-links/${id}/reject`, token: apps })).status).to.equal(204)
  })

  it('says of another kind of authentication that a token is missing, and of a wrong token that it is wrong', async () => {
    const ask = (authorization: string) => stage.ask({ method: 'GET', path: '/apps', headers: { authorization } })
    const basic = await ask('Basic YTpi')
    expect([basic.status, basic.headers['WWW-Authenticate']]).to.deep.equal([401, 'Bearer realm="isthmus"'])
    for (const wrong of ['Bearer isth_x', 'bearer', 'Bearer a b'])
      expect((await ask(wrong)).headers['WWW-Authenticate'], wrong).to.contain('invalid_token')
  })

  it('previews by claims of the first upstream where none is named, and ends no session that is none', async () => {
    const preview = { method: 'POST', path: '/apps/blog/preview', token: apps } as const
    const claims = { sub: 'anna' }
    await stage.ask({ method: 'PUT', path: '/apps/blog', token: apps, json: { settings: {} } })
    const shown = await stage.ask({ ...preview, json: { claims } })
    expect([shown.status, shown.body.person?.upstream]).to.deep.equal([200, stage.deps.upstreams[0]?.name])
    const odd = await stage.ask({ ...preview, json: { claims, upstrem: 'home' } })
    expect(odd.body.errors).to.have.length(1)
    expect(odd.body.errors[0]).to.include({ path: 'upstrem', message: 'This is not known here.' })
    const sessions = await stage.token('sessions')
    expect((await stage.ask({ method: 'DELETE', path: '/sessions/none', token: sessions })).status).to.equal(404)
  })

  it('tells of upstreams, keys and tokens, without a secret', async () => {
    for (const path of ['/upstreams', '/upstreams/home', '/keys', '/tokens', '/sessions']) {
      expect((await stage.ask({ method: 'GET', path, token: apps })).status, path).to.equal(200)
    }
    const { text } = await stage.ask({ method: 'GET', path: '/tokens', token: apps })
    expect(text).not.to.contain(apps.slice(-20))
    expect((await stage.ask({ method: 'GET', path: '/upstreams/none', token: apps })).status).to.equal(404)
  })

  it('tells how addresses of metadata are doing, and reads one again', async () => {
    const one = { name: 'wiki.test-12', address: 'https://wiki.test/md', apps: ['wiki'], upstreams: [] }
    const good = { ...one, state: 'good', readAt: stage.deps.now(), etag: '"1"' } as const
    const failing = {
      ...one,
      state: 'failing',
      failingSince: 1,
      fault: { message: 'It is down.', cure: 'Wait.' },
    } as const
    const addresses = {
      ...stage.deps.addresses,
      all: () => [good, failing],
      read: async (name: string) => (name === one.name ? good : undefined),
      federations: [{ name: 'edu', entities: 3, problems: [] }],
    }
    Object.assign(stage.deps, { addresses })
    const { body } = await stage.ask({ method: 'GET', path: '/addresses', token: apps })
    expect(body.addresses.map(({ state }: { state: string }) => state)).to.deep.equal(['failing', 'good'])
    expect(body.addresses[0].failingSince).to.equal('1970-01-01T00:00:00.001Z')
    const read = (name: string, token = apps) => stage.ask({ method: 'POST', path: `/addresses/${name}/read`, token })
    expect((await read(one.name)).body.state).to.equal('good')
    expect((await read('other')).status).to.equal(404)
    expect((await read(one.name, await stage.token('read'))).status).to.equal(403)
  })

  it('answers HEAD as GET, OPTIONS with what there is, and everything else as a problem', async () => {
    expect((await stage.ask({ method: 'HEAD', path: '/apps', token: apps })).status).to.equal(200)
    const asked = await stage.ask({ method: 'OPTIONS', path: '/apps/blog', token: apps })
    expect([asked.status, asked.headers.Allow]).to.deep.equal([204, 'DELETE, GET, HEAD, OPTIONS, PUT'])
    expect(Object.keys(asked.headers).join()).not.to.match(/access-control/i)
    expect((await stage.ask({ method: 'PATCH', path: '/apps/blog', token: apps })).status).to.equal(405)
    expect((await stage.ask({ method: 'GET', path: '/nothing', token: apps })).body.type).to.contain('no-such-address')
    expect((await stage.ask({ method: 'GET', path: '/apps?limit=0', token: apps })).status).to.equal(400)
    expect((await stage.ask({ method: 'GET', path: '/apps?order=name', token: apps })).status).to.equal(400)
    expect((await stage.ask({ method: 'GET', path: '/apps?limit=1&limit=2', token: apps })).status).to.equal(400)
  })

  it('refuses bodies that it can not read', async () => {
    const put = { method: 'PUT', path: '/apps/blog', token: apps } as const
    expect((await stage.ask({ ...put, text: '{', type: 'application/json' })).status).to.equal(400)
    expect((await stage.ask({ ...put, text: '{}', type: 'text/plain' })).status).to.equal(415)
    expect((await stage.ask({ ...put, text: '['.repeat(500_000), type: 'application/json' })).status).to.equal(400)
    const twice = '{"settings": {"allow": "\\"staff\\" in groups", "allow": "true"}}'
    const both = await stage.ask({ ...put, text: twice, type: 'application/json' })
    expect([both.status, both.body.detail]).to.deep.equal([400, 'An object in the body has the same name twice.'])
    const extra = await stage.ask({ ...put, json: { settings: {}, metadataFile: '/etc/passwd' } })
    expect([extra.status, extra.body.errors[0].message]).to.deep.equal([422, 'This is not known here.'])
    expect(extra.body.errors[0].path).to.equal('metadataFile')
    const none = await stage.ask({ ...put, json: {} })
    expect(none.body.errors[0]).to.include({ path: 'settings', message: 'This is missing.' })
    const match = await stage.ask({ ...put, json: { settings: {} }, headers: { 'if-match': '"a", "b"' } })
    expect(match.status).to.equal(400)
    const weak = await stage.ask({ ...put, json: { settings: {} }, headers: { 'if-match': 'W/"a"' } })
    expect([weak.status, weak.body.detail]).to.deep.equal([
      400,
      'If-Match needs one revision as ETag gave it, or `*`. A proxy that compresses made a weak tag (W/) of it: send `revision` instead.',
    ])
    expect((await stage.ask({ ...put, json: { settings: {} } })).status, 'control').to.equal(201)
  })
})
