/**
 * Parses LogoutRequest and LogoutResponse (Core 3.7). Only the form is judged here; whom it concerns is for the role to
 * decide.
 */
import { ns, status as statusCode } from './constants.ts'
import type { Opener } from './decrypt.ts'
import { checkChildren, type MessageFields, messageFields, present } from './message-fields.ts'
import type { ReadableXml } from './messages.ts'
import { type NameIdInMessage, nameIdIn } from './name-id.ts'
import { malformed, quoted } from './refusal.ts'
import type { XmlElement } from './xml-element.ts'
import { attributeOf, childOf, childrenOf, instantOf, is, nameOf, textOf } from './xml-values.ts'

/** Core 3.7.1 */
export interface LogoutRequest extends MessageFields {
  readonly destination?: string
  /** ms since 1970 */
  readonly notOnOrAfter?: number
  readonly nameId: NameIdInMessage
  readonly sessionIndexes: readonly string[]
  /** The app wants no answer (saml-async-slo 2.1). */
  readonly asynchronous: boolean
}

/** Core 3.7.2 */
export interface LogoutResponse extends MessageFields {
  readonly destination?: string
  readonly inResponseTo?: string
  /** Status codes, the top-level one first. */
  readonly status: readonly string[]
}

const asyncSlo = 'urn:oasis:names:tc:SAML:2.0:protocol:ext:async-slo'

const inRequest: Readonly<Record<string, string>> = {
  Issuer: ns.saml,
  Signature: ns.ds,
  Extensions: ns.samlp,
  BaseID: ns.saml,
  NameID: ns.saml,
  EncryptedID: ns.saml,
  SessionIndex: ns.samlp,
}

const inResponse: Readonly<Record<string, string>> = {
  Issuer: ns.saml,
  Signature: ns.ds,
  Extensions: ns.samlp,
  Status: ns.samlp,
}

/** How many sessions one request may name. */
const mostIndexes = 50

/**
 * @param open reads an encrypted name, where there may be one
 * @throws GatewayError `malformed_request`, and what `open` throws
 */
export function parseLogoutRequest({ root }: ReadableXml, open: Opener = () => undefined): LogoutRequest {
  if (!is(root, ns.samlp, 'LogoutRequest'))
    throw malformed(`The message is ${quoted(nameOf(root))}, not a LogoutRequest.`)
  checkChildren(root, inRequest, 'SessionIndex')
  const sessionIndexes = childrenOf(root, ns.samlp, 'SessionIndex').map(textOf)
  if (sessionIndexes.length > mostIndexes) throw malformed('The LogoutRequest names too many sessions.')
  return {
    ...messageFields(root),
    // An empty one counts as wrong, not as absent.
    ...present('destination', root.attributes.get('Destination')),
    ...present('notOnOrAfter', instantOf(root, 'NotOnOrAfter')),
    nameId: meantBy(root, open),
    sessionIndexes,
    asynchronous: isAsynchronous(root),
  }
}

/** @throws GatewayError `malformed_request` */
export function parseLogoutResponse({ root }: ReadableXml): LogoutResponse {
  if (!is(root, ns.samlp, 'LogoutResponse')) {
    throw malformed(`The message is ${quoted(nameOf(root))}, not a LogoutResponse.`)
  }
  checkChildren(root, inResponse)
  const status = childOf(root, ns.samlp, 'Status')
  if (status === undefined) throw malformed('The LogoutResponse has no Status.')
  return {
    ...messageFields(root),
    ...present('destination', root.attributes.get('Destination')),
    ...present('inResponseTo', attributeOf(root, 'InResponseTo')),
    status: statusOf(status),
  }
}

/** Whether the app says that it ended its session; PartialLogout below Success is about others, not about itself. */
export function isSuccess({ status }: LogoutResponse): boolean {
  return status[0] === statusCode.success
}

function meantBy(root: XmlElement, open: Opener): NameIdInMessage {
  const nameId = nameIdIn(root, open)
  if (nameId === 'encrypted') {
    throw malformed('The name in the LogoutRequest is encrypted (EncryptedID). This gateway offers no key for that.')
  }
  if (nameId === undefined || childOf(root, ns.saml, 'BaseID') !== undefined) {
    throw malformed('The LogoutRequest has no NameID, so it names nobody.')
  }
  return nameId
}

function isAsynchronous(root: XmlElement): boolean {
  const extensions = childOf(root, ns.samlp, 'Extensions')
  return extensions !== undefined && childrenOf(extensions, asyncSlo, 'Asynchronous').length > 0
}

function statusOf(status: XmlElement): string[] {
  const code = childOf(status, ns.samlp, 'StatusCode')
  if (code === undefined) throw malformed('The Status of the LogoutResponse has no StatusCode.')
  const second = childOf(code, ns.samlp, 'StatusCode')
  return [code, ...(second === undefined ? [] : [second])].map((element) => attributeOf(element, 'Value') ?? '')
}
