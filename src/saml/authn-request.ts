/**
 * Parses an AuthnRequest (Core 3.2.1, 3.4.1) into its fields. It judges only the form: whether the app may ask for what
 * it asks is for the SAML IdP to decide.
 */
import { ns } from './constants.ts'
import { checkChildren, messageFields, present } from './message-fields.ts'
import type { AuthnRequest, ReadableXml } from './messages.ts'
import { malformed, quoted } from './refusal.ts'
import type { XmlElement } from './xml-element.ts'
import { attributeOf, booleanOf, childOf, childrenOf, indexOf, is, nameOf, textOf } from './xml-values.ts'

/**
 * Core 3.4.1: what may stand in it, each at most once. Extensions, Conditions and Scoping are tolerated but not read.
 */
const known: Readonly<Record<string, string>> = {
  Issuer: ns.saml,
  Signature: ns.ds,
  Extensions: ns.samlp,
  Subject: ns.saml,
  NameIDPolicy: ns.samlp,
  Conditions: ns.saml,
  RequestedAuthnContext: ns.samlp,
  Scoping: ns.samlp,
}

/**
 * @returns the request's fields; absent ones are left out, booleans default to false
 * @throws GatewayError `malformed_request`
 */
export function parseAuthnRequest(xml: ReadableXml): AuthnRequest {
  const { root } = xml
  if (!is(root, ns.samlp, 'AuthnRequest'))
    throw malformed(`The message is ${quoted(nameOf(root))}, not an AuthnRequest.`)
  checkChildren(root, known)
  return {
    ...messageFields(root),
    forceAuthn: booleanOf(root, 'ForceAuthn') ?? false,
    isPassive: booleanOf(root, 'IsPassive') ?? false,
    // An empty one counts as wrong, not as absent.
    ...present('destination', root.attributes.get('Destination')),
    ...replyAddress(root),
    ...present('nameIdPolicy', nameIdPolicy(root)),
    ...present('requestedAuthnContext', requestedAuthnContext(root)),
    ...present('subject', subject(root)),
  }
}

type ReplyAddress = Pick<
  AuthnRequest,
  'protocolBinding' | 'assertionConsumerServiceUrl' | 'assertionConsumerServiceIndex'
>

function replyAddress(root: XmlElement): ReplyAddress {
  const url = attributeOf(root, 'AssertionConsumerServiceURL')
  const index = indexOf(root, 'AssertionConsumerServiceIndex')
  // Core 3.4.1: mutually exclusive; taking either would be guessing which one the sender meant.
  if (url !== undefined && index !== undefined) {
    throw malformed('The AuthnRequest names its reply address both by URL and by index; only one is allowed.')
  }
  return {
    ...present('protocolBinding', attributeOf(root, 'ProtocolBinding')),
    ...present('assertionConsumerServiceUrl', url),
    ...present('assertionConsumerServiceIndex', index),
  }
}

/** Core 3.4.1.1 */
function nameIdPolicy(root: XmlElement): AuthnRequest['nameIdPolicy'] {
  const policy = childOf(root, ns.samlp, 'NameIDPolicy')
  if (policy === undefined) return undefined
  // It must be a boolean, and changes nothing: every name that we give a person exists from the start.
  booleanOf(policy, 'AllowCreate')
  return {
    ...present('format', attributeOf(policy, 'Format')),
    ...present('spNameQualifier', attributeOf(policy, 'SPNameQualifier')),
  }
}

/** Core 3.3.2.2.1; one that names nothing demands nothing. */
function requestedAuthnContext(root: XmlElement): AuthnRequest['requestedAuthnContext'] {
  const requested = childOf(root, ns.samlp, 'RequestedAuthnContext')
  if (requested === undefined) return undefined
  const classes = childrenOf(requested, ns.saml, 'AuthnContextClassRef').map(textOf)
  const declarations = childrenOf(requested, ns.saml, 'AuthnContextDeclRef').map(textOf)
  if (classes.length === 0 && declarations.length === 0) return undefined
  const comparison = attributeOf(requested, 'Comparison') ?? 'exact'
  if (!isComparison(comparison)) throw malformed(`The AuthnRequest compares contexts by ${quoted(comparison)}.`)
  return { comparison, classes, declarations }
}

const comparisons = ['exact', 'minimum', 'maximum', 'better'] as const
type Comparison = (typeof comparisons)[number]

function isComparison(text: string): text is Comparison {
  return (comparisons as readonly string[]).includes(text)
}

/** Core 2.4.1, 3.4.1: the very person whom the app wants. */
function subject(root: XmlElement): AuthnRequest['subject'] {
  const element = childOf(root, ns.saml, 'Subject')
  if (element === undefined) return undefined
  const nameId = childOf(element, ns.saml, 'NameID')
  const others = element.children.filter(({ localName }) => localName === 'BaseID' || localName === 'EncryptedID')
  if (nameId === undefined || others.length > 0) return 'unsupported'
  const value = textOf(nameId)
  if (value === '') throw malformed('The Subject of the AuthnRequest does not name anyone.')
  return { value, ...present('format', attributeOf(nameId, 'Format')) }
}
