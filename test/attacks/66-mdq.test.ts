/**
 * Attacks 66, 68 and 102 on a federation's service for single entities: whoever serves its address can't add anybody, and
 * a stranger can't make us ask it without end.
 */
import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import type { GatewayError } from '../../src/core/errors.ts'
import { entityId } from '../../src/core/identifiers.ts'
import type { OpenedRegistry } from '../../src/registry/registry.ts'
import { MetadataSources } from '../../src/registry/sources.ts'
import { spKey } from '../fixtures/gateway.ts'
import { category, federatedSp, signedMetadata } from '../saml/aggregate.ts'
import { otherKey } from '../saml/keys.ts'
import { Places } from '../unit/registry/places.ts'

const app = entityId('https://a.test')
const start = Date.parse('2026-11-01T00:00:00Z')
const day = 86_400_000
const { certificate } = spKey()
const foreign = { privateKey: otherKey.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), certificate }
const until = (days: number) => ` ID="_a" validUntil="${new Date(start + days * day).toISOString()}"`
const sp = (name: string, attributes = until(7), acs = `${name}/acs`) =>
  federatedSp(name, { attributes, acs, extensions: category('urn:research') })
const signed = (name: string, attributes?: string, acs?: string) => signedMetadata(sp(name, attributes, acs))

const addressOf = (name: string) => `/entities/%7Bsha1%7D${createHash('sha1').update(name).digest('hex')}`

