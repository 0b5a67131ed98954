/** The Assertion of a successful login (Core 2.3.3; Profiles 4.1.4.2), as an element that is not yet signed. */
import type { EntityId } from '../../../core/identifiers.ts'
import type { Release } from '../../../core/policy/identity.ts'
import { attributeNameFormat, bearer, ns } from '../../../saml/constants.ts'
import { element, instant, replaceForbidden, type XmlNode } from '../../../saml/xml-builder.ts'
import { buildNameId, type NameId } from '../name-id.ts'
import type { SamlAttribute } from './attributes.ts'

export interface AssertionInput {
  /** Our entityID. */
  readonly issuer: EntityId
  /** The SP's entityID: the only Audience. */
  readonly audience: EntityId
  /** The matched AssertionConsumerService: Recipient. */
  readonly acsUrl: string
  /** ID of the AuthnRequest; absent in an unsolicited Response. */
  readonly inResponseTo?: string
  /** ms since 1970 */
  readonly now: number
  /** ms by which NotBefore is backdated: node-saml, ruby-saml and pysaml2 allow their clock no skew at all. */
  readonly skew: number
  /** ms from now to both NotOnOrAfter */
  readonly lifetime: number
  readonly release: Pick<Release, 'contextClass' | 'authnInstant' | 'authenticatingAuthority'>
  readonly attributes: readonly SamlAttribute[]
  readonly nameId: NameId
  readonly sessionIndex: string
  /** ms since 1970: end of our session, never that of the ID Token. */
  readonly sessionEnd: number
}

/** Throws `subject_policy_unmet` where the NameID can't be one, `internal` where an attribute's name can't. */
export function buildAssertion(id: string, input: AssertionInput): XmlNode {
  const { issuer, now } = input
  return element('saml:Assertion', { ID: id, IssueInstant: instant(now), Version: '2.0', 'xmlns:xs': ns.xs }, [
    element('saml:Issuer', {}, [issuer]),
    buildSubject(input),
    buildConditions(input),
    buildAuthnStatement(input),
    buildAttributeStatement(input.attributes),
  ])
}

/** Profiles 4.1.4.2: bearer, with Recipient, NotOnOrAfter and InResponseTo, and without NotBefore. */
function buildSubject({ nameId, acsUrl, inResponseTo, now, lifetime }: AssertionInput): XmlNode {
  const limits = { InResponseTo: inResponseTo, NotOnOrAfter: instant(now + lifetime), Recipient: acsUrl }
  return element('saml:Subject', {}, [
    buildNameId(nameId),
    element('saml:SubjectConfirmation', { Method: bearer }, [element('saml:SubjectConfirmationData', limits)]),
  ])
}

/** Core 2.5.1; gosaml2 wants both ends to be there. */
function buildConditions({ audience, now, skew, lifetime }: AssertionInput): XmlNode {
  const limits = { NotBefore: instant(now - skew), NotOnOrAfter: instant(now + lifetime) }
  return element('saml:Conditions', limits, [
    element('saml:AudienceRestriction', {}, [element('saml:Audience', {}, [audience])]),
  ])
}

/** Core 2.7.2. An upstream's clock that runs ahead must not put the AuthnInstant in the future: SPs refuse that. */
function buildAuthnStatement({ release, now, sessionIndex, sessionEnd }: AssertionInput): XmlNode {
  const attributes = {
    AuthnInstant: instant(Math.min(release.authnInstant * 1000, now)),
    SessionIndex: sessionIndex,
    SessionNotOnOrAfter: instant(sessionEnd),
  }
  return element('saml:AuthnStatement', attributes, [
    element('saml:AuthnContext', {}, [
      element('saml:AuthnContextClassRef', {}, [release.contextClass]),
      element('saml:AuthenticatingAuthority', {}, [release.authenticatingAuthority]),
    ]),
  ])
}

/**
 * Core 2.7.3. Left out when there is nothing to say: the schema forbids an empty one. python3-saml then refuses the
 * assertion unless its wantAttributeStatement is false, so an app on it needs at least one attribute.
 */
function buildAttributeStatement(attributes: readonly SamlAttribute[]): XmlNode | undefined {
  const released = attributes.filter(({ values }) => values.length > 0)
  return released.length === 0 ? undefined : element('saml:AttributeStatement', {}, released.map(buildAttribute))
}

/** One Attribute, however many values: php-saml and python3-saml refuse a name that occurs twice. */
function buildAttribute({ name, nameFormat, friendlyName, values }: SamlAttribute): XmlNode {
  const attributes = { FriendlyName: friendlyName, Name: name, NameFormat: attributeNameFormat[nameFormat] }
  return element('saml:Attribute', attributes, values.map(buildAttributeValue))
}

/** Sets xsi:type, because OpenSAML takes an untyped value as xs:anyType, and SPs based on it fail. */
function buildAttributeValue(value: string): XmlNode {
  return element('saml:AttributeValue', { 'xsi:type': 'xs:string' }, [replaceForbidden(value)])
}
