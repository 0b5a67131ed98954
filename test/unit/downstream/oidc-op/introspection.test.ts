/** Whom introspection answers without the library, and about which tokens; `undefined` leaves it to the library. */

import { hash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { PassThrough } from 'node:stream'
import { expect } from 'chai'
import { GatewayError } from '../../../../src/core/errors.ts'
import { appId, clientId, type JsonObject } from '../../../../src/core/identifiers.ts'
import { putGrant, revokeGrant } from '../../../../src/downstream/oidc-op/grant.ts'
import { introspect, withUsername } from '../../../../src/downstream/oidc-op/introspection.ts'
import type { ServingOp } from '../../../../src/downstream/oidc-op/oidc-op.ts'
import type { Guard } from '../../../../src/downstream/oidc-op/provider/guard.ts'
import type { OidcApp } from '../../../../src/registry/app.ts'
import { World } from '../../core/hub.ts'

const form = 'application/x-www-form-urlencoded'
const basic = (client: string, secret = 'secret') => `Basic ${Buffer.from(`${client}:${secret}`).toString('base64')}`

describe('introspection without the library', () => {
  let world: World
  let apps: Map<string, OidcApp>
  let admitted: string[]
  let isFull: boolean
  beforeEach(async () => {
    world = new World()
    admitted = []
    isFull = false
    apps = new Map()
    addApp('pam', { usernameAttribute: 'login' })
    addApp('monitor', { settings: { introspects: ['pam'] } })
    addApp('other', {})
    await putGrant(op(), 'granted', {
      ...{ v: 1, app: appId('oidc', 'pam'), clientId: 'pam', sub: 'alice', subject: 'persistent', scope: ['openid'] },
      ...{ resources: [], claims: {}, idTokenClaims: [], userinfoClaims: [], handle: 'h', username: 'al' },
      offline: { authentication: world.authentication('op'), verifiedAt: world.now },
      ...{ createdAt: world.now, end: world.now + 3_600_000 },
    })
    await keep('good', {})
  })

  function addApp(name: string, changes: { settings?: object; usernameAttribute?: string }): void {
    const secretHash = hash('sha256', 'secret', 'base64url')
    const settings = { clientId: clientId(name), name, secretHash, clientAuthentication: 'client_secret_basic' }
    const all = { ...settings, introspects: [], ...changes.settings }
    apps.set(name, { ...changes, protocol: 'oidc', policy: world.policy, settings: all } as unknown as OidcApp)
  }
  const op = (): ServingOp =>
    ({
      issuer: 'https://sso.test',
      apps: { client: async (id: string) => apps.get(id), clients: () => [...apps.values()] },
      stores: world.hub.stores,
      hub: world.hub,
      now: () => world.now,
    }) as unknown as ServingOp
  const guard = {
    serve: () => {},
    async admitClient(_request: object, id: string) {
      admitted.push(id)
      if (isFull) throw new GatewayError('rate_limited', 'too many')
    },
  } as unknown as Guard
  const keep = (token: string, changes: JsonObject) => {
    const at = world.now / 1000
    const record = { iat: at, exp: at + 600, jti: token, kind: 'AccessToken', gty: 'authorization_code' }
    const whose = { clientId: 'pam', accountId: 'alice', grantId: 'granted', scope: 'openid' }
    return world.hub.stores.issued.put('AccessToken', token, { ...record, ...whose, ...changes }, 3_600_000)
  }
  const ask = (body: string, headers: Record<string, string> = { authorization: basic('pam') }) => {
    const length = { 'content-length': String(body.length), 'content-type': form }
    const request = Object.assign(new PassThrough(), { headers: { ...length, ...headers } })
    request.end(body)
    return introspect(op(), guard, request as unknown as IncomingMessage, world.browser, (id) => apps.get(id))
  }

  it('answers the app itself and one that may ask, each counted', async () => {
    const answer = await ask('token=good')
    expect(answer).to.include({ active: true, sub: 'alice', client_id: 'pam', username: 'al', scope: 'openid' })
    expect(await ask('token=good', { authorization: basic('monitor') })).to.deep.equal(answer)
    expect(await ask('token=good&client_id=pam&client_secret=secret', {})).to.deep.equal(answer)
    expect(admitted).to.deep.equal(['pam', 'monitor', 'pam'])
  })

  it('a client that has failed too often gets no answer here, with the right secret neither', async () => {
    isFull = true
    expect(await ask('token=good')).to.equal(undefined)
  })

  it('nobody with another secret, in two ways, as two, or by a method that is not theirs', async () => {
    for (const authorization of [basic('pam', 'wrong'), basic('other'), basic('nobody'), basic('pam', 'secret:x')])
      expect(await ask('token=good', { authorization }), authorization).to.equal(undefined)
    for (const body of [
      'token=good&client_secret=secret',
      'token=good&client_id=other',
      'token=good&token=good',
      'token=good&resource=x',
    ])
      expect(await ask(body), body).to.equal(undefined)
    for (const clientAuthentication of ['private_key_jwt', 'none']) {
      addApp('pam', { settings: { clientAuthentication } })
      expect(await ask('token=good'), clientAuthentication).to.equal(undefined)
    }
  })

  it('no request that the library has to judge', async () => {
    const authorization = basic('pam')
    const odd: readonly Record<string, string>[] = [
      ...['origin', 'content-encoding', 'oauth-client-attestation'].map((name) => ({ [name]: 'x' })),
      { 'content-type': 'application/json' },
      { 'content-length': '2049' },
      // Read leniently, these are the same octets.
      { authorization: authorization.replace(/A==$/, 'B==') },
    ]
    for (const headers of odd)
      expect(await ask('token=good', { authorization, ...headers }), JSON.stringify(headers)).to.equal(undefined)
    const chunked = Object.assign(new PassThrough(), { headers: { authorization, 'content-type': form } })
    chunked.end('token=good')
    const request = chunked as unknown as IncomingMessage
    expect(await introspect(op(), guard, request, world.browser, (id) => apps.get(id))).to.equal(undefined)
    expect(String(chunked.read()), 'it is still there').to.equal('token=good')
  })

  it('no token that has ended, names another grant than its own, or says more than we know', async () => {
    const at = world.now / 1000
    for (const [name, changes] of Object.entries<JsonObject>({
      ended: { exp: at },
      foreign: { clientId: 'other' },
      exchanged: { accountId: 'mallory' },
      bound: { 'x5t#S256': 'thumbprint' },
      own: { grantId: 0 },
    })) {
      await keep(name, changes)
      expect(await ask(`token=${name}`), name).to.equal(undefined)
      expect(await ask(`token=${name}`, { authorization: basic('other') }), name).to.equal(undefined)
    }
    await keep('last', { exp: at + 1 })
    expect(await ask('token=last'), 'control').to.include({ active: true })
    await revokeGrant(op(), 'granted')
    expect(await ask('token=last'), 'revoked').to.equal(undefined)
  })

  it('the login name is told while the app has one, by the library’s answer too', async () => {
    const answer = { active: true, client_id: 'pam' }
    expect(await withUsername(op(), answer, 'granted')).to.deep.equal({ ...answer, username: 'al' })
    expect(await withUsername(op(), { active: false, client_id: 'pam' }, 'granted')).to.not.have.property('username')
    addApp('pam', {})
    expect(await withUsername(op(), answer, 'granted')).to.deep.equal(answer)
    expect((await ask('token=good'))?.username).to.equal(undefined)
  })
})
