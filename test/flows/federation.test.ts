/** Logins of service providers that only their federation knows. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { tokenFor } from '../fixtures/admin-token.ts'
import { askApi } from '../fixtures/ask-api.ts'
import { expectLogin, requestUrl } from '../fixtures/authn-request.ts'
import {
  certificateOf,
  createSp,
  responseForm,
  responseXml,
  spKey,
  startGateway,
  type TestGateway,
} from '../fixtures/gateway.ts'
import { aggregateXml, category, federatedSp, registeredBy, signedMetadata } from '../saml/aggregate.ts'

const research = 'http://refeds.org/category/research-and-scholarship'
const members = ['https://wiki.test', 'https://shop.test', 'https://blog.test']

/** Three service providers, of which the first two are for research. */
function published(): string {
  const entities = members.map((id, at) => {
    const extensions = `${registeredBy('https://federation.test')}${category(at < 2 ? research : 'urn:other')}`
    return federatedSp(id, { extensions })
  })
  return signedMetadata(aggregateXml(entities.join('')))
}

describe('a federation', () => {
  let gateway: TestGateway
  let server: Server
  let asked: { status: number; etag: string | undefined }[]
  let document: string

  beforeEach(async () => {
    asked = []
    document = published()
    server = createServer((request, response) => {
      const etag = request.headers['if-none-match']
      const status = document === '' ? 503 : etag === '"1"' ? 304 : 200
      asked.push({ status, etag })
      response.writeHead(status, { etag: '"1"' }).end(status === 200 ? document : undefined)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    gateway = await startGateway({
      files: { 'partners/federation.pem': spKey().certificate },
      yaml: [
        'federations:',
        '  edu:',
        `    metadata: http://127.0.0.1:${port}/all.xml`,
        '    certFile: partners/federation.pem',
        `    filter: '"${research}" in categories && registrationAuthority == "https://federation.test"'`,
        '    attributes: { who: claims.sub }',
        "admin: { allow: 'false' }",
      ].join('\n'),
    })
    await inForce(2)
  })
  afterEach(async () => {
    await gateway.close()
    server.close()
  })

  /** Waits until so many of its apps are in force. */
  async function inForce(apps: number): Promise<void> {
    const said = () => gateway.log.findLast((line) => line.kind === 'federation')?.apps
    for (let waited = 0; waited < 200 && said() !== apps; waited += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    expect(said()).to.equal(apps)
  }
  const spOf = async (entityId = '') =>
    createSp(gateway.url, await certificateOf(gateway), { entityId, acs: `${entityId}/acs` })

  it('is listed for administrators, each of its apps by its name', async () => {
    const token = await tokenFor(gateway.directory, 'read')
    const list = async (query: string) => {
      const headers = { authorization: `Bearer ${token}` }
      const answer = await fetch(`${gateway.url}/admin/api/v1/apps${query}`, { headers })
      expect(answer.status).to.equal(200)
      return (await answer.json()) as { total: number; apps: { name: string; federation?: string }[] }
    }
    const { total, apps } = await list('?origin=federation&limit=1')
    expect([total, apps.length, apps[0]?.name, apps[0]?.federation]).to.deep.equal([2, 1, 'https://shop.test', 'edu'])
    expect((await list('?search=https://wiki.test')).apps.map(({ name }) => name)).to.deep.equal(['https://wiki.test'])
    expect((await list('?search=blog')).total).to.equal(0)
    const one = await askApi({ url: gateway.url, token }, 'GET', `/apps/${encodeURIComponent('https://shop.test')}`)
    expect(one.body).to.include({
      name: 'https://shop.test',
      federation: 'edu',
      origin: 'federation',
      state: 'in-force',
    })
    const filtered = await askApi(
      { url: gateway.url, token },
      'GET',
      `/apps/${encodeURIComponent('https://blog.test')}`,
    )
    expect([filtered.status, filtered.body.type]).to.deep.equal([404, 'urn:isthmus:problem:not-found'])
    const slash = `/apps/${encodeURIComponent('https://none.test/../etc')}`
    expect((await askApi({ url: gateway.url, token }, 'DELETE', slash)).status).to.equal(405)
  })

  it('logs people in to those of its service providers that fit the filter', async () => {
    for (const entityId of members.slice(0, 2)) {
      const sp = await spOf(entityId)
      const form = await expectLogin(gateway.browser(), requestUrl(gateway, sp))
      expect(form.action).to.equal(`${entityId}/acs`)
    }
    const page = await gateway.browser().get(requestUrl(gateway, await spOf(members[2])))
    expect(page.status).to.be.within(400, 499)
    expect(gateway.log.findLast((line) => line.kind === 'refusal')?.code).to.equal('unknown_app')
  })

  it('goes on with a login that began before a reload, when nobody has looked for the app since', async () => {
    const sp = await spOf(members[0])
    const browser = gateway.browser()
    const begun = await browser.get(requestUrl(gateway, sp))
    expect(await gateway.running.reload()).to.equal(true)
    const form = responseForm(await browser.follow(String(begun.headers.location)))
    expect(form.action).to.equal(sp.acs)
    expect(responseXml(form)).to.include('status:Success')
  })
})
