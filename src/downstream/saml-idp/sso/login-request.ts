/** From a SAML AuthnRequest to the core's LoginRequest, and what can only be refused once there is one. */

import type { NameIdConfig } from '../../../config/config.ts'
import { GatewayError } from '../../../core/errors.ts'
import type { JsonObject } from '../../../core/identifiers.ts'
import { type LoginRequest, loginRequest } from '../../../core/login/transaction.ts'
import { randomToken } from '../../../core/tokens.ts'
import type { SamlApp } from '../../../registry/app.ts'
import { nameIdFormat } from '../../../saml/constants.ts'
import type { AuthnRequest } from '../../../saml/messages.ts'
import { readNameIdFormat } from '../../../saml/name-id-format.ts'
import type { AssertionConsumerService } from '../../../saml/service-provider.ts'
import { chooseNameId } from './name-id-policy.ts'

/** The name under which the hub knows this role. */
export const downstreamName = 'saml-idp'

/** How to answer one AuthnRequest; passes through the core unread. */
export interface ReplyTo {
  readonly acs: string
  readonly inResponseTo: string
  readonly relayState?: string
  readonly nameIdFormat: string
}

export interface Arrival {
  readonly request: AuthnRequest
  readonly app: SamlApp
  readonly acs: AssertionConsumerService
  readonly relayState: string | undefined
  /** Until when the same request could come again and be accepted, ms since 1970. */
  readonly acceptableUntil: number
}

/** The request in neutral form. The ACS was matched to the metadata: from here on errors go to the app. */
export function toLoginRequest({ request, app, acs, relayState, acceptableUntil }: Arrival): LoginRequest {
  const nameId = chooseNameId(request, app)
  const replyTo: ReplyTo = {
    acs: acs.location,
    inResponseTo: request.id,
    nameIdFormat: 'unmet' in nameId ? '' : nameId.format,
    ...(relayState !== undefined && { relayState }),
  }
  const { subject, requestedAuthnContext: asked } = request
  const kind = 'unmet' in nameId ? 'transient' : nameId.kind
  return loginRequest({
    app: app.policy.app,
    downstream: downstreamName,
    arrival: randomToken(12),
    requestId: request.id,
    acceptableUntil,
    replyTo: { ...replyTo },
    forceAuthn: request.forceAuthn,
    isPassive: request.isPassive,
    subject: kind,
    ...(asked !== undefined &&
      asked.classes.length > 0 && { contexts: { required: { comparison: asked.comparison, classes: asked.classes } } }),
    ...(subject !== undefined && subject !== 'unsupported' && toExpected(subject, kind)),
    startAgain: { app: app.policy.displayName, url: app.policy.startUrl ?? new URL(acs.location).origin },
  })
}

/** An address, or a name that a person could have typed; a name in one of our formats means nothing to an upstream. */
const typedFormats: readonly string[] = [nameIdFormat.unspecified, nameIdFormat.emailAddress]
const typedName = /^[^\s\p{C}]{1,254}$/u

/**
 * Who must log in (Core 3.4.1.1), and how to ask for that person: by an e-mail address or a login name, never by a name
 * that we made up, which the upstream does not know.
 */
function toExpected(
  { value, format = nameIdFormat.unspecified }: { readonly value: string; readonly format?: string },
  kind: NameIdConfig['kind'],
) {
  const own = (kind === 'persistent' || kind === 'transient') && !value.includes('@')
  const typed = !own && typedFormats.includes(readNameIdFormat(format) ?? format) && typedName.test(value)
  return { expectedSubject: value, ...(typed && { loginHint: value }) }
}

/**
 * What the request demands but can't have, whoever logs in.
 * @throws GatewayError subject_policy_unmet, subject_mismatch, context_unmet: the app is told
 */
export function checkDemands(request: AuthnRequest, app: SamlApp): void {
  const nameId = chooseNameId(request, app)
  if ('unmet' in nameId) {
    throw new GatewayError('subject_policy_unmet', 'This application is not given that kind of NameID.', {
      facts: { received: request.nameIdPolicy?.format ?? '', setting: nameId.setting },
      cause: nameId.unmet,
    })
  }
  if (request.subject === 'unsupported') {
    throw new GatewayError('subject_mismatch', 'The Subject of the request cannot be read.')
  }
  const asked = request.requestedAuthnContext
  if (asked !== undefined && asked.classes.length === 0) {
    throw new GatewayError('context_unmet', 'Authentication contexts by declaration are not supported.')
  }
}

/** The reply address as toLoginRequest wrote it. @throws GatewayError internal where the record is not ours */
export function reviveReplyTo(value: JsonObject): ReplyTo {
  const { acs, inResponseTo, relayState, nameIdFormat } = value
  if (typeof acs !== 'string' || typeof inResponseTo !== 'string' || typeof nameIdFormat !== 'string') {
    throw new GatewayError('internal', 'The record of this login cannot be read.')
  }
  return { acs, inResponseTo, nameIdFormat, ...(typeof relayState === 'string' && { relayState }) }
}
