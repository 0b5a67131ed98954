/** What people know an app by, from its metadata. */
import { ns } from './constants.ts'
import type { XmlElement } from './xml-element.ts'
import { childrenOf, simpleTextOf } from './xml-values.ts'

const language = '{http://www.w3.org/XML/1998/namespace}lang'

/**
 * @returns mdui:DisplayName (Metadata UI 2.1.2), else ServiceName, else OrganizationDisplayName; in each case the
 * English
 *   one, else the first; white space collapsed, 100 characters at most; undefined where there is none
 */
export function displayName(entity: XmlElement, role: XmlElement): string | undefined {
  const userInterface = below([role], ns.md, 'Extensions', ns.mdui, 'UIInfo', ns.mdui, 'DisplayName')
  const service = below([role], ns.md, 'AttributeConsumingService', ns.md, 'ServiceName')
  const organization = below([role, entity], ns.md, 'Organization', ns.md, 'OrganizationDisplayName')
  return inEnglish(userInterface) ?? inEnglish(service) ?? inEnglish(organization)
}

/** Elements at the end of a path of namespaces and names, starting from each of these. */
function below(elements: readonly XmlElement[], ...path: readonly string[]): readonly XmlElement[] {
  const [namespace, name, ...rest] = path
  if (namespace === undefined || name === undefined) return elements
  return below(
    elements.flatMap((element) => childrenOf(element, namespace, name)),
    ...rest,
  )
}

function inEnglish(elements: readonly XmlElement[]): string | undefined {
  const english = elements.find((element) => /^en(-|$)/i.test(element.qualifiedAttributes.get(language) ?? ''))
  const element = english ?? elements[0]
  if (element === undefined) return undefined
  return simpleTextOf(element)?.replace(/\s+/g, ' ').slice(0, 100)
}
