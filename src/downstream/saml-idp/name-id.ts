/** The person's name toward one SP, as an element (Core 2.2.3, 8.3). */
import { GatewayError } from '../../core/errors.ts'
import type { EntityId } from '../../core/identifiers.ts'
import type { SubjectIdentifier } from '../../core/policy/identity.ts'
import { SaidError, said } from '../../core/said.ts'
import { nameIdFormat } from '../../saml/constants.ts'
import { formatOfKind } from '../../saml/name-id-format.ts'
import { element, isXmlText, type XmlNode } from '../../saml/xml-builder.ts'

export interface NameId {
  readonly value: string
  readonly format: string
  readonly nameQualifier?: string
  readonly spNameQualifier?: string
}

/**
 * The NameID of a released subject. The qualifiers are on the persistent format only (contract; Core 8.3.7), since
 * php-saml and ruby-saml compare an SPNameQualifier wherever they see one.
 * @param customFormat Format for a subject of kind `custom`; unspecified where absent
 * Throws `subject_policy_unmet` where the value can't be a name.
 */
export function toNameId(
  subject: SubjectIdentifier,
  issuer: EntityId,
  serviceProvider: EntityId,
  customFormat?: string,
): NameId {
  refuseUnfit(subject.value)
  const { kind } = subject
  const ownValue = kind === 'custom' || kind === 'upstream'
  const format = ownValue ? (customFormat ?? nameIdFormat.unspecified) : formatOfKind[kind]
  if (format !== nameIdFormat.persistent) return { value: subject.value, format }
  return { value: subject.value, format, nameQualifier: issuer, spNameQualifier: serviceProvider }
}

/** The element. Throws `subject_policy_unmet` where the value can't be a name. */
export function buildNameId({ value, format, nameQualifier, spNameQualifier }: NameId): XmlNode {
  refuseUnfit(value)
  return element('saml:NameID', { Format: format, NameQualifier: nameQualifier, SPNameQualifier: spNameQualifier }, [
    value,
  ])
}

// Control characters and line separators anywhere, white space at the ends.
const unfit = /^\s|\s$|[\p{Cc}\p{Zl}\p{Zp}]/u

/**
 * A name is never repaired. White space at its ends (pysaml2 and php-saml trim it), a line separator (xmldom makes it a
 * LF) or a control character replaced would turn one person's name into another's.
 */
function refuseUnfit(value: string): void {
  if (value === '' || unfit.test(value) || !isXmlText(value)) {
    const cause = new SaidError(isUnfit)
    throw new GatewayError('subject_policy_unmet', 'The name of this person cannot be sent to the application.', {
      cause,
    })
  }
}

const isUnfit = said`the name of this person begins or ends with a space, or has a character that can not be seen`
