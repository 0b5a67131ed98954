/** The attributes of an assertion (Core 2.7.3): repeated ones merged, values in their order. */
import { nameIdFormat, ns } from './constants.ts'
import type { Opener } from './decrypt.ts'
import { malformed } from './refusal.ts'
import type { XmlElement } from './xml-element.ts'
import { attributeOf, childrenOf, is, textOf } from './xml-values.ts'

export interface SamlAttribute {
  readonly name: string
  readonly friendlyName?: string
  readonly values: readonly string[]
}

/** How many attributes and values one assertion may have. */
const mostValues = 5_000
/** How many of them may be encrypted: each costs a signature. */
const mostEncrypted = 20
const nil = '{http://www.w3.org/2001/XMLSchema-instance}nil'

/**
 * Left out are an encrypted attribute for which there is no key, a value that is XML of another kind, and an attribute
 * whose Name is missing or empty: a field left blank where it is sent from, and no reason to keep everybody out.
 * @param open reads what is encrypted
 * @throws GatewayError `malformed_request`, and what `open` throws
 */
export function attributesOf(statements: readonly XmlElement[], open: Opener): readonly SamlAttribute[] {
  const merged = new Map<string, { readonly friendlyName: string | undefined; readonly values: string[] }>()
  let count = 0
  for (const element of openedAttributes(statements, open)) {
    const name = attributeOf(element, 'Name')
    const values = childrenOf(element, ns.saml, 'AttributeValue').flatMap(valueIn)
    count += values.length + 1
    if (count > mostValues) throw malformed('The assertion has too many attributes.')
    if (name === undefined) continue
    const known = merged.get(name)
    if (known === undefined) merged.set(name, { friendlyName: attributeOf(element, 'FriendlyName'), values })
    else for (const value of values) known.values.push(value)
  }
  return [...merged].map(([name, { friendlyName, values }]) => ({
    name,
    ...(friendlyName !== undefined && { friendlyName }),
    values,
  }))
}

/** Core 2.7.3, 2.7.3.2: in their order. */
function openedAttributes(statements: readonly XmlElement[], open: Opener): readonly XmlElement[] {
  let encrypted = 0
  return statements
    .flatMap(({ children }) => children)
    .flatMap((child) => {
      if (is(child, ns.saml, 'Attribute')) return [child]
      if (!is(child, ns.saml, 'EncryptedAttribute')) return []
      encrypted += 1
      if (encrypted > mostEncrypted) throw malformed('The assertion has too many encrypted attributes.')
      return open(child, 'Attribute') ?? []
    })
}

function valueIn(element: XmlElement): string[] {
  if (element.children.length === 0) {
    const text = textOf(element)
    return text === '' || isNil(element) ? [] : [text]
  }
  const [child, ...others] = element.children
  if (child === undefined || others.length > 0 || !is(child, ns.saml, 'NameID')) return []
  return nameIdValue(child)
}

/** XML Schema Part 1, 2.6.2: an xs:boolean, so `false` says that the value counts. */
const isNil = (element: XmlElement): boolean =>
  ['true', '1'].includes(element.qualifiedAttributes.get(nil)?.trim() ?? '')

/** eduPersonTargetedID carries a NameID: written with its qualifiers, as Shibboleth does; a transient one is no value. */
function nameIdValue(element: XmlElement): string[] {
  const value = textOf(element)
  if (value === '' || attributeOf(element, 'Format') === nameIdFormat.transient) return []
  const qualifiers = [attributeOf(element, 'NameQualifier'), attributeOf(element, 'SPNameQualifier')]
  return [[...qualifiers, value].filter((part) => part !== undefined).join('!')]
}
