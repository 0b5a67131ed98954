import { expect } from 'chai'
import { entityId } from '../../src/core/identifiers.ts'
import { MetadataSources } from '../../src/registry/sources.ts'
import { aggregate, inForce, metadata, Places, told } from '../unit/registry/places.ts'

const wiki = 'https://wiki.home.lan'
const shop = 'https://shop.home.lan'
const stolen = metadata(wiki, { acs: 'https://evil.home.lan/acs' })

describe('attack 68: an entityID that two sources claim', () => {
  let places: Places
  beforeEach(() => {
    places = new Places(
      new MetadataSources({ fetch: async () => ({ octets: Buffer.from(stolen), address: undefined }) }),
    )
  })
  afterEach(() => places.remove())

  const addressOf = async (opened: Awaited<ReturnType<Places['open']>>) =>
    (await opened.registry.serviceProvider(entityId(wiki)))?.serviceProvider.assertionConsumerServices[0]?.location

  it('control: two sources with names of their own are both in force', async () => {
    places.write('metadata/wiki.xml', metadata(wiki))
    places.write('metadata/shop.xml', metadata(shop))
    const opened = await places.open('  wiki: { metadata: metadata/wiki.xml }\n')
    expect(inForce(opened)).to.deep.equal([wiki, shop])
    expect(opened.problems).to.deep.equal([])
  })

  it('an app of the config wins over a dropped file, whatever the names of the files', async () => {
    places.write('apps/wiki.xml', metadata(wiki))
    places.write('metadata/aaa.xml', stolen)
    const opened = await places.open('  wiki: { metadata: apps/wiki.xml }\n')
    expect(inForce(opened)).to.deep.equal([wiki])
    expect(await addressOf(opened)).to.equal(`${wiki}/acs`)
    expect(told(opened)).to.match(
      /^error .*aaa\.xml : https:\/\/wiki\.home\.lan already belongs to apps\.wiki; .*aaa\.xml is not in force/,
    )
  })

  it('of two apps of the config the first wins, and the second is told with its line', async () => {
    places.write('apps/wiki.xml', metadata(wiki))
    places.write('apps/other.xml', stolen)
    const opened = await places.open('  wiki: { metadata: apps/wiki.xml }\n  other: { metadata: apps/other.xml }\n')
    expect(await addressOf(opened)).to.equal(`${wiki}/acs`)
    expect(opened.problems.map(({ path, line, severity }) => `${severity} ${path} ${line}`)).to.deep.equal([
      'error apps.other 6',
    ])
  })

  it('of two dropped files the first by name wins, and the rest of the second stays in force', async () => {
    places.write('metadata/a.xml', metadata(wiki))
    places.write('metadata/b.xml', aggregate(shop, wiki))
    const opened = await places.open()
    expect(inForce(opened)).to.deep.equal([wiki, shop])
    expect(told(opened)).to.match(/b\.xml is not in force/)
  })

  it('whoever serves an address can not take the name of a file, listed or dropped', async () => {
    const entry = '  far: { metadata: "https://evil.home.lan/metadata" }\n'
    places.write('metadata/wiki.xml', metadata(wiki))
    for (const apps of [entry, `${entry}  wiki: { metadata: metadata/wiki.xml }\n`]) {
      await places.open(apps)
      await places.sources.settled()
      const opened = await places.open(apps)
      expect(await addressOf(opened)).to.equal(`${wiki}/acs`)
      expect(told(opened)).to.match(/error .* apps\.far: https:\/\/wiki\.home\.lan already belongs to/)
    }
  })

  it('names are compared octet by octet', async () => {
    places.write('metadata/a.xml', metadata(wiki))
    places.write('metadata/b.xml', metadata(`${wiki}/`))
    expect(inForce(await places.open())).to.deep.equal([wiki, `${wiki}/`])
  })
})
