import { expect } from 'chai'
import { CompactEncrypt, exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose'
import { type OidcStage, startOidcStage } from '../fixtures/oidc-stage.ts'

const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

describe('attacks 88 and 89: a client assertion that is a bomb, or signed by other means', () => {
  let stage: OidcStage
  let keys: Awaited<ReturnType<typeof generateKeyPair>>
  let now: number
  before(async () => {
    keys = await generateKeyPair('RS256', { extractable: true })
    const jwk = JSON.stringify({ ...(await exportJWK(keys.publicKey)), kid: 'app', use: 'sig', alg: 'RS256' })
    stage = await startOidcStage(
      `  keyed:\n    protocol: oidc\n    clientAuthentication: private_key_jwt\n    jwks: { keys: [${jwk}] }\n    grants: [client_credentials]\n    scopes: [jobs]\n`,
    )
    now = Math.floor(Date.now() / 1000)
  })
  after(() => stage?.close())

  const claims = (changes: Record<string, unknown> = {}) => ({
    iss: 'keyed',
    sub: 'keyed',
    aud: stage.gateway.url,
    jti: crypto.randomUUID(),
    iat: now,
    exp: now + 60,
    ...changes,
  })
  const sign = (payload: Record<string, unknown>, alg = 'RS256', key: CryptoKey | Uint8Array = keys.privateKey) =>
    new SignJWT(payload).setProtectedHeader({ alg, kid: 'app' }).sign(key)
  const use = async (assertion: string) => {
    const response = await fetch(`${stage.gateway.url}/oidc/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        scope: 'jobs',
        client_assertion_type: type,
        client_assertion: assertion,
      }),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }

  it('control: a good one is taken, once', async () => {
    const assertion = await sign(claims())
    expect((await use(assertion)).status).to.equal(200)
    expect((await use(assertion)).body.error).to.equal('invalid_client')
  })

  it('of many at the same time one is taken', async () => {
    const assertion = await sign(claims())
    const all = await Promise.all(Array.from({ length: 6 }, () => use(assertion)))
    expect(all.filter(({ status }) => status === 200)).to.have.length(1)
  })

  it('89: none, HMAC with the public key, another key, a key of its own', async () => {
    const pem = new TextEncoder().encode(await exportSPKI(keys.publicKey))
    const others = await generateKeyPair('RS256', { extractable: true })
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const jwk = await exportJWK(others.publicKey)
    const own = await new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', jwk }).sign(others.privateKey)
    const forged = [
      `${part({ alg: 'none' })}.${part(claims())}.`,
      await sign(claims(), 'HS256', pem),
      await sign(claims(), 'RS256', others.privateKey),
      own,
    ]
    for (const assertion of forged) {
      const { status, body } = await use(assertion)
      expect(status, assertion.slice(0, 40)).to.be.within(400, 401)
      expect(body.access_token).to.equal(undefined)
    }
  })

  it('89: for another issuer, expired, of another app, without an end', async () => {
    for (const changes of [
      { aud: 'https://elsewhere.test' },
      { exp: now - 3600 },
      { iss: 'portal' },
      { sub: 'portal' },
      { exp: undefined },
      { jti: undefined },
    ])
      expect((await use(await sign(claims(changes)))).status, JSON.stringify(changes)).to.be.within(400, 401)
  })

  it('88: an encrypted one, compressed or not, is not opened', async () => {
    const secret = crypto.getRandomValues(new Uint8Array(32))
    const jwe = await new CompactEncrypt(new TextEncoder().encode(await sign(claims())))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .encrypt(secret)
    const [, ...rest] = jwe.split('.')
    const bomb = `${Buffer.from('{"alg":"dir","enc":"A256GCM","zip":"DEF"}').toString('base64url')}.${rest.join('.')}`
    for (const assertion of [jwe, bomb]) expect((await use(assertion)).status).to.be.within(400, 401)
  })

  it('failures are counted for app and address together; other apps go on', async () => {
    let last = 0
    for (let tries = 0; tries < 25 && last !== 429; tries += 1) {
      last = (await stage.post('/oidc/token', { grant_type: 'authorization_code' }, 'other', 'wrong')).status
    }
    expect(last).to.equal(429)
    const shut = await stage.post('/oidc/introspect', { token: 'x' }, 'other')
    expect([shut.status, shut.headers.get('retry-after')]).to.deep.equal([429, '60'])
    expect((await stage.redeem(await stage.code())).status, 'another app at the same address').to.equal(200)
    expect((await use(await sign(claims()))).status).to.equal(200)
  })
})
