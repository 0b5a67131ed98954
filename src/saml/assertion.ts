/** Parses an Assertion (Core 2.3.3) into what it says. Whether to believe it is for the SAML SP to decide. */
import type { EntityId } from '../core/identifiers.ts'
import { attributesOf, type SamlAttribute } from './attribute-values.ts'
import { ns } from './constants.ts'
import type { Opener } from './decrypt.ts'
import { type MessageFields, messageFields, present } from './message-fields.ts'
import { type NameIdInMessage, nameIdIn } from './name-id.ts'
import { malformed } from './refusal.ts'
import type { XmlElement } from './xml-element.ts'
import { attributeOf, childOf, childrenOf, indexOf, instantOf, is, simpleTextOf, textOf } from './xml-values.ts'

/** Core 2.4.1.1, 2.4.1.2. Times are ms since 1970. */
export interface SubjectConfirmation {
  readonly method: string
  readonly recipient?: string
  readonly inResponseTo?: string
  readonly notBefore?: number
  readonly notOnOrAfter?: number
}

/** Core 2.5.1 */
export interface Conditions {
  readonly notBefore?: number
  readonly notOnOrAfter?: number
  /** Each of them must be met. */
  readonly audienceRestrictions: readonly (readonly string[])[]
  /** Whether it restricts to whom the assertion may be passed on, and how often. */
  readonly proxyRestriction?: { readonly count?: number; readonly audiences: readonly string[] }
  /** Conditions that nobody here understands. */
  readonly unknown: readonly string[]
}

/** Core 2.7.2 */
export interface AuthnStatement {
  readonly authnInstant: number
  readonly sessionIndex?: string
  readonly sessionNotOnOrAfter?: number
  readonly contextClass?: string
  readonly authorities: readonly string[]
}

export interface Assertion extends MessageFields {
  readonly issuer: EntityId
  /** Absent where the Subject names nobody. */
  readonly nameId?: NameIdInMessage | 'encrypted'
  readonly hasSubject: boolean
  readonly confirmations: readonly SubjectConfirmation[]
  readonly conditions?: Conditions
  readonly authnStatements: readonly AuthnStatement[]
  readonly attributes: readonly SamlAttribute[]
}

/**
 * @param open reads what is encrypted in it
 * @throws GatewayError `malformed_request`, and what `open` throws
 */
export function parseAssertion(root: XmlElement, open: Opener = () => undefined): Assertion {
  if (!is(root, ns.saml, 'Assertion')) throw malformed('There is no assertion.')
  const subject = childOf(root, ns.saml, 'Subject')
  const conditions = childOf(root, ns.saml, 'Conditions')
  return {
    ...messageFields(root),
    ...present('nameId', subject && nameIdIn(subject, open)),
    hasSubject: subject !== undefined,
    confirmations: subject === undefined ? [] : childrenOf(subject, ns.saml, 'SubjectConfirmation').map(confirmationOf),
    ...present('conditions', conditions && conditionsOf(conditions)),
    authnStatements: childrenOf(root, ns.saml, 'AuthnStatement').map(authnStatementOf),
    attributes: attributesOf(childrenOf(root, ns.saml, 'AttributeStatement'), open),
  }
}

function confirmationOf(element: XmlElement): SubjectConfirmation {
  const method = attributeOf(element, 'Method') ?? ''
  const data = childOf(element, ns.saml, 'SubjectConfirmationData')
  if (data === undefined) return { method }
  return {
    method,
    ...present('recipient', data.attributes.get('Recipient')),
    ...present('inResponseTo', attributeOf(data, 'InResponseTo')),
    ...present('notBefore', instantOf(data, 'NotBefore')),
    ...present('notOnOrAfter', instantOf(data, 'NotOnOrAfter')),
  }
}

const understood = ['AudienceRestriction', 'OneTimeUse', 'ProxyRestriction']

function conditionsOf(element: XmlElement): Conditions {
  const proxy = childOf(element, ns.saml, 'ProxyRestriction')
  const audiences = (of: XmlElement) => childrenOf(of, ns.saml, 'Audience').map(textOf)
  const isUnderstood = (child: XmlElement) => child.namespace === ns.saml && understood.includes(child.localName)
  return {
    ...present('notBefore', instantOf(element, 'NotBefore')),
    ...present('notOnOrAfter', instantOf(element, 'NotOnOrAfter')),
    audienceRestrictions: childrenOf(element, ns.saml, 'AudienceRestriction').map(audiences),
    ...present(
      'proxyRestriction',
      proxy && { ...present('count', indexOf(proxy, 'Count')), audiences: audiences(proxy) },
    ),
    unknown: element.children.filter((child) => !isUnderstood(child)).map(({ localName }) => localName),
  }
}

function authnStatementOf(element: XmlElement): AuthnStatement {
  const authnInstant = instantOf(element, 'AuthnInstant')
  if (authnInstant === undefined) throw malformed('The AuthnStatement has no AuthnInstant.')
  const context = childOf(element, ns.saml, 'AuthnContext')
  const classRef = context && childOf(context, ns.saml, 'AuthnContextClassRef')
  const authorities = context === undefined ? [] : childrenOf(context, ns.saml, 'AuthenticatingAuthority')
  return {
    authnInstant,
    ...present('sessionIndex', attributeOf(element, 'SessionIndex')),
    ...present('sessionNotOnOrAfter', instantOf(element, 'SessionNotOnOrAfter')),
    ...present('contextClass', classRef && simpleTextOf(classRef)),
    authorities: authorities.flatMap((authority) => simpleTextOf(authority) ?? []),
  }
}
