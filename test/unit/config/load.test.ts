import { expect } from 'chai'
import type { Config } from '../../../src/config/config.ts'
import { lines, Scratch, secretIn } from './scratch.ts'

const authelia = `publicUrl: https://sso.home.lan
upstreams:
  authelia:
    kind: authelia
    issuer: https://auth.home.lan
    clientId: isthmus
    clientSecretFile: secrets/authelia
apps:
  wiki:
    metadata: metadata/wiki.xml
`

describe('loadConfig', () => {
  let scratch: Scratch
  beforeEach(() => {
    scratch = new Scratch()
    scratch.write('secrets/authelia', 'the-secret\n')
  })
  afterEach(() => scratch.remove())

  const load = async (yaml: string, env: NodeJS.ProcessEnv = {}): Promise<Config> => {
    const loaded = await scratch.load(yaml, env)
    if (!loaded.config) throw new Error(lines(loaded).join('\n'))
    return loaded.config
  }
  const faults = async (yaml: string, env: NodeJS.ProcessEnv = {}) => lines(await scratch.load(yaml, env))

  describe('ten lines suffice', () => {
    it('for one app beside Authelia', async () => {
      expect(authelia.trimEnd().split('\n')).to.have.length.at.most(10)
      const { config, problems } = await scratch.load(authelia)
      expect(problems).to.deep.equal([])
      expect(config?.entityId).to.equal('https://sso.home.lan/saml/metadata')
      expect(config?.upstreams[0]).to.deep.include({
        issuer: 'https://auth.home.lan',
        clientSecret: 'the-secret',
        scopes: ['openid', 'profile', 'email', 'groups'],
        clientAuthentication: 'client_secret_basic',
        forceAuthn: { maxAge: 1 },
        passive: false,
        trustEmail: 'absent',
        subjectNamespace: 'authelia',
        subjectFrom: 'sub',
      })
      expect(config?.apps[0]).to.deep.include({ name: 'wiki', line: 9, sign: 'both', attributes: { set: 'basic' } })
    })

    it('for one app beside Keycloak', async () => {
      const yaml = authelia.replaceAll('authelia', 'keycloak').replace('auth.home.lan', 'id.home.lan/realms/home')
      expect(yaml.trimEnd().split('\n')).to.have.length.at.most(10)
      scratch.write('secrets/keycloak', 'the-secret')
      const { config, problems } = await scratch.load(yaml)
      expect(problems).to.deep.equal([])
      expect(config?.upstreams[0]).to.deep.include({
        issuer: 'https://id.home.lan/realms/home',
        forceAuthn: { prompt: 'login', maxAge: 3600 },
        passive: true,
        trustEmail: 'absent',
      })
    })
  })

  it('fills in the defaults', async () => {
    expect(await load(authelia)).to.deep.include({
      publicUrl: 'https://sso.home.lan',
      listen: { host: '127.0.0.1', port: 8080 },
      trustedProxies: [],
      storage: { kind: 'memory' },
      session: { lifetime: 8 * 3_600_000, askUpstreamAfter: 300_000 },
      clockSkew: { outgoing: 60_000, incoming: 180_000 },
      log: { level: 'info' },
      directory: scratch.directory,
      metadataDirectory: `${scratch.directory}/metadata`,
      certsDirectory: `${scratch.directory}/certs`,
    })
  })

  it('knows every key of the design', async () => {
    scratch.write('certs/home-ca.pem', '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n')
    const config = await load(`publicUrl: https://sso.home.lan/gate/
entityId: https://old.home.lan/saml/metadata
listen: "[::1]:8443"
trustedProxies: [127.0.0.1, 10.0.0.0/8]
metrics: { listen: 127.0.0.1:9090 }
storage: redis://127.0.0.1:6379/0
session: { lifetime: 1d, askUpstreamAfter: 0s }
clockSkew: { outgoing: 30s, incoming: 5m }
defaultUpstream: authelia
upstreams:
  authelia:
    kind: authelia
    issuer: https://auth.home.lan
    clientId: isthmus
    clientSecretFile: secrets/authelia
    caFile: certs/home-ca.pem
    connectTo: 10.0.0.5:9091
    scopes: [openid, groups]
    clientAuthentication: client_secret_post
    timeout: 3s
    contexts:
      - { class: "urn:x:strong", amr: [mfa, hwk] }
      - { class: "urn:x:level2", acr: "2" }
    passive: true
    forceAuthn: { prompt: login, maxAge: 10m }
    logoutUrl: https://auth.home.lan/logout
    allowMissingExp: true
    subjectFrom: preferred_username
    subjectNamespace: old
    trustEmail: verified
    displayName: At home
defaults: { attributes: oid, nameId: transient, sign: assertion }
apps:
  wiki:
    metadata: metadata/wiki.xml
    attributes: { role: '"user"', "urn:oid:1.2": { value: claims.email, friendlyName: mail } }
    allow: groups.exists(g, g == "staff")
    nameId: { format: email, value: claims.email, force: true }
    encryptAssertions: true
    requireSignedRequests: true
    allowSha1Requests: false
    sign: response
    upstream: authelia
    requestLifetime: 5m
    maxAuthnAge: 1h
    strictAuthnContext: true
    displayName: The wiki
    startUrl: https://wiki.home.lan/
  old:
    entityId: urn:old
    acs: https://old.home.lan/acs
`)
    expect(config.publicUrl).to.equal('https://sso.home.lan/gate')
    expect(config.listen).to.deep.equal({ host: '::1', port: 8443 })
    expect(config.storage).to.deep.equal({ kind: 'redis', url: 'redis://127.0.0.1:6379/0' })
    expect(config.upstreams[0]).to.deep.include({
      connectTo: { host: '10.0.0.5', port: 9091 },
      timeout: 3000,
      contexts: [
        { class: 'urn:x:strong', amr: ['mfa', 'hwk'] },
        { class: 'urn:x:level2', acr: ['2'] },
      ],
      forceAuthn: { prompt: 'login', maxAge: 600 },
      subjectNamespace: 'old',
    })
    const [wiki, old] = config.apps
    expect(wiki).to.deep.include({
      attributes: {
        rules: [
          { name: 'role', nameFormat: 'basic', value: '"user"' },
          { name: 'urn:oid:1.2', nameFormat: 'uri', friendlyName: 'mail', value: 'claims.email' },
        ],
      },
      nameId: {
        kind: 'custom',
        format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
        value: 'claims.email',
        force: true,
      },
      upstreams: ['authelia'],
      requestLifetime: 300_000,
      maxAuthnAge: 3_600_000,
      metadata: { kind: 'file', path: `${scratch.directory}/metadata/wiki.xml` },
    })
    expect(old).to.deep.include({
      sign: 'assertion',
      attributes: { set: 'oid' },
      metadata: { kind: 'inline', entityId: 'urn:old', acs: ['https://old.home.lan/acs'], certificates: [] },
    })
    expect(old).not.to.have.property('nameId')
    expect(config.defaults.nameId).to.deep.equal({ kind: 'transient', force: false })
  })

  it('tells every problem at once, each with line and cure', async () => {
    const found = await faults(`publicURL: https://sso.home.lan
listen: 8080
session: { lifetime: 8 }
defaultUpstream: autelia
upstreams:
  authelia:
    kind: autheliaa
    issuer: https://auth.home.lan/
    scope: [openid]
apps:
  wiki:
    metadata: metadata/wiki.xml
    attributes: basics
    allow: clams.x == 1
    upstream: keycloak
`)
    expect(found.map((line) => line.replace(/ (error|warning) /, ' ').split(':')[0])).to.deep.equal([
      '1 publicURL',
      '2 listen',
      '3 session.lifetime',
      '4 defaultUpstream',
      '6 upstreams.authelia.clientId',
      '6 upstreams.authelia',
      '7 upstreams.authelia.kind',
      '9 upstreams.authelia.scope',
      '13 apps.wiki.attributes',
      '14 apps.wiki.allow',
      '15 apps.wiki.upstream',
    ])
    expect(found.join('\n'))
      .to.match(/publicURL: .*Did you mean `publicUrl`\?/)
      .and.match(/autheliaa.*Did you mean authelia\?/)
      .and.match(/scope: .*Did you mean `scopes`\?/)
      .and.match(/basics.*Did you mean basic\?/)
      .and.match(/autelia.*Did you mean authelia\?/)
      .and.match(/lifetime: .*with its unit: 30s/)
  })

  describe('secrets', () => {
    const withSecret = authelia.replace('clientSecretFile: secrets/authelia', 'clientSecret: hunter2')

    it('are refused in the file itself, and never repeated', async () => {
      const found = await faults(withSecret)
      expect(found).to.have.length(1)
      expect(found[0]).to.match(
        /^7 error upstreams\.authelia\.clientSecret: .*clientSecretFile.*ISTHMUS_UPSTREAMS_AUTHELIA_CLIENTSECRET/,
      )
      expect(found.join()).not.to.contain('hunter2')
      const storage = await faults(`${authelia}storage: redis://:hunter2@127.0.0.1:6379/0\n`)
      expect(storage.join())
        .to.match(/11 error storage: .*storageFile/)
        .and.not.contain('hunter2')
      const sentinel = await faults(`${authelia}storage: redis+sentinel://a/b?sentinelPassword=hunter2\n`)
      expect(sentinel.join())
        .to.match(/11 error storage: .*storageFile/)
        .and.not.contain('hunter2')
      const misread = await faults(`${authelia}storage: redis+cluster://a,b/7\n`)
      expect(misread.join()).to.match(/11 error storage: .*database 0 only.*Leave the database out/)
    })

    it('come from a file, less one newline', async () => {
      scratch.write('secrets/authelia', ' spaced \n')
      expect(secretIn(await load(authelia))).to.equal(' spaced ')
      scratch.write('secrets/authelia', 'dos\r\n')
      expect(secretIn(await load(authelia))).to.equal('dos')
    })

    it('come from the environment', async () => {
      const yaml = authelia.replace('    clientSecretFile: secrets/authelia\n', '')
      const env = { ISTHMUS_UPSTREAMS_AUTHELIA_CLIENTSECRET: 'from-env', ISTHMUS_STORAGE: 'redis://:pw@127.0.0.1/0' }
      const config = await load(yaml, env)
      expect(secretIn(config)).to.equal('from-env')
      expect(config.storage).to.deep.equal({ kind: 'redis', url: 'redis://:pw@127.0.0.1/0' })
    })

    it('are missed where they are in neither, empty, or made up', async () => {
      expect((await faults(authelia.replace('    clientSecretFile: secrets/authelia\n', ''))).join()).to.match(
        /secret is missing/,
      )
      expect((await faults(authelia.replace('secrets/authelia', 'secrets/none'))).join()).to.match(
        /7 error .*does not exist/,
      )
      scratch.write('secrets/authelia', '\n')
      expect((await faults(authelia)).join()).to.match(/is empty/)
      scratch.write('secrets/authelia', 'CHANGEME-please')
      expect((await faults(authelia)).join())
        .to.match(/placeholder/)
        .and.not.contain('please')
    })

    it('under a misspelt name in the environment are a warning', async () => {
      expect(await faults(authelia, { ISTHMUS_UPSTREAMS_AUTELIA_CLIENTSECRET: 'x' })).to.have.length(1)
    })
  })

  describe('placeholders', () => {
    const placeholders = [
      'https://sso.example.com',
      'https://example.org',
      'https://a.b.example.net/x',
      'https://CHANGEME.lan',
      'https://<host>',
    ]
    for (const text of placeholders) {
      it(`refuses ${text}`, async () => {
        const { problems } = await scratch.load(authelia.replace('https://auth.home.lan', text))
        expect(problems.map(({ kind, line }) => `${kind} ${line}`)).to.include('placeholder 5')
      })
    }

    it('takes what only looks like one', async () => {
      await load(authelia.replace('auth.home.lan', 'myexample.com').replace('sso.home.lan', 'sso.example.community'))
      await load(`${authelia}    allow: claims.a < 3 && claims.b > 2\n`)
    })
  })

  describe('http', () => {
    it('is for this machine alone', async () => {
      for (const url of [
        'http://sso.home.lan',
        'http://10.0.0.1',
        'http://localhost.evil.lan',
        'http://127.0.0.1.evil.lan',
      ]) {
        expect((await faults(authelia.replace('https://sso.home.lan', url))).join(), url).to.match(
          /1 error publicUrl: Plain http/,
        )
      }
      for (const url of [
        'http://localhost:8080',
        'http://127.0.0.1:8080',
        'http://[::1]:8080',
        'http://app.localhost',
      ]) {
        expect((await load(authelia.replace('https://sso.home.lan', url))).publicUrl).to.equal(url)
      }
    })

    it("is never Authelia's, and it has no slash at its end", async () => {
      expect((await faults(authelia.replace('https://auth.home.lan', 'http://127.0.0.1:9091'))).join()).to.match(
        /always https/,
      )
      expect((await faults(authelia.replace('auth.home.lan', 'auth.home.lan/'))).join()).to.match(
        /no slash.*Write https:\/\/auth\.home\.lan$/m,
      )
    })
  })

  it('tells who still has true or false for trustEmail which word to write', async () => {
    const fault = async (old: string) => (await faults(authelia.replace('kind: authelia', `trustEmail: ${old}`))).join()
    expect(await fault('true')).to.match(/^4 error upstreams\.authelia\.trustEmail: This is no longer true or false/)
    expect(await fault('true')).to.match(/Write absent .* or always/)
    expect(await fault('false')).to.match(/no longer true or false.*Write verified\./)
    expect(await fault('verifed')).to.match(/Did you mean verified\?/)
  })

  describe('what is weak', () => {
    const weak: readonly (readonly [why: string, yaml: string, at: RegExp])[] = [
      ['CBC', `${authelia}    encryption: aes256-cbc\n`, /11 warning apps\.wiki\.encryption: Assertions .*aes256-cbc/],
      ['SHA-1 requests', `${authelia}    allowSha1Requests: true\n`, /11 warning apps\.wiki\.allowSha1Requests/],
      [
        'an e-mail address that nobody checked',
        authelia.replace('kind: authelia', 'trustEmail: absent'),
        /4 warning upstreams\.authelia\.trustEmail/,
      ],
      [
        'an e-mail address of which the upstream says that nobody checked it',
        authelia.replace('kind: authelia', 'kind: authelia\n    trustEmail: always'),
        /5 warning upstreams\.authelia\.trustEmail/,
      ],
      [
        'a new login that nothing proves',
        authelia.replace('kind: authelia', 'kind: generic\n    allowMissingAuthTime: true'),
        /5 warning upstreams\.authelia\.allowMissingAuthTime/,
      ],
      ['every proxy', `${authelia}trustedProxies: [0.0.0.0/0]\n`, /11 warning trustedProxies\.0/],
      ['plain http', authelia.replace('https://sso.home.lan', 'http://localhost'), /1 warning publicUrl/],
      ['offline_access', authelia.replace('kind: authelia', 'scopes: [openid, offline_access]'), /4 warning/],
      [
        'a scope that a realm may not have',
        authelia
          .replace('kind: authelia', 'kind: keycloak\n    scopes: [openid, groups]')
          .replace('https://auth.home.lan', 'https://kc.home.lan/realms/home'),
        /5 warning upstreams\.authelia\.scopes: .*invalid_scope/,
      ],
    ]
    for (const [why, yaml, at] of weak) {
      it(`warns: ${why}`, async () => {
        const { config, problems } = await scratch.load(yaml)
        expect(config).not.to.equal(undefined)
        expect(lines({ problems }).join('\n')).to.match(at)
        expect(problems).to.have.length(1)
      })
    }
  })

  describe('YAML', () => {
    const broken: readonly (readonly [why: string, yaml: string, at: RegExp])[] = [
      ['a tab', 'publicUrl: x\nsession:\n\tlifetime: 8h\n', /^3 error .*spaces/m],
      ['a key twice', 'listen: a\nlisten: b\n', /^2 error/m],
      ['an address in brackets', 'listen: [::1]:8080\n', /quotes around an IPv6/],
      ['a tag', 'listen: !!js/function x\n', /tag/i],
      ['__proto__', 'apps:\n  __proto__: { metadata: x }\n', /^2 error .*not plain text/m],
      ['a list as key', '? [a]\n: b\n', /not plain text/],
      ['two documents', 'a: 1\n---\nb: 2\n', /documents/],
      ['a text alone', 'hello', /not valid here/],
      ['nothing', '', /publicUrl.*missing/],
      ['a merge key', `base: &b { metadata: x }\n${authelia}    <<: *b\n`, /Merge keys/],
    ]
    for (const [why, yaml, at] of broken) {
      it(`refuses ${why}`, async () => {
        const loaded = await scratch.load(yaml)
        expect(loaded.config).to.equal(undefined)
        expect(lines(loaded).join('\n')).to.match(at)
      })
    }

    it('refuses an alias bomb fast', async () => {
      const bomb = [
        'a: &a [x,x,x,x,x,x,x,x,x]',
        ...'bcdefghi'.split('').map((name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]},`.repeat(9)}]`),
      ]
      const started = performance.now()
      expect((await faults(bomb.join('\n'))).join()).to.match(/too many aliases/)
      expect(performance.now() - started).to.be.lessThan(2000)
    })

    it('refuses a value that stands in itself, and takes one of the same name beside it', async () => {
      const two = (attributes: string) => authelia.concat(`  two: { metadata: b.xml, attributes: ${attributes} }\n`)
      expect((await faults(two('&all { mail: *all }'))).join()).to.match(/alias \(\*\) stands inside/)
      expect((await faults(two('{ mail: &mail claims.email, address: *mail }'))).join(), 'control').not.to.match(
        /alias/,
      )
    })

    it('takes anchors in moderation', async () => {
      await load(
        authelia
          .replace('attributes: basic', '')
          .concat('    allow: &staff groups.exists(g, g == "staff")\n  two: { metadata: b.xml, allow: *staff }\n'),
      )
    })
  })

  it('says why the file itself cannot be read', async () => {
    scratch.write('dir/x', '')
    const { loadConfig } = await import('../../../src/config/load.ts')
    expect(lines(await loadConfig(`${scratch.directory}/none.yaml`, {})).join()).to.match(/does not exist/)
    expect(lines(await loadConfig(`${scratch.directory}/dir`, {})).join()).to.match(/folder/)
    expect(lines(await scratch.load(`# ${'x'.repeat(1_100_000)}\n${authelia}`)).join()).to.match(/larger than 1 MB/)
  })

  it('names the files to watch, missing ones too', async () => {
    expect((await scratch.load(authelia)).files).to.deep.equal([
      `${scratch.directory}/isthmus.yaml`,
      `${scratch.directory}/secrets/authelia`,
    ])
    expect((await scratch.load(authelia.replace('secrets/authelia', 'secrets/none'))).files).to.include(
      `${scratch.directory}/secrets/none`,
    )
  })
})
