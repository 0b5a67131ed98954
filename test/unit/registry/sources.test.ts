import { renameSync, rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { entityId } from '../../../src/core/identifiers.ts'
import { nextRead } from '../../../src/registry/schedule.ts'
import { MetadataSources } from '../../../src/registry/sources.ts'
import { parseServiceProviders } from '../../../src/saml/metadata.ts'
import { fixture } from '../../saml/fixtures.ts'
import { aggregate, inForce, metadata, Places, told } from './places.ts'

const wiki = 'https://wiki.home.lan'
const shop = 'https://shop.home.lan'

describe('registry: sources of metadata', () => {
  let places: Places
  beforeEach(() => {
    places = new Places()
  })
  afterEach(() => places.remove())

  describe('a drop folder that can not be read', () => {
    const breaks: readonly (readonly [why: string, change: (folder: string) => void])[] = [
      ['is gone', (folder) => renameSync(folder, `${folder}-elsewhere`)],
      [
        'is a file',
        (folder) => {
          rmSync(folder, { recursive: true })
          places.write('metadata', 'x')
        },
      ],
    ]
    for (const [why, change] of breaks) {
      it(`keeps what it held in force and is one error: it ${why}`, async () => {
        places.write('metadata/wiki.xml', metadata(wiki))
        places.write('metadata/shop.xml', metadata(shop))
        expect(inForce(await places.open())).to.deep.equal([shop, wiki])
        change(join(places.directory, 'metadata'))
        for (let time = 0; time < 2; time++) {
          const opened = await places.open()
          expect(inForce(opened)).to.deep.equal([shop, wiki])
          expect(opened.problems).to.have.length(1)
          expect(told(opened)).to.match(/^error .*metadata : .*What it held stays in force/)
        }
        rmSync(join(places.directory, 'metadata'), { force: true })
        places.write('metadata/wiki.xml', metadata(wiki))
        const mended = await places.open()
        expect(inForce(mended)).to.deep.equal([wiki])
        expect(mended.problems).to.deep.equal([])
      })
    }
  })

  it('names files in the drop folder that nobody reads', async () => {
    for (const name of ['wiki.xml.txt', 'shop.metadata', 'plain']) places.write(`metadata/${name}`, metadata(wiki))
    for (const name of ['README.md', '.hidden', 'a.xml~', 'b.xml.part']) places.write(`metadata/${name}`, 'x')
    const opened = await places.open()
    expect(opened.problems.map(({ severity, message }) => `${severity} ${message.split(' ')[0]}`)).to.deep.equal([
      'warning plain',
      'warning shop.metadata',
      'warning wiki.xml.txt',
    ])
  })

  it('reads a large file aside, and finds the same in it', async () => {
    const many = Array.from({ length: 700 }, (_, number) => `https://sp${number}.home.lan`)
    const real = fixture('pysaml2-metadata.xml').replace(/<\?xml[^>]*\?>/, '')
    const text = aggregate(...many).replace('</md:EntitiesDescriptor>', `${real}</md:EntitiesDescriptor>`)
    expect(text.length).to.be.above(200_000)
    places.write('metadata/many.xml', text)
    const opened = await places.open()
    expect(inForce(opened)).to.have.length(701)
    const [here] = parseServiceProviders(real).serviceProviders
    const aside = opened.registry.samlApps().at(-1)?.serviceProvider
    expect(aside?.entityId).to.equal(here?.entityId)
    expect(aside?.signingKeys.map(({ id }) => id)).to.deep.equal(here?.signingKeys.map(({ id }) => id))
    expect(aside?.signingKeys[0]?.key.equals(here?.signingKeys[0]?.key as never)).to.equal(true)
    places.write('metadata/many.xml', text.slice(0, -30))
    const broken = await places.open()
    expect(inForce(broken)).to.have.length(701)
    expect(told(broken)).to.match(/not well-formed.*last good version/)
  })

  it('a file over 10 MB is refused with a cure that helps', async () => {
    places.write('metadata/many.xml', Buffer.alloc(10 * 1_048_576 + 1, 0x20))
    expect(told(await places.open())).to.match(/larger than 10 MB\. .*single entities/)
  })

  it('looks at those files alone that may have changed', async () => {
    const path = places.write('metadata/wiki.xml', metadata(wiki))
    places.write('metadata/shop.xml', metadata(shop))
    // Until their time stamps are old enough to tell a change, files are read each time.
    const ago = new Date(Date.now() - 60_000)
    for (const name of ['wiki', 'shop']) utimesSync(join(places.directory, `metadata/${name}.xml`), ago, ago)
    await places.open()
    await new Promise((resolve) => setTimeout(resolve, 2100))
    await places.open()
    places.write('metadata/wiki.xml', metadata(`${wiki}/new`))
    places.write('metadata/shop.xml', metadata(`${shop}/new`))
    places.sources.changed(new Set([path]))
    expect(inForce(await places.open())).to.deep.equal([shop, `${wiki}/new`])
    expect(inForce(await places.open())).to.deep.equal([`${shop}/new`, `${wiki}/new`])
  })

  it('many warnings of one source are a few lines', async () => {
    const expired = Array.from({ length: 40 }, (_, number) =>
      metadata(`https://sp${number}.home.lan`, { attributes: ' validUntil="2020-01-01T00:00:00Z"' }),
    )
    const open = '<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">'
    places.write('metadata/many.xml', `${open}${expired.join('')}</md:EntitiesDescriptor>`)
    const opened = await places.open()
    expect(opened.problems).to.have.length(4)
    expect(opened.problems.at(-1)?.message).to.match(/37 more warnings\./)
    expect(inForce(opened)).to.have.length(40)
  })

  it('an address that gives the same octets is not read again', async () => {
    let text = metadata(wiki)
    let changed = 0
    const sources = new MetadataSources({
      fetch: async () => ({ octets: Buffer.from(text), address: undefined }),
      onChange: () => (changed += 1),
    })
    const config = await places.config(`  wiki: { metadata: "${wiki}/metadata" }\n`)
    const { openRegistry } = await import('../../../src/registry/registry.ts')
    const provider = async () => (await openRegistry(config, { sources })).registry.samlApps()[0]?.serviceProvider
    try {
      await provider()
      await sources.settled()
      const first = await provider()
      await sources.refreshAll()
      expect(await provider()).to.equal(first)
      expect(changed).to.equal(1)
      text = metadata(wiki, { acs: `${wiki}/other` })
      await sources.refreshAll()
      expect((await provider())?.assertionConsumerServices[0]?.location).to.equal(`${wiki}/other`)
      expect((await provider())?.entityId).to.equal(entityId(wiki))
      expect(changed).to.equal(2)
    } finally {
      sources.close()
    }
  })

  it('an address that asks to be read each second, and never changes, is read less and less', () => {
    const minute = 60_000
    const often = (unchanged: number) =>
      nextRead({ failures: 0, unchanged, cacheDuration: 1000, ends: Number.POSITIVE_INFINITY })
    expect([0, 1, 2, 3, 9, 2000].map(often)).to.deep.equal([1, 2, 4, 8, 60, 60].map((count) => count * minute))
    const plain = { failures: 0, unchanged: 9, cacheDuration: undefined }
    expect(nextRead({ ...plain, ends: Number.POSITIVE_INFINITY })).to.equal(24 * 60 * minute)
    expect(nextRead({ ...plain, ends: 10 * minute })).to.equal(5 * minute)
    expect(nextRead({ ...plain, ends: 0 })).to.equal(minute)
    expect(nextRead({ ...plain, failures: 1, ends: 0 })).to.equal(5000)
  })
})
