/**
 * Why the answer of an OP is refused: in plain words for the recipient, in the OP's and the libraries' own for the log.
 */
import { errors as joseErrors } from 'jose'
import type { OidcUpstreamConfig } from '../../config/oidc-upstream.ts'
import { GatewayError } from '../../core/errors.ts'
import { withoutPayload } from './printable.ts'
import { TokenRefused } from './token-response.ts'

/** A token states a time that can't be now. */
export class TimeImpossible extends Error {}

type Named = Pick<OidcUpstreamConfig, 'name' | 'displayName'>

/** The error as the app, or a page, gets it; its cause is for the log and carries no token and no claim's value. */
export function asRefusal(error: unknown, { name, displayName }: Named): GatewayError {
  if (error instanceof GatewayError) return error
  const [message, setting] = wordsFor(error, displayName)
  return new GatewayError('upstream_invalid', message, {
    cause: withoutPayload(error),
    ...(setting !== undefined && { facts: { setting: `upstreams.${name}.${setting}` } }),
  })
}

function wordsFor(error: unknown, op: string): readonly [message: string, setting?: string] {
  if (error instanceof TokenRefused && error.ofClient) {
    return [
      `${op} does not accept this gateway: the client ID or client secret is wrong. Only an administrator can fix this.`,
      'clientSecretFile',
    ]
  }
  const claim = error instanceof joseErrors.JWTClaimValidationFailed ? error.claim : undefined
  if (error instanceof TimeImpossible || error instanceof joseErrors.JWTExpired || claim === 'nbf') {
    return [`The answer of ${op} is not valid at this time: its clock, or the one here, is wrong.`]
  }
  if (claim === 'aud') return [`The answer of ${op} is meant for another client than this gateway.`, 'clientId']
  return [`The answer of ${op} was refused.`]
}
