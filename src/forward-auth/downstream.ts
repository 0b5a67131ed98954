/** Header login as the hub sees it: a login ends with a ticket that only the browser which asked for it can use. */
import { GatewayError } from '../core/errors.ts'
import type { JsonObject } from '../core/identifiers.ts'
import type { LoginRequest } from '../core/login/transaction.ts'
import type { Release } from '../core/policy/identity.ts'
import type { DownstreamLogout } from '../core/ports/logout.ts'
import type { Downstream } from '../core/ports/roles.ts'
import type { Stores } from '../core/ports/stores.ts'
import type { Participant, Session } from '../core/session/records.ts'
import { randomToken } from '../core/tokens.ts'
import { downstreamName, type Sites } from './sites.ts'
import { reviveReplyTo } from './ticket.ts'

export interface ForwardAuthDownstream {
  readonly sites: Sites
  readonly stores: Pick<Stores, 'tickets'>
  /** ms since 1970 */
  now(): number
}

/** The downstream role `forward-auth`. */
export function createForwardAuthDownstream(role: ForwardAuthDownstream): Downstream {
  return {
    name: downstreamName,
    respond: (request, release, session, earlier) => respond(role, request, release, session, earlier),
    // There is no protocol in which an app could be told: the person is.
    respondError: async ({ startAgain }, { code, message, facts }, errorId) => {
      return { kind: 'page', name: 'error', params: { code, errorId, message, facts, startAgain } }
    },
    logout: logoutOf(role.sites),
  }
}

async function respond(
  { sites, stores, now }: ForwardAuthDownstream,
  request: LoginRequest,
  release: Release,
  session: Session,
  earlier: Participant | undefined,
) {
  const { host, nonce, to } = reviveReplyTo(request.replyTo)
  const site = sites.site(host)
  if (site === undefined) throw new GatewayError('internal', 'This site is no longer protected here.')
  const participant: Participant = {
    v: 2,
    app: request.app,
    downstream: downstreamName,
    subject: release.subject,
    handle: earlier?.handle ?? randomToken(),
    state: {},
    issuedAt: now(),
    end: session.end,
  }
  const ticket = randomToken()
  const kept: JsonObject = { host, nonce, to, handle: participant.handle }
  await stores.tickets.put(ticket, kept)
  return {
    reply: { kind: 'redirect', location: `${site.origin}/.isthmus/session?ticket=${ticket}` } as const,
    participant,
  }
}

/** Nothing has to be sent: each request asks whether the session lives, so that a site has ended when the session has. */
function logoutOf(sites: Sites): DownstreamLogout {
  const unasked = async () => {
    throw new GatewayError('internal', 'A protected site is not told of a logout through the browser.')
  }
  return {
    routes: async ({ app }) => {
      const policy = sites.policies.policy(app)
      return policy?.startUrl === undefined ? [] : [{ way: 'backChannel', address: policy.startUrl }]
    },
    tell: async () => 'ended',
    send: unasked,
    answer: unasked,
  }
}
