/** The SAML IdP at logout as the core sees it: how an SP is told, and how the one that asked is answered. */
import { GatewayError } from '../../../core/errors.ts'
import type { Reply } from '../../../core/http.ts'
import { entityId, type JsonObject } from '../../../core/identifiers.ts'
import type { DownstreamLogout } from '../../../core/ports/logout.ts'
import type { Participant } from '../../../core/session/records.ts'
import type { SamlApp } from '../../../registry/app.ts'
import { binding } from '../../../saml/constants.ts'
import { encodePost, encodeRedirect, type OutgoingMessage, relayStateOf } from '../../../saml/encode.ts'
import { buildLogoutResponse, logoutStatus } from '../../../saml/logout-messages.ts'
import type { Endpoint } from '../../../saml/service-provider.ts'
import type { Status } from '../../../saml/status.ts'
import { reviveParticipant } from '../participant-state.ts'
import type { SamlIdp } from '../saml-idp.ts'
import { newId } from '../sso/response.ts'
import { askBySoap } from './back-channel.ts'
import { logoutRequestFor } from './messages.ts'
import { browserEndpoint, logoutRoutes, soapEndpoint } from './ways.ts'

/** How the app that asked is answered; passes through the core unread. */
export interface LogoutReplyTo {
  readonly binding: string
  readonly location: string
  readonly inResponseTo: string
  readonly relayState?: string
  readonly plusForSpace?: true
  readonly app: string
}

/** The logout half of the downstream role `saml-idp`. */
export function createSamlLogout(idp: SamlIdp): DownstreamLogout {
  const appFor = (participant: Participant) => idp.apps.serviceProvider(reviveParticipant(participant).entityId)
  return {
    routes: async (participant) => {
      const app = await appFor(participant)
      return app === undefined ? [] : logoutRoutes(app, idp.publicUrl)
    },
    tell: async (participant, requestId, signal) => {
      const app = await appFor(participant)
      const endpoint = app && soapEndpoint(app)
      if (app === undefined || endpoint === undefined) return 'unreachable'
      const message = { id: requestId, destination: endpoint.location, participant, now: idp.now() }
      const to = { app, outbound: idp.outbound, endpoint, requestId, signal }
      return askBySoap(logoutRequestFor(message), to, idp.keys.signing)
    },
    send: async (participant, requestId) => {
      const app = await appFor(participant)
      const endpoint = app && browserEndpoint(app)
      if (app === undefined || endpoint === undefined) throw gone()
      const message = { id: requestId, destination: endpoint.location, participant, now: idp.now() }
      const xml = logoutRequestFor(message)
      return carry(idp, app, endpoint, endpoint.location, { parameter: 'SAMLRequest', id: requestId, xml })
    },
    answer: (replyTo, result) => answerLogout(idp, reviveLogoutReplyTo(replyTo), logoutStatus[result]),
  }
}

const gone = () => new GatewayError('internal', 'This application is no longer registered here.')

/** The LogoutResponse to the app that asked, carried by its browser. */
export async function answerLogout(idp: SamlIdp, replyTo: LogoutReplyTo, status: Status): Promise<Reply> {
  const { location, inResponseTo } = replyTo
  const app = await idp.apps.serviceProvider(entityId(replyTo.app))
  if (app === undefined) throw gone()
  const id = newId()
  const message = { id, issuer: idp.entityId, destination: location, inResponseTo, status, now: idp.now() }
  const xml = buildLogoutResponse(message)
  const out: OutgoingMessage = { parameter: 'SAMLResponse', id, xml, ...relayStateOf(replyTo) }
  return carry(idp, app, replyTo, location, out)
}

function carry(
  idp: SamlIdp,
  app: SamlApp,
  { binding: by }: Pick<Endpoint, 'binding'>,
  location: string,
  message: OutgoingMessage,
): Reply {
  const key = idp.keys.signing
  if (by === binding.redirect) return { kind: 'redirect', location: encodeRedirect(location, message, key) }
  const fields = encodePost(message, key)
  return { kind: 'formPost', action: location, fields, app: app.policy.displayName, purpose: 'logout' }
}

/** Where the app that asked is answered: by the binding that it used, where its metadata lists it. */
export function toLogoutReplyTo(
  app: SamlApp,
  by: 'redirect' | 'post',
  inResponseTo: string,
  message: Pick<OutgoingMessage, 'relayState' | 'plusForSpace'>,
): LogoutReplyTo | undefined {
  const endpoint = browserEndpoint(app, binding[by])
  if (endpoint === undefined) return undefined
  return {
    binding: endpoint.binding,
    location: endpoint.responseLocation ?? endpoint.location,
    inResponseTo,
    app: app.serviceProvider.entityId,
    ...relayStateOf(message),
  }
}

/** What toLogoutReplyTo wrote. Throws `internal` where it did not. */
function reviveLogoutReplyTo(replyTo: JsonObject): LogoutReplyTo {
  const { binding: by, location, inResponseTo, relayState, plusForSpace, app } = replyTo
  const texts = [by, location, inResponseTo, app]
  if (
    typeof by !== 'string' ||
    typeof location !== 'string' ||
    typeof inResponseTo !== 'string' ||
    typeof app !== 'string'
  ) {
    throw new GatewayError('internal', 'The record of this sign-out cannot be read.', { cause: texts })
  }
  const given = typeof relayState === 'string' ? { relayState } : {}
  return {
    binding: by,
    location,
    inResponseTo,
    app,
    ...relayStateOf({ ...given, ...(plusForSpace === true && { plusForSpace }) }),
  }
}
