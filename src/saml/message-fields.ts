/** What every protocol message carries (Core 3.2.1, 3.2.2). */
import type { EntityId } from '../core/identifiers.ts'
import { nameIdFormat, ns } from './constants.ts'
import { malformed, quoted } from './refusal.ts'
import type { XmlElement } from './xml-element.ts'
import { attributeOf, childOf, instantOf, isId, textOf } from './xml-values.ts'

export interface MessageFields {
  readonly id: string
  readonly issuer: EntityId
  /** ms since 1970 */
  readonly issueInstant: number
}

/** @throws GatewayError `malformed_request` */
export function messageFields(root: XmlElement): MessageFields {
  const what = root.localName
  if (attributeOf(root, 'Version') !== '2.0') throw malformed(`The Version of the ${what} is not 2.0.`)
  const id = attributeOf(root, 'ID')
  if (id === undefined || !isId(id)) throw malformed(`The ${what} has no valid ID.`)
  const issueInstant = instantOf(root, 'IssueInstant')
  if (issueInstant === undefined) throw malformed(`The ${what} has no IssueInstant.`)
  return { id, issuer: issuerOf(root), issueInstant }
}

function issuerOf(root: XmlElement): EntityId {
  const issuer = childOf(root, ns.saml, 'Issuer')
  const value = issuer === undefined ? '' : textOf(issuer)
  if (issuer === undefined || value === '' || value.length > 1024)
    throw malformed(`The ${root.localName} has no valid Issuer.`)
  const format = attributeOf(issuer, 'Format')
  // Core 3.4.1.1 and 8.3.6: the issuer of a message is an entity, nothing else.
  if (format !== undefined && format !== nameIdFormat.entity) {
    throw malformed(`The Issuer of the ${root.localName} has the Format ${quoted(format)}; only “entity” may be.`)
  }
  return value as EntityId
}

/**
 * Schema order is not enforced: real SPs mix it. Unknown elements, or two of one kind, are refused (attack 17).
 * @param known namespaces by local name
 * @param repeated the one that may occur more than once
 * @throws GatewayError `malformed_request`
 */
export function checkChildren(root: XmlElement, known: Readonly<Record<string, string>>, repeated?: string): void {
  const seen = new Set<string>()
  for (const { localName, namespace } of root.children) {
    if (!Object.hasOwn(known, localName) || known[localName] !== namespace) {
      throw malformed(`The ${root.localName} has an element that does not belong there: ${quoted(localName)}`)
    }
    if (seen.has(localName) && localName !== repeated) {
      throw malformed(`The ${root.localName} has more than one ${localName}.`)
    }
    seen.add(localName)
  }
}

/** The property, or nothing where its value is undefined. */
export function present<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [N in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [N in Name]: Value })
}
