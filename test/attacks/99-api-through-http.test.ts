/**
 * Attack 99, through the real listener: bodies that are bombs, names that are paths, documents that name files, methods
 * and headers that nobody sends by accident. Each is refused as a problem, and the control works afterwards.
 */
import { gzipSync } from 'node:zlib'
import { expect } from 'chai'
import type { Scope } from '../../src/admin/administrator.ts'
import { tokenFor } from '../fixtures/admin-token.ts'
import { certificateOf, createSp, startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { type RawRequest, sendRaw } from '../fixtures/raw-http.ts'

const api = '/admin/api/v1'
const json = { 'content-type': 'application/json' }
const xml = { 'content-type': 'application/samlmetadata+xml' }

describe('attack 99: the API, through HTTP', () => {
  let gateway: TestGateway
  let metadata: string
  const tokens = new Map<Scope, string>()
  before(async () => {
    gateway = await startGateway({
      yaml: 'admin: { allow: "true" }\ntrustedProxies: [127.0.0.1]',
      files: { 'secrets/x': 'TOP-SECRET-OF-A-FILE' },
    })
    metadata = createSp(gateway.url, await certificateOf(gateway)).metadata
    for (const scope of ['read', 'apps'] as const) tokens.set(scope, await tokenFor(gateway.directory, scope))
  })
  after(() => gateway.close())

  interface Answer {
    readonly status: number
    readonly headers: Readonly<Record<string, string | string[] | undefined>>
    // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every form
    readonly body: any
    readonly text: string
  }

  async function ask(request: RawRequest, scope: Scope | 'none' = 'apps'): Promise<Answer> {
    const token = scope === 'none' ? {} : { authorization: `Bearer ${tokens.get(scope)}` }
    const page = await sendRaw(gateway.url, {
      ...request,
      path: api + request.path,
      headers: { ...token, ...request.headers },
    })
    const isJson = /json/.test(String(page.headers['content-type']))
    const { status, headers, body: text } = page
    return { status, headers, text, body: isJson && text !== '' ? JSON.parse(text) : undefined }
  }

  /** As a problem (RFC 9457), that nobody keeps and no page of another origin reads. */
  function expectProblem({ status, headers, body }: Answer, expected: number | readonly number[], what: string): void {
    expect(status, what).to.be.oneOf([expected].flat())
    expect(headers['content-type'], what).to.equal('application/problem+json')
    expect(body.status, what).to.equal(status)
    expect(body.type, what).to.match(/^urn:isthmus:problem:[a-z-]+$/)
    expect(headers, what).to.not.have.any.keys('access-control-allow-origin', 'set-cookie')
    expect(headers['cache-control'], what).to.contain('no-store')
  }

  const put = (body: string | Buffer, headers: Record<string, string> = json, name = 'bomb') =>
    ask({ method: 'PUT', path: `/apps/${name}`, headers, body })
  const settings = (text: string) => put(JSON.stringify({ settings: text }))
  const upload = (text: string, query = '') =>
    ask({ method: 'PUT', path: `/apps/bomb/metadata${query}`, headers: xml, body: text })

  afterEach(async () => {
    const control = await upload(metadata, '?dryRun')
    expect([control.status, control.body.outcome], control.text).to.deep.equal([200, 'dry-run'])
    expect((await ask({ path: '/apps/bomb' })).status, 'nothing was kept').to.equal(404)
  })

  const deep = (text: string, times: number) => text.repeat(times)
  const bombs: readonly (readonly [what: string, send: () => Promise<Answer>, status: number | readonly number[]])[] = [
    ['more than fits', () => put(`{"settings":"${deep('x', 2_100_000)}"}`), 413],
    ['JSON a million levels deep', () => put(`{"settings":{"a":${deep('[', 1_000_000)}`), 400],
    ['JSON 30,000 levels deep', () => put(`{"settings":{"a":${deep('[', 30_000)}${deep(']', 30_000)}}}`), 400],
    ['half a JSON', () => put('{"settings":'), 400],
    ['JSON that is a list', () => put('[]'), 422],
    ['JSON with a prototype', () => put('{"settings":{"__proto__":{"allow":"true"},"constructor":{}}}'), 422],
    ['octets that are no text', () => put(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])), 400],
    [
      'a compressed body',
      () => put(gzipSync(Buffer.alloc(50_000_000)), { ...json, 'content-encoding': 'gzip' }),
      [400, 415],
    ],
    ['an archive', () => put(Buffer.from('PK\u0003\u0004'), { 'content-type': 'application/zip' }), 415],
    ['a form', () => put('settings=x', { 'content-type': 'application/x-www-form-urlencoded' }), 415],
    ['no type', () => put('{}', {}), 415],
    ['YAML brackets', () => settings(`a: ${deep('[', 30_000)}${deep(']', 30_000)}`), 422],
    ['YAML braces', () => settings(`a: ${deep('{a: ', 15_000)}`), 422],
    ['YAML markers', () => settings(`${deep('- ', 30_000)}x`), 422],
    ['YAML pairs', () => settings(`a: {${deep('a: ', 20_000)}}`), 422],
    ['YAML questions', () => settings(deep('? ', 30_000)), 422],
    ['YAML aliases', () => settings(laughs()), 422],
    ['YAML without end', () => settings('attributes: &all { mail: *all }\n'), 422],
    ['a tag', () => settings('a: !!js/function "function(){}"\n'), 422],
    ['settings that are too long', () => settings(`# ${deep('x', 70_000)}\n`), 422],
    ['a deep expression', () => settings(`allow: '${deep('(', 3_000)}'\n`), 422],
    ['an expression that takes long', () => settings(`allow: 'claims.x.matches("(a+)+$")'\n`), 422],
    ['entities', () => upload('<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>'), 422],
    ['a file as an entity', () => upload('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'), 422],
    ['XML 50,000 levels deep', () => upload(`${deep('<a>', 50_000)}${deep('</a>', 50_000)}`), 422],
    [
      '100,000 attributes',
      () => upload(`<a ${Array.from({ length: 100_000 }, (_, n) => `b${n}=""`).join(' ')}/>`),
      422,
    ],
    ['UTF-7', () => upload('<?xml version="1.0" encoding="UTF-7"?>+ADw-a/+AD4-'), 422],
  ]
  it('says in its own form, too, that a path or a method can not be read', async () => {
    for (const path of ['/apps/%ff', '/%e0%a4%a', '/%', `/apps/${'a'.repeat(15_000)}`]) {
      expectProblem(await ask({ path }), 404, path.slice(0, 20))
      expectProblem(await ask({ path }, 'none'), 404, path.slice(0, 20))
    }
    expectProblem(await ask({ method: 'PROPFIND', path: '/apps' }), 405, 'PROPFIND')
    const beside = await sendRaw(gateway.url, { path: '/admin/apiary' })
    expect(beside.headers['content-type'], 'no address of the API').to.contain('text/html')
  })

  for (const [what, send, status] of bombs)
    it(`takes nothing of: ${what}`, async () => {
      const began = process.cpuUsage()
      const answer = await send()
      expectProblem(answer, status, what)
      expect(answer.text).not.to.contain('root:')
      expect(process.cpuUsage(began).user / 1000, 'ms').to.be.below(10_000)
    })

  it('reads no file that a document names', async () => {
    for (const [what, text] of [
      ['metadata', 'metadata: /etc/passwd\n'],
      ['metadata up', 'metadata: ../secrets/x\n'],
      ['metadata by scheme', 'metadata: file:///etc/passwd\n'],
      ['metadata by another', 'metadata: ftp://127.0.0.1/x\n'],
      ['caFile', 'metadata: https://wiki.home.internal/md\ncaFile: secrets/x\n'],
      ['certFile', 'metadata: https://wiki.home.internal/md\ncertFile: secrets/x\n'],
      [
        'certificates',
        'entityId: https://wiki.home.internal\nacs: https://wiki.home.internal/acs\ncertificates: secrets/x\n',
      ],
      ['ca', 'metadata: https://wiki.home.internal/md\nca: secrets/x\n'],
      ['a secret', 'protocol: oidc\nclientSecretFile: secrets/x\nredirectUris: ["https://a.home.internal/cb"]\n'],
      ['a secret in plain', 'protocol: oidc\nclientSecret: secrets/x\nredirectUris: ["https://a.home.internal/cb"]\n'],
    ] as const) {
      const answer = await settings(text)
      expectProblem(answer, 422, what)
      expect(JSON.stringify(answer.body.errors), what).to.contain('"severity":"error"')
      expect(answer.text, what).not.to.contain('TOP-SECRET').and.not.to.contain('root:')
    }
  })

  const names: readonly string[] = [
    ...[
      '..',
      '.',
      '%2e%2e',
      '%2E%2e',
      '..%2f..%2fetc%2fpasswd',
      '..%5c..%5cwin.ini',
      '%2fetc%2fpasswd',
      '%00',
      'a%00b',
      'wiki%00.xml',
    ],
    ...[
      'file%3Awiki',
      'file:///etc/passwd',
      'a%2Fb',
      'a%0d%0aX-Injected:%201',
      '%ff%fe',
      '%c0%ae%c0%ae',
      '%u002e',
      '%',
      '%zz',
      '%252e%252e',
    ],
    ...[
      '.history',
      '.tokens',
      '-x',
      '_x',
      '%EF%BC%8E%EF%BC%8E',
      '%E2%80%AEgnp',
      '%F0%9F%94%91',
      'a%20b',
      'a'.repeat(65),
      'x'.repeat(30_000),
    ],
  ]
  it('makes no path, and no other name, of a name', async () => {
    for (const name of names) {
      for (const rest of ['', '/metadata', '/undo', '/disable']) {
        const method = rest === '' || rest === '/metadata' ? 'PUT' : 'POST'
        const body = rest === '/metadata' ? metadata : '{"settings":{}}'
        const answer = await ask({
          method,
          path: `/apps/${name}${rest}`,
          headers: rest === '/metadata' ? xml : json,
          body,
        })
        // What is no address at all is answered before anybody asks what is there.
        if (!isDecodable(name) || name.length > 10_000) expect(answer.status, name).to.be.oneOf([400, 404, 414])
        else expectProblem(answer, [400, 404, 409, 414, 422], `${method} ${name.slice(0, 40)}${rest}`)
        expect(answer.headers).not.to.have.property('x-injected')
      }
    }
  }).timeout(60_000)

  it('takes names of JavaScript as any others, and keeps them apart from it', async () => {
    for (const name of ['constructor', 'toString', 'hasOwnProperty', 'valueOf']) {
      expect((await ask({ path: `/apps/${name}` })).status, name).to.equal(404)
      const answer = await ask({ method: 'PUT', path: `/apps/${name}/metadata?dryRun`, headers: xml, body: metadata })
      expect([answer.status, answer.body.name], name).to.deep.equal([200, name])
    }
    for (const name of ['__proto__', '__defineGetter__']) {
      expectProblem(await ask({ path: `/apps/${name}` }), [404, 422], name)
      expectProblem(await ask({ path: `/${name}` }), 404, name)
    }
  })

  it('is at one address alone, whatever stands before or in it', async () => {
    for (const path of [
      '/apps/',
      '//apps',
      '/./apps',
      '/x/../apps',
      '/APPS',
      '/apps;x=1',
      '/apps%2F',
      '/ap%70s',
      '/apps?limit=1&limit=2',
    ]) {
      expectProblem(await ask({ path }), [400, 404], path)
    }
    for (const path of [
      `/${api}/apps`,
      '/admin/api/v1',
      '/admin/api/',
      '/admin/api/v2/apps',
      '/admin//api/v1/apps',
      '/ADMIN/api/v1/apps',
    ]) {
      const { status } = await sendRaw(gateway.url, {
        path,
        headers: { authorization: `Bearer ${tokens.get('apps')}` },
      })
      expect(status, path).to.equal(404)
    }
  })

  it('answers each method as HTTP has it, and no override of it', async () => {
    expect((await ask({ path: '/apps' })).headers['content-type']).to.equal('application/json')
    const head = await ask({ method: 'HEAD', path: '/apps' })
    expect([head.status, head.text]).to.deep.equal([200, ''])
    const options = await ask({
      method: 'OPTIONS',
      path: '/apps/wiki',
      headers: { origin: 'https://evil.test', 'access-control-request-method': 'PUT' },
    })
    expect([options.status, options.headers.allow]).to.deep.equal([204, 'DELETE, GET, HEAD, OPTIONS, PUT'])
    expect(Object.keys(options.headers).join()).not.to.contain('access-control')
    for (const method of ['POST', 'PATCH', 'PROPFIND', 'TRACE', 'BREW'])
      expect((await ask({ method, path: '/apps/wiki' })).status, method).to.be.oneOf([400, 404, 405, 501])
    const refused = await ask({ method: 'PATCH', path: '/apps/wiki' })
    expectProblem(refused, 405, 'PATCH')
    expect(refused.headers.allow).to.contain('PUT')
    for (const headers of [{ 'x-http-method-override': 'DELETE' }, { 'x-method-override': 'DELETE' }])
      expectProblem(await ask({ method: 'POST', path: '/apps/wiki', headers }), 405, 'override')
  })

  it('takes a token as one header alone: no cookie, query, form or second header', async () => {
    const token = tokens.get('read') ?? ''
    const bearer = `Bearer ${token}`
    const without: readonly RawRequest[] = [
      { path: '/apps', headers: { cookie: `__Host-isthmus_admin=${token}; isthmus_admin=${token}; token=${token}` } },
      { path: `/apps?access_token=${token}` },
      { path: '/apps', headers: { authorization: `Basic ${btoa(`${token}:`)}` } },
      { path: '/apps', headers: { authorization: `${bearer} x` } },
      { path: '/apps', headers: { authorization: `${bearer}, Bearer x` } },
      { path: '/apps', headers: { 'x-authorization': bearer, 'proxy-authorization': bearer } },
      {
        method: 'POST',
        path: '/apps',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: `access_token=${token}`,
      },
    ]
    for (const request of without) {
      const refused = await ask(request, 'none')
      expectProblem(refused, [400, 401], JSON.stringify(request))
    }
    expect((await ask({ path: '/apps' }, 'read')).status, 'control').to.equal(200)
    expect((await ask({ path: '/apps', headers: { authorization: `bearer ${token}` } }, 'none')).status).to.equal(200)
  })

  it('gives a token that reads no change by any method', async () => {
    for (const [method, path] of [
      ['PUT', '/apps/wiki'],
      ['PUT', '/apps/wiki/metadata'],
      ['DELETE', '/apps/wiki'],
      ['POST', '/apps/wiki/undo'],
      ['POST', '/apps/wiki/take-over'],
      ['POST', '/quarantine/wiki/approve'],
      ['POST', '/addresses/x/read'],
      ['POST', '/setup-links'],
      ['DELETE', '/sessions/abcdefgh'],
    ] as const) {
      const refused = await ask(
        { method, path, headers: { ...json, 'if-match': '*' }, ...(method !== 'DELETE' && { body: '{}' }) },
        'read',
      )
      expectProblem(refused, 403, `${method} ${path}`)
      expect(refused.headers['www-authenticate']).to.contain('insufficient_scope')
    }
  })

  it('changes what is there only by its revision', async () => {
    const path = '/apps/wiki'
    const send = (method: string, body: string, match?: string) =>
      ask({
        method,
        path,
        headers: { ...json, ...(match !== undefined && { 'if-match': match }) },
        ...(method === 'PUT' && { body }),
      })
    const of = (sign: string) => JSON.stringify({ settings: { sign }, metadata })
    const made = await send('PUT', of('both'))
    expect(made.status, made.text).to.equal(201)
    const etag = String(made.headers.etag)
    expectProblem(await send('PUT', of('response')), 428, 'none')
    for (const match of [etag.slice(1, -1), `W/${etag}`, `${etag}, "other"`, '"', '""', `"${'x'.repeat(5000)}"`])
      expectProblem(await send('PUT', of('response'), match), [400, 412], match.slice(0, 80))
    expectProblem(await send('PUT', of('response'), '"1-0000"'), 412, 'another')
    const both = await Promise.all([send('PUT', of('response'), etag), send('PUT', of('assertion'), etag)])
    expect(both.map(({ status }) => status).toSorted()).to.deep.equal([200, 412])
    expect((await send('PUT', of('both'), '*')).status, 'whichever is there').to.equal(200)
    expect((await send('PUT', of('both'))).body.outcome, 'the same again').to.equal('unchanged')
    expectProblem(
      await ask({ method: 'PUT', path, headers: { ...json, 'if-none-match': '*' }, body: of('both') }),
      412,
      'new',
    )
    expectProblem(await send('DELETE', '', '"1-0000"'), 412, 'another')
    expect((await send('DELETE', '', '*')).status).to.equal(204)
    expectProblem(await send('DELETE', '', '*'), 404, 'gone')
  })
})

function isDecodable(name: string): boolean {
  try {
    return decodeURIComponent(name) !== ''
  } catch {
    return false
  }
}

/** Each anchor ten times the one before it. */
function laughs(): string {
  const lines = Array.from({ length: 9 }, (_, n) => `a${n + 1}: &b${n + 1} [${Array(10).fill(`*b${n}`).join(', ')}]`)
  return ['a0: &b0 lol', ...lines].join('\n')
}
