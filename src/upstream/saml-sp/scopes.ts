/**
 * Scoped attributes (eduPerson 2.2; Subject Identifier Attributes 2.2): an identity provider may vouch only for the
 * scopes that its metadata, or the operator, gives it (shibmd:Scope).
 */
import type { SamlAttribute } from '../../saml/attribute-values.ts'

/** Names of the attributes whose values are `value@scope`. */
const scoped: ReadonlySet<string> = new Set([
  'urn:oid:1.3.6.1.4.1.5923.1.1.1.6',
  'urn:oid:1.3.6.1.4.1.5923.1.1.1.9',
  'urn:oid:1.3.6.1.4.1.5923.1.1.1.13',
  'urn:oasis:names:tc:SAML:attribute:subject-id',
  'urn:oasis:names:tc:SAML:attribute:pairwise-id',
  'urn:mace:dir:attribute-def:eduPersonPrincipalName',
  'urn:mace:dir:attribute-def:eduPersonScopedAffiliation',
  'eduPersonPrincipalName',
  'eduPersonScopedAffiliation',
  'eduPersonUniqueId',
])

/**
 * The attributes without the values that are of another scope.
 * @param scopes all are accepted where absent
 * @param dropped told of each attribute that lost one
 */
export function withinScopes(
  attributes: readonly SamlAttribute[],
  scopes: readonly string[] | undefined,
  dropped: (attribute: string) => void,
): readonly SamlAttribute[] {
  if (scopes === undefined) return attributes
  const allowed = new Set(scopes.map((scope) => scope.toLowerCase()))
  return attributes.map((attribute) => {
    if (!scoped.has(attribute.name)) return attribute
    const values = attribute.values.filter((value) => allowed.has(scopeOf(value)))
    if (values.length < attribute.values.length) dropped(attribute.name)
    return { ...attribute, values }
  })
}

const scopeOf = (value: string): string => value.slice(value.indexOf('@') + 1).toLowerCase()
