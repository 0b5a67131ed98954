/** A login of a service provider that its federation's service for single entities knows (MDQ). */
import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { expectLogin, requestUrl } from '../fixtures/authn-request.ts'
import { certificateOf, createSp, spKey, startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { federatedSp, signedMetadata } from '../saml/aggregate.ts'

const [known, unknown, otherRole] = ['https://wiki.test', 'https://nobody.test', 'https://idp.test']
const faulty = 'https://faulty.test'

describe('a federation that is asked for one entity at a time', () => {
  let gateway: TestGateway
  let server: Server
  const asked: (string | undefined)[] = []
  const addressOf = (entityId: string) => `/entities/%7Bsha1%7D${createHash('sha1').update(entityId).digest('hex')}`

  before(async () => {
    const attributes = ` ID="_a" validUntil="${new Date(Date.now() + 7 * 86_400_000).toISOString()}"`
    const idp = federatedSp(otherRole, { attributes }).replaceAll('SPSSODescriptor', 'IDPSSODescriptor')
    const documents = new Map([
      [addressOf(known), signedMetadata(federatedSp(known, { attributes }))],
      [addressOf(otherRole), signedMetadata(idp)],
      [
        addressOf(faulty),
        signedMetadata(federatedSp(faulty, { attributes }).replace(/<md:AssertionConsumerService[^>]*>/g, '')),
      ],
    ])
    server = createServer((request, response) => {
      asked.push(request.url)
      const document = documents.get(request.url ?? '')
      response.writeHead(document === undefined ? 404 : 200).end(document)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    gateway = await startGateway({
      files: { 'partners/federation.pem': spKey().certificate },
      yaml: `federations:\n  edu: { mdq: "http://127.0.0.1:${port}/", certFile: partners/federation.pem }`,
    })
  })
  after(async () => {
    await gateway?.close()
    server.close()
  })

  const urlOf = async (entityId: string) =>
    requestUrl(gateway, createSp(gateway.url, await certificateOf(gateway), { entityId, acs: `${entityId}/acs` }))

  it('logs people in at an app that nobody registered here, and asks for it once', async () => {
    expect(asked).to.deep.equal([])
    for (let login = 0; login < 2; login += 1) {
      const form = await expectLogin(gateway.browser(), await urlOf(known))
      expect(form.action).to.equal(`${known}/acs`)
    }
    expect(asked).to.deep.equal([addressOf(known)])
  })

  it('refuses one that the federation does not know', async () => {
    const page = await gateway.browser().get(await urlOf(unknown))
    expect(page.status).to.equal(400)
    expect(gateway.log.findLast((line) => line.kind === 'refusal')?.code).to.equal('unknown_app')
    expect(asked.at(-1)).to.equal(addressOf(unknown))
  })

  it('refuses one that is no service provider there, asks for it once, and finds no fault with the federation', async () => {
    for (let login = 0; login < 2; login += 1) {
      const page = await gateway.browser().get(await urlOf(otherRole))
      expect(page.status).to.equal(400)
      expect(gateway.log.findLast((line) => line.kind === 'refusal')?.code).to.equal('unknown_app')
    }
    expect(asked.filter((path) => path === addressOf(otherRole))).to.have.length(1)
    expect(JSON.stringify(gateway.log)).not.to.contain('Tell the federation')
    expect(gateway.log.filter(({ entityId }) => entityId === otherRole)).to.have.length(1)
  })

  it('tells a person what is wrong with an app of the federation, and the log which; nothing is out of order here', async () => {
    const page = await gateway.browser().get(await urlOf(faulty))
    expect(page.status).to.equal(400)
    expect(page.body)
      .to.contain('This application cannot sign you in yet')
      .and.match(/AssertionConsumerService/)
    expect(page.body).to.contain('federations.edu')
    const refused = gateway.log.findLast((line) => line.kind === 'refusal')
    expect(refused).to.deep.include({ code: 'unknown_app', facts: { received: faulty, setting: 'federations.edu' } })
    const line = gateway.log.find(({ entityId }) => entityId === faulty)
    expect(line).to.include({ kind: 'federation', federation: 'edu' })
    expect(JSON.stringify(gateway.log)).not.to.contain('Tell the federation')
  })
})
