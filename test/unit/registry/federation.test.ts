/** An aggregate at an address: fetched once, kept over a restart, believed only as long as it is what was signed. */
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect } from 'chai'
import { runCheck } from '../../../src/cli/check.ts'
import { entityId } from '../../../src/core/identifiers.ts'
import { verifyAggregate } from '../../../src/registry/federation/verify.ts'
import { MetadataSources } from '../../../src/registry/sources.ts'
import { spKey } from '../../fixtures/gateway.ts'
import { aggregateXml, category, federatedSp, registeredBy, signedMetadata } from '../../saml/aggregate.ts'
import { Places, told } from './places.ts'

const app = entityId('https://a.test')
const other = entityId('https://b.test')
const { certificate } = spKey()

describe('a federation at an address', () => {
  let places: Places
  let server: Server
  let asked: { readonly headers: IncomingHttpHeaders; readonly status: number }[]
  let document: string
  let packed: boolean

  beforeEach(async () => {
    asked = []
    packed = false
    document = signedMetadata(aggregateXml(federatedSp(app)))
    server = createServer((request, response) => {
      const tag = `"${document.length}"`
      const status = document === '' ? 503 : request.headers['if-none-match'] === tag ? 304 : 200
      asked.push({ headers: request.headers, status })
      response.writeHead(status, { etag: tag, ...(packed && { 'content-encoding': 'gzip' }) })
      response.end(status !== 200 ? undefined : packed ? gzipSync(document) : document)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    places = new Places(new MetadataSources({ keepFederations: true }))
    places.write('partners/federation.pem', certificate)
  })
  afterEach(() => {
    places.remove()
    server.closeAllConnections()
    server.close()
  })

  const rest = (settings = '') =>
    `federations:\n  edu: { metadata: "http://127.0.0.1:${(server.address() as AddressInfo).port}/all", certFile: partners/federation.pem${settings} }\n`
  async function opened(settings?: string) {
    await places.open('', { rest: rest(settings) })
    await places.sources.settled()
    return places.open('', { rest: rest(settings) })
  }
  /** Another process, at the same folder. */
  async function restarted() {
    places.sources.close()
    return opened()
  }
  const kept = async () => join(dirname((await places.config('', { rest: rest() })).file), 'federations', 'edu.xml')

  it('is fetched again only when it has changed', async () => {
    expect(told(await opened())).to.equal('')
    await places.sources.refreshAll()
    document = signedMetadata(aggregateXml(`${federatedSp(app)}${federatedSp(other)}`))
    await places.sources.refreshAll()
    expect(asked.map(({ status }) => status)).to.deep.equal([200, 304, 200])
    expect((await opened()).registry.federations[0]?.entities).to.equal(2)
  })

  it('comes packed where the server packs it', async () => {
    packed = true
    const found = await opened()
    expect(asked[0]?.headers['accept-encoding']).to.equal('gzip')
    expect(found.registry.federations[0]?.entities).to.equal(1)
  })

  it('is in force after a restart before it has answered, and while it is away', async () => {
    await opened()
    document = ''
    const found = await restarted()
    expect(told(found)).to.match(/answered 503.*last good version stays in force/)
    expect(await found.registry.serviceProvider(app)).to.not.equal(undefined)
  })

  it('is not, where the kept copy was changed meanwhile', async () => {
    await opened()
    const path = await kept()
    writeFileSync(path, readFileSync(path, 'utf8').replace('/acs"', '/evil"'))
    document = ''
    const found = await restarted()
    expect(found.registry.federations[0]?.entities).to.equal(0)
    expect(await found.registry.serviceProvider(app)).to.equal(undefined)
  })

  it('is in force without a folder for copies, and says so', async () => {
    places.write('federations', 'a file in its place')
    const found = await opened()
    expect(told(found)).to.match(/^warning .*federations can't be written/)
    expect(await found.registry.serviceProvider(app)).to.not.equal(undefined)
  })

  it('has the service providers that fit the filter', () => {
    const said = (authority: string, ...categories: string[]) => `${registeredBy(authority)}${category(...categories)}`
    const entities = [
      federatedSp('https://1.test', { extensions: said('https://one.test', 'urn:a', 'urn:b') }),
      federatedSp('https://2.test', { extensions: said('https://two.test', 'urn:b') }),
      federatedSp('https://3.test'),
    ]
    document = signedMetadata(aggregateXml(entities.join('')))
    const path = places.write('partners/all.xml', document)
    const names = (filter: string) => {
      const output = openSync(places.write('entities', ''), 'w')
      const signers = { certificates: [certificate], fingerprints: [] }
      const { table } = verifyAggregate({ path, output, signers, filter, now: Date.now() })
      closeSync(output)
      return table.names.map((name) => Number(name.slice(8, 9)))
    }
    expect(names('"urn:b" in categories')).to.deep.equal([1, 2])
    expect(names('registrationAuthority == "https://two.test"')).to.deep.equal([2])
    expect(names('!glob(entityID, "https://2.*")')).to.deep.equal([1, 3])
    expect(names('"urn:a" in attributes["http://macedir.org/entity-category"]')).to.deep.equal([1])
    expect(names('size(categories) == 0')).to.deep.equal([3])
  })

  it('gives its apps the settings of the federation', async () => {
    const found = await opened(', encryptAssertions: false, nameId: transient, allow: "false", upstream: authelia')
    const one = await found.registry.serviceProvider(app)
    expect(one?.policy.allow?.source).to.equal('false')
    expect(one?.policy.upstreams).to.deep.equal(['authelia'])
    expect(one?.nameId?.kind).to.equal('transient')
    expect(one?.fetchedFrom).to.deep.equal({ address: '127.0.0.1' })
    expect((await found.registry.lookUp?.(one?.policy.app ?? ('' as never)))?.displayName).to.equal(app)
  })

  it('does not use an entity whose metadata does not fit the settings', async () => {
    const found = await opened(', requireSignedRequests: true')
    const error = await found.registry.serviceProvider(app).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    expect(error).to.have.property('code', 'unknown_app')
    expect(error).to.have.nested.property('cause.message').that.contains('no key to verify them with')
  })

  it('is told of by check, which leaves nothing behind', async () => {
    const { file } = await places.config('', { rest: rest() })
    const lines: string[] = []
    process.env.ISTHMUS_UPSTREAMS_AUTHELIA_CLIENTSECRET = 'a-secret'
    try {
      await runCheck(file, { json: false, print: (line) => void lines.push(line ?? '') })
    } finally {
      delete process.env.ISTHMUS_UPSTREAMS_AUTHELIA_CLIENTSECRET
    }
    expect(lines.join('\n')).to.contain('federation edu: 1 app, valid until 2999-01-01T00:00:00.000Z')
    expect(() => readFileSync(join(dirname(file), 'federations', 'edu.xml'))).to.throw(/ENOENT/)
  })
})
