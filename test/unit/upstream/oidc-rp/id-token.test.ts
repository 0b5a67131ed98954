import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { expect } from 'chai'
import { issuer } from '../../../../src/core/identifiers.ts'
import type { OpConnection } from '../../../../src/upstream/oidc-rp/fetch.ts'
import { type IdTokenExpectation, verifyIdToken } from '../../../../src/upstream/oidc-rp/id-token.ts'
import { opKeys, signatureAlgorithms } from '../../../../src/upstream/oidc-rp/jwks.ts'
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
  /** The time of every look at a token here, however long the tests before took. */
  const now = Math.floor(Date.now() / 1000)
  const good: Claims = { iss: 'https://op.example.org', aud: 'us', sub: 's', exp: now + 60, iat: now, nonce: 'n' }
  const header: Claims = { alg: 'RS256', kid: 'k' }

  const verify = (token: string, changes: Partial<IdTokenExpectation> = {}) =>
    verifyIdToken(keys, token, {
      issuer: issuer('https://op.example.org'),
      clientId: 'us',
      nonce: 'n',
      algorithms: signatureAlgorithms,
      audiences: ['also-us'],
      accessToken: 'at',
      now: now * 1000,
      clockTolerance: 10_000,
      ...changes,
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

  for (const alg of ['EdDSA', 'Ed25519']) {
    it(`${alg}: taken, with at_hash by SHA-512; with another hash, or where the OP does not announce it, refused`, async () => {
      const half = (hash: string, length: number) =>
        createHash(hash).update('at').digest().subarray(0, length).toString('base64url')
      const edwardsToken = (claims: Claims) => {
        const input = [
          { alg, kid: 'ed' },
          { ...good, ...claims },
        ]
          .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
          .join('.')
        return `${input}.${sign(null, Buffer.from(input), edwards.privateKey).toString('base64url')}`
      }
      const token = edwardsToken({ at_hash: half('sha512', 32) })
      expect((await verify(token)).subject).to.equal('s')
      await refusalOf(verify(edwardsToken({ at_hash: half('sha256', 16) })))
      await refusalOf(verify(token, { algorithms: ['RS256'] }))
    })
  }

  it('an auth_time that is no time of a login counts as absent: 0, text, null, milliseconds, below nothing', async () => {
    for (const auth_time of [0, 0.5, -1, null, '', String(now), '2026-01-01T00:00:00Z', now * 1000, [now]]) {
      expect((await verify(signed({ auth_time }))).authTime, String(auth_time)).to.equal(undefined)
    }
    expect((await verify(signed({ auth_time: now }))).authTime).to.equal(now)
  })

  it('azp and at_hash that are null or empty count as absent', async () => {
    for (const nothing of [null, '']) {
      expect((await verify(signed({ azp: nothing, at_hash: nothing }))).subject).to.equal('s')
    }
  })

  it('further audiences without azp: taken where the operator named every one of them', async () => {
    expect((await verify(signed({ aud: ['us', 'also-us'] }))).subject).to.equal('s')
    await refusalOf(verify(signed({ aud: ['us', 'also-us', 'them'] })))
    await refusalOf(verify(signed({ aud: ['also-us'] })))
    await refusalOf(verify(signed({ aud: ['us', 'also-us'], azp: 'also-us' })))
    expect((await verify(signed({ aud: ['us', 'them'], azp: 'us' }))).subject).to.equal('s')
  })

  it('claims are read from the octets that were signed: long integers keep their digits', async () => {
    const body = `${JSON.stringify(good).slice(0, -1)},"uid":1332890226961441025,"n":7,"deep":{"ids":[9007199254740993]}}`
    const input = `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${Buffer.from(body).toString('base64url')}`
    const { all } = await verify(`${input}.${sign('sha256', Buffer.from(input), key.privateKey).toString('base64url')}`)
    expect(all.claims).to.deep.include({ uid: '1332890226961441025', n: 7, deep: { ids: ['9007199254740993'] } })
    expect(all.inexact).to.deep.equal(['uid'])
  })

  it('sub must have been text: a number is refused, a long one too, though its digits are there', async () => {
    const withSub = (sub: string) => {
      const body = `${JSON.stringify({ ...good, sub: undefined }).slice(0, -1)},"sub":${sub}}`
      const input = `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${Buffer.from(body).toString('base64url')}`
      return verify(`${input}.${sign('sha256', Buffer.from(input), key.privateKey).toString('base64url')}`)
    }
    for (const sub of ['7', '1332890226961441025', '1e30', '""', 'null']) await refusalOf(withSub(sub))
    expect((await withSub('"1332890226961441025"')).subject).to.equal('1332890226961441025')
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
