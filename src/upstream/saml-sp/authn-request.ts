/** The AuthnRequest that we send (Core 3.4.1), and what to remember of it. */
import { z } from 'zod'
import type { SamlUpstreamConfig } from '../../config/config.ts'
import { GatewayError } from '../../core/errors.ts'
import type { Reply } from '../../core/http.ts'
import type { JsonObject, TransactionId } from '../../core/identifiers.ts'
import type { UpstreamRequest } from '../../core/ports/roles.ts'
import { binding } from '../../saml/constants.ts'
import { encodePost, encodeRedirect, type OutgoingMessage, percentEncode } from '../../saml/encode.ts'
import type { IdentityProvider } from '../../saml/identity-provider.ts'
import { type CanonicalXml, canonicalXml, element, instant, isXmlText, type XmlNode } from '../../saml/xml-builder.ts'
import type { XmlSigningKey } from '../../saml/xml-sign.ts'

/** What we need to know when the person comes back; kept in the transaction. */
const upstreamStateSchema = z.object({
  /** entityID of the identity provider that was asked. */
  idp: z.string(),
  /** Ours toward it. */
  entityId: z.string(),
  requestId: z.string(),
  acs: z.string(),
})
export type UpstreamState = z.infer<typeof upstreamStateSchema>

/** Reads what `sendRequest` kept. Throws on anything else. */
export const reviveUpstreamState = (state: JsonObject): UpstreamState => upstreamStateSchema.parse(state)

/** An NCName (Core 1.3.4): a transaction's id is base64url, and may begin with a digit. */
export const requestIdOf = (id: TransactionId): string => `_${id}`

export interface Asking {
  readonly idp: IdentityProvider
  /** Our AssertionConsumerService. */
  readonly acs: string
  readonly key: XmlSigningKey
  /** ms since 1970 */
  readonly now: number
}

/** The way there, and what the transaction keeps. */
export function sendRequest(
  config: SamlUpstreamConfig,
  { idp, acs, key, now }: Asking,
  id: TransactionId,
  request: UpstreamRequest,
): { reply: Reply; upstreamState: JsonObject } {
  const requestId = requestIdOf(id)
  const { by, location } = destinationOf(config, idp)
  const xml = buildAuthnRequest(config, { id: requestId, destination: location, acs, now }, request)
  const message: OutgoingMessage = {
    parameter: 'SAMLRequest',
    id: requestId,
    xml,
    // An artifact says nothing by itself: this says whose login it ends. Other answers name the request.
    ...(config.artifact !== 'never' && { relayState: id }),
  }
  const signing = config.signRequests || idp.wantAuthnRequestsSigned ? key : undefined
  const to = withHint(location, config, request)
  const reply: Reply =
    by === 'redirect'
      ? { kind: 'redirect', location: encodeRedirect(to, message, signing) }
      : { kind: 'formPost', action: to, fields: encodePost(message, signing), app: config.displayName }
  return { reply, upstreamState: { idp: idp.entityId, entityId: config.entityId, requestId, acs } }
}

function destinationOf(
  { requestBinding, displayName }: SamlUpstreamConfig,
  { singleSignOnServices }: IdentityProvider,
): { readonly by: 'redirect' | 'post'; readonly location: string } {
  const order = requestBinding === undefined ? (['redirect', 'post'] as const) : [requestBinding]
  for (const by of order) {
    const service = singleSignOnServices.find((one) => one.binding === binding[by])
    if (service !== undefined) return { by, location: service.location }
  }
  throw new GatewayError('upstream_unavailable', `${displayName} offers no way to send a person there.`, {
    cause: `no SingleSignOnService with the binding ${order.join(' or ')}`,
  })
}

/** Not part of the message, so that no signature is about it: some identity providers read it there. */
function withHint(location: string, { loginHint: name }: SamlUpstreamConfig, { loginHint }: UpstreamRequest): string {
  if (name === undefined || loginHint === undefined) return location
  return `${location}${location.includes('?') ? '&' : '?'}${name}=${percentEncode(loginHint)}`
}

interface Envelope {
  readonly id: string
  readonly destination: string
  readonly acs: string
  readonly now: number
}

function buildAuthnRequest(config: SamlUpstreamConfig, envelope: Envelope, request: UpstreamRequest): CanonicalXml {
  const { id, destination, acs, now } = envelope
  const byArtifact = config.artifact === 'asked'
  const attributes = {
    AssertionConsumerServiceURL: acs,
    Destination: destination,
    ForceAuthn: request.forceAuthn || request.anotherAccount ? 'true' : undefined,
    ID: id,
    IsPassive: request.isPassive ? 'true' : undefined,
    IssueInstant: instant(now),
    ProtocolBinding: byArtifact ? binding.artifact : binding.post,
    Version: '2.0',
  }
  return canonicalXml(
    element('samlp:AuthnRequest', attributes, [
      element('saml:Issuer', {}, [config.entityId]),
      subjectOf(config, request),
      policyOf(config),
      contextOf(request),
      scopingOf(config, request),
    ]),
  )
}

/** Core 3.4.1: a demand, and so only where the operator wants it. */
function subjectOf({ requestSubject }: SamlUpstreamConfig, { loginHint }: UpstreamRequest): XmlNode | undefined {
  if (!requestSubject || loginHint === undefined || !isXmlText(loginHint)) return undefined
  return element('saml:Subject', {}, [element('saml:NameID', {}, [loginHint])])
}

/** Core 3.4.1.1. AllowCreate: a person who never came here before may be given a name. */
function policyOf({ nameIdFormat }: SamlUpstreamConfig): XmlNode | undefined {
  if (nameIdFormat === undefined) return undefined
  return element('samlp:NameIDPolicy', { AllowCreate: 'true', Format: nameIdFormat })
}

/** Core 3.3.2.2.1. Only what an app requires: an identity provider that can't meet it answers with an error. */
function contextOf({ acrValues, contextRequired }: UpstreamRequest): XmlNode | undefined {
  if (acrValues.length === 0 || contextRequired !== true) return undefined
  const classes = acrValues.map((value) => element('saml:AuthnContextClassRef', {}, [value]))
  return element('samlp:RequestedAuthnContext', { Comparison: 'exact' }, classes)
}

/** Core 3.4.1.2 */
function scopingOf({ proxyCount, requesterId }: SamlUpstreamConfig, { requester }: UpstreamRequest) {
  const named = requesterId && requester !== undefined && isXmlText(requester) ? requester : undefined
  if (proxyCount === undefined && named === undefined) return undefined
  return element('samlp:Scoping', { ProxyCount: proxyCount === undefined ? undefined : String(proxyCount) }, [
    named === undefined ? undefined : element('samlp:RequesterID', {}, [named]),
  ])
}
