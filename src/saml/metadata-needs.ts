/** What an app says in its metadata that it can't do without (Metadata 2.4.4.2; Subject Identifier Attributes 4). */
import { ns } from './constants.ts'
import type { MetadataNeeds, NeededAttribute } from './service-provider.ts'
import type { XmlElement } from './xml-element.ts'
import { attributeOf, childrenOf, simpleTextOf } from './xml-values.ts'

const entityAttributes = 'urn:oasis:names:tc:SAML:metadata:attribute'
const subjectIdRequirement = 'urn:oasis:names:tc:SAML:profiles:subject-id:req'
const known = ['subject-id', 'pairwise-id', 'any'] as const

/** Undefined where it needs nothing. Of several AttributeConsumingServices, the default one counts, else the first. */
export function readNeeds(entity: XmlElement, role: XmlElement): MetadataNeeds | undefined {
  const attributes = requiredAttributes(role)
  const subjectId = known.find((value) => subjectIdOf(entity).includes(value))
  if (attributes.length === 0 && subjectId === undefined) return undefined
  return { attributes, ...(subjectId !== undefined && { subjectId }) }
}

function requiredAttributes(role: XmlElement): readonly NeededAttribute[] {
  const services = childrenOf(role, ns.md, 'AttributeConsumingService')
  const service = services.find((one) => says(one, 'isDefault')) ?? services[0]
  if (service === undefined) return []
  return childrenOf(service, ns.md, 'RequestedAttribute').flatMap((requested) => {
    const name = attributeOf(requested, 'Name')
    if (name === undefined || !says(requested, 'isRequired')) return []
    const friendlyName = attributeOf(requested, 'FriendlyName')
    return [{ name, ...(friendlyName !== undefined && { friendlyName }) }]
  })
}

/** A flag on which only a warning depends: however it is spelt, it costs nobody the whole app. */
const says = (element: XmlElement, flag: string): boolean =>
  /^(true|1)$/i.test(attributeOf(element, flag)?.trim() ?? '')

function subjectIdOf(entity: XmlElement): readonly string[] {
  return childrenOf(entity, ns.md, 'Extensions')
    .flatMap((extensions) => childrenOf(extensions, entityAttributes, 'EntityAttributes'))
    .flatMap((attributes) => childrenOf(attributes, ns.saml, 'Attribute'))
    .filter((attribute) => attributeOf(attribute, 'Name') === subjectIdRequirement)
    .flatMap((attribute) => childrenOf(attribute, ns.saml, 'AttributeValue'))
    .flatMap((value) => simpleTextOf(value)?.trim() ?? [])
}
