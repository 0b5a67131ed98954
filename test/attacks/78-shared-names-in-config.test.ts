import { expect } from 'chai'
import { entityId } from '../../src/core/identifiers.ts'
import { inForce, metadata, Places, told } from '../unit/registry/places.ts'

const wiki = 'https://wiki.home.lan'
const emailFormat = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'

describe('attack 78: the same name from two upstreams, as the config is checked', () => {
  let places: Places
  beforeEach(() => {
    places = new Places()
    places.write('metadata/wiki.xml', metadata(wiki))
  })
  afterEach(() => places.remove())

  const problems = async (app: string, { upstreams = 2, rest = '' } = {}): Promise<readonly string[]> => {
    const two = '  b: { issuer: "https://b.lan", clientId: i }\n'
    const yaml = `publicUrl: https://sso.home.lan\nupstreams:\n  a: { issuer: "https://a.lan", clientId: i }\n${upstreams > 1 ? two : ''}${rest}apps:\n  wiki: { metadata: metadata/wiki.xml${app} }\n`
    const loaded = await places.load(yaml, {
      ISTHMUS_UPSTREAMS_A_CLIENTSECRET: 's',
      ISTHMUS_UPSTREAMS_B_CLIENTSECRET: 's',
    })
    return loaded.problems.filter(({ severity }) => severity === 'error').map(({ path }) => path)
  }

  const shared = [
    'nameId: email',
    'nameId: { format: email }',
    'nameId: { format: persistent, value: claims.sub }',
    'nameId: { format: unspecified, value: claims.preferred_username }',
  ]
  for (const nameId of shared) {
    it(`refuses ${nameId} where two upstreams may vouch and none is named`, async () => {
      expect(await problems(`, ${nameId}`)).to.deep.equal(['apps.wiki.nameId'])
    })

    it(`control: takes ${nameId} with one upstream, or with the upstreams named`, async () => {
      expect(await problems(`, ${nameId}`, { upstreams: 1 })).to.deep.equal([])
      expect(await problems(`, ${nameId}, upstream: a`)).to.deep.equal([])
      expect(await problems(`, ${nameId}, upstream: [a, b]`)).to.deep.equal([])
    })
  }

  it('warns where the operator names several upstreams and such a name in one entry', async () => {
    const two = '  b: { issuer: "https://b.lan", clientId: i }\n'
    const load = (app: string) =>
      places.load(
        `publicUrl: https://sso.home.lan\nupstreams:\n  a: { issuer: "https://a.lan", clientId: i }\n${two}apps:\n  wiki: { metadata: metadata/wiki.xml, ${app} }\n`,
        { ISTHMUS_UPSTREAMS_A_CLIENTSECRET: 's', ISTHMUS_UPSTREAMS_B_CLIENTSECRET: 's' },
      )
    const { problems: found } = await load('nameId: email, upstream: [a, b]')
    expect(found.map(({ severity, kind, path }) => [severity, kind, path])).to.deep.equal([
      ['warning', 'weak', 'apps.wiki.nameId'],
    ])
    const keptApart = `nameId: { format: unspecified, value: 'upstream + ":" + claims.preferred_username' }`
    expect((await load(`${keptApart}, upstream: [a, b]`)).problems).to.deep.equal([])
    expect((await load(keptApart)).problems).to.deep.equal([])
  })

  it('refuses the default for an app that names several upstreams', async () => {
    const rest = 'defaults: { nameId: email, upstream: a }\n'
    expect(await problems(', upstream: [a, b]', { rest })).to.deep.equal(['apps.wiki.nameId'])
    expect(await problems(', upstream: b', { rest })).to.deep.equal([])
  })

  it('control: takes pseudonyms of our own from any upstream', async () => {
    for (const nameId of ['persistent', 'transient', '{ format: persistent, force: true }']) {
      expect(await problems(`, nameId: ${nameId}`)).to.deep.equal([])
    }
  })

  it('refuses it once in the defaults, where every dropped file would have it', async () => {
    const rest = 'defaults: { nameId: email }\n'
    expect(await problems('', { rest })).to.deep.equal(['defaults.nameId'])
    expect(await problems(', nameId: persistent', { rest })).to.deep.equal(['defaults.nameId'])
    expect(await problems('', { rest: 'defaults: { nameId: email, upstream: a }\n' })).to.deep.equal([])
  })

  it('gives a pseudonym to an app whose metadata asks for addresses, and says so', async () => {
    places.write('metadata/wiki.xml', metadata(wiki, { inside: `<md:NameIDFormat>${emailFormat}</md:NameIDFormat>` }))
    const any = await places.open('', { upstreams: 2 })
    expect(inForce(any)).to.deep.equal([wiki])
    expect((await any.registry.serviceProvider(entityId(wiki)))?.pairwiseOnly).to.equal(true)
    expect(told(any)).to.match(/^warning .*asks for e-mail addresses as names, but gets a pseudonym/)
    const named = await places.open('  wiki: { metadata: metadata/wiki.xml, upstream: keycloak }\n', { upstreams: 2 })
    expect((await named.registry.serviceProvider(entityId(wiki)))?.pairwiseOnly).to.equal(false)
    expect(named.problems).to.deep.equal([])
  })
})
