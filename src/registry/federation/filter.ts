/** Which entities of a federation become apps: CEL over what the federation says about them. */
import { compileOver, vocabulary } from '../../core/policy/compile.ts'
import { ns } from '../../saml/constants.ts'
import type { XmlElement } from '../../saml/xml-element.ts'
import { childrenOf, textOf } from '../../saml/xml-values.ts'

/** What an entity is judged by. */
export interface EntityFacts {
  readonly entityID: string
  /** Who registered it (mdrpi 2.1); empty where nobody says. */
  readonly registrationAuthority: string
  /** Entity categories, and those that it supports are under `attributes`. */
  readonly categories: readonly string[]
  /** Entity attributes by name. */
  readonly attributes: ReadonlyMap<string, readonly string[]>
}

const about = vocabulary(
  {
    entityID: 'string',
    registrationAuthority: 'string',
    categories: 'list<string>',
    attributes: 'map<string, list<string>>',
  } satisfies Record<keyof EntityFacts, string>,
  'The variables are entityID, registrationAuthority, categories and attributes.',
)

const category = 'http://macedir.org/entity-category'
const mdrpi = 'urn:oasis:names:tc:SAML:metadata:rpi'
const mdattr = 'urn:oasis:names:tc:SAML:metadata:attribute'

/**
 * Compiles a filter. What fails on an entity, for example for a key that it lacks, leaves that one out.
 * @throws ExpressionError
 */
export function compileFilter(source: string): (facts: EntityFacts) => boolean {
  const program = compileOver(about, source, 'allow')
  return (facts) => {
    try {
      return program({ ...facts }) === true
    } catch {
      return false
    }
  }
}

/** @param extensions the md:Extensions of the entity, where it has them */
export function factsOf(entityID: string, extensions: XmlElement | undefined): EntityFacts {
  const attributes = new Map<string, string[]>()
  for (const container of extensions === undefined ? [] : childrenOf(extensions, mdattr, 'EntityAttributes')) {
    for (const attribute of childrenOf(container, ns.saml, 'Attribute')) {
      const values = childrenOf(attribute, ns.saml, 'AttributeValue').filter(({ children }) => children.length === 0)
      const name = attribute.attributes.get('Name') ?? ''
      attributes.set(name, [...(attributes.get(name) ?? []), ...values.map(textOf)])
    }
  }
  const [registration] = extensions === undefined ? [] : childrenOf(extensions, mdrpi, 'RegistrationInfo')
  return {
    entityID,
    registrationAuthority: registration?.attributes.get('registrationAuthority') ?? '',
    categories: attributes.get(category) ?? [],
    attributes,
  }
}
