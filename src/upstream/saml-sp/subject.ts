/** Who the person is at the identity provider: a name that lasts, or nothing. */
import type { SamlUpstreamConfig } from '../../config/config.ts'
import type { Assertion } from '../../saml/assertion.ts'
import { nameIdFormat } from '../../saml/constants.ts'
import type { NameIdInMessage } from '../../saml/name-id.ts'
import { Refused } from './checks.ts'

type Naming = Pick<SamlUpstreamConfig, 'subjectSource' | 'entityId' | 'name'>

/**
 * The subject: a NameID with its qualifiers (Core 8.3.7), or the one value of an attribute.
 * @param idp entityID of the identity provider
 */
export function subjectOf({ nameId, attributes }: Assertion, idp: string, config: Naming): string {
  const { subjectSource: source, name } = config
  if (source !== 'NameID') {
    const [value, ...others] = attributes.find((one) => one.name === source)?.values ?? []
    if (value === undefined) throw new Refused(`there is no attribute ${source} (upstreams.${name}.subjectFrom)`)
    if (others.length > 0)
      throw new Refused(`the attribute ${source} has several values (upstreams.${name}.subjectFrom)`)
    return value
  }
  if (nameId === 'encrypted') throw new Refused('the NameID is encrypted (EncryptedID), and there is no key for it')
  if (nameId === undefined) throw new Refused('the Subject has no NameID')
  if (nameId.format === nameIdFormat.transient) {
    const cure = `set upstreams.${name}.subjectFrom to an attribute that lasts, or let it send a persistent NameID`
    throw new Refused(`the NameID is transient, another one at each login: ${cure}`)
  }
  return nameIdText(nameId, idp, config)
}

/**
 * A NameID as one text in which no two names are the same. Qualifiers that are left out of a persistent one mean the
 * identity provider and us (Core 8.3.7), so whether they are written changes nothing.
 */
export function nameIdText(
  { value, format, nameQualifier, spNameQualifier }: NameIdInMessage,
  idp: string,
  { entityId }: Pick<SamlUpstreamConfig, 'entityId'>,
): string {
  const isPersistent = format === nameIdFormat.persistent
  const of = (qualifier: string | undefined, otherwise: string) => qualifier ?? (isPersistent ? otherwise : '')
  return [of(nameQualifier, idp), of(spNameQualifier, entityId), value].map(escaped).join('!')
}

const escaped = (part: string): string => part.replace(/[%!]/g, (character) => (character === '%' ? '%25' : '%21'))
