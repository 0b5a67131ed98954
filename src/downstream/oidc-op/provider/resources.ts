/** Resource indicators (RFC 8707): an access token for a resource that the app may name is a JWT, for it alone. */
import type { Configuration } from 'oidc-provider'
import type { OidcApp } from '../../../registry/app.ts'
import { loadLibrary } from './load.ts'

type Indicators = NonNullable<NonNullable<Configuration['features']>['resourceIndicators']>

export function resourceIndicators(appOf: (clientId: string) => OidcApp | undefined): Indicators {
  return {
    enabled: true,
    defaultResource: async (_ctx, _client, oneOf) => oneOf ?? [],
    useGrantedResource: async () => true,
    getResourceServerInfo: async (_ctx, resource, client) => {
      const settings = appOf(client.clientId)?.settings
      if (settings === undefined || !settings.resources.includes(resource)) {
        const { errors } = await loadLibrary()
        throw new errors.InvalidTarget()
      }
      return {
        audience: resource,
        scope: ['openid', 'profile', 'email', 'groups', ...settings.scopes].join(' '),
        accessTokenFormat: 'jwt',
        accessTokenTTL: Math.floor(settings.accessToken.lifetime / 1000),
        jwt: { sign: { alg: settings.algorithm } },
      }
    },
  }
}
