/** We as a client of one discovered OP: the code grant by openid-client (OIDC Core 3.1.3), over our own connection. */
import * as client from 'openid-client'
import type { OidcUpstreamConfig } from '../../config/oidc-upstream.ts'
import { GatewayError } from '../../core/errors.ts'
import type { UpstreamState } from './authorization-request.ts'
import type { OpMetadata } from './discovery.ts'
import type { OpConnection } from './fetch.ts'
import type { OpKeys } from './jwks.ts'
import { withoutPayload } from './printable.ts'
import { fetchTokens, TokenRefused, unreadIdToken } from './token-response.ts'

export interface RelyingParty {
  readonly metadata: OpMetadata
  readonly keys: OpKeys
  readonly configuration: client.Configuration
}

export interface Tokens {
  readonly accessToken: string
  readonly idToken: string
}

type ClientConfig = Pick<OidcUpstreamConfig, 'clientId' | 'clientSecret' | 'clientAuthentication'>

/**
 * openid-client's configuration from metadata that `discover` judged; its own discovery would accept a normalised
 * issuer.
 */
export function clientConfiguration(
  config: ClientConfig,
  metadata: OpMetadata,
  connection: OpConnection,
  clockTolerance: number,
): client.Configuration {
  const authentication =
    config.clientAuthentication === 'client_secret_basic'
      ? client.ClientSecretBasic(config.clientSecret)
      : client.ClientSecretPost(config.clientSecret)
  const server = {
    issuer: metadata.issuer,
    authorization_endpoint: metadata.authorizationEndpoint,
    token_endpoint: metadata.tokenEndpoint,
    authorization_response_iss_parameter_supported: metadata.sendsIssuer,
  }
  const tolerance = { [client.clockTolerance]: clockTolerance / 1000 }
  const configuration = new client.Configuration(server, config.clientId, tolerance, authentication)
  configuration[client.customFetch] = fetchTokens(connection)
  configuration.timeout = 0 // the connection has its own
  if (metadata.tokenEndpoint.startsWith('http:')) client.allowInsecureRequests(configuration)
  return configuration
}

/**
 * Redeems the code.
 * @param query of the callback, already judged by `readAuthorizationResponse`
 * @returns the tokens, of which the ID Token is not judged yet
 * @throws TokenRefused; GatewayError as the connection does; an Error for an unusable answer. None carries a token or
 * claim.
 */
export async function redeemCode(
  configuration: client.Configuration,
  query: URLSearchParams,
  state: UpstreamState,
): Promise<Tokens> {
  const checks = { pkceCodeVerifier: state.verifier, expectedState: query.get('state') ?? '' }
  try {
    const callback = new URL(`${state.redirectUri}?${query}`)
    const { access_token: accessToken, [unreadIdToken]: idToken } = await client.authorizationCodeGrant(
      configuration,
      callback,
      checks,
    )
    if (typeof idToken !== 'string') throw new Error('the token endpoint answered without an ID Token')
    return { accessToken, idToken: idToken.trim() }
  } catch (error) {
    throw grantFailure(error)
  }
}

/** What we threw ourselves is found beneath what openid-client made of it. */
function grantFailure(error: unknown): Error {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof GatewayError || cause instanceof TokenRefused) return cause
  }
  return withoutPayload(error)
}
