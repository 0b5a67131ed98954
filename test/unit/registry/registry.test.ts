import { mkdirSync, renameSync, rmSync, symlinkSync, utimesSync } from 'node:fs'
import { expect } from 'chai'
import { appId, entityId } from '../../../src/core/identifiers.ts'
import { idpMetadata } from '../../saml/answer.ts'
import { aggregate, inForce, metadata, Places, told } from './places.ts'

const wiki = 'https://wiki.home.lan'
const shop = 'https://shop.home.lan'
const wikiEntry = '  wiki: { metadata: metadata/wiki.xml }\n'

describe('registry', () => {
  let places: Places
  beforeEach(() => {
    places = new Places()
  })
  afterEach(() => places.remove())

  it('has the apps of the config, by entityID and by app', async () => {
    places.write('metadata/wiki.xml', metadata(wiki))
    const opened = await places.open(
      '  wiki: { metadata: metadata/wiki.xml, allow: "\'staff\' in groups", displayName: The wiki, maxAuthnAge: 90s, startUrl: "https://wiki.home.lan/" }\n',
    )
    expect(opened.problems).to.deep.equal([])
    const app = await opened.registry.serviceProvider(entityId(wiki))
    expect(app?.settings).to.deep.include({ sign: 'both', encryptAssertions: false, requestLifetime: 3_600_000 })
    expect(app).to.deep.include({ source: 'apps.wiki', pairwiseOnly: false })
    const policy = opened.registry.policy(appId('saml', wiki))
    expect(policy).to.equal(app?.policy)
    expect(policy).to.deep.include({
      displayName: 'The wiki',
      startUrl: 'https://wiki.home.lan/',
      onDenied: 'app',
      maxAuthnAge: 90,
      strictContexts: false,
    })
    expect(policy?.allow?.evaluate({ claims: {}, groups: ['staff'], upstream: 'a' })).to.equal(true)
    expect(policy?.attributes.map(({ name }) => name)).to.include('email')
    expect(await opened.registry.serviceProvider(entityId(`${wiki}/`))).to.equal(undefined)
    expect(opened.registry.policy(appId('saml', 'none'))).to.equal(undefined)
  })

  it('has apps without metadata', async () => {
    const opened = await places.open(
      '  wiki: { entityId: urn:wiki, acs: [https://wiki.home.lan/acs, https://wiki.home.lan/two] }\n',
    )
    expect(opened.problems).to.deep.equal([])
    const app = await opened.registry.serviceProvider(entityId('urn:wiki'))
    expect(app?.serviceProvider.assertionConsumerServices.map(({ location }) => location)).to.deep.equal([
      'https://wiki.home.lan/acs',
      'https://wiki.home.lan/two',
    ])
    expect(app?.policy.displayName).to.equal('wiki')
  })

  it('gives no app a name of ours, toward apps or toward an identity provider', async () => {
    places.write('partners/corp.xml', idpMetadata())
    const rest = '  corp: { kind: saml, metadata: partners/corp.xml }\n'
    const ours = ['https://sso.home.lan/saml/metadata', 'https://sso.home.lan/saml/sp/corp/metadata']
    for (const [at, name] of [...ours, wiki].entries()) places.write(`metadata/${at}.xml`, metadata(name))
    const opened = await places.open('', { rest })
    expect(inForce(opened)).to.deep.equal([wiki])
    for (const name of ours) expect(told(opened)).to.contain(`${name} already belongs to Isthmus; `)
  })

  it('says of the metadata of an identity provider what to do there, not at an app', async () => {
    const rest =
      '  corp: { kind: saml, metadata: partners/corp.xml }\n  other: { kind: saml, metadata: partners/other.xml }\n'
    for (const text of [' ', '<a/>', '<!doctype html><html></html>', metadata(wiki), aggregate(wiki, shop)]) {
      places.write('partners/corp.xml', text)
      places.write('partners/other.xml', idpMetadata())
      const problems = told(await places.open('', { rest }))
      expect(problems, text).to.contain('upstreams.corp.metadata').and.not.contain('upstreams.other')
      expect(problems, text).to.not.match(/the app\b/)
    }
  })

  it('gives the value of a name of its own to the core', async () => {
    places.write('metadata/wiki.xml', metadata(wiki))
    const { registry } = await places.open(
      '  wiki: { metadata: metadata/wiki.xml, nameId: { format: unspecified, value: claims.preferred_username } }\n',
    )
    const policy = registry.policy(appId('saml', wiki))
    expect(
      policy?.subjectValue?.evaluate({ claims: { preferred_username: 'anna' }, groups: [], upstream: 'a' }),
    ).to.equal('anna')
  })

  describe('files dropped into metadata/', () => {
    it('get the defaults', async () => {
      places.write('metadata/shop.xml', metadata(shop))
      const opened = await places.open('', { rest: 'defaults: { attributes: oid, sign: response }\n' })
      expect(opened.problems).to.deep.equal([])
      const app = await opened.registry.serviceProvider(entityId(shop))
      expect(app?.settings.sign).to.equal('response')
      expect(app?.attributeNames.get(app.policy.attributes[0]?.name ?? '')?.friendlyName).to.equal('uid')
      expect(app?.policy.displayName).to.equal('shop')
      expect(app?.nameId).to.equal(undefined)
      expect(app?.source).to.equal(`${places.directory}/metadata/shop.xml`)
    })

    it('are read whole when they hold several', async () => {
      places.write('metadata/both.xml', aggregate(wiki, shop))
      expect(inForce(await places.open())).to.deep.equal([wiki, shop])
    })

    it('are found again when they change, and gone when they are removed', async () => {
      const path = places.write('metadata/a.xml', metadata(wiki))
      expect(inForce(await places.open())).to.deep.equal([wiki])
      places.write('metadata/a.xml', metadata(shop))
      expect(inForce(await places.open())).to.deep.equal([shop])
      rmSync(path)
      const opened = await places.open()
      expect(inForce(opened)).to.deep.equal([])
      expect(opened.problems).to.deep.equal([])
    })

    it('are not what is hidden, in a folder, or called otherwise', async () => {
      for (const name of ['.a.xml', 'folder/b.xml', 'c.txt', 'd.xml.part', 'e.xml~', 'README.md']) {
        places.write(`metadata/${name}`, metadata(`https://${name.length}.home.lan`))
      }
      mkdirSync(`${places.directory}/metadata/f.xml`)
      const opened = await places.open()
      expect(inForce(opened)).to.deep.equal([])
      expect(opened.problems).to.deep.equal([])
    })

    it('may be links, as a mounted ConfigMap has them', async () => {
      places.write('elsewhere/wiki.xml', metadata(wiki))
      mkdirSync(`${places.directory}/metadata`)
      symlinkSync(`${places.directory}/elsewhere/wiki.xml`, `${places.directory}/metadata/wiki.xml`)
      expect(inForce(await places.open())).to.deep.equal([wiki])
    })

    it('are not counted twice when the config names them, by whatever path', async () => {
      places.write('metadata/wiki.xml', metadata(wiki))
      for (const path of [
        'metadata/wiki.xml',
        './metadata/../metadata/wiki.xml',
        `${places.directory}/metadata/wiki.xml`,
      ]) {
        const opened = await places.open(`  wiki: { metadata: ${path} }\n`)
        expect(inForce(opened)).to.deep.equal([wiki])
        expect(opened.problems).to.deep.equal([])
      }
    })

    it('are none where the folder is missing', async () => {
      expect(inForce(await places.open())).to.deep.equal([])
    })
  })

  describe('a file that breaks', () => {
    const broken: readonly (readonly [why: string, text: string | Buffer, message: RegExp])[] = [
      ['copied halfway', metadata(wiki).slice(0, 200), /metadata\/wiki\.xml: /],
      ['empty', '', /wiki\.xml/],
      ['no metadata', '<wiki/>', /not SAML metadata/],
      ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), /This is a picture \(PNG\), not metadata/],
      ['no UTF-8', Buffer.from([0x3c, 0x61, 0xff, 0x3e]), /neither UTF-8 nor UTF-16/],
      ['too large', Buffer.alloc(10 * 1_048_576 + 1, 0x20), /larger than 10 MB/],
      ['a DOCTYPE', `<!DOCTYPE x [<!ENTITY e "x">]>${metadata(wiki)}`, /wiki\.xml/],
    ]
    for (const [why, text, message] of broken) {
      it(`keeps its last good version (${why}), and the rest in force`, async () => {
        places.write('metadata/wiki.xml', metadata(wiki))
        places.write('metadata/shop.xml', metadata(shop))
        expect(inForce(await places.open(wikiEntry))).to.deep.equal([wiki, shop])
        places.write('metadata/wiki.xml', text)
        const opened = await places.open(wikiEntry)
        expect(inForce(opened)).to.deep.equal([wiki, shop])
        expect(told(opened))
          .to.match(message)
          .and.match(/^error .*apps\.wiki\.metadata.*last good version stays in force/)
        places.write('metadata/wiki.xml', metadata('https://new.home.lan'))
        expect(inForce(await places.open(wikiEntry))).to.deep.equal(['https://new.home.lan', shop])
      })
    }

    it('is said each time until it is mended, though it is read once', async () => {
      places.write('metadata/shop.xml', 'x')
      const first = await places.open()
      const second = await places.open()
      expect(told(first)).to.match(/^error .*metadata\/shop\.xml/)
      expect(told(second)).to.equal(told(first))
    })

    it('leaves the rest in force when it was never good', async () => {
      places.write('metadata/a.xml', 'x')
      places.write('metadata/shop.xml', metadata(shop))
      const opened = await places.open('  none: { metadata: metadata/none.xml }\n')
      expect(inForce(opened)).to.deep.equal([shop])
      expect(told(opened))
        .to.match(/apps\.none\.metadata.*does not exist/)
        .and.match(/a\.xml/)
      expect(opened.problems[0]?.line).to.equal(5)
    })

    it('keeps its last good version while an editor replaces it', async () => {
      const path = places.write('metadata/wiki.xml', metadata(wiki))
      await places.open(wikiEntry)
      renameSync(path, `${path}~`)
      expect(inForce(await places.open(wikiEntry))).to.deep.equal([wiki])
    })

    it('is seen even where time and size stay the same', async () => {
      const path = places.write('metadata/wiki.xml', metadata('https://a.home.lan'))
      utimesSync(path, 1000, 1000)
      await places.open()
      places.write('metadata/wiki.xml', metadata('https://b.home.lan'))
      utimesSync(path, 1000, 1000)
      expect(inForce(await places.open())).to.deep.equal(['https://b.home.lan'])
    })
  })

  describe('an app with several entities in its file', () => {
    it('chooses one by its entityID', async () => {
      places.write('metadata/both.xml', aggregate(wiki, shop))
      const opened = await places.open(`  shop: { metadata: metadata/both.xml, entityId: "${shop}" }\n`)
      expect(inForce(opened)).to.deep.equal([shop])
      expect(opened.problems).to.deep.equal([])
    })

    it('must choose one, and one that is there', async () => {
      places.write('metadata/both.xml', aggregate(wiki, shop))
      expect(told(await places.open('  shop: { metadata: metadata/both.xml }\n'))).to.match(
        /2 service providers.*Choose one with `entityId`/,
      )
      const wrong = told(await places.open(`  shop: { metadata: metadata/both.xml, entityId: "${shop}/" }\n`))
      expect(wrong).to.match(
        /has no https:\/\/shop\.home\.lan\/; it has https:\/\/wiki\.home\.lan, https:\/\/shop\.home\.lan/,
      )
    })
  })

  describe('settings that the metadata can not meet', () => {
    it('encryptAssertions without a key keeps the app out of force', async () => {
      places.write('metadata/wiki.xml', metadata(wiki))
      const opened = await places.open('  wiki: { metadata: metadata/wiki.xml, encryptAssertions: true }\n')
      expect(inForce(opened)).to.deep.equal([])
      expect(told(opened)).to.match(/^error .*apps\.wiki: `encryptAssertions` is on.*no key to encrypt to/)
    })

    it('requireSignedRequests without a key too', async () => {
      places.write('metadata/wiki.xml', metadata(wiki))
      const opened = await places.open('  wiki: { metadata: metadata/wiki.xml, requireSignedRequests: true }\n')
      expect(inForce(opened)).to.deep.equal([])
      expect(told(opened)).to.match(/^error .*no key to verify/)
    })

    it('a way to be told of a logout that the metadata does not have is a warning', async () => {
      const service = (binding: string) =>
        `<md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="${wiki}/slo"/>`
      const check = async (binding: string, slo: string) => {
        const xml = metadata(wiki).replace(
          '<md:AssertionConsumerService',
          `${service(binding)}<md:AssertionConsumerService`,
        )
        places.write('metadata/wiki.xml', xml)
        const opened = await places.open(`  wiki: { metadata: metadata/wiki.xml, slo: ${slo} }\n`)
        expect(inForce(opened)).to.deep.equal([wiki])
        return told(opened)
      }
      expect(await check('HTTP-Redirect', 'soap')).to.match(/^warning .*no SingleLogoutService by SOAP/)
      expect(await check('SOAP', 'chain')).to.match(/^warning .*no SingleLogoutService by HTTP-Redirect or HTTP-POST/)
      for (const [binding, slo] of [
        ['SOAP', 'soap'],
        ['HTTP-Redirect', 'frame'],
        ['HTTP-POST', 'chain'],
        ['SOAP', 'none'],
      ] as const) {
        expect(await check(binding, slo), slo).to.not.include('SingleLogoutService')
      }
    })

    it('plain http is a warning, but not on this machine', async () => {
      places.write('metadata/wiki.xml', metadata(wiki, { acs: 'http://wiki.home.lan/acs' }))
      places.write('metadata/vpn.xml', metadata('urn:vpn', { acs: 'http://127.0.0.1:35001' }))
      const opened = await places.open()
      expect(inForce(opened)).to.deep.equal(['urn:vpn', wiki])
      expect(told(opened))
        .to.match(/^warning .*not encrypted/)
        .and.not.contain('35001')
    })

    it('a date that is past in a file is a warning: the operator vouches', async () => {
      places.write('metadata/wiki.xml', metadata(wiki, { attributes: ' validUntil="2020-01-01T00:00:00Z"' }))
      const opened = await places.open()
      expect(inForce(opened)).to.deep.equal([wiki])
      expect(told(opened)).to.match(/^warning .*validUntil is past/)
    })
  })
})
