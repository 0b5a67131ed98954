/** The SAML IdP as the hub sees it: a Release becomes a Response and a participant, an error becomes a status. */

import { GatewayError } from '../../core/errors.ts'
import type { Reply } from '../../core/http.ts'
import { entityId, identifierOf } from '../../core/identifiers.ts'
import type { LoginRequest } from '../../core/login/transaction.ts'
import type { Release } from '../../core/policy/identity.ts'
import type { Downstream } from '../../core/ports/roles.ts'
import type { Participant, Session } from '../../core/session/records.ts'
import { randomToken } from '../../core/tokens.ts'
import type { SamlApp } from '../../registry/app.ts'
import { toNameId } from './name-id.ts'
import { participantState } from './participant-state.ts'
import type { SamlIdp } from './saml-idp.ts'
import { createSamlLogout } from './slo/participants.ts'
import { toSamlAttributes } from './sso/attributes.ts'
import { downstreamName, type ReplyTo, reviveReplyTo } from './sso/login-request.ts'
import { refuseShared } from './sso/name-id-policy.ts'
import { buildErrorResponse, buildResponse, newId, type ResponseInput } from './sso/response.ts'
import { toStatus } from './status.ts'

/** How long an assertion may be used, ms: Shibboleth and crewjam give it less. */
const assertionLifetime = 5 * 60_000

/** The downstream role `saml-idp`. */
export function createSamlDownstream(idp: SamlIdp): Downstream {
  return {
    name: downstreamName,
    respond: (request, release, session, earlier) => respond(idp, request, release, session, earlier),
    respondError: async (request, error, errorId) => {
      const { acs, inResponseTo, relayState } = reviveReplyTo(request.replyTo)
      const input = { issuer: idp.entityId, acsUrl: acs, inResponseTo, now: idp.now() }
      const response = await buildErrorResponse({ ...input, status: toStatus(error, errorId) }, idp.keys)
      return post(acs, response, relayState, request.startAgain.app)
    },
    logout: createSamlLogout(idp),
  }
}

async function respond(
  idp: SamlIdp,
  request: LoginRequest,
  release: Release,
  session: Session,
  earlier: Participant | undefined,
): Promise<{ reply: Reply; participant: Participant; responseId: string }> {
  const replyTo = reviveReplyTo(request.replyTo)
  const app = await idp.apps.serviceProvider(entityId(identifierOf(request.app)))
  if (app === undefined) throw new GatewayError('internal', 'This application is no longer registered here.')
  const audience = app.serviceProvider.entityId
  refuseShared(release.subject.kind, app)
  const nameId = toNameId(release.subject, idp.entityId, audience, replyTo.nameIdFormat)
  const now = idp.now()
  const participant: Participant = {
    v: 2,
    app: request.app,
    downstream: downstreamName,
    subject: release.subject,
    handle: earlier?.handle ?? `_${randomToken()}`,
    state: participantState(audience, idp.entityId, nameId),
    issuedAt: now,
    end: session.end,
  }
  const responseId = newId()
  const input: ResponseInput = {
    id: responseId,
    issuer: idp.entityId,
    audience,
    acsUrl: replyTo.acs,
    inResponseTo: replyTo.inResponseTo,
    consented: release.consented === true,
    now,
    skew: idp.outgoingSkew,
    lifetime: assertionLifetime,
    release,
    attributes: attributesOf(idp, release, app),
    nameId,
    sessionIndex: participant.handle,
    sessionEnd: session.end,
    sign: app.settings.sign,
    ...encryptionOf(app),
  }
  const response = await buildResponse(input, idp.keys)
  const reply = post(replyTo.acs, response, replyTo.relayState, app.policy.displayName)
  idp.audit.trace(undefined, 'response built', { app: audience, response: responseId, request: request.requestId })
  return { reply, participant, responseId }
}

function attributesOf({ audit }: SamlIdp, { attributes }: Release, app: SamlApp): ResponseInput['attributes'] {
  return toSamlAttributes(attributes, app.attributeNames, (attribute, reason) =>
    audit.trace(undefined, 'attribute value left out', { app: app.serviceProvider.entityId, attribute, reason }),
  )
}

function encryptionOf({ settings, serviceProvider }: SamlApp): Pick<ResponseInput, 'encryption'> {
  if (!settings.encryptAssertions) return {}
  // The config refuses this, but metadata may have changed since: never send in the clear what was to be encrypted.
  if (serviceProvider.encryption === undefined) {
    throw new GatewayError('internal', 'The application wants encryption, but its metadata has no key for it.')
  }
  const { encryption: set } = settings
  return { encryption: { ...serviceProvider.encryption, ...(set !== undefined && { set }) } }
}

/** Bindings 3.5.4; the RelayState comes back byte for byte. */
function post(action: string, response: string, relayState: ReplyTo['relayState'], app: string): Reply {
  const fields = { SAMLResponse: Buffer.from(response).toString('base64') }
  return {
    kind: 'formPost',
    action,
    fields: relayState === undefined ? fields : { ...fields, RelayState: relayState },
    app,
  }
}
