/** The API of a running gateway, by a client that knows nothing but its OpenAPI document. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import type { AxiosError, AxiosResponse } from 'axios'
import { expect } from 'chai'
import type { OpenAPIClient } from 'openapi-client-axios'
import { tokenFor } from '../fixtures/admin-token.ts'
import { certificateOf, createSp, loginForm, startGateway, type TestGateway, type TestSp } from '../fixtures/gateway.ts'

// It wants an older js-yaml than mocha does, so npm keeps both in the folder of the tests, and not where these are built.
const { OpenAPIClientAxios } = createRequire(new URL('../../../test/package.json', import.meta.url))(
  'openapi-client-axios',
) as typeof import('openapi-client-axios')

const admin = `admin: { allow: '"admins" in groups' }`

const answered = (promise: Promise<AxiosResponse>): Promise<AxiosResponse> =>
  promise.catch((error: AxiosError) => error.response ?? Promise.reject(error))

describe('flow: administration by API', () => {
  let gateway: TestGateway
  let client: OpenAPIClient
  let sp: TestSp

  before(async () => {
    gateway = await startGateway({ yaml: admin })
    const token = await tokenFor(gateway.directory, 'apps', 'sessions')
    const api = new OpenAPIClientAxios({
      definition: `${gateway.url}/admin/api/v1/openapi.json`,
      axiosConfigDefaults: { headers: { Authorization: `Bearer ${token}` } },
    })
    client = await api.init()
    sp = createSp(gateway.url, await certificateOf(gateway))
  })
  after(() => gateway.close())

  const operate = (id: string, ...args: Parameters<OpenAPIClient[string]>) => {
    const operation = client[id]
    return operation === undefined ? expect.fail(`the document has no ${id}`) : answered(operation(...args))
  }
  const xml = { headers: { 'Content-Type': 'application/samlmetadata+xml' } }

  it('says what is wrong with metadata and with settings, each with its line, and keeps nothing', async () => {
    const script = sp.metadata.replace(/Location="[^"]*"/, 'Location="javascript:alert(1)"')
    const refused = await operate('putMetadata', 'wiki', script, xml)
    expect([refused.status, refused.headers['content-type']]).to.deep.equal([422, 'application/problem+json'])
    expect(refused.data.errors[0]).to.include({ severity: 'error', part: 'metadata' })
    expect(refused.data.errors[0].line).to.be.greaterThan(0)
    const settings = 'attributes: basic\nallow: groups ==\nsign: none\n'
    const other = await operate('putApp', 'wiki', { settings, metadata: sp.metadata })
    expect(other.data.errors.map(({ line, path }: { line: number; path: string }) => [line, path])).to.deep.equal([
      [2, 'allow'],
      [3, 'sign'],
    ])
    const file = await operate('putApp', 'wiki', { settings: { metadata: '/etc/passwd' } })
    expect([file.status, file.data.errors[0].message]).to.deep.equal([
      422,
      'A document of the app store names no files: this is no address.',
    ])
    expect((await operate('showApp', 'wiki')).status).to.equal(404)
  })

  it('answers a change once it is in force: whoever looks next sees it', async () => {
    const other = sp.metadata.replace(/entityID="[^"]*"/, 'entityID="https://soon.example/"')
    for (const round of [1, 2, 3]) {
      await operate('putMetadata', 'soon', other, xml)
      expect((await operate('showApp', 'soon')).data.state, `put ${round}`).to.equal('in-force')
      expect((await operate('disableApp', 'soon', {}, { headers: { 'If-Match': '*' } })).status).to.equal(200)
      expect((await operate('showApp', 'soon')).data.state, `disabled ${round}`).to.equal('disabled')
      await operate('removeApp', 'soon', undefined, { headers: { 'If-Match': '*' } })
      expect((await operate('showApp', 'soon')).status, `removed ${round}`).to.equal(404)
    }
  })

  it('registers an app by its metadata, and a login through it works', async () => {
    const dry = await operate('putMetadata', { name: 'wiki', dryRun: 'true' }, sp.metadata, xml)
    expect([dry.status, dry.data.outcome, dry.data.described.identifier]).to.deep.equal([200, 'dry-run', sp.entityId])
    const made = await operate('putMetadata', 'wiki', sp.metadata, xml)
    expect([made.status, made.data.outcome]).to.deep.equal([201, 'created'])
    expect((await operate('showApp', 'wiki')).data.state, 'who is told that it is made finds it in force').to.equal(
      'in-force',
    )
    const profile = await sp.validate(await loginForm(gateway.browser(), await sp.loginUrl()))
    expect(profile?.username).to.equal('alice')
    const { data } = await operate('showApp', 'wiki')
    expect(data.lastLogin).to.match(/^\d{4}-/)
  })

  it('previews what it would be told, by the code that tells it, and signed for nobody', async () => {
    const { data } = await operate('listSessions')
    const [session] = data.sessions
    expect(session.apps[0].identifier).to.equal(sp.entityId)
    const preview = await operate('previewApp', 'wiki', { session: session.reference })
    expect(preview.data.verdict.allowed).to.equal(true)
    const told = preview.data.answer.attributes.map(({ name }: { name: string }) => name)
    expect(told).to.include.members(['username', 'email', 'groups'])
    expect(preview.data.answer.message.text).to.contain('<saml:Assertion').and.to.contain(sp.acs)
    const SAMLResponse = Buffer.from(preview.data.answer.message.text).toString('base64')
    const form = { action: sp.acs, fields: { SAMLResponse } }
    const accepted = await sp.validate(form as never).catch((error: Error) => error)
    expect(String(accepted), 'no app accepts it').to.match(/Error: /)
    const claims = { sub: 'bob', groups: ['staff'], preferred_username: 'bob' }
    const other = await operate('previewApp', 'wiki', { upstream: 'op', claims })
    expect(other.data.answer.subject.value).to.match(/^[a-z2-7]{52}$/)
    expect(gateway.lines.join('')).to.contain('"act":"preview"')
  })

  it('changes who may use it by its revision, and takes that back', async () => {
    const { headers } = await operate('showApp', 'wiki')
    const allow = { settings: { allow: '"nobody" in groups' }, metadata: sp.metadata }
    const changed = await operate('putApp', 'wiki', allow, { headers: { 'If-Match': headers.etag } })
    expect(changed.status).to.equal(200)
    expect((await operate('putApp', 'wiki', allow)).data.outcome, 'the same again').to.equal('unchanged')
    const claims = { sub: 'bob', groups: ['staff'] }
    const refused = (await operate('previewApp', 'wiki', { upstream: 'op', claims })).data.verdict
    expect(refused.allowed).to.equal(false)
    expect(refused.allow.source).to.equal('"nobody" in groups')
    const etag = changed.headers.etag
    expect((await operate('undoApp', 'wiki', {}, { headers: { 'If-Match': etag } })).data.outcome).to.equal('changed')
    expect((await operate('appHistory', 'wiki')).data.history).to.have.length(3)
  })

  it('asks twice before people get other names, and says how many', async () => {
    const { headers, data } = await operate('showApp', 'wiki')
    const renaming = { settings: { nameId: 'email' }, metadata: data.metadata }
    const match = { headers: { 'If-Match': headers.etag } }
    const refused = await operate('putApp', 'wiki', renaming, match)
    expect([refused.status, refused.data.type]).to.deep.equal([409, 'urn:isthmus:problem:confirm'])
    expect(refused.data.renames).to.deep.equal({ people: 1, of: 1 })
    expect(refused.data.detail).to.equal(
      '1 of 1 people who were seen there lately would become new accounts at this app.',
    )
    const dry = await operate('putApp', { name: 'wiki', dryRun: 'true' }, renaming, match)
    expect([dry.status, dry.data.renames]).to.deep.equal([200, { people: 1, of: 1 }])
    expect((await operate('showApp', 'wiki')).headers.etag).to.equal(headers.etag)
    const byName = await operate('putMetadata', 'wiki', sp.metadata.replaceAll(sp.entityId, 'https://other.test'), {
      headers: { ...xml.headers, ...match.headers },
    })
    expect([byName.status, byName.data.renames], 'another entityID').to.deep.equal([409, { people: 1, of: 1 }])
    const done = await operate('putApp', { name: 'wiki', confirmed: 'true' }, renaming, match)
    expect([done.status, done.data.renames]).to.deep.equal([200, { people: 1, of: 1 }])
    const back = await operate('undoApp', 'wiki', {}, { headers: { 'If-Match': done.headers.etag } })
    expect(back.status, 'nobody has got an address as a name yet').to.equal(200)
  })

  it('ends the session of a person', async () => {
    const { data } = await operate('listSessions')
    for (const { reference } of data.sessions) {
      expect((await operate('endSession', reference)).data.ended).to.be.greaterThan(0)
    }
    expect((await operate('listSessions')).data.total).to.equal(0)
  })

  it('reports upstreams and keys', async () => {
    const { data } = await operate('reportUpstream', 'op')
    expect(data.findings[0]).to.include({ outcome: 'good' })
    gateway.op.hooks.idToken = (claims) => void Object.assign(claims, { aud: 'another' })
    await loginForm(gateway.browser(), await sp.loginUrl())
    delete gateway.op.hooks.idToken
    const { findings } = (await operate('reportUpstream', 'op')).data
    expect(findings.at(-1).what).to.match(
      /^The last failed login: .*, upstream_invalid, the log says “is meant for another client/,
    )
    expect(findings.at(-1).cure).to.equal('`clientId` is not the one that it knows us by.')
    expect((await operate('listKeys')).data.keys[0].certificate).to.contain('BEGIN CERTIFICATE')
  })

  it('opens itself to no page of another origin, and to no sniffing', async () => {
    const refused = await fetch(`${gateway.url}/admin/api/v1/apps`, { headers: { origin: 'https://evil.test' } })
    expect(refused.status).to.equal(401)
    const names = [...refused.headers.keys()].join()
    expect(names).not.to.contain('access-control')
    expect(refused.headers.get('x-content-type-options')).to.equal('nosniff')
    expect(refused.headers.get('content-type')).to.equal('application/problem+json')
    const large = await fetch(`${gateway.url}/admin/api/v1/apps/x`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: `{"settings":"${'x'.repeat(2 * 1_048_576)}"}`,
    })
    expect([large.status, large.headers.get('content-type')]).to.deep.equal([413, 'application/problem+json'])
  })

  it('is not there where the config has no admin', async () => {
    const without = await startGateway()
    try {
      for (const path of ['/admin', '/admin/api/v1/openapi.json', '/admin/api/v1/apps']) {
        expect((await fetch(`${without.url}${path}`)).status, path).to.equal(404)
      }
    } finally {
      await without.close()
    }
  })

  it('answers an app by its address once that has answered too', async () => {
    const metadata = sp.metadata.replace(/entityID="[^"]*"/, 'entityID="https://remote.example/"')
    const site = createServer((_, response) => void setTimeout(() => response.end(metadata), 60)).listen(0, '127.0.0.1')
    try {
      await once(site, 'listening')
      const address = `http://127.0.0.1:${(site.address() as AddressInfo).port}/md`
      expect((await operate('putMetadata', 'remote', { address }, {})).status).to.equal(201)
      const { state, problems } = (await operate('showApp', 'remote')).data
      expect([state, problems]).to.deep.equal(['in-force', []])
    } finally {
      site.close()
      await operate('removeApp', 'remote', undefined, { headers: { 'If-Match': '*' } })
    }
  })

  it('names the app whose address has not answered yet', async () => {
    const made = await operate('putMetadata', 'away', { address: 'http://127.0.0.1:9/md' }, {})
    expect(made.status).to.equal(201)
    const { addresses } = (await operate('listAddresses')).data
    expect(addresses.map(({ apps, state }: { apps: string[]; state: string }) => [apps, state])).to.deep.equal([
      [['away'], 'unread'],
    ])
  })
})
