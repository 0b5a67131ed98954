/** The OpenID Provider as the hub sees it: a Release becomes a grant and a code, an error goes to the redirect URI. */
import { GatewayError } from '../../core/errors.ts'
import type { Reply } from '../../core/http.ts'
import { clientId, identifierOf } from '../../core/identifiers.ts'
import type { LoginRequest } from '../../core/login/transaction.ts'
import type { Release } from '../../core/policy/identity.ts'
import type { Disclosed, Downstream } from '../../core/ports/roles.ts'
import type { Participant, Session } from '../../core/session/records.ts'
import { randomToken } from '../../core/tokens.ts'
import type { OidcApp } from '../../registry/app.ts'
import { type ReplyTo, reviveReplyTo } from './authorize/reply-to.ts'
import { authorizationResponse } from './authorize/response.ts'
import { claimsFor, toClaims } from './claims.ts'
import { type Answered, issueCode } from './code.ts'
import { grantDevice, tellDevice } from './device/device-code.ts'
import { toOauthError } from './errors.ts'
import { type Grant, putGrant } from './grant.ts'
import { createOidcLogout } from './logout/downstream-logout.ts'
import { downstreamName, type OidcOp } from './oidc-op.ts'
import { usernameOf } from './username.ts'

/** The downstream role `oidc-op`. */
export function createOidcDownstream(op: OidcOp): Downstream {
  return {
    name: downstreamName,
    respond: (request, release, session, earlier) => respond(op, request, release, session, earlier),
    disclosed: (request, release) => disclosed(op, request, release),
    respondError: async (request, error, errorId) => {
      const replyTo = reviveReplyTo(request.replyTo)
      if (replyTo.device !== undefined) return tellDevice(op, replyTo.device, request, error, errorId)
      return authorizationResponse(replyTo, { ...toOauthError(error, errorId) }, op.issuer, request.startAgain.app)
    },
    logout: createOidcLogout(op),
  }
}

async function respond(
  op: OidcOp,
  request: LoginRequest,
  release: Release,
  session: Session,
  earlier: Participant | undefined,
): Promise<{ reply: Reply; participant: Participant; responseId: string }> {
  const replyTo = reviveReplyTo(request.replyTo)
  const app = await op.apps.client(clientId(identifierOf(request.app)))
  if (app === undefined) throw new GatewayError('internal', 'This application is no longer registered here.')
  const participant: Participant = {
    v: 2,
    app: request.app,
    downstream: downstreamName,
    subject: release.subject,
    handle: earlier?.handle ?? randomToken(),
    state: { v: 1 },
    issuedAt: op.now(),
    end: session.end,
  }
  const grantId = randomToken()
  await putGrant(op, grantId, grantOf(op, app, release, session, replyTo, participant))
  const reply = await replyWith(op, grantId, { app, release, session, replyTo, handle: participant.handle })
  op.audit.trace(undefined, 'granted', { app: app.settings.clientId, request: request.requestId })
  return { reply, participant, responseId: grantId.slice(0, 8) }
}

/** What the tokens of this request tell and allow; a refresh token alone is no more than the session gives. */
async function disclosed(op: OidcOp, { app: id, replyTo }: LoginRequest, release: Release): Promise<Disclosed> {
  const { scope, resources, idTokenClaims, userinfoClaims } = reviveReplyTo(replyTo)
  const app = await op.apps.client(clientId(identifierOf(id)))
  if (app === undefined) throw new GatewayError('internal', 'This application is no longer registered here.')
  const { usernameAttribute, settings } = app
  const hasUsername = release.attributes.some(({ name }) => name === usernameAttribute)
  const asked = { claims: toClaims(app, release), idTokenClaims, userinfoClaims }
  const claims = (['id_token', 'userinfo'] as const).flatMap((use) => Object.keys(claimsFor(use, asked, app, scope)))
  const offline = settings.grants.includes('refresh_token') ? ['offline_access'] : []
  return {
    attributes: [...new Set(claims), ...(hasUsername && usernameAttribute !== undefined ? [usernameAttribute] : [])],
    allowed: [...scope.filter((one) => offline.includes(one) || settings.scopes.includes(one)), ...resources],
  }
}

/** A code for the app, or word to the device that waits; either is worth nothing without the grant. */
async function replyWith(op: OidcOp, grantId: string, answered: Answered): Promise<Reply> {
  const { replyTo, app } = answered
  if (replyTo.device !== undefined) return grantDevice(op, replyTo.device, grantId, answered)
  const code = await issueCode(op, grantId, answered)
  return authorizationResponse(replyTo, { code }, op.issuer, app.policy.displayName)
}

function grantOf(
  op: OidcOp,
  app: OidcApp,
  release: Release,
  session: Session,
  { scope, resources, idTokenClaims, userinfoClaims }: ReplyTo,
  { handle }: Participant,
): Grant {
  const { authentication, verifiedAt } = session
  const offline = scope.includes('offline_access')
  const now = op.now()
  const username = usernameOf(app, release.attributes)
  return {
    v: 1,
    app: release.app,
    clientId: app.settings.clientId,
    sub: release.subject.value,
    subject: release.subject.kind,
    scope,
    resources,
    claims: toClaims(app, release),
    idTokenClaims,
    userinfoClaims,
    ...(username !== undefined && { username }),
    handle,
    ...(release.consented && { consented: true }),
    ...(offline && { offline: { authentication, verifiedAt } }),
    createdAt: now,
    end: offline ? now + app.settings.refreshToken.lifetime : session.end,
  }
}
