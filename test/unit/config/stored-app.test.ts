import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Config } from '../../../src/config/config.ts'
import { resolveStoredApp } from '../../../src/config/stored-app.ts'
import { createKeys } from '../../../src/keys/create.ts'
import { Scratch } from './scratch.ts'

const head = `publicUrl: https://sso.home.lan
upstreams:
  a: { issuer: https://a.home.lan, clientId: i }
  b: { issuer: https://b.home.lan, clientId: i }
defaults: { attributes: oid, allow: '"staff" in groups' }
`
const env = { ISTHMUS_UPSTREAMS_A_CLIENTSECRET: 's'.repeat(32), ISTHMUS_UPSTREAMS_B_CLIENTSECRET: 's'.repeat(32) }

describe('resolveStoredApp', () => {
  let config: Config
  let pem: string
  before(async () => {
    const scratch = new Scratch()
    const loaded = await scratch.load(head, env)
    scratch.remove()
    if (loaded.config === undefined) throw new Error(JSON.stringify(loaded.problems))
    config = loaded.config
    const directory = await mkdtemp(join(tmpdir(), 'isthmus-stored-'))
    const [, certificate = ''] = await createKeys(directory, { commonName: 'wiki', now: Date.now })
    pem = readFileSync(certificate, 'utf8')
    await rm(directory, { recursive: true })
  })

  const resolve = (settings: string, hasMetadata = true) =>
    resolveStoredApp({ name: 'wiki', settings, hasMetadata, place: 'apps/wiki.yaml' }, config)
  const told = async (settings: string, hasMetadata = true) => {
    const { app, problems } = await resolve(settings, hasMetadata)
    const errors = problems.filter(({ severity }) => severity === 'error')
    expect(app === undefined).to.equal(errors.length > 0)
    return problems.map(({ line, path, message, cure }) => `${line ?? ''} ${path}: ${message} ${cure}`).join('\n')
  }
  const indented = (text: string) => text.trimEnd().split('\n').join('\n  ')

  it('completes a document by the defaults, as an entry of the config is', async () => {
    const { app, problems } = await resolve('displayName: Wiki # a comment\nnameId: persistent\n')
    expect(problems).to.deep.equal([])
    expect(app).to.deep.include({
      protocol: 'saml',
      name: 'wiki',
      displayName: 'Wiki',
      attributes: { set: 'oid' },
      allow: '"staff" in groups',
      metadata: { kind: 'beside' },
      restricted: false,
    })
    expect((await resolve('allow: "true"\n')).app).to.deep.include({ allow: 'true', restricted: true })
    expect((await resolve('')).app).to.deep.include({ name: 'wiki', metadata: { kind: 'beside' } })
  })

  it('takes an address, or what replaces metadata', async () => {
    const fetched = await resolve('metadata: https://wiki.home.lan/saml\n', false)
    expect(fetched.app).to.have.deep.property('metadata', { kind: 'url', url: 'https://wiki.home.lan/saml' })
    const written = await resolve(
      `entityId: wiki\nacs: https://wiki.home.lan/acs\ncertificates: |\n  ${indented(pem)}\n`,
      false,
    )
    expect(written.app)
      .to.have.property('metadata')
      .that.deep.include({ kind: 'inline', certificates: [pem.trim()] })
  })

  it('takes certificates as PEM, where a file of the config has paths', async () => {
    const { app } = await resolve(
      `metadata: https://wiki.home.lan/saml\nca: |\n  ${indented(pem)}\ncert:\n  - |\n    ${indented(pem).replaceAll('\n', '\n  ')}\n`,
      false,
    )
    expect(app).to.have.deep.property('metadata', {
      kind: 'url',
      url: 'https://wiki.home.lan/saml',
      ca: pem.trim(),
      signers: { certificates: [pem.trim()], fingerprints: [] },
    })
  })

  it('takes an app that speaks OpenID Connect, with the hash of its secret', async () => {
    const secret = `clientSecretHash: "sha256:${'0'.repeat(64)}"`
    const { app, problems } = await resolve(
      `protocol: oidc\n${secret}\nredirectUris: https://pve.home.lan:8006\n`,
      false,
    )
    expect(problems).to.deep.equal([])
    expect(app).to.deep.include({ protocol: 'oidc', clientId: 'wiki', allow: '"staff" in groups' })
  })

  describe('refuses, with line and cure,', () => {
    it('an address of this machine that no certificate vouches for, where others reach us by https', async () => {
      for (const host of ['127.0.0.1:6379', 'localhost:9090', '[::1]:8080', '127.1.2.3', 'a.localhost'])
        expect(await told(`metadata: http://${host}/metadata\n`, false), host).to.match(
          /^1 metadata: A document of the app store leads to no address of this machine\./,
        )
      const client = 'protocol: oidc\nredirectUris: https://pve.home.lan:8006\nclientAuthentication: none\n'
      expect(await told(`${client}backchannelLogoutUri: http://127.0.0.1:6379/\n`, false)).to.contain('4 backchannel')
      expect(await told('metadata: https://127.0.0.1:8443/metadata\n', false), 'control').to.equal('')
      const here = { ...config, publicUrl: 'http://127.0.0.1:8080' }
      const settings = 'metadata: http://127.0.0.1:3000/metadata\n'
      const asked = { name: 'wiki', settings, hasMetadata: false, place: 'apps/wiki.yaml' }
      expect((await resolveStoredApp(asked, here)).problems, 'control: a trial on one machine').to.deep.equal([])
    })

    it('whatever names a file, and does not look for it', async () => {
      const directory = await mkdtemp(join(tmpdir(), 'isthmus-stored-'))
      const file = join(directory, 'ca.pem')
      await writeFile(file, pem)
      const saml = await told(`caFile: ${file}\ncertFile: ${file}\nmetadata: ${file}\n`, false)
      expect(saml).to.match(/^1 caFile: .*names no files/m)
      expect(saml).to.match(/^2 certFile: .*names no files/m)
      expect(saml).to.match(/^3 metadata: .*names no files/m)
      expect(await told(`entityId: wiki\nacs: https://wiki.home.lan/acs\ncertificates: ${file}\n`, false)).to.match(
        /^3 certificates: This is no certificate in PEM/,
      )
      expect(await told(`ca: ${file}\nmetadata: https://wiki.home.lan/saml\n`, false)).to.match(/^1 ca: /)
      expect(await told(`protocol: oidc\nclientSecretFile: ${file}\n`, false)).to.match(
        /^2 clientSecretFile: .*names no files.*clientSecretHash/m,
      )
      await rm(directory, { recursive: true })
    })

    const wrong: Readonly<Record<string, readonly [settings: string, expected: RegExp]>> = {
      'no YAML': ['displayName: "Wiki\n', /^\d+ : This is not YAML/],
      'no keys': ['just text\n', /: The settings are no keys and values/],
      'an unknown key': ['sign: both\nalow: "true"\n', /^2 alow: .*Did you mean `allow`\?/],
      'a wrong value': ['sign: all\n', /^1 sign: /],
      'an expression that is none': ['allow: groups.\n', /^1 allow: /],
      'an unknown upstream': ['upstream: c\n', /^1 upstream: No upstream is called c/],
      'names that could be of two people': ['nameId: email\n', /^1 nameId: People from different upstreams/],
      'a secret in the text': [
        'protocol: oidc\nclientSecret: hush\n',
        /^2 clientSecret: .*holds no secret.*clientSecretHash/m,
      ],
      'a placeholder': ['startUrl: https://wiki.example.com\n', /^1 startUrl: .*placeholder/],
      'a protocol that nobody speaks': ['protocol: cas\n', /^1 protocol: /],
      'two kinds of metadata': ['metadata: https://wiki.home.lan/saml\n', /^1 metadata: .*beside/],
      'more keys than a person writes, of which each would be compared with all the others': [
        Array.from({ length: 7000 }, (_, index) => `k${index}: 1`).join('\n'),
        /^ : These settings have more than 400 keys\.[^\n]*$/,
      ],
      'more keys, each right behind a quote': [
        `{${Array.from({ length: 3000 }, (_, index) => `"k${index}":1`).join(',')}}`,
        /^ : These settings have more than 400 keys\.[^\n]*$/,
      ],
      'more items than a parser reads at once': [
        `protocol: oidc\nredirectUris: [${'x,'.repeat(12_000)}]\n`,
        /^ : These settings have too many lines and values\.[^\n]*$/,
      ],
      'more entries in one list than a person writes, whatever else is wrong in it': [
        `protocol: oidc\nredirectUris:\n${'- x\n'.repeat(201)}`,
        /^2 redirectUris: There are 201 entries here: more than 200 are not read\.[^\n]*$/,
      ],
      'more entries in one map': [
        `attributes:\n${Array.from({ length: 201 }, (_, index) => `  a${index}: groups.`).join('\n')}\n`,
        /^1 attributes: There are 201 entries here: more than 200 are not read\.[^\n]*$/,
      ],
      'more text in expressions than a person writes': [
        `attributes:\n${Array.from({ length: 50 }, (_, index) => `  a${index}: "claims.x${' + claims.x'.repeat(40)}"`).join('\n')}\n`,
        /^ : The expressions are 2\d{4} characters long in all: more than 16000 are not read\.[^\n]*$/,
      ],
      'more values by aliases than are written': [
        `a: &a [${'x,'.repeat(150)}]\n${Array.from({ length: 10 }, (_, index) => `b${index}: *a`).join('\n')}\n`,
        /^ : There are \d+ entries here: more than 1000 are not read\.[^\n]*$/,
      ],
      'a key of JavaScript': ['__proto__: { allow: "true" }\n', /^1 : This key is not plain text/],
    }
    for (const [what, [settings, expected]] of Object.entries(wrong))
      it(what, async () => expect(await told(settings)).to.match(expected))

    it('of very many alike the first twenty, and how many there are besides', async () => {
      const client = 'protocol: oidc\nclientAuthentication: none\nredirectUris:\n'
      const all = (await told(`${client}${'- x\n'.repeat(200)}startUrl: y\n`)).split('\n')
      expect(all.filter((one) => one.includes('This is not an address'))).to.have.length(20)
      expect(all).to.include(
        '3 redirectUris: Problems of the same kind that are not listed: 180. Correct those that are listed first.',
      )
      expect(all.filter((one) => one.includes('startUrl'))).to.have.length(1)
      expect(all).to.have.length(22)
      const twenty = await told(`${client}${'- x\n'.repeat(20)}`)
      expect(twenty, 'control: twenty are twenty').to.not.include('not listed')
    })

    it('and accepts two hundred addresses', async () => {
      const addresses = Array.from({ length: 200 }, (_, index) => `- https://wiki.home.lan/${index}\n`).join('')
      expect(await told(`protocol: oidc\nclientAuthentication: none\nredirectUris:\n${addresses}`, false)).to.equal('')
    })

    it('all of it at once, and no metadata at all', async () => {
      const all = await told('sign: all\nallow: groups.\nupstream: c\n')
      expect(all.split('\n')).to.have.length(3)
      expect(await told('displayName: Wiki\n', false)).to.match(/`metadata` is missing/)
    })
  })
})
