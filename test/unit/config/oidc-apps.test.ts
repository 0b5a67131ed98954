import { createHash, generateKeyPairSync } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { lines, Scratch } from './scratch.ts'

const env = { ISTHMUS_UPSTREAMS_A_CLIENTSECRET: 's'.repeat(32) }
const head = 'publicUrl: https://sso.home.lan\nupstreams: { a: { issuer: https://a.home.lan, clientId: i } }\n'
const hash = `sha256:${'0'.repeat(64)}`

describe('loadConfig: an app that speaks OpenID Connect', () => {
  let scratch: Scratch
  beforeEach(() => {
    scratch = new Scratch()
  })
  afterEach(() => scratch.remove())

  const load = (app: string, more: Record<string, string> = {}) =>
    scratch.load(`${head}apps:\n  pve:\n    protocol: oidc\n${app}`, { ...env, ...more })
  const told = async (app: string, more?: Record<string, string>) => lines(await load(app, more)).join('\n')
  const usual = `    clientSecretHash: "${hash}"\n    redirectUris: https://pve.home.lan:8006\n`

  it('is filled in from a secret and one address', async () => {
    const { config, problems } = await load(usual)
    expect(problems).to.deep.equal([])
    expect(config?.apps[0]).to.deep.include({
      protocol: 'oidc',
      name: 'pve',
      clientId: 'pve',
      secretHash: Buffer.alloc(32).toString('base64url'),
      redirectUris: ['https://pve.home.lan:8006'],
      clientAuthentication: 'client_secret_basic',
      grants: ['authorization_code'],
      pkce: 'required',
      sub: { kind: 'pairwise' },
      idToken: { claims: 'slim', lifetime: 3_600_000 },
      restricted: false,
    })
  })

  it('a key under a wrong name: the near one of such an app, else all of its own, and never those of a SAML app', async () => {
    expect(await told(`${usual}    redirect_uris: x\n`)).to.contain('Did you mean `redirectUris`?')
    expect(await told(`${usual}    clientID: x\n`)).to.contain('Did you mean `clientId`?')
    const strange = await told(`${usual}    nameId: persistent\n    idToken: { strange: 1 }\n`)
    expect(strange).to.match(/nameId.* is not known here\. .*Known: .*redirectUris/)
    expect(strange).to.match(/strange.* is not known here\. .*Known: claims, lifetime, algorithm/)
    expect(strange).not.to.contain('encryptAssertions')
  })

  it('keeps the hash of a secret, from a file or the environment, and never the secret', async () => {
    const secret = 'x'.repeat(43)
    const expected = createHash('sha256').update(secret).digest('base64url')
    const address = '    redirectUris: https://pve.home.lan\n'
    const { config } = await load(address, { ISTHMUS_APPS_PVE_CLIENTSECRET: secret })
    expect(config?.apps[0]).to.include({ secretHash: expected })
    await writeFile(join(scratch.directory, 'secret'), `${secret}\n`, { mode: 0o600 })
    const fromFile = await load(`${address}    clientSecretFile: secret\n`)
    expect(fromFile.config?.apps[0]).to.include({ secretHash: expected })
    expect(JSON.stringify(fromFile)).not.to.contain(secret)
    expect(await told(address, { ISTHMUS_APPS_PVE_CLIENTSECRET: 'short' })).to.match(/warning .*can be guessed/)
    expect(await told(address, { ISTHMUS_APPS_PVE_CLIENTSECRET: `${secret}ö` })).to.match(/warning .*no app can send/)
    expect(await told(`${address}    clientSecret: oops\n`)).to.match(/apps\.pve\.clientSecret: .*secret in the config/)
    expect(await told(address)).to.match(/apps\.pve: .*client secret is missing/)
    expect(await told(`${address}    clientSecretHash: "md5:00"\n`)).to.match(/not the hash of a secret/)
  })

  it('takes addresses as they are compared: whole, safe, without a fragment', async () => {
    const tell = (uri: string) => told(usual.replace('https://pve.home.lan:8006', JSON.stringify(uri)))
    for (const uri of [
      'https://pve.home.lan/cb?x=1',
      'http://127.0.0.1/cb',
      'http://[::1]/cb',
      'http://localhost:3000/cb',
      'vscode://host.ext/cb',
      'com.home.app:/cb',
      'urn:ietf:wg:oauth:2.0:oob',
    ])
      expect(await tell(uri), uri).to.equal('')
    for (const [uri, why] of [
      ['http://pve.home.lan/cb', /Plain http/],
      ['https://pve.home.lan/cb#x', /fragment/],
      ['vscode://x/#', /fragment/],
      ['https://*.home.lan/cb', /[Pp]attern/],
      ['https://u:p@pve.home.lan/', /user name/],
      ['javascript:alert(1)', /must not be sent/],
      ['data:text/html,x', /must not be sent/],
      ['https://pve.home.lan/a b', /encode/],
      ['pve.home.lan/cb', /not an address/],
      [`https://pve.home.lan/${'x'.repeat(2048)}`, /longer than/],
    ] as const)
      expect(await tell(uri), uri).to.match(why)
  })

  it('refuses what does not fit together', async () => {
    const none = '    clientAuthentication: none\n    redirectUris: https://pve.home.lan\n'
    expect(await told(none)).to.equal('')
    expect(await told(`${none}    pkce: optional\n`)).to.match(/error .*without a secret must use PKCE/)
    expect(await told(`${usual}    pkce: optional\n`)).to.match(/warning .*PKCE is not required/)
    expect(await told(`${none}    clientSecretHash: "${hash}"\n`)).to.match(/never asked for/)
    expect(await told(`${none}    grants: [client_credentials]\n`)).to.match(/prove who they are/)
    expect(await told(`${none}    introspects: [other]\n`)).to.match(
      /introspects.*\n.*may ask about the tokens of others/,
    )
    expect(await told(`${usual}    grants: [refresh_token]\n`)).to.match(/Nothing here gives a refresh token/)
    expect(await told(`    clientSecretHash: "${hash}"\n`)).to.match(/`redirectUris` is missing/)
    const keyed = '    clientAuthentication: private_key_jwt\n    redirectUris: https://pve.home.lan\n'
    expect(await told(keyed)).to.match(/needs the public keys/)
    expect(await told(`${keyed}    jwks: { keys: [{ kty: oct, k: AAAA }] }\n`)).to.match(/not a public key/)
    expect(await told(`${keyed}    jwks: { keys: [{ kty: EC, d: AAAA }] }\n`)).to.match(/not a public key/)
    const withKey = (jwk: object) => told(`${keyed}    jwks: { keys: [${JSON.stringify(jwk)}] }\n`)
    const rsa = (modulusLength: number) =>
      generateKeyPairSync('rsa', { modulusLength }).publicKey.export({ format: 'jwk' })
    const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).publicKey.export({ format: 'jwk' })
    const ed25519 = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' })
    for (const good of [rsa(2048), ec('P-256'), ec('P-384'), ed25519]) expect(await withKey(good)).to.equal('')
    const { y: _, ...half } = ec('P-256')
    for (const bad of [rsa(1024), ec('secp256k1'), half, { kty: 'RSA', n: 'AQAB', e: 'AQAB' }, { kty: 'XYZ' }]) {
      expect(await withKey(bad)).to.match(/error .*jwks\.keys\.0: This key cannot be used/)
    }
    expect(await told(`${usual}    claims: { aud: '"x"' }\n`)).to.match(/claims\.aud: .*protocol itself/)
    expect(await told(`${usual}    claims: { x: 'nobody.x' }\n`)).to.match(/claims\.x: .*variable/)
    expect(await told(`${usual}    sub: public\n    sector: home\n`)).to.match(/sector is for/)
    expect(await told(`${usual}    upstream: b\n`)).to.match(/No upstream is called b/)
  })

  it('warns of an app to introspect that is not there, with its line', async () => {
    const other = `  mon:\n    protocol: oidc\n    clientSecretHash: "${hash}"\n    redirectUris: https://mon.home.lan\n`
    const written = (name: string) => `${usual}${other}    introspects: [${name}]\n`
    expect(await told(written('pve'))).to.equal('')
    const { problems } = await load(written('pvee'))
    expect(problems[0]).to.include({ severity: 'warning', line: 12, path: 'apps.mon.introspects.0' })
    expect(await told(written('pvee'))).to.match(/No app of OpenID Connect is called pvee .*Did you mean pve\?/)
    expect(await told(written('stranger'))).to.match(/app store/)
  })

  it('JWTs live ten minutes unless something else is written, and a long life is a warning', async () => {
    const resources = `${usual}    resources: ['https://api.home.lan/']\n`
    const { config, problems } = await load(resources)
    expect(problems).to.deep.equal([])
    expect(config?.apps[0]).to.deep.include({ accessToken: { lifetime: 3_600_000, jwtLifetime: 600_000 } })
    expect(await told(`${resources}    accessToken: { lifetime: 15m }\n`)).to.equal('')
    expect(await told(`${resources}    accessToken: { lifetime: 1h }\n`)).to.match(
      /warning .*though its login is long over/,
    )
    expect(await told(`${usual}    accessToken: { lifetime: 1d }\n`), 'of opaque ones').to.equal('')
  })

  it('a claim may be a map; sub may be CEL', async () => {
    const { config, problems } = await load(
      `${usual}    claims: { vm_access: '{"tenant": 0}' }\n    sub: claims.preferred_username\n`,
    )
    expect(problems).to.deep.equal([])
    expect(config?.apps[0]).to.deep.include({
      claims: { vm_access: '{"tenant": 0}' },
      sub: { kind: 'expression', value: 'claims.preferred_username' },
    })
  })

  it('names that could be of two people are an error with several upstreams (attack 78)', async () => {
    const two = head.replace('upstreams: { ', 'upstreams: { b: { issuer: https://b.home.lan, clientId: i }, ')
    const of = async (more: string) =>
      lines(
        await scratch.load(`${two}apps:\n  pve:\n    protocol: oidc\n${usual}${more}`, {
          ...env,
          ISTHMUS_UPSTREAMS_B_CLIENTSECRET: 's'.repeat(32),
        }),
      ).join('\n')
    expect(await of('')).to.equal('')
    expect(await of('    sub: public\n')).to.equal('')
    expect(await of('    sub: upstream\n')).to.match(/error apps\.pve\.sub/)
    expect(await of('    sub: upstream\n    upstream: [a, b]\n')).to.match(/warning apps\.pve\.sub/)
    expect(await of('    sub: upstream\n    upstream: a\n')).to.equal('')
  })
})
