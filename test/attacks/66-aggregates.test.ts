/**
 * Attacks 66 and 68 on a federation's aggregate: whoever serves its address can add nobody and bring nothing back. The
 * control is the same document without the attack.
 */
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { expect } from 'chai'
import { entityId } from '../../src/core/identifiers.ts'
import { verifyAggregate } from '../../src/registry/federation/verify.ts'
import { MetadataSources } from '../../src/registry/sources.ts'
import { spKey } from '../fixtures/gateway.ts'
import { aggregateXml, federatedSp, signedMetadata } from '../saml/aggregate.ts'
import { otherKey } from '../saml/keys.ts'
import { Places, told } from '../unit/registry/places.ts'

const app = entityId('https://a.test')
const evil = federatedSp('https://evil.test')
const { certificate } = spKey()
const foreign = { privateKey: otherKey.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), certificate }
const sound = signedMetadata(aggregateXml(federatedSp(app)))
const unsigned = aggregateXml(federatedSp(app))
const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(sound)?.[0] ?? ''
const depth = (levels: number) => `<md:Extensions>${'<a>'.repeat(levels)}${'</a>'.repeat(levels)}</md:Extensions>`

/** What is served, and why nothing of it is in force. */
const attacks: Readonly<Record<string, readonly [xml: string, why: RegExp]>> = {
  'no signature': [unsigned, /must be signed/],
  'a signature of another key': [signedMetadata(unsigned, { key: foreign }), /does not verify with the pinned key/],
  'an entity added': [sound.replace('</md:EntitiesDescriptor>', `${evil}$&`), /not what was signed/],
  'an address changed': [sound.replace('/acs"', '/bcs"'), /not what was signed/],
  'an attribute of the root changed': [sound.replace('2999', '2998'), /not what was signed/],
  'the signed document wrapped': [
    `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" ID="_evil" validUntil="2999-01-01T00:00:00Z">${signature}${evil}${unsigned}</md:EntitiesDescriptor>`,
    /does not cover the message/,
  ],
  'the signed document wrapped under its own ID': [
    `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" ID="_all" validUntil="2999-01-01T00:00:00Z">${signature}${evil}${unsigned}</md:EntitiesDescriptor>`,
    /same ID twice/,
  ],
  'the ID in another spelling': [sound.replace('entityID=', 'Id="_all" entityID='), /same ID twice/],
  'the signature of a part': [
    signedMetadata(aggregateXml(federatedSp(app, { attributes: ' ID="_part"' })), { reference: '/*/*' }),
    /does not cover the message/,
  ],
  'the signature at the end': [
    sound.replace(signature, '').replace('</md:EntitiesDescriptor>', `${signature}$&`),
    /must be signed, with the signature as its first element/,
  ],
  'a second signature': [sound.replace(signature, `${signature}${signature}`), /more than one signature/],
  'no ID': [sound.replace(' ID="_all"', ''), /no valid ID/],
  'a DOCTYPE': [`<!DOCTYPE x [<!ENTITY e "e">]>${sound}`, /DOCTYPE/],
  'a processing instruction': [sound.replace('</md:EntitiesDescriptor>', '<?x y?>$&'), /processing instruction/],
  'a relative namespace': [sound.replace('</md:EntitiesDescriptor>', '<x xmlns="y"/>$&'), /not an absolute URI/],
  'another root': [sound.replaceAll('md:EntitiesDescriptor', 'md:EntityDescriptor'), /not EntitiesDescriptor/],
  'no end': [signedMetadata(aggregateXml(federatedSp(app), { attributes: '' })), /no validUntil/],
  'an end that has passed': [
    signedMetadata(aggregateXml(federatedSp(app), { attributes: ' validUntil="2020-01-01T00:00:00Z"' })),
    /validUntil of the metadata has passed/,
  ],
  'an end that is no date': [
    signedMetadata(aggregateXml(federatedSp(app), { attributes: ' validUntil="soon"' })),
    /not a date/,
  ],
  depth: [sound.replace('</md:EntitiesDescriptor>', `${depth(60)}$&`), /nested too deeply/],
  'a namespace that is written again at each element': [
    sound.replace(
      '</md:EntitiesDescriptor>',
      `<md:Extensions xmlns:x="urn:x:${'x'.repeat(100_000)}">${'<x:a></x:a>'.repeat(20_000)}</md:Extensions>$&`,
    ),
    /too many namespaces/,
  ],
  'a tag that never ends': [
    sound.replace('</md:EntitiesDescriptor>', `<x ${'a="" '.repeat(400_000)}`),
    /too large|duplicate/,
  ],
  'a text that never ends': [sound.replace('</md:EntitiesDescriptor>', 'x'.repeat(1_300_000)), /too large/],
  'much before the signature': [`<!--${'x'.repeat(1_300_000)}-->${sound}`, /too large/],
  'an end in the middle': [sound.slice(0, -30), /not well-formed/],
}

