/** Resource indicators (RFC 8707): an access token for a resource that the app may name is a JWT, for it alone. */
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider'
import type { OidcApp } from '../../../registry/app.ts'
import { loadLibrary } from './load.ts'

type Indicators = NonNullable<NonNullable<Configuration['features']>['resourceIndicators']>

/** @param lifetime seconds that a token may live, no longer than its grant */
export function resourceIndicators(
  appOf: (clientId: string) => OidcApp | undefined,
  lifetime: (ctx: KoaContextWithOIDC, most: number) => number,
): Indicators {
  return {
    enabled: true,
    defaultResource: async (_ctx, _client, oneOf) => oneOf ?? [],
    useGrantedResource: async () => true,
    getResourceServerInfo: async (ctx, resource, client) => {
      const settings = appOf(client.clientId)?.settings
      if (settings === undefined || !settings.resources.includes(resource)) {
        const { errors } = await loadLibrary()
        throw new errors.InvalidTarget()
      }
      return {
        audience: resource,
        scope: ['openid', 'profile', 'email', 'groups', ...settings.scopes].join(' '),
        accessTokenFormat: 'jwt',
        accessTokenTTL: lifetime(ctx, settings.accessToken.jwtLifetime),
        jwt: { sign: { alg: settings.algorithm } },
      }
    },
  }
}
