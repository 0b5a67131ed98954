import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { expect } from 'chai'
import { issuer } from '../../../../src/core/identifiers.ts'
import type { OpConnection } from '../../../../src/upstream/oidc-rp/fetch.ts'
import { verifyIdToken } from '../../../../src/upstream/oidc-rp/id-token.ts'
import { opKeys } from '../../../../src/upstream/oidc-rp/jwks.ts'
import { type Claims, makeOpKey, signJwt } from '../../../fixtures/op-keys.ts'
import { refusalOf } from '../../../fixtures/upstream-rig.ts'

/** What openid-client checks before us is checked here again, alone: neither relies on the other. */
describe('oidc-rp: the ID Token, by us alone', () => {
  const key = makeOpKey('k')
  const publicJwk = { ...key.publicKey.export({ format: 'jwk' }), kid: 'k' }
  const secretJwk = { kty: 'oct', k: Buffer.from('secret').toString('base64url'), kid: 'hmac', alg: 'HS256' }
  const edwards = generateKeyPairSync('ed25519')
  const edwardsJwk = { ...edwards.publicKey.export({ format: 'jwk' }), kid: 'ed' }
  const connection: OpConnection = {
    send: async () => ({
      status: 200,
      contentType: 'application/json',
      authenticate: undefined,
      location: undefined,
      body: JSON.stringify({ keys: [publicJwk, secretJwk, edwardsJwk] }),
    }),
    close: () => undefined,
  }
  const keys = opKeys(connection, 'https://op.example.org/jwks', 'OP', Date.now)
  const now = Math.floor(Date.now() / 1000)
  const good: Claims = { iss: 'https://op.example.org', aud: 'us', sub: 's', exp: now + 60, iat: now, nonce: 'n' }
  const header: Claims = { alg: 'RS256', kid: 'k' }

  const verify = (token: string) =>
    verifyIdToken(keys, token, {
      issuer: issuer('https://op.example.org'),
      clientId: 'us',
      nonce: 'n',
      accessToken: 'at',
      now: Date.now(),
      clockTolerance: 10_000,
    })
  const signed = (claims: Claims, more: Claims = {}) =>
    signJwt({ ...header, ...more }, { ...good, ...claims }, key.privateKey)

  const signingInput = (own: Claims) =>
    [own, good].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')

  it('control: a good one is read', async () => {
    expect((await verify(signed({ amr: ['pwd', 7], auth_time: now - 5.5, acr: '1', sid: 'x' }))).amr).to.deep.equal([
      'pwd',
    ])
    const { authTime, acr, sid, subject, issuedAt } = await verify(signed({ auth_time: now - 5.5, acr: '1', sid: 'x' }))
    expect({ authTime, acr, sid, subject, issuedAt }).to.deep.equal({
      authTime: now - 6,
      acr: '1',
      sid: 'x',
      subject: 's',
      issuedAt: now,
    })
  })

  const refused: Readonly<Record<string, Claims>> = {
    'another issuer': { iss: 'https://other.example.org' },
    'another audience': { aud: 'them' },
    'several audiences and no azp': { aud: ['us', 'them'] },
    'another azp': { azp: 'them' },
    'no exp': { exp: undefined },
    expired: { exp: now - 60 },
    'no iat': { iat: undefined },
    'no sub': { sub: undefined },
    'no nonce': { nonce: undefined },
    'another nonce': { nonce: 'other' },
    'another at_hash': { at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' },
  }
  for (const [name, claims] of Object.entries(refused)) {
    it(`${name}: refused`, () => refusalOf(verify(signed(claims))))
  }

  it('HS256, even with a secret key that the JWKS holds: refused', () => {
    const input = signingInput({ alg: 'HS256', kid: 'hmac' })
    return refusalOf(verify(`${input}.${createHmac('sha256', 'secret').update(input).digest('base64url')}`))
  })

  it('EdDSA, a good signature of a kind that is not agreed on: refused', () => {
    const input = signingInput({ alg: 'EdDSA', kid: 'ed' })
    return refusalOf(verify(`${input}.${sign(null, Buffer.from(input), edwards.privateKey).toString('base64url')}`))
  })

  it('none, another’s key, an unknown crit, three dots, nothing: refused', async () => {
    const [, body] = signed({}).split('.')
    const none = Buffer.from('{"alg":"none"}').toString('base64url')
    const stranger = signJwt(header, good, makeOpKey().privateKey)
    for (const token of [
      `${none}.${body}.`,
      stranger,
      signed({}, { crit: ['x'], x: 1 }),
      `${signed({})}.x`,
      '',
      'a.b.c',
    ]) {
      await refusalOf(verify(token))
    }
  })
})
