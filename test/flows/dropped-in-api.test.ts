/** Files of the drop folder as the API shows them: every one, in force or not, and none that could be changed there. */
import { expect } from 'chai'
import { tokenFor } from '../fixtures/admin-token.ts'
import { askApi } from '../fixtures/ask-api.ts'
import { startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { metadata } from '../unit/registry/places.ts'

const wiki = 'https://wiki.home.lan'

describe('dropped files in the API', () => {
  let gateway: TestGateway
  let ask: (method: string, path: string, json?: object, headers?: object) => ReturnType<typeof askApi>
  before(async () => {
    gateway = await startGateway({
      yaml: `admin: { allow: 'false' }`,
      files: {
        'metadata/bad.xml': 'no XML',
        'metadata/copy.xml': metadata(wiki),
        'metadata/wiki.xml': metadata(wiki),
      },
    })
    const token = await tokenFor(gateway.directory, 'apps')
    ask = (...args) => askApi({ url: gateway.url, token }, ...args)
  })
  after(() => gateway.close())

  const listed = async () => {
    const { body } = await ask('GET', '/apps?origin=file')
    return body.apps.map(({ name, state, errors }: Record<string, unknown>) => `${name} ${state} ${errors}`)
  }

  it('has those that are not in force too, with the reason', async () => {
    expect(await listed()).to.deep.equal([
      'file:bad.xml broken 1',
      'file:copy.xml in-force 0',
      'file:wiki.xml broken 1',
    ])
    const bad = await ask('GET', '/apps/file:bad.xml')
    expect([bad.status, bad.body.metadata]).to.deep.equal([200, 'no XML'])
    expect(bad.body.file).to.match(/metadata\/bad\.xml$/)
    expect(bad.body.problems[0].message).to.contain('no XML')
    const second = await ask('GET', '/apps/file%3Awiki.xml')
    expect(second.body.problems[0].message).to.contain('already belongs to')
  })

  it('changes none of them, and says where they are changed', async () => {
    const settings = { settings: { displayName: 'Wiki' } }
    const tries = [
      await ask('PUT', '/apps/file:copy.xml', settings),
      await ask('PUT', '/apps/file:bad.xml/metadata', { address: 'https://wiki.home.lan/md' }),
      await ask('POST', '/apps/file:copy.xml/undo'),
      await ask('POST', '/apps/file:copy.xml/disable'),
      await ask('DELETE', '/apps/file:copy.xml', undefined, { 'If-Match': '*' }),
    ]
    expect(tries.map(({ status, body }) => `${status} ${body.type}`)).to.deep.equal(
      tries.map(() => '409 urn:isthmus:problem:in-files'),
    )
    expect(tries[0]?.body.detail).to.contain('metadata/copy.xml')
    const unknown = await ask('DELETE', '/apps/file:none.xml', undefined, { 'If-Match': '*' })
    expect([unknown.status, (await ask('PUT', '/apps/file:none.xml', settings)).status]).to.deep.equal([422, 422])
    expect((await ask('POST', '/apps/none/disable')).status).to.equal(404)
  })

  it('shows them where an app that says who may use it closes all of them', async () => {
    const made = await ask('PUT', '/apps/shop', {
      settings: { entityId: 'https://shop.home.lan', acs: 'https://shop.home.lan/acs', allow: '"staff" in groups' },
    })
    expect(made.status).to.equal(201)
    const end = performance.now() + 5_000
    while ((await listed())[1] !== 'file:copy.xml broken 1' && performance.now() < end);
    expect(await listed()).to.include('file:copy.xml broken 1')
    const shown = await ask('GET', '/apps/file:copy.xml')
    expect(shown.body.problems[0].cure).to.contain('defaults: { allow: … }')
  })
})
