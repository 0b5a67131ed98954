/** What programs read out of the description of the API: clients are generated from it, and it is tried out by machines. */
import { expect } from 'chai'
import { type ApiStage, apiStage } from '../../fixtures/api-stage.ts'

interface Parameter {
  readonly name: string
  readonly required?: boolean
  readonly schema: { readonly pattern?: string }
}
interface Described {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly required: boolean }
}

describe('the description of the API', () => {
  let stage: ApiStage
  let apps: string
  beforeEach(async () => {
    stage = await apiStage()
    apps = await stage.token('apps')
  })

  const described = (path: string, method: string): Described => stage.document.paths[path]?.[method] as Described

  it('says which parameters are needed, and answers without them as it says', async () => {
    for (const method of ['get', 'delete']) {
      const { parameters = [] } = described('/consents', method)
      const needed = parameters.filter(({ required }) => required).map(({ name }) => name)
      expect(needed, method).to.deep.equal(['upstream', 'subject'])
    }
    const optional = described('/apps', 'get').parameters ?? []
    expect(optional.filter(({ required }) => required)).to.deep.equal([])
    const ask = { method: 'GET', token: apps } as const
    expect((await stage.ask({ ...ask, path: '/consents?upstream=home' })).status).to.equal(400)
    expect((await stage.ask({ ...ask, path: '/consents?upstream=nowhere&subject=anna' })).status).to.equal(404)
    expect((await stage.ask({ ...ask, path: '/consents?upstream=home&subject=anna' })).status, 'control').to.equal(200)
  })

  it('says where a body may be left out, and it may be left out there', async () => {
    const bodies = Object.entries(stage.document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).flatMap((method) => {
        const body = described(path, method)?.requestBody
        return body === undefined ? [] : [{ at: `${method} ${path}`, ...body }]
      }),
    )
    expect(bodies.filter(({ required }) => !required).map(({ at }) => at)).to.have.members([
      'post /apps/{name}/undo',
      'post /apps/{name}/disable',
      'post /quarantine/{name}/reject',
    ])
    await stage.ask({ method: 'PUT', path: '/apps/blog', token: apps, json: { settings: {} } })
    const disable = { method: 'POST', path: '/apps/blog/disable', token: apps, headers: { 'if-match': '*' } } as const
    expect((await stage.ask(disable)).body.outcome).to.equal('changed')
    expect((await stage.ask({ method: 'POST', path: '/setup-links', token: apps })).status, 'needed').to.equal(422)
  })

  it('says how If-Match is written: no other form is taken', async () => {
    const patterns = ['/apps/{name}', '/quarantine/{name}/approve'].map((path) => {
      const method = path.startsWith('/apps') ? 'delete' : 'post'
      const found = described(path, method).parameters?.find(({ name }) => name === 'If-Match')
      return new RegExp(found?.schema.pattern ?? '^$')
    })
    const [revision = /^$/, digest = /^$/] = patterns
    for (const match of ['', '""', 'W/"x"', '"a","b"', 'x']) {
      expect([revision.test(match), digest.test(match)], match).to.deep.equal([false, false])
      const headers = { 'if-match': match }
      const { status } = await stage.ask({ method: 'DELETE', path: '/apps/blog', token: apps, headers })
      expect(status, match).to.equal(400)
    }
    expect([revision.test('*'), digest.test('*')], 'whatever is there').to.deep.equal([true, false])
    expect([revision.test('"1-ab"'), digest.test('"1-ab"')]).to.deep.equal([true, true])
  })

  it('takes times with the offset that libraries write: Python says +00:00 for UTC', async () => {
    const later = stage.deps.now() + 86_400_000
    const python = new Date(later).toISOString().replace('Z', '000+00:00')
    const tokyo = new Date(later + 9 * 3_600_000).toISOString().replace('Z', '+09:00')
    await stage.ask({ method: 'PUT', path: '/apps/blog', token: apps, json: { settings: {} } })
    for (const until of [python, tokyo]) {
      const link = await stage.ask({
        method: 'POST',
        path: '/setup-links',
        token: apps,
        json: { app: 'git', expiresAt: until },
      })
      expect([link.status, link.body.setupLink?.expiresAt], until).to.deep.equal([201, new Date(later).toISOString()])
      const path = `/acts?before=${encodeURIComponent(until)}`
      expect((await stage.ask({ method: 'GET', path, token: apps })).status, until).to.equal(200)
      const off = { method: 'POST', path: '/apps/blog/disable', token: apps, headers: { 'if-match': '*' } } as const
      expect((await stage.ask({ ...off, json: { until } })).status, until).to.equal(200)
      const local = await stage.ask({ ...off, json: { until: until.slice(0, 19) } })
      expect(local.status, 'a time of nobody knows where').to.equal(422)
    }
    const { body } = await stage.ask({ method: 'GET', path: '/apps/blog', token: apps })
    expect(body.settings).to.contain(new Date(later).toISOString())
  })

  it('takes numbers as digits alone, as it says', async () => {
    const limit = described('/apps', 'get').parameters?.find(({ name }) => name === 'limit')
    expect(limit?.schema).to.deep.equal({ type: 'integer', minimum: 1, maximum: 1000 })
    const ask = async (query: string) =>
      (await stage.ask({ method: 'GET', path: `/apps?${query}`, token: apps })).status
    for (const odd of ['', '%20', '%0C', '1e2', '0x10', '1.0', '+5', '-1', '9'.repeat(20)]) {
      expect([await ask(`offset=${odd}`), await ask(`limit=${odd}`)], odd).to.deep.equal([400, 400])
    }
    expect(await ask(`offset=${Number.MAX_SAFE_INTEGER}`), 'the most').to.equal(200)
    expect([await ask('offset=0&limit=1000'), await ask('limit=1001')]).to.deep.equal([200, 400])
  })

  it('names every schema that stands in a union: generators make a class of each', () => {
    const { schemas } = stage.document.components as { schemas: Record<string, { anyOf?: readonly object[] }> }
    const choices = schemas.PreviewedPerson?.anyOf ?? []
    expect(choices.map((one) => Object.keys(one))).to.deep.equal([['$ref'], ['$ref']])
  })

  it('answers If-None-Match: * with 304 where there is something (RFC 9110 13.1.2)', async () => {
    await stage.ask({ method: 'PUT', path: '/apps/blog', token: apps, json: { settings: {} } })
    const any = { method: 'GET', token: apps, headers: { 'if-none-match': '*' } } as const
    expect((await stage.ask({ ...any, path: '/apps/blog' })).status).to.equal(304)
    expect((await stage.ask({ ...any, path: '/apps/nothing' })).status).to.equal(404)
  })
})
