import { expect } from 'chai'
import { lines, Scratch } from './scratch.ts'

const base = `publicUrl: https://sso.home.test
trustedProxies: [127.0.0.1]
defaults: { allow: '"people" in groups' }
upstreams:
  authelia: { kind: authelia, issuer: https://auth.home.test, clientId: isthmus, clientSecretFile: secrets/a }
forwardAuth:
`

describe('config: forwardAuth', () => {
  let scratch: Scratch
  beforeEach(() => {
    scratch = new Scratch()
    scratch.write('secrets/a', 'x'.repeat(72))
  })
  afterEach(() => scratch.remove())

  const load = async (sites: string, before = base) => scratch.load(`${before}${sites}`)

  it('fills in what a site leaves out, from defaults too', async () => {
    const { config, problems } = await load('  sites: { "wiki.home.test:443": {}, "a.test:8443": { allow: "true" } }')
    expect(problems).to.deep.equal([])
    expect(config?.sites.map(({ host, allow }) => [host, allow])).to.deep.equal([
      ['wiki.home.test', '"people" in groups'],
      ['a.test:8443', 'true'],
    ])
    expect(config?.sites[0]?.headers.map(({ name }) => name)).to.deep.equal([
      'Remote-User',
      'Remote-Groups',
      'Remote-Name',
      'Remote-Email',
    ])
    expect(config?.sites[0]).to.include({ displayName: 'wiki.home.test', headerEncoding: 'utf-8' })
    expect(config?.sites[0]).to.include({ passPreflights: false, allowEncodedSlashes: false })
  })

  it('has headers for all sites, which a site replaces', async () => {
    const { config } = await load(
      '  headers: { X-User: claims.sub }\n  sites: { a.test: {}, b.test: { headers: { Y-User: claims.sub } } }',
    )
    expect(config?.sites.map(({ headers }) => headers.map(({ name }) => name))).to.deep.equal([['X-User'], ['Y-User']])
  })

  const faults: readonly (readonly [what: string, sites: string, message: RegExp])[] = [
    ['our own host', 'sso.home.test: {}', /our own address/],
    ['an address for a host', '"https://a.test": {}', /can't be used|not a host/],
    ['a host with a path', '"a.test/x": {}', /can't be used|not a host/],
    ['capitals', 'A.test: {}', /can't be used|lower case/],
    ['an unknown upstream', 'a.test: { upstream: autelia }', /Did you mean authelia/],
    ['a rule that says nothing', 'a.test: { rules: [{ when: "true" }] }', /neither `allow` nor `public`/],
    ['a rule that says both', 'a.test: { rules: [{ when: "true", allow: "true", public: true }] }', /open to everyone/],
    [
      'claims in `when`',
      `a.test: { rules: [{ when: '"x" in groups', public: true }] }`,
      /variables are path and method/,
    ],
    ['paths in `allow`', `a.test: { allow: 'path == "/"' }`, /variables are claims, groups/],
    ['a header with a meaning', 'a.test: { headers: { Cookie: claims.sub } }', /can't be used|meaning of its own/],
    ['a header with an underscore', 'a.test: { headers: { remote_user: claims.sub } }', /can't be used|not the name/],
    ['asking again too soon', 'a.test: { askUpstreamAfter: 1m }', /without the upstream for longer/],
  ]
  for (const [what, sites, message] of faults) {
    it(`refuses ${what}`, async () => {
      const loaded = await load(`  sites:\n    ${sites}`)
      expect(loaded.config).to.equal(undefined)
      expect(lines(loaded).join('\n')).to.match(message)
    })
  }

  it('refuses sites that nobody could ask about', async () => {
    const loaded = await load('  sites: { a.test: {} }', base.replace('[127.0.0.1]', '[]'))
    expect(lines(loaded).join('\n')).to.match(/No proxy may ask/)
    const socket = await load(
      '  sites: { a.test: {} }',
      `listen: /run/isthmus.sock\n${base.replace('[127.0.0.1]', '[]')}`,
    )
    expect(socket.config?.sites).to.have.length(1)
  })

  it('warns of what weakens a site', async () => {
    const loaded = await load('  sites: { a.test: { allowEncodedSlashes: true, passPreflights: true } }')
    expect(loaded.problems.map(({ kind, path }) => [kind, path])).to.deep.equal([
      ['weak', 'forwardAuth.sites.a.test.allowEncodedSlashes'],
      ['weak', 'forwardAuth.sites.a.test.passPreflights'],
    ])
  })
})
