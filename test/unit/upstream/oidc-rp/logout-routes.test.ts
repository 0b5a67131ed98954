import { expect } from 'chai'
import { GatewayError } from '../../../../src/core/errors.ts'
import type { HttpRequest, Route } from '../../../../src/core/http.ts'
import { issuer } from '../../../../src/core/identifiers.ts'
import type { LoginDependencies } from '../../../../src/core/ports/hub.ts'
import { StorageUnavailable } from '../../../../src/storage/driver.ts'
import type { OidcLogout } from '../../../../src/upstream/oidc-rp/logout.ts'
import { oidcLogoutRoutes } from '../../../../src/upstream/oidc-rp/logout-routes.ts'
import { World } from '../../core/hub.ts'

const op = issuer('https://op.test')

function routes(
  world: World,
  logout: Partial<OidcLogout>,
  change: Partial<LoginDependencies['stores']> = {},
): readonly Route[] {
  const whole: OidcLogout = {
    issuer: op,
    frameOrigin: 'https://op.test',
    begin: async () => undefined,
    readToken: async () => ({ issuer: op, subject: 'alice', issuedAt: 0, messageId: 'one', acceptedFor: 60_000 }),
    ...logout,
  }
  const hub = { ...world.hub, stores: { ...world.hub.stores, ...change } }
  return oidcLogoutRoutes(hub, [{ name: world.op.name, logout: whole }])
}

function send(all: readonly Route[]) {
  const { browser } = new World()
  const body = 'logout_token=x'
  const http: HttpRequest = {
    method: 'POST',
    path: '',
    query: '',
    headers: {},
    body,
    octets: Buffer.from(body),
    contentType: '',
    browser,
  }
  const route = all.find(({ path }) => path === '/oidc/backchannel-logout/op')
  if (route === undefined) throw new Error('no such route')
  return route.answer(http, {})
}

const thrown = (promise: Promise<unknown>) => promise.catch((error: unknown) => error)

describe('oidc-rp: where an OP tells of a logout', () => {
  it('each upstream has its three addresses', () => {
    const world = new World()
    expect(oidcLogoutRoutes(world.hub, [])).to.deep.equal([])
    expect(routes(world, {})).to.have.length(3)
  })

  it('what is our own failure is not blamed on the token: the OP may send it again', async () => {
    const away = async () => {
      throw new StorageUnavailable('away')
    }
    const world = new World()
    expect(await thrown(send(routes(world, {}, { endings: { put: away, get: away } })))).to.be.instanceOf(
      StorageUnavailable,
    )
    const noKeys = async () => {
      throw new GatewayError('upstream_unavailable', 'no keys')
    }
    expect(await thrown(send(routes(world, { readToken: noKeys })))).to.include({ code: 'upstream_unavailable' })
    expect(world.errors, 'the error boundary logs it').to.deep.equal([])
  })

  it('a token that is refused is answered 400, and logged', async () => {
    const world = new World()
    const refuse = async () => {
      throw new GatewayError('signature_refused', 'It is none.', { cause: new Error('private') })
    }
    const reply = await send(routes(world, { readToken: refuse }))
    expect(reply).to.include({ kind: 'document', status: 400, type: 'application/json' })
    expect(JSON.stringify(reply)).to.contain('It is none.').and.not.contain('private')
    expect(world.errors).to.deep.equal(['signature_refused'])
  })
})
