/** Which JWTs we say something about: access tokens of ours, that are known here, while they last (RFC 9068; RFC 8725). */
import { generateKeyPairSync } from 'node:crypto'
import { expect } from 'chai'
import { type JWTPayload, SignJWT } from 'jose'
import { appId, clientId } from '../../../../src/core/identifiers.ts'
import { findGrant, putGrant } from '../../../../src/downstream/oidc-op/grant.ts'
import type { ServingOp } from '../../../../src/downstream/oidc-op/oidc-op.ts'
import { readJwt, rememberJwts, revokeJwt } from '../../../../src/downstream/oidc-op/provider/jwt-access-token.ts'
import { World } from '../../core/hub.ts'

const keyOf = (id: string) =>
  ({ id, algorithm: 'ES256', ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) }) as const
const [own, foreign] = [keyOf('own'), keyOf('own')]

describe('oidc-op: a JWT as access token', () => {
  let world: World
  let op: ServingOp
  beforeEach(async () => {
    world = new World()
    const app = { policy: world.policy, settings: { clientId: clientId('api') } }
    op = {
      issuer: 'https://sso.test',
      apps: { client: async () => app },
      stores: world.hub.stores,
      keys: { oidc: { rsa: [], ec: [own] } },
      now: () => world.now,
    } as unknown as ServingOp
    await putGrant(op, 'granted', {
      ...{ v: 1, app: appId('oidc', 'api'), clientId: 'api', sub: 'alice', subject: 'persistent', scope: [] },
      ...{ resources: [], claims: {}, idTokenClaims: [], userinfoClaims: [], handle: 'h' },
      offline: { authentication: world.authentication('op'), verifiedAt: world.now },
      ...{ createdAt: world.now, end: world.now + 3_600_000 },
    })
  })

  const good = () => ({ iss: 'https://sso.test', client_id: 'api', jti: 'one', exp: world.now / 1000 + 60 })
  const sign = (payload: JWTPayload, { typ = 'at+jwt', kid = 'own', key = own } = {}) =>
    new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid, typ }).sign(key.privateKey)
  const remember = (payload: JWTPayload, grantId: string | undefined) =>
    rememberJwts(op)({} as never, { grantId } as never, { payload } as never)

  it('is known while it lasts, by what it is and by whom it was made', async () => {
    await remember(good(), 'granted')
    const token = await sign(good())
    expect((await readJwt(op, token))?.payload, 'control').to.include({ client_id: 'api', jti: 'one' })
    for (const [what, other] of Object.entries({
      'another type': await sign(good(), { typ: 'JWT' }),
      'another issuer': await sign({ ...good(), iss: 'https://other.test' }),
      'another key': await sign(good(), { key: foreign }),
      'an unknown key': await sign(good(), { kid: 'other' }),
      'no app': await sign({ ...good(), client_id: undefined }),
      'never issued': await sign({ ...good(), jti: 'two' }),
      'of another app than its grant': await sign({ ...good(), client_id: 'other' }),
      'too long': `${token}${'A'.repeat(16 * 1024)}`,
    }))
      expect(await readJwt(op, other), what).to.equal(undefined)
    world.now += 60_000
    expect(await readJwt(op, token), 'over').to.equal(undefined)
  })

  it('is revoked with all that came of the same login; one without a login alone', async () => {
    await remember(good(), 'granted')
    await remember({ ...good(), jti: 'own' }, undefined)
    const [token, itself] = [await sign(good()), await sign({ ...good(), jti: 'own' })]
    for (const [text, isGranted] of [
      [itself, true],
      [token, false],
    ] as const) {
      const live = await readJwt(op, text)
      if (live === undefined) throw new Error('not known')
      await revokeJwt(op, live)
      expect(await readJwt(op, text)).to.equal(undefined)
      expect((await findGrant(op, 'granted')) !== undefined).to.equal(isGranted)
    }
  })
})
