import { generateKeyPairSync } from 'node:crypto'
import { expect } from 'chai'
import { SignJWT } from 'jose'
import { readHint } from '../../../../src/downstream/oidc-op/logout/hint.ts'
import type { TokenKey } from '../../../../src/keys/keys.ts'

const keyOf = (id: string): TokenKey => ({
  id,
  algorithm: 'ES256',
  privateKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
})

describe('oidc-op: the hint of a logout', () => {
  const [inUse, previous, foreign] = [keyOf('one'), keyOf('two'), keyOf('one')]
  const now = 1_800_000_000_000
  const op = { keys: { oidc: { rsa: [inUse], ec: [previous] } }, issuer: 'https://sso.test', now: () => now } as const
  const token = (claims: object = {}, header: object = {}, key = inUse, iss = 'https://sso.test') =>
    new SignJWT({ iss, aud: 'portal', sub: 'anna', sid: 's', exp: now / 1000 + 60, ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: key.id, ...header })
      .sign(key.privateKey)
  const hint = { clientId: 'portal', sub: 'anna', sid: 's', expired: false }

  it('is an ID Token of ours, by a key in use or the one before; past its time it says so', async () => {
    expect(await readHint(op, await token())).to.deep.equal(hint)
    expect(await readHint(op, await token({}, { typ: 'JWT' }, previous))).to.deep.equal(hint)
    expect(await readHint(op, await token({ exp: now / 1000 - 1 }))).to.deep.equal({ ...hint, expired: true })
  })

  it('is no other token of ours, and none of anybody else', async () => {
    for (const [why, other] of Object.entries({
      'an access token for a resource': await token({}, { typ: 'at+jwt' }),
      'a logout token by its type': await token({}, { typ: 'logout+jwt' }),
      'a logout token by its claim': await token({ events: {} }),
      'an expired logout token': await token({ events: {}, exp: now / 1000 - 1 }),
      'of several audiences': await token({ aud: ['portal', 'other'] }),
      'of another issuer': await token({}, {}, inUse, 'https://evil.test'),
      'another key under our name': await token({}, {}, foreign),
      'an unknown key': await token({}, { kid: 'three' }),
      'too large': await token({ x: 'x'.repeat(16_000) }),
      nothing: '',
    }))
      expect(await readHint(op, other), why).to.equal(undefined)
  })
})
