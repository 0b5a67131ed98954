/** From tokens to what is proved: every check after the code grant, with the two sets of claims merged. */
import type { OidcUpstreamConfig } from '../../config/oidc-upstream.ts'
import type { TransactionId } from '../../core/identifiers.ts'
import type { Authentication } from '../../core/policy/identity.ts'
import { claimsOf, groupsLeftOut, groupsLeftOutCure, noClaims } from './claims.ts'
import type { OidcUpstreamDependencies } from './dependencies.ts'
import type { OpConnection } from './fetch.ts'
import { type IdTokenClaims, verifyIdToken } from './id-token.ts'
import type { ClaimSet } from './json.ts'
import type { RelyingParty, Tokens } from './relying-party.ts'
import { fetchUserinfo } from './userinfo.ts'

/** One login whose code was redeemed. */
export interface RedeemedLogin {
  readonly id: TransactionId
  readonly tokens: Tokens
  /** The nonce that was sent. */
  readonly nonce: string
}

/**
 * Verifies the ID Token, asks userinfo where the OP has it, and says what both prove.
 * @throws GatewayError as the connection does; an Error that says what is wrong, without values of claims
 */
export async function authenticate(
  config: OidcUpstreamConfig,
  deps: OidcUpstreamDependencies,
  connection: OpConnection,
  { metadata, keys }: RelyingParty,
  { id, tokens, nonce }: RedeemedLogin,
): Promise<Authentication> {
  const { issuer, clientId, name } = config
  const { accessToken, idToken } = tokens
  const common = { issuer, clientId, now: deps.now(), clockTolerance: deps.clockTolerance }
  const { idTokenAlgorithms: algorithms, userinfoEndpoint: endpoint } = metadata
  const expected = { ...common, audiences: config.audiences, algorithms, nonce, accessToken }
  const token = await verifyIdToken(keys, idToken, expected)
  const userinfo =
    endpoint === undefined || !config.userinfo
      ? noClaims
      : await fetchUserinfo(connection, endpoint, accessToken, keys, { ...common, subject: token.subject })
  if (groupsLeftOut(token.all.claims, userinfo.claims)) warnOfMissingGroups(deps, name, id)
  return toAuthentication(config, token, userinfo, idToken)
}

function toAuthentication(
  { name, issuer, kind }: OidcUpstreamConfig,
  token: IdTokenClaims,
  userinfo: ClaimSet,
  idToken: string,
): Authentication {
  const { subject, sid, acr, amr, authTime, issuedAt, all } = token
  const { claims, inexact } = claimsOf(kind, all, userinfo)
  return {
    upstream: name,
    issuer,
    subject,
    ...(sid !== undefined && { sid }),
    claims,
    ...(inexact.length > 0 && { inexactClaims: inexact }),
    context: {
      // Authelia says acr "0" even after two factors: only its amr tells.
      ...(acr !== undefined && kind !== 'authelia' && { acr }),
      amr,
      ...(authTime !== undefined && { authTime }),
      issuedAt,
      authenticatingAuthority: issuer,
    },
    logoutState: { idToken },
  }
}

function warnOfMissingGroups(deps: OidcUpstreamDependencies, upstream: string, id: TransactionId): void {
  deps.audit.trace(id, 'upstream.groups_left_out', { upstream })
  deps.log?.warn({ kind: 'upstream', upstream, transaction: id }, groupsLeftOutCure)
}
