/**
 * OIDC relying party: one upstream OP behind the core's `Upstream` port.
 *
 *   begin      discovery (on-demand, discovery, document) → authorization-request → redirect
 *   complete   authorization-response → relying-party (code grant, openid-client, limited by refusals) → token-response
 *              → authentication: id-token (jose, keys from jwks) → userinfo → claims
 *   logout     end-session: the browser ends the OP's session · logout-token: the OP says that it ended (logout-routes)
 *
 * routes are our callbacks, pool keeps what a reload does not change. fetch is the one way out (text-response what
 * openid-client gets of it), json reads what comes back, printable is what may be said about failures, refused-answer
 * says it. Freshness is not judged here: the core compares authTime and issuedAt.
 */

import { buildAuthorizationUrl } from 'openid-client'
import type { OidcUpstreamConfig } from '../../config/oidc-upstream.ts'
import { clientOf } from '../../core/admission/client-key.ts'
import { GatewayError } from '../../core/errors.ts'
import type { HttpRequest } from '../../core/http.ts'
import type { LoginTransaction } from '../../core/login/transaction.ts'
import type { Upstream } from '../../core/ports/roles.ts'
import { authenticate } from './authentication.ts'
import { authorizationRequest, reviveUpstreamState, type UpstreamState } from './authorization-request.ts'
import { readAuthorizationResponse } from './authorization-response.ts'
import type { OidcUpstreamDependencies } from './dependencies.ts'
import { discover } from './discovery.ts'
import { connectOp, type OpenConnection } from './fetch.ts'
import { opKeys } from './jwks.ts'
import { type OidcLogout, upstreamLogout } from './logout.ts'
import { onDemand } from './on-demand.ts'
import { refusalLimit } from './refusals.ts'
import { asRefusal } from './refused-answer.ts'
import { clientConfiguration, type RelyingParty, redeemCode } from './relying-party.ts'
import { TokenRefused } from './token-response.ts'

export interface OidcUpstream extends Upstream {
  readonly logout: OidcLogout
  /** Starts discovery in the background and keeps trying. */
  start(): void
  /** Stops trying and drops the connections. */
  close(): Promise<void>
}

/** ms after which discovery is done again, behind a login's back. */
const metadataLifetime = 3_600_000

/** An upstream of one snapshot of the config. Calls nobody before `start` or the first login. */
export function createOidcUpstream(config: OidcUpstreamConfig, deps: OidcUpstreamDependencies): OidcUpstream {
  const { name, displayName } = config
  const callbackPath = `/oidc/callback/${name}`
  const redirectUri = new URL(deps.url(callbackPath)).href // as openid-client will send it to the token endpoint
  const connection = connectOp(config, deps.outbound)
  const refusals = refusalLimit(name, deps.limits, config.timeout)
  const op = onDemand({
    fetch: () => connect(config, connection, deps),
    now: deps.now,
    renewAfter: metadataLifetime,
    onChange: (outcome) => reportDiscovery(outcome, config, deps),
  })

  return {
    name,
    displayName,
    canAskPassive: config.passive,
    contextTable: config.contexts,
    subjectNamespace: config.subjectNamespace,
    subjectFrom: config.subjectFrom,
    trustEmail: config.trustEmail,
    allowMissingAuthTime: config.allowMissingAuthTime,
    ...(config.logoutUrl !== undefined && { logoutUrl: config.logoutUrl }),
    ...(config.domains !== undefined && { domains: config.domains }),
    logout: upstreamLogout(config, deps, connection, () => op.get()),
    start: () => op.start(),
    async close() {
      op.close()
      connection.close()
    },
    async begin(id, request) {
      const { metadata, configuration } = await op.get()
      const { parameters, state } = authorizationRequest(config, metadata, redirectUri, id, request)
      deps.audit.trace(id, 'upstream.request', { upstream: name, prompt: state.prompt, maxAge: state.maxAge })
      const authorization = buildAuthorizationUrl(configuration, parameters).href
      const location = request.anotherAccount === true ? byWayOfPortal(config, authorization) : authorization
      return { reply: { kind: 'redirect', location }, upstreamState: { ...state } }
    },
    async complete(http, transaction) {
      const state = checkReturn(http, transaction, config, callbackPath, redirectUri)
      const party = await op.get()
      const query = readAuthorizationResponse(http.query, transaction.id, party.metadata, displayName)
      const exchange = () => redeemCode(party.configuration, query, state)
      const refused = (error: unknown) => error instanceof TokenRefused
      try {
        const tokens = await refusals.run(clientOf(http.browser), exchange, refused)
        const login = { id: transaction.id, tokens, nonce: state.nonce }
        return await authenticate(config, deps, connection, party, login)
      } catch (error) {
        throw asRefusal(error, config)
      }
    },
  }
}

/**
 * Authelia asks for the password of the person signed in, and for no one else's, until they sign out of its portal.
 * That goes on to `rd` where this is an https address below its cookie's domain, and its own authorization endpoint is.
 */
function byWayOfPortal({ kind, logoutUrl }: OidcUpstreamConfig, authorization: string): string {
  if (kind !== 'authelia' || logoutUrl === undefined) return authorization
  const portal = new URL(logoutUrl)
  portal.searchParams.set('rd', authorization)
  return portal.href
}

async function connect(
  config: OidcUpstreamConfig,
  connection: OpenConnection,
  { now, clockTolerance }: OidcUpstreamDependencies,
): Promise<RelyingParty> {
  const metadata = await discover(connection, config)
  const { tokenEndpoint, jwksUri, userinfoEndpoint } = metadata
  await connection.judge({ token_endpoint: tokenEndpoint, jwks_uri: jwksUri, userinfo_endpoint: userinfoEndpoint })
  return {
    metadata,
    keys: opKeys(connection, metadata.jwksUri, config.displayName, now),
    configuration: clientConfiguration(config, metadata, connection, clockTolerance),
  }
}

/**
 * The transaction must have been sent from here to here: RFC 9700, 4.4.2.2, one redirect URI per upstream (attack 70).
 */
function checkReturn(
  http: HttpRequest,
  transaction: LoginTransaction,
  { name, issuer, displayName }: OidcUpstreamConfig,
  callbackPath: string,
  redirectUri: string,
): UpstreamState {
  const state = reviveUpstreamState(transaction.upstreamState)
  const here = transaction.upstream === name && http.path === callbackPath
  if (here && state.redirectUri === redirectUri && state.issuer === issuer) return state
  const cause = new Error(`sent by ${transaction.upstream} to ${state.redirectUri}, came back to ${http.path}`)
  throw new GatewayError('upstream_invalid', `The answer does not belong to a login at ${displayName}.`, { cause })
}

function reportDiscovery(
  outcome: { readonly value: RelyingParty } | { readonly error: unknown; readonly failures: number },
  { name, issuer }: OidcUpstreamConfig,
  { log }: OidcUpstreamDependencies,
): void {
  const about = { kind: 'upstream', upstream: name, issuer }
  if ('value' in outcome) {
    log?.info(about, 'discovery done')
    for (const reason of outcome.value.metadata.ignored)
      log?.warn({ ...about, reason: reason.text }, "part of the discovery document can't be used")
  }
  if ('error' in outcome && outcome.failures === 1)
    log?.warn({ ...about, err: outcome.error }, 'discovery failed; trying again')
}
