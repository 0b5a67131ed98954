/** We as a client of one discovered OP: the code grant by openid-client (OIDC Core 3.1.3), over our own connection. */
import * as client from 'openid-client'
import type { UpstreamConfig } from '../../config/config.ts'
import { GatewayError } from '../../core/errors.ts'
import type { UpstreamState } from './authorization-request.ts'
import type { OpMetadata } from './discovery.ts'
import { fetchOver, type OpConnection } from './fetch.ts'
import type { OpKeys } from './jwks.ts'
import { printable, withoutPayload } from './printable.ts'

export interface RelyingParty {
  readonly metadata: OpMetadata
  readonly keys: OpKeys
  readonly configuration: client.Configuration
}

export interface Tokens {
  readonly accessToken: string
  readonly idToken: string
}

/** The token endpoint said no (4xx): the code, the verifier or our credentials. Counted against the visitor (attack 101). */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused'
}

type ClientConfig = Pick<UpstreamConfig, 'clientId' | 'clientSecret' | 'clientAuthentication'>

/** openid-client's configuration from metadata that `discover` judged; its own discovery would accept a normalised issuer. */
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
    id_token_signing_alg_values_supported: [...metadata.idTokenAlgorithms],
    authorization_response_iss_parameter_supported: metadata.sendsIssuer,
  }
  const tolerance = { [client.clockTolerance]: clockTolerance / 1000 }
  const configuration = new client.Configuration(server, config.clientId, tolerance, authentication)
  configuration[client.customFetch] = fetchOver(connection)
  configuration.timeout = 0 // the connection has its own
  if (metadata.tokenEndpoint.startsWith('http:')) client.allowInsecureRequests(configuration)
  return configuration
}

/**
 * Redeems the code.
 * @param query of the callback, already judged by `readAuthorizationResponse`
 * @throws TokenRefused; GatewayError as the connection does; an Error for an answer that is not one. None carries a token or claim.
 */
export async function redeemCode(
  configuration: client.Configuration,
  query: URLSearchParams,
  state: UpstreamState,
): Promise<Tokens> {
  const checks = {
    pkceCodeVerifier: state.verifier,
    expectedNonce: state.nonce,
    expectedState: query.get('state') ?? '',
    idTokenExpected: true,
  }
  try {
    const callback = new URL(`${state.redirectUri}?${query}`)
    const tokens = await client.authorizationCodeGrant(configuration, callback, checks)
    return { accessToken: tokens.access_token, idToken: tokens.id_token ?? '' }
  } catch (error) {
    throw grantFailure(error)
  }
}

function grantFailure(error: unknown): Error {
  if (error instanceof client.ResponseBodyError) {
    const description = printable(error.error_description ?? '')
    return new TokenRefused(`the token endpoint answered ${error.status} ${printable(error.error)}: ${description}`)
  }
  if (error instanceof client.WWWAuthenticateChallengeError) {
    return new TokenRefused(`the token endpoint answered ${error.status} with a challenge`)
  }
  const cause = error instanceof Error ? error.cause : undefined
  if (cause instanceof GatewayError) return cause
  const response = cause instanceof Error ? cause.cause : cause
  if (response instanceof Response && response.status >= 400) {
    return new TokenRefused(`the token endpoint answered ${response.status} without a JSON error`)
  }
  return withoutPayload(error)
}
