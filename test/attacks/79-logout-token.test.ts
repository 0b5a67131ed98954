/**
 * Attack 79: a logout token that the OP did not make for us, or made for something else. Back-Channel Logout 1.0, 2.6.
 * What a forged one would do: sign anyone out at will. Replays are refused in test/flows/logout-upstream.test.ts too.
 */
import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { expect } from 'chai'
import { startOp } from '../fixtures/op.ts'
import { type Claims, signJwt } from '../fixtures/op-keys.ts'
import type { Op } from '../fixtures/op-options.ts'
import { type Rig, refusalOf, startRig } from '../fixtures/upstream-rig.ts'

const event = 'http://schemas.openid.net/event/backchannel-logout'
const now = (): number => Math.floor(Date.now() / 1000)
/** Claims that name a time or the OP are made when the token is. */
const made = (claims: Claims | (() => Claims)): Claims => (typeof claims === 'function' ? claims() : claims)
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('attack 79: forged and misused logout tokens', () => {
  let op: Op
  let rig: Rig
  const good = { sub: 'sub-alice', sid: 'sid-1' }
  before(async () => {
    op = await startOp({ autoLogin: 'alice' })
    rig = startRig(op)
  })
  after(async () => {
    await rig.close()
    await op.close()
  })
  const read = (token: string) => rig.upstream.logout.readToken(token)
  const refused = async (token: string) => {
    const error = await refusalOf(read(token))
    expect(error.code).to.equal('signature_refused')
    return String(error.cause)
  }

  it('control: what the OP made for us says what ended', async () => {
    const ending = await read(op.logoutToken(good))
    expect(ending).to.include({ issuer: op.issuer, sid: 'sid-1', subject: 'sub-alice' })
    expect(ending.acceptedFor).to.be.within(120_000, 320_000)
  })

  const controls: Readonly<Record<string, [Claims | (() => Claims), Claims?]>> = {
    'sid alone': [{ sub: undefined }],
    'sub alone': [{ sid: undefined }],
    'typ JWT': [{}, { typ: 'JWT' }],
    'no typ': [{}, { typ: undefined }],
    'typ with application/': [{}, { typ: 'application/logout+jwt' }],
    'an azp that is us': [{ azp: 'isthmus' }],
    'several audiences, with azp': [{ aud: ['isthmus', 'other'], azp: 'isthmus' }],
    'an event with members': [{ events: { [event]: { reason: 'x' }, 'urn:other': {} } }],
    'a clock two minutes ahead': [() => ({ iat: now() + 120 })],
  }
  for (const [name, [claims, header]] of Object.entries(controls)) {
    it(`control: ${name} is taken`, async () => {
      expect(await read(op.logoutToken({ ...good, ...made(claims) }, header))).to.include({ issuer: op.issuer })
    })
  }

  const lies: Readonly<Record<string, [Claims | (() => Claims), RegExp, Claims?]>> = {
    'a nonce': [{ nonce: 'n' }, /nonce/],
    'an empty nonce': [{ nonce: null }, /nonce/],
    'no events': [{ events: undefined }, /events/],
    'another event': [{ events: { 'urn:other': {} } }, /events/],
    'an event that is no object': [{ events: { [event]: true } }, /events/],
    'an event that is a list': [{ events: { [event]: [] } }, /events/],
    'events as a list': [{ events: [event] }, /events/],
    'another issuer': [{ iss: 'https://op.example' }, /iss/],
    'our issuer with a slash more': [() => ({ iss: `${op.issuer}/` }), /iss/],
    'no issuer': [{ iss: undefined }, /iss/],
    'another audience': [{ aud: 'wiki' }, /aud/],
    'no audience': [{ aud: undefined }, /aud/],
    'several audiences and no azp': [{ aud: ['isthmus', 'other'] }, /azp/],
    'azp another client': [{ azp: 'wiki' }, /azp/],
    'no jti': [{ jti: undefined }, /jti/],
    'an empty jti': [{ jti: '' }, /jti/],
    'a jti that is a number': [{ jti: 7 }, /jti/],
    'no iat': [{ iat: undefined }, /iat/],
    'issued in the future': [() => ({ iat: now() + 600 }), /future/],
    'no exp': [{ exp: undefined }, /exp/],
    expired: [() => ({ exp: now() - 600 }), /exp/],
    'neither sub nor sid': [{ sub: undefined, sid: undefined }, /neither/],
    'an empty sid beside a sub': [{ sid: '' }, /sid/],
    'a sub that is a list': [{ sub: ['sub-alice'] }, /sub/],
    'made as an access token': [{}, /typ/, { typ: 'at+jwt' }],
    'an unknown crit': [{}, /"x"/, { crit: ['x'], x: 1 }],
  }
  for (const [name, [claims, why, header]] of Object.entries(lies)) {
    it(`${name}: refused`, async () => {
      expect(await refused(op.logoutToken({ ...good, ...made(claims) }, header))).to.match(why)
    })
  }

  it('without exp it is taken where the operator allows it, and only just after it was issued', async () => {
    const lenient = startRig(op, { config: { allowMissingExp: true } })
    const token = (iat: number) => op.logoutToken({ ...good, exp: undefined, iat })
    expect(await lenient.upstream.logout.readToken(token(now()))).to.include({ sid: 'sid-1' })
    const error = await refusalOf(lenient.upstream.logout.readToken(token(now() - 600)))
    expect(String(error.cause)).to.match(/too long ago/)
    await refusalOf(lenient.upstream.logout.readToken(op.logoutToken({ ...good, exp: now() - 600 })))
    await lenient.close()
  })

  it('a header past all measure is not read at all; one with a certificate chain is', async () => {
    const x5c = (octets: number) => ({ x5c: Array.from({ length: 3 }, () => 'A'.repeat(octets)) })
    expect(await read(op.logoutToken(good, x5c(1_900))), 'control').to.include({ sid: 'sid-1' })
    expect(await refused(op.logoutToken(good, x5c(9_000)))).to.match(/header is too long/)
    const deep = encode({ alg: 'RS256' }).slice(0, -2) + Buffer.from(`,"a":${'['.repeat(9_000)}`).toString('base64url')
    expect(await refused(`${deep}.e30.AAAA`)).to.match(/header is too long/)
  })

  it('an ID Token of the same OP for the same client is no logout token', async () => {
    let idToken = ''
    op.hooks.signIdToken = (header, claims) => {
      idToken = signJwt(header, claims, op.key.privateKey)
      return idToken
    }
    await rig.login()
    delete op.hooks.signIdToken
    await refused(idToken)
  })

  describe('signatures', () => {
    const header = () => ({ alg: 'RS256', kid: op.key.kid, typ: 'logout+jwt' })
    const claims = () => JSON.parse(Buffer.from(op.logoutToken(good).split('.')[1] ?? '', 'base64url').toString())
    const hmac = (secret: string) => {
      const input = `${encode({ ...header(), alg: 'HS256' })}.${encode(claims())}`
      return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
    }

    it('none, under any spelling: refused', async () => {
      for (const alg of ['none', 'None', 'NONE']) await refused(`${encode({ ...header(), alg })}.${encode(claims())}.`)
    })

    it('HS256 with the client secret, or with the public key: refused', async () => {
      await refused(hmac(op.clientSecret))
      await refused(hmac(op.key.publicKey.export({ type: 'spki', format: 'pem' }).toString()))
    })

    it('a stranger’s key, under the OP’s kid or in the header: refused', async () => {
      const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 })
      await refused(signJwt(header(), claims(), stranger.privateKey))
      const jwk = stranger.publicKey.export({ format: 'jwk' })
      await refused(signJwt({ ...header(), jwk }, claims(), stranger.privateKey))
    })

    it('claims changed after signing: refused', async () => {
      const [head, , signature] = op.logoutToken(good).split('.')
      await refused(`${head}.${encode({ ...claims(), sub: 'sub-bob' })}.${signature}`)
    })

    it('SHA-1: refused', async () => {
      const input = `${encode({ ...header(), alg: 'RS1' })}.${encode(claims())}`
      await refused(`${input}.${sign('sha1', Buffer.from(input), op.key.privateKey).toString('base64url')}`)
    })

    it('what is no token at all: refused', async () => {
      for (const text of ['', 'x', '..', 'a.b.c', `${'a'.repeat(5000)}.b.c`]) await refused(text)
    })

    it('however many come with unknown keys, the keys are fetched at most once more', async () => {
      await read(op.logoutToken(good))
      const before = op.count('jwks')
      const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 })
      const forged = (kid: number) => signJwt({ ...header(), kid: `k${kid}` }, claims(), stranger.privateKey)
      await Promise.all(Array.from({ length: 100 }, (_, kid) => refused(forged(kid))))
      expect(op.count('jwks') - before).to.be.at.most(1)
      expect(await read(op.logoutToken(good))).to.include({ sid: 'sid-1' })
    })
  })
})
