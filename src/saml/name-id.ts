/** A NameID, as assertions and LogoutRequests have it, encrypted or not. */
import { ns } from './constants.ts'
import type { Opener } from './decrypt.ts'
import { present } from './message-fields.ts'
import { malformed } from './refusal.ts'
import type { XmlElement } from './xml-element.ts'
import { attributeOf, childOf, textOf } from './xml-values.ts'

/** A name as a message gives it (Core 2.2.2). */
export interface NameIdInMessage {
  readonly value: string
  readonly format?: string
  readonly nameQualifier?: string
  readonly spNameQualifier?: string
}

/**
 * The name in an element; `encrypted` where there is no key for it (Core 2.2.4), undefined where there is none.
 * @param open reads an encrypted one
 * @throws GatewayError `malformed_request`, and what `open` throws
 */
export function nameIdIn(element: XmlElement, open: Opener): NameIdInMessage | 'encrypted' | undefined {
  const encrypted = childOf(element, ns.saml, 'EncryptedID')
  const plain = childOf(element, ns.saml, 'NameID')
  const nameId = encrypted === undefined ? plain : open(encrypted, 'NameID')
  if (nameId === undefined) return encrypted === undefined ? undefined : 'encrypted'
  if (encrypted !== undefined && plain !== undefined) throw malformed(`The ${element.localName} has two names.`)
  const value = textOf(nameId)
  if (value === '') throw malformed(`The NameID of the ${element.localName} is empty.`)
  return {
    value,
    ...present('format', attributeOf(nameId, 'Format')),
    ...present('nameQualifier', attributeOf(nameId, 'NameQualifier')),
    ...present('spNameQualifier', attributeOf(nameId, 'SPNameQualifier')),
  }
}
