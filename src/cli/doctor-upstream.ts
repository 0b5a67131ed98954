/** Asks one upstream what a login would ask it, and says what is in the way. */

import { randomBytes } from 'node:crypto'
import type { OutboundConfig } from '../config/config.ts'
import type { OidcUpstreamConfig } from '../config/oidc-upstream.ts'
import { inARow, insteadOf, SaidError, type Sentence, said } from '../core/said.ts'
import type { OutboundAnswer } from '../outbound/client.ts'
import { OutboundError } from '../outbound/errors.ts'
import { discover, discoveryUrl, type OpMetadata } from '../upstream/oidc-rp/discovery.ts'
import { sendsBack } from '../upstream/oidc-rp/end-session.ts'
import { connectOp, type OpConnection, type ProbingConnection } from '../upstream/oidc-rp/fetch.ts'
import { printable } from '../upstream/oidc-rp/printable.ts'
import { describeChain } from './doctor-chain.ts'
import { clockFinding } from './doctor-clock.ts'
import { emailFindings } from './doctor-email.ts'
import { type Finding, finding } from './doctor-finding.ts'

export interface Surroundings {
  readonly outbound: OutboundConfig
  readonly redirectUri: string
  readonly postLogoutUri: string
  /** ms by which its clock may differ from ours (config: clockSkew.incoming) */
  readonly clockTolerance: number
}

/** Findings as they come; a bad one about the connection is the last. */
export async function* examineUpstream(
  upstream: OidcUpstreamConfig,
  { outbound, redirectUri, postLogoutUri, clockTolerance }: Surroundings,
): AsyncGenerator<Finding> {
  const connection = connectOp(upstream, outbound)
  try {
    const metadata = await discover(connection, upstream)
    yield finding('good', said`It answers at ${discoveryUrl(upstream)}, and its issuer is correct.`)
    for (const reason of metadata.ignored)
      yield finding('unknown', said`Part of its discovery document can't be used: ${reason}.`)
    yield* await clockFinding(connection, discoveryUrl(upstream), clockTolerance)
    yield scopesFinding(upstream, metadata)
    yield* emailFindings(upstream)
    yield await redirectFinding(upstream, metadata, connection, redirectUri)
    yield await secretFinding(upstream, metadata, connection, redirectUri)
    yield await logoutFinding(upstream, metadata, connection, postLogoutUri)
  } catch (error) {
    yield await unreachable(upstream, error)
  } finally {
    connection.close()
  }
}

/** What the failed call itself says; else the innermost reason, since the outer ones only say what was tried. */
function reasonOf(error: unknown): Error {
  let reason = error
  while (reason instanceof Error && !(reason instanceof OutboundError) && reason.cause !== undefined)
    reason = reason.cause
  return reason instanceof Error ? reason : new Error(String(reason))
}

/** What others worded is English. */
const unusableBy = (reason: Error): Sentence =>
  reason instanceof SaidError
    ? said`It can't be used: ${reason.says}.`
    : insteadOf(`It can't be used: ${reason.message}.`, said`It can't be used; in English: ${reason.message}.`)

async function unreachable(upstream: OidcUpstreamConfig, error: unknown): Promise<Finding> {
  const reason = reasonOf(error)
  if (!(reason instanceof OutboundError)) {
    return finding('bad', unusableBy(reason), 'Open the address with curl from this machine.')
  }
  const { message, cure: toDo } = reason.says
  const what = said`It can't be used: ${message}.`
  const certificate = /CERT|SELF_SIGNED|UNABLE_TO/.test(reason.code)
  const cure = [
    toDo,
    ...(reason.code === 'ENOTFOUND' ? ['Or dial elsewhere with `connectTo`.'] : []),
    ...(certificate ? [await describeChain(upstream)] : []),
  ]
  return finding('bad', what, inARow(...cure))
}

function scopesFinding({ scopes, sendUnlistedScopes }: OidcUpstreamConfig, metadata: OpMetadata): Finding {
  const missing = scopes.filter((scope) => metadata.scopes !== undefined && !metadata.scopes.includes(scope))
  if (missing.length === 0) return finding('good', said`It knows the scopes ${scopes.join(' ')}.`)
  const list = missing.join(' ')
  if (sendUnlistedScopes) return missing.length > 1 ? severalSent(list) : oneSent(list)
  const what =
    missing.length > 1
      ? said`It does not list the scopes ${list}: we don't ask for them.`
      : said`It does not list the scope ${list}: we don't ask for it.`
  const mapper =
    'In Keycloak, groups come from a mapper of the client, without a scope: `isthmus doctor --client` prints it.'
  return finding('unknown', what, missing.includes('groups') ? mapper : undefined)
}

const severalSent = (list: string): Finding =>
  finding(
    'unknown',
    said`It does not list the scopes ${list}: we ask for them all the same, as you wrote them.`,
    'An OpenID Provider need not list every scope that it knows; if it answers invalid_scope, leave them out.',
  )