describe('attacks 66 and 68: aggregates', () => {
  let places: Places
  beforeEach(() => {
    places = new Places(new MetadataSources())
    places.write('partners/federation.pem', certificate)
  })
  afterEach(() => places.remove())

  const rest = 'federations:\n  edu: { metadata: partners/all.xml, certFile: partners/federation.pem }\n'
  async function opened(apps = '') {
    await places.open(apps, { rest })
    await places.sources.settled()
    return places.open(apps, { rest })
  }
  async function served(xml: string) {
    places.write('partners/all.xml', xml)
    return opened()
  }

  it('control: what the federation signed is in force', async () => {
    const found = await served(sound)
    expect(told(found)).to.equal('')
    expect(found.registry.federations).to.deep.equal([{ name: 'edu', entities: 1, validUntil: Date.UTC(2999, 0, 1) }])
    expect((await found.registry.serviceProvider(app))?.source).to.equal('federations.edu')
    expect(await found.registry.serviceProvider(entityId('https://b.test'))).to.equal(undefined)
  })

  for (const [name, [xml, why]] of Object.entries(attacks)) {
    it(`takes nothing of it: ${name}`, () => {
      expect(() => verified(xml)).to.throw(why)
      expect(verified(sound).table.names, 'control').to.deep.equal([app])
    })
  }

  /** As the thread does it. */
  function verified(xml: string) {
    const path = places.write('partners/all.xml', xml)
    const output = openSync(places.write('entities', ''), 'w')
    try {
      const signers = { certificates: [certificate], fingerprints: [] }
      return verifyAggregate({ path, output, signers, now: Date.now() })
    } finally {
      closeSync(output)
    }
  }

  it('has nothing in force where there is nothing to believe', async () => {
    const found = await served(sound.replace('/acs"', '/bcs"'))
    expect(told(found)).to.match(/not what was signed/)
    expect(found.registry.federations[0]?.entities).to.equal(0)
    expect(await found.registry.serviceProvider(app)).to.equal(undefined)
  })

  it('keeps the last good copy where a forged or an older one follows', async () => {
    await served(signedMetadata(aggregateXml(federatedSp(app), { attributes: ' validUntil="2998-01-01T00:00:00Z"' })))
    const older = signedMetadata(aggregateXml(evil, { attributes: ' validUntil="2997-01-01T00:00:00Z"' }))
    for (const [xml, why] of [
      [sound.replace('/acs"', '/bcs"'), /digest/],
      [older, /older than the one in force/],
    ] as const) {
      places.write('partners/all.xml', xml)
      await places.sources.refreshAll()
      const found = await opened()
      expect(told(found)).to.match(why)
      expect(await found.registry.serviceProvider(entityId('https://evil.test'))).to.equal(undefined)
      expect(await found.registry.serviceProvider(app)).to.not.equal(undefined)
    }
  })

  it('does not believe a file that is exchanged after it was verified', async () => {
    const found = await served(sound)
    places.write('partners/all.xml', sound.replace('/acs"', '/evil"'))
    const [acs] = (await found.registry.serviceProvider(app))?.serviceProvider.assertionConsumerServices ?? []
    expect(acs?.location).to.equal('https://a.test/acs')
  })

  it('does not believe its own copy of an entity where that was exchanged', async function () {
    if (process.platform !== 'linux') this.skip()
    const found = await served(sound)
    const [copy] = readdirSync('/proc/self/fd').flatMap((fd) => {
      const path = `/proc/self/fd/${fd}`
      return isLinkTo(path, '.entities-') ? [path] : []
    })
    writeFileSync(copy ?? '', readFileSync(copy ?? '', 'utf8').replace('/acs"', '/bcs"'))
    const error = await found.registry.serviceProvider(app).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    expect(error).to.have.nested.property('cause.message', 'the verified metadata was changed on the disk')
  })

  function isLinkTo(path: string, name: string): boolean {
    try {
      return readlinkSync(path).includes(name)
    } catch {
      return false
    }
  }

  it('gives a name that stands twice to neither, and says so', async () => {
    const twice = `${federatedSp(app)}${federatedSp(app, { acs: 'https://a.test/other' })}${federatedSp('https://b.test')}`
    const found = await served(signedMetadata(aggregateXml(twice)))
    expect(told(found)).to.contain('https://a.test is there more than once')
    expect(await found.registry.serviceProvider(app)).to.equal(undefined)
    expect(await found.registry.serviceProvider(entityId('https://b.test'))).to.not.equal(undefined)
  })

  it('cannot take the name of an app of the config, in force or not', async () => {
    places.write('partners/all.xml', sound)
    const own = await opened(`  wiki: { entityId: "${app}", acs: "https://own.test/acs" }\n`)
    expect((await own.registry.serviceProvider(app))?.source).to.equal('apps.wiki')
    const broken = await opened(`  wiki: { entityId: "${app}", metadata: partners/missing.xml }\n`)
    expect(await broken.registry.serviceProvider(app)).to.equal(undefined)
  })

  it('refuses a config that pins no key', async () => {
    const unpinned = 'federations:\n  edu: { metadata: partners/all.xml }\n'
    const error = await places.config('', { rest: unpinned }).then(
      () => '',
      (thrown: Error) => thrown.message,
    )
    expect(error).to.contain('Nothing says whose signature the metadata must have')
  })
})
