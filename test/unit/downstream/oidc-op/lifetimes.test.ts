/** How long tokens live: no longer than the grant that they are of. */

import { expect } from 'chai'
import type { KoaContextWithOIDC } from 'oidc-provider'
import type { ServingOp } from '../../../../src/downstream/oidc-op/oidc-op.ts'
import { configuration, type LibraryHooks } from '../../../../src/downstream/oidc-op/provider/configuration.ts'
import type { OidcApp } from '../../../../src/registry/app.ts'

describe('oidc-op: how long tokens live', () => {
  const now = 1_800_000_000_000
  const settings = {
    ...{ clientId: 'app', scopes: [], claims: {}, grants: [], algorithm: 'RS256', resources: ['https://api.test/'] },
    ...{ accessToken: { lifetime: 3_600_000, jwtLifetime: 600_000 }, refreshToken: { lifetime: 86_400_000 } },
  }
  const app = { settings, policy: {} } as unknown as OidcApp
  const op = {
    apps: { clients: () => [app] },
    keys: { oidc: { rsa: [], ec: [] } },
    now: () => now,
    incomingSkew: 0,
  }
  const made = () => configuration(op as unknown as ServingOp, () => app, {} as LibraryHooks)
  const client = { clientId: 'app' }
  /** @param left seconds that the grant has */
  const ctx = (left: number) =>
    ({ oidc: { entities: { Grant: { exp: now / 1000 + left } } } }) as unknown as KoaContextWithOIDC

  type Ttl = (ctx: KoaContextWithOIDC, token: object, of: object) => number

  for (const [kind, most] of [
    ['AccessToken', 3_600],
    ['RefreshToken', 86_400],
  ] as const)
    it(`${kind}: as its app says, and never longer than its grant`, () => {
      const ttl = made().ttl?.[kind] as unknown as Ttl
      expect(ttl(ctx(100_000), {}, client)).to.equal(most)
      expect(ttl(ctx(60), {}, client)).to.equal(60)
    })

  it('a JWT, which nobody has to ask us about: the same', async () => {
    const info = made().features?.resourceIndicators?.getResourceServerInfo
    const ask = async (left: number) => (await info?.(ctx(left), 'https://api.test/', client as never))?.accessTokenTTL
    expect([await ask(100_000), await ask(60)]).to.deep.equal([600, 60])
  })
})
