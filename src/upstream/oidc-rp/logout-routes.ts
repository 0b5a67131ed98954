/**
 * Where an OP, or a browser that it sends, reports a logout. Each upstream has its own addresses.
 *
 *   POST /oidc/backchannel-logout/<upstream>   a logout token (Back-Channel Logout 1.0)
 *   GET  /oidc/frontchannel-logout/<upstream>  iss and sid, in a frame of the OP's page (Front-Channel Logout 1.0)
 *   GET  /oidc/post-logout/<upstream>          the browser comes back from a logout that we began (RP-Initiated Logout)
 */
import { GatewayError, type GatewayErrorCode } from '../../core/errors.ts'
import type { HttpRequest, Reply, Route } from '../../core/http.ts'
import { endByMessage, endByName } from '../../core/logout/upstream.ts'
import { returnFromUpstream } from '../../core/logout/visit-upstream.ts'
import type { LogoutDependencies } from '../../core/ports/hub.ts'
import { newErrorId } from '../../core/tokens.ts'
import type { OidcLogout } from './logout.ts'
import type { OidcUpstream } from './upstream.ts'

/** Bytes of a body with a logout token; those of real OPs have about 1 kB. */
const largestToken = 32 * 1024

/** The addresses of every upstream that takes part in logouts. */
export function oidcLogoutRoutes(hub: LogoutDependencies, upstreams: Iterable<OidcAtLogout>): readonly Route[] {
  return [...upstreams].flatMap((upstream) => routesOf(hub, upstream))
}

/** The parts of an OIDC upstream that are involved. */
export type OidcAtLogout = Pick<OidcUpstream, 'name' | 'logout'>

function routesOf(hub: LogoutDependencies, upstream: OidcAtLogout): readonly Route[] {
  const { logout, name } = upstream
  return [
    {
      method: 'POST',
      path: `/oidc/backchannel-logout/${name}`,
      maxBody: largestToken,
      answer: (http) => takeToken(hub, upstream, http),
    },
    {
      method: 'GET',
      path: `/oidc/frontchannel-logout/${name}`,
      framedBy: logout.frameOrigin,
      answer: (http) => endInFrame(hub, logout, http),
    },
    {
      method: 'GET',
      path: `/oidc/post-logout/${name}`,
      answer: ({ query }) => returnFromUpstream(hub, name, new URLSearchParams(query).get('state') ?? ''),
    },
  ]
}

/** 2.5: 200 where all that is over has ended here, 400 for a token that is refused, and no-store. */
async function takeToken(
  hub: LogoutDependencies,
  { name, logout }: OidcAtLogout,
  { body, browser: { address } }: HttpRequest,
): Promise<Reply> {
  try {
    await endByMessage(hub, await logout.readToken(onlyToken(body)), address)
    return { kind: 'document', status: 200, type: 'text/plain; charset=utf-8', body: '' }
  } catch (error) {
    if (!(error instanceof GatewayError) || !blamed.includes(error.code)) throw error
    const errorId = newErrorId()
    hub.audit.refusal(errorId, error, { address, upstream: name })
    const text = `${error.message} Error id: ${errorId}.`
    const said = { error: 'invalid_request', error_description: text }
    return { kind: 'document', status: 400, type: 'application/json', body: JSON.stringify(said) }
  }
}

/**
 * What the sender did wrong. Everything else, such as an unreachable storage, is our fault: 5xx, and the OP may try
 * again.
 */
const blamed: readonly GatewayErrorCode[] = [
  'malformed_request',
  'signature_refused',
  'upstream_invalid',
  'stale_or_replayed',
]

/** Other parameters may be there (2.5); a second token may not. */
function onlyToken(body: string): string {
  const [token, second] = new URLSearchParams(body).getAll('logout_token')
  if (token !== undefined && token !== '' && second === undefined) return token
  throw new GatewayError('malformed_request', 'Exactly one logout_token was expected.')
}

/**
 * The frame is on another site, so it comes without our cookie, and nothing proves who made it. Someone who knows both
 * the issuer and the `sid` of a login can end it and no more; no `sid` leaves this gateway or appears in a log. Without
 * them nothing ends, cookie or not: any page could sign people out that way.
 */
async function endInFrame(
  hub: LogoutDependencies,
  logout: OidcLogout,
  { query, browser }: HttpRequest,
): Promise<Reply> {
  const parameters = new URLSearchParams(query)
  const [sid, second] = parameters.getAll('sid')
  const named = sid !== undefined && sid !== '' && second === undefined
  if (named && parameters.get('iss') === logout.issuer) await endByName(hub, logout.issuer, sid, browser.address)
  // The same answer whatever was ended: a frame must not learn which logins there are.
  return { kind: 'document', status: 200, type: 'text/html; charset=utf-8', body: '<!doctype html><title>-</title>' }
}