describe('attacks 66, 68 and 102: a service for single entities', () => {
  let places: Places
  let server: Server
  let now: number
  let asked: string[]
  /** By path; a number is a status. */
  let answers: Map<string, string | number>
  let opened: OpenedRegistry
  /** What was said of entities that are no app. */
  let noted: string[]

  beforeEach(async () => {
    now = start
    asked = []
    answers = new Map([[addressOf(app), signed(app)]])
    server = createServer((request, response) => {
      asked.push(request.url ?? '')
      const answer = answers.get(request.url ?? '') ?? 404
      response.writeHead(typeof answer === 'number' ? answer : 200).end(typeof answer === 'number' ? '' : answer)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    noted = []
    const notAnApp = (...said: string[]) => void noted.push(said.join(' '))
    places = new Places(new MetadataSources({ now: () => now, keepFederations: true, events: { notAnApp } }))
    places.write('partners/federation.pem', certificate)
    opened = await open()
  })
  afterEach(() => {
    places.remove()
    server.closeAllConnections()
    server.close()
  })

  function open(settings = ''): Promise<OpenedRegistry> {
    const { port } = server.address() as AddressInfo
    const rest = `federations:\n  edu: { mdq: "http://127.0.0.1:${port}/", certFile: partners/federation.pem${settings} }\n`
    return places.open('', { rest })
  }
  const find = (name = app, client?: string) => opened.registry.serviceProvider(name, client)
  const acsOf = async () => (await find())?.serviceProvider.assertionConsumerServices[0]?.location
  async function refusal(name = app, client?: string): Promise<GatewayError> {
    return find(name, client).then(
      () => expect.fail('it was found'),
      (error: GatewayError) => error,
    )
  }

  it('control: what the federation signed is an app, asked for once', async () => {
    expect(asked).to.deep.equal([])
    expect((await find())?.source).to.equal('federations.edu')
    await Promise.all([find(), find(), find()])
    expect(asked).to.deep.equal([addressOf(app)])
  })

  const attacks: Readonly<Record<string, readonly [answer: string, why: RegExp]>> = {
    'no signature': [sp(app), /must be signed/],
    'a signature of another key': [signedMetadata(sp(app), { key: foreign }), /does not verify/],
    'an address changed': [signed(app).replace('/acs"', '/evil"'), /does not verify/],
    'another entity': [signed('https://evil.test'), /another entity than was asked for/],
    'an entity wrapped around it': [
      signed(app).replace('entityID="https://a.test"', 'entityID="https://b.test"'),
      /another entity/,
    ],
    'no end': [signed(app, ' ID="_a"'), /no validUntil/],
    'an end that has passed': [signed(app, until(-1)), /has passed/],
    'several entities': [
      `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${sp(app)}</md:EntitiesDescriptor>`,
      /no entity/,
    ],
    'more than an entity can be': [`${signed(app)}${' '.repeat(600_000)}`, /./],
    'no XML': ['<html>', /./],
  }
  for (const [name, [answer, why]] of Object.entries(attacks)) {
    it(`does not believe: ${name}`, async () => {
      answers.set(addressOf(app), answer)
      const error = await refusal()
      expect(error.status).to.equal(503)
      expect(String(error.cause)).to.match(why)
    })
  }

  it('does not let an older answer bring back what was withdrawn', async () => {
    answers.set(addressOf(app), signed(app, until(7), 'https://a.test/new'))
    expect(await acsOf()).to.equal('https://a.test/new')
    answers.set(addressOf(app), signed(app, until(6), 'https://a.test/withdrawn'))
    now += day
    await find()
    await settled()
    expect(asked).to.have.length(2)
    expect(await acsOf()).to.equal('https://a.test/new')
  })

  it('takes a newer one in its time, and nobody waits for it', async () => {
    await find()
    answers.set(addressOf(app), signed(app, until(9), 'https://a.test/new'))
    now += day
    expect(await acsOf()).to.equal('https://a.test/acs')
    await settled()
    expect(await acsOf()).to.equal('https://a.test/new')
  })

  it('keeps the last copy while the service is away, over a restart too, and not past its end', async () => {
    await find()
    answers.set(addressOf(app), 500)
    now += 2 * day
    expect(await acsOf()).to.equal('https://a.test/acs')
    await settled()
    places.sources.close()
    opened = await open()
    expect(await acsOf()).to.equal('https://a.test/acs')
    now += 6 * day
    places.sources.close()
    opened = await open()
    expect((await refusal()).status).to.equal(503)
  })

  it('forgets one that the federation no longer has', async () => {
    await find()
    answers.delete(addressOf(app))
    now += 2 * day
    await find()
    await settled()
    expect(await find()).to.equal(undefined)
    answers.set(addressOf(app), 500)
    places.sources.close()
    opened = await open()
    expect((await refusal()).status).to.equal(503)
  })

  it('leaves out what the filter does not fit', async () => {
    opened = await open(`, filter: '"urn:other" in categories'`)
    expect(await find()).to.equal(undefined)
    opened = await open(`, filter: '"urn:research" in categories'`)
    expect(await find()).to.not.equal(undefined)
  })

  it('remembers that nobody knows an app', async () => {
    const nobody = entityId('https://nobody.test')
    for (let again = 0; again < 5; again += 1) expect(await find(nobody, '192.0.2.1')).to.equal(undefined)
    expect(asked).to.have.length(1)
    answers.set(addressOf(nobody), signed(nobody))
    now += day / 24
    expect(await find(nobody, '192.0.2.1')).to.not.equal(undefined)
  })

  it('remembers an app that speaks SAML 1.1 alone as one that nobody knows here, and believes nobody else that it is', async () => {
    const old = entityId('https://old.test')
    const other = (xml: string) =>
      xml.replace(
        /protocolSupportEnumeration="[^"]*"/,
        'protocolSupportEnumeration="urn:oasis:names:tc:SAML:1.1:protocol"',
      )
    expect(other(sp(old))).to.not.equal(sp(old))
    answers.set(addressOf(old), other(sp(old)))
    expect((await refusal(old, '192.0.2.1')).status, 'unsigned').to.equal(503)
    answers.set(addressOf(old), signedMetadata(other(sp(old))))
    for (let again = 0; again < 3; again += 1) expect(await find(old, '192.0.2.1')).to.equal(undefined)
    expect(asked).to.have.length(2)
  })

  const faulty = (name = app, days = 7) => sp(name, until(days)).replace(/<md:AssertionConsumerService[^>]*>/g, '')

  it('says of an app that can’t be used what is wrong with it, finds no fault with the service, and asks once', async () => {
    answers.set(addressOf(app), signedMetadata(faulty()))
    for (let again = 0; again < 12; again += 1) {
      const error = await refusal(app, '192.0.2.1')
      expect([error.code, error.status]).to.deep.equal(['unknown_app', undefined])
      expect(error.message).to.match(/can’t be used: .*AssertionConsumerService/)
      expect(error.facts).to.deep.equal({ received: app, setting: 'federations.edu' })
    }
    expect(asked).to.have.length(1)
    expect(noted).to.have.length(1)
    expect(noted[0]).to.match(/^edu https:\/\/a\.test .*AssertionConsumerService/)
    expect((await open()).problems).to.deep.equal([])
    answers.set(addressOf(app), signed(app))
    now += day / 24
    expect(await acsOf()).to.equal('https://a.test/acs')
  })

  it('believes nobody else that an app can’t be used, and no answer without an end', async () => {
    const others = [
      faulty(),
      signedMetadata(faulty(), { key: foreign }),
      signedMetadata(faulty(app, -1)),
      signedMetadata(faulty().replace(/ validUntil="[^"]*"/, '')),
    ]
    for (const answer of others) {
      answers.set(addressOf(app), answer)
      now += day / 24
      expect((await refusal()).status).to.equal(503)
    }
    expect(noted).to.deep.equal([])
  })

  it('keeps the last good copy of an app that can’t be used any more, to its end', async () => {
    await find()
    answers.set(addressOf(app), signedMetadata(faulty(app, 30)))
    now += 2 * day
    await find()
    await settled()
    expect(await acsOf()).to.equal('https://a.test/acs')
    expect(noted[0]).to.contain('AssertionConsumerService')
    now += 6 * day
    expect((await refusal()).code).to.equal('unknown_app')
  })

  it('says of an entity of another role, and of one that the filter leaves out, why it is no app', async () => {
    const idp = sp(app).replaceAll('SPSSODescriptor', 'IDPSSODescriptor')
    answers.set(addressOf(app), signedMetadata(idp))
    expect(await find()).to.equal(undefined)
    expect(noted).to.deep.equal([`edu ${app} it has no role of a service provider that speaks SAML 2.0`])
    opened = await open(`, filter: '"urn:other" in categories'`)
    answers.set(addressOf(app), signed(app))
    expect(await find()).to.equal(undefined)
    expect(noted.at(-1)).to.equal(`edu ${app} the filter leaves it out`)
    expect(await find(entityId('https://nobody.test'))).to.equal(undefined)
    expect(noted).to.have.length(2)
  })

  it('asks for unknown apps only so often for one client, and for all of them together', async () => {
    const ask = async (client: string) => {
      const name = entityId(`https://${Math.random()}.test`)
      return find(name, client).then(
        () => 'unknown',
        ({ code }: GatewayError) => code,
      )
    }
    const ofOne: string[] = []
    for (let count = 0; count < 12; count += 1) ofOne.push(await ask('192.0.2.1'))
    expect(ofOne.filter((said) => said === 'unknown')).to.have.length(10)
    expect(ofOne.at(-1)).to.equal('rate_limited')
    for (let client = 0; client < 200; client += 1) {
      for (let count = 0; count < 3; count += 1) await ask(`198.51.100.${client}`)
    }
    expect(asked.length).to.be.within(300, 510)
    // Neither who is known nor who asks for one that is pays for it.
    expect(await find(app, '203.0.113.9')).to.not.equal(undefined)
    now += day
    for (let count = 0; count < 30; count += 1) {
      const name = entityId(`https://known${count}.test`)
      answers.set(addressOf(name), signed(name))
      expect(await find(name, '203.0.113.9')).to.not.equal(undefined)
    }
  })

  /** Until what goes on in the background has been answered. */
  const settled = () => places.sources.settled()
})