const oneSent = (scope: string): Finding =>
  finding(
    'unknown',
    said`It does not list the scope ${scope}: we ask for it all the same, as you wrote it.`,
    'An OpenID Provider need not list every scope that it knows; if it answers invalid_scope, leave it out.',
  )

/**
 * Begins a login without a browser: an OP that doesn't know client or redirect URI says so at once, on a page of its
 * own.
 */
async function redirectFinding(
  upstream: OidcUpstreamConfig,
  { authorizationEndpoint }: OpMetadata,
  connection: ProbingConnection,
  redirectUri: string,
): Promise<Finding> {
  const { clientId } = upstream
  const url = authorizationRequest(authorizationEndpoint, clientId, redirectUri)
  const answer = await connection.ask({ method: 'GET', url, headers: { accept: 'text/html' } })
  const error = errorIn(answer)
  if (answer.status < 400 && error === undefined) {
    return finding('good', said`It accepts a login for ${clientId} with the redirect URI ${redirectUri}.`)
  }
  const cure = said`Register exactly this redirect URI for the client ${clientId}: ${redirectUri} (isthmus doctor --client prints the whole client).`
  return finding('bad', said`It refuses to start a login (${answerOf(answer.status, error)}).`, cure)
}

function authorizationRequest(endpoint: string, clientId: string, redirectUri: string): string {
  const url = new URL(endpoint)
  const random = () => randomBytes(32).toString('base64url')
  const parameters = {
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid',
    state: random(),
    nonce: random(),
    code_challenge: random(),
    code_challenge_method: 'S256',
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}

/** Authelia redirects to a page of its portal with the error in its query; others show a page. */
function errorIn({ headers: { location }, body, status }: OutboundAnswer): string | undefined {
  if (location !== undefined && URL.canParse(location)) {
    const error = new URL(location).searchParams.get('error')
    if (error !== null) return printable(error)
  }
  return status < 400
    ? undefined
    : /\b(?:invalid|unauthorized|unsupported)_[a-z_]+|redirect_uri\b/.exec(body.toString())?.[0]
}

/** Redeems a code that was never issued: an OP that accepts our secret complains only about the code. */
async function secretFinding(
  { clientId, clientSecret, clientAuthentication }: OidcUpstreamConfig,
  { tokenEndpoint }: OpMetadata,
  connection: OpConnection,
  redirectUri: string,
): Promise<Finding> {
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    code: 'isthmus-doctor',
    redirect_uri: redirectUri,
    code_verifier: randomBytes(32).toString('base64url'),
  })
  const headers: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded' }
  if (clientAuthentication === 'client_secret_basic') headers.authorization = basic(clientId, clientSecret)
  else
    for (const [name, value] of [
      ['client_id', clientId],
      ['client_secret', clientSecret],
    ] as const)
      form.set(name, value)
  const { status, body } = await connection.send({ method: 'POST', url: tokenEndpoint, headers, body: form.toString() })
  const error = /"error"\s*:\s*"([a-z_]{1,40})"/.exec(body)?.[1]
  if (error === 'invalid_grant')
    return finding('good', said`It accepts the client secret, sent with ${clientAuthentication}.`)
  if (status !== 401 && error !== 'invalid_client' && error !== 'unauthorized_client') {
    return finding(
      'unknown',
      said`The token endpoint does not say whether the client secret is right (${answerOf(status, error)}).`,
    )
  }
  const cure = said`Compare client_id and secret, and let it accept ${clientAuthentication} for this client (or set \`clientAuthentication\`).`
  return finding('bad', said`It refuses the client secret (${answerOf(status, error)}).`, cure)
}

const answerOf = (status: number, error: string | undefined): string =>
  error === undefined ? `HTTP ${status}` : `HTTP ${status}, ${error}`

/** Whether a logout of ours can end its session too. If not, it still works, and says what it left. */
async function logoutFinding(
  { clientId, logoutUrl }: OidcUpstreamConfig,
  { endSessionEndpoint: endpoint }: OpMetadata,
  connection: OpConnection,
  returnTo: string,
): Promise<Finding> {
  if (endpoint === undefined) {
    const what = 'It does not support logout (no end_session_endpoint): its session outlasts that of Isthmus.'
    const cure = 'Set `logoutUrl` to its own logout page, which people are then offered after a logout.'
    return finding('unknown', what, logoutUrl === undefined ? cure : undefined)
  }
  const request = { endpoint, clientId, returnTo }
  if (await sendsBack(connection, request)) {
    return finding('good', said`It takes part in logouts and sends browsers back to ${returnTo}.`)
  }
  const what = 'It does not accept the address to return to after a logout: a logout here will not end its session.'
  return finding('unknown', what, said`Register this post logout redirect URI for the client ${clientId}: ${returnTo}.`)
}

/** Form-encoded before base64 (RFC 6749 2.3.1). */
function basic(clientId: string, clientSecret: string): string {
  const encode = (text: string) => new URLSearchParams({ '': text }).toString().slice(1)
  return `Basic ${Buffer.from(`${encode(clientId)}:${encode(clientSecret)}`).toString('base64')}`
}
