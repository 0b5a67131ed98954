import { linkSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { aggregate, inForce, metadata, Places, told } from '../unit/registry/places.ts'

const wiki = 'https://wiki.home.lan'
const shop = 'https://shop.home.lan'
const staff = 'allow: \'"staff" in groups\''
const everyone = { rest: 'defaults: { allow: "true" }\n' }

describe('attack 68: an entry that is broken or gone opens no app to everyone', () => {
  let places: Places
  beforeEach(() => {
    places = new Places()
  })
  afterEach(() => places.remove())

  it('control: without any `allow`, a dropped file is an app for everyone', async () => {
    places.write('metadata/wiki.xml', metadata(wiki))
    places.write('partners/shop.xml', metadata(shop))
    expect(inForce(await places.open('  shop: { metadata: partners/shop.xml }\n'))).to.deep.equal([shop, wiki])
  })

  it('a misspelt path leaves its file out of force, and that is said once, with the cure', async () => {
    places.write('metadata/wiki.xml', metadata(wiki))
    places.write('metadata/shop.xml', metadata(shop))
    const opened = await places.open(`  wiki: { metadata: metadta/wiki.xml, ${staff} }\n`)
    expect(inForce(opened)).to.deep.equal([])
    expect(told(opened)).to.match(/error .*isthmus\.yaml defaults\.allow: .*\(2: shop\.xml, wiki\.xml\).*"true"/)
    expect(opened.problems).to.have.length(2)
  })

  it('so does the other case of a name', async () => {
    places.write('metadata/wiki.xml', metadata(wiki))
    expect(inForce(await places.open(`  wiki: { metadata: metadata/Wiki.xml, ${staff} }\n`))).to.deep.equal([])
  })

  it('so does an entry that is removed while another app has `allow`', async () => {
    places.write('metadata/wiki.xml', metadata(wiki))
    places.write('partners/shop.xml', metadata(shop))
    expect(inForce(await places.open(`  shop: { metadata: partners/shop.xml, ${staff} }\n`))).to.deep.equal([shop])
  })

  it('so does the last entry with `allow`, removed while the gateway runs', async () => {
    places.write('metadata/wiki.xml', metadata(wiki))
    expect(inForce(await places.open(`  wiki: { metadata: metadata/wiki.xml, ${staff} }\n`))).to.deep.equal([wiki])
    const opened = await places.open()
    expect(inForce(opened)).to.deep.equal([])
    expect(told(opened)).to.match(/defaults\.allow/)
    expect(inForce(await places.open('', everyone))).to.deep.equal([wiki])
  })

  it('so does `defaults.allow` that goes missing while the gateway runs, with its section or alone', async () => {
    places.write('metadata/wiki.xml', metadata(wiki))
    const staffOnly = { rest: 'defaults: { allow: \'"staff" in groups\' }\n' }
    for (const rest of ['', 'defaults:\n', 'defaults: { sign: both }\n']) {
      expect(inForce(await places.open('', staffOnly))).to.deep.equal([wiki])
      const opened = await places.open('', { rest })
      expect(inForce(opened), rest).to.deep.equal([])
      expect(told(opened)).to.match(/error .*defaults\.allow/)
    }
    expect(inForce(await places.open('', everyone))).to.deep.equal([wiki])
  })

  it('two entries of one name that let different people in: neither is in force', async () => {
    places.write('partners/wiki.xml', metadata(wiki))
    places.write('partners/copy.xml', metadata(wiki))
    const entry = (name: string, more: string) => `  ${name}: { metadata: partners/${name}.xml${more} }\n`
    const rules = ['', `, ${staff}`, ', allow: \'"admins" in groups\'']
    for (const one of rules) {
      for (const other of rules) {
        const opened = await places.open(`${entry('wiki', one)}${entry('copy', other)}`)
        const closed = other !== '' && one !== other
        expect(inForce(opened), `${one} ${other}`).to.deep.equal(closed ? [] : [wiki])
        expect(told(opened)).to.match(closed ? /neither is in force/ : /apps\.copy is not in force/)
      }
    }
  })

  it('control: whoever serves an address can not close another app so', async () => {
    places.write('partners/wiki.xml', metadata(wiki))
    const opened = await places.open(
      `  wiki: { metadata: partners/wiki.xml }\n  far: { metadata: "https://127.0.0.1:1/none", ${staff} }\n`,
    )
    expect(inForce(opened)).to.deep.equal([wiki])
  })

  it('`upstream` among several says who may use an app too', async () => {
    places.write('metadata/wiki.xml', metadata(wiki))
    const entry = '  wiki: { metadata: metadta/wiki.xml, upstream: keycloak }\n'
    expect(inForce(await places.open(entry, { upstreams: 2 }))).to.deep.equal([])
    expect(inForce(await places.open(entry, { upstreams: 2, ...everyone }))).to.deep.equal([wiki])
  })

  it('control: `defaults.allow` says who may use dropped files, and they get it', async () => {
    places.write('metadata/wiki.xml', metadata(wiki))
    places.write('partners/shop.xml', metadata(shop))
    const opened = await places.open(`  shop: { metadata: partners/shop.xml, ${staff} }\n`, {
      rest: 'defaults: { allow: \'"friends" in groups\' }\n',
    })
    expect(inForce(opened)).to.deep.equal([shop, wiki])
    expect(opened.problems).to.deep.equal([])
    const allow = opened.registry.apps()[1]?.policy.allow
    expect(allow?.evaluate({ claims: {}, groups: ['friends'], upstream: 'a' })).to.equal(true)
    expect(allow?.evaluate({ claims: {}, groups: ['staff'], upstream: 'a' })).to.equal(false)
  })

  it('a file that a broken entry names is never a dropped one, by whatever path or link', async () => {
    mkdirSync(join(places.directory, 'metadata'))
    const partner = places.write('partners/both.xml', aggregate(wiki, shop))
    symlinkSync(partner, join(places.directory, 'metadata/link.xml'))
    linkSync(partner, join(places.directory, 'metadata/hard.xml'))
    symlinkSync(join(places.directory, 'metadata'), join(places.directory, 'folder'))
    for (const path of ['partners/both.xml', 'metadata/link.xml', 'metadata/hard.xml', 'folder/hard.xml']) {
      const opened = await places.open(`  both: { metadata: ${path} }\n`)
      expect(inForce(opened)).to.deep.equal([])
      expect(told(opened)).to.match(/Choose one with `entityId`/)
    }
    // Control: named by nobody, it is dropped.
    rmSync(join(places.directory, 'metadata/link.xml'))
    expect(inForce(await places.open())).to.deep.equal([wiki, shop])
  })

  it('a file that an upstream names is none either', async () => {
    const pem = places.write('metadata/ca.xml', `-----BEGIN CERTIFICATE-----${metadata(wiki)}`)
    const opened = await places.open('', { upstream: ', caFile: metadata/ca.xml' })
    expect(inForce(opened)).to.deep.equal([])
    expect(opened.problems, pem).to.deep.equal([])
  })

  it('the name of a broken entry is kept for it', async () => {
    places.write('metadata/wiki.xml', metadata(wiki))
    places.write('partners/both.xml', aggregate(wiki, shop))
    const broken = [
      `  wiki: { metadata: partners/none.xml, entityId: "${wiki}", ${staff} }\n`,
      `  wiki: { metadata: partners/both.xml, entityId: "${wiki}/", ${staff} }\n`,
      `  wiki: { metadata: partners/both.xml, entityId: "${wiki}", encryptAssertions: true, ${staff} }\n`,
      `  wiki: { metadata: partners/both.xml, ${staff} }\n`,
      `  wiki: { metadata: "https://127.0.0.1:1/none", entityId: "${wiki}", ${staff} }\n`,
    ]
    for (const entry of broken) {
      const opened = await places.open(entry, everyone)
      expect(inForce(opened), entry).to.deep.equal([])
      expect(told(opened)).to.match(/wiki\.xml : https:\/\/wiki\.home\.lan already belongs to apps\.wiki/)
    }
  })

  it('control: a broken entry keeps no other name, and none from another entry', async () => {
    places.write('metadata/wiki.xml', metadata(wiki))
    places.write('partners/both.xml', aggregate(wiki, shop))
    const none = `  none: { metadata: partners/none.xml, entityId: "${shop}", ${staff} }\n`
    expect(inForce(await places.open(none, everyone))).to.deep.equal([wiki])
    const two = `  both: { metadata: partners/both.xml }\n  shop: { metadata: partners/both.xml, entityId: "${shop}" }\n`
    expect(inForce(await places.open(two))).to.deep.equal([shop])
  })
})
