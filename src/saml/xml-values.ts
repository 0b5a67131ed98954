/** Reads typed values out of parsed XML, as XML Schema Part 2 defines the types that SAML uses. */
import { trimSpace } from './encoding.ts'
import { coded } from './metadata-fault.ts'
import { malformed, quoted } from './refusal.ts'
import type { XmlElement } from './xml-element.ts'

/** The element's name as a reader knows it, for messages. */
export function nameOf(element: XmlElement): string {
  return element.prefix === '' ? element.localName : `${element.prefix}:${element.localName}`
}

/** Whether it is this element: namespace and local name, never the prefix. */
export function is(element: XmlElement, namespace: string, localName: string): boolean {
  return element.localName === localName && element.namespace === namespace
}

/** Children with this name, in document order. */
export function childrenOf(element: XmlElement, namespace: string, localName: string): readonly XmlElement[] {
  return element.children.filter((child) => is(child, namespace, localName))
}

/**
 * The one child with this name, or undefined.
 * @throws GatewayError `malformed_request` where there are several: two readers might choose differently
 */
export function childOf(element: XmlElement, namespace: string, localName: string): XmlElement | undefined {
  const [first, ...others] = childrenOf(element, namespace, localName)
  if (others.length > 0) {
    const values = { element: nameOf(element), child: localName }
    throw coded(malformed(`${nameOf(element)} has more than one ${localName}.`), 'child-twice', values)
  }
  return first
}

/**
 * The text of an element of simple content, without the white space around it.
 * @throws GatewayError `malformed_request` where elements stand in it
 */
export function textOf(element: XmlElement): string {
  if (element.children.length > 0) {
    const fault = malformed(`${nameOf(element)} has elements where only text may be.`)
    throw coded(fault, 'text-mixed', { element: nameOf(element) })
  }
  return trimSpace(element.text)
}

/** The same for optional text: undefined where it contains elements, or nothing. */
export function simpleTextOf(element: XmlElement): string | undefined {
  const text = element.children.length > 0 ? '' : textOf(element)
  return text === '' ? undefined : text
}

/** An attribute without the white space around it; undefined where it is absent or empty. */
export function attributeOf(element: XmlElement, name: string): string | undefined {
  const value = trimSpace(element.attributes.get(name) ?? '')
  return value === '' ? undefined : value
}

/** An xs:boolean attribute (`true`, `false`, `1`, `0`), or undefined where it is absent. */
export function booleanOf(element: XmlElement, name: string): boolean | undefined {
  const value = element.attributes.get(name)
  if (value === undefined) return undefined
  const text = trimSpace(value)
  if (text === 'true' || text === '1') return true
  if (text === 'false' || text === '0') return false
  throw malformed(`${name} of ${nameOf(element)} is not a boolean: ${quoted(value)}`)
}

/** An xs:unsignedShort attribute (0 to 65535), or undefined where it is absent. */
export function indexOf(element: XmlElement, name: string): number | undefined {
  const value = attributeOf(element, name)
  if (value === undefined) return undefined
  const index = /^\+?[0-9]{1,10}$/.test(value) ? Number(value) : Number.NaN
  if (!(index <= 65535)) throw malformed(`${name} of ${nameOf(element)} is not a number up to 65535: ${quoted(value)}`)
  return index
}

/** An xs:dateTime attribute as {@link dateTime}, or undefined where it is absent. */
export function instantOf(element: XmlElement, name: string): number | undefined {
  const value = attributeOf(element, name)
  if (value === undefined) return undefined
  const instant = dateTime(value)
  if (instant !== undefined) return instant
  throw malformed(`${name} of ${nameOf(element)} is not a date and time: ${quoted(value)}`)
}

const dateTimeForm =
  /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,20}))?(Z|[+-](?:0\d|1[0-3]):?[0-5]\d|[+-]14:?00)?$/

/**
 * Reads an xs:dateTime, of messages and of metadata. SAML's are in UTC (Core 1.3.3), so one without a zone is read as
 * UTC, and an offset counts, with or without its colon. A date that no calendar has is refused: Date.parse would roll
 * it over.
 *
 * @returns ms since 1970, fractions cut off, or undefined where it is not an xs:dateTime
 */
export function dateTime(text: string): number | undefined {
  const match = dateTimeForm.exec(text)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] = match
  const local = Date.parse(
    `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}Z`,
  )
  // NaN, or it has rolled over into another day.
  if (new Date(local).getUTCDate() !== Number(day)) return undefined
  if (zone === 'Z') return local
  const offset = (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))) * 60_000
  return zone.startsWith('-') ? local + offset : local - offset
}

const durationForm =
  /^P(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,9})M)?(?:(\d{1,10})(?:\.\d{1,20})?S)?)?$/

/**
 * An xs:duration attribute in ms, years and months taken as 365 and 30 days; undefined where it is absent or invalid.
 */
export function durationOf(element: XmlElement, name: string): number | undefined {
  return durationText(attributeOf(element, name) ?? '')
}

/** The same of a text. */
export function durationText(text: string): number | undefined {
  const match = durationForm.exec(trimSpace(text))
  if (match === null || /[PT]$/.test(match[0])) return undefined
  const [years = 0, months = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0))
  return ((((years * 365 + months * 30 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000
}

const ncName = /^[\p{L}_][\p{L}\p{M}\p{N}._-]*$/u

/** An NCName (Namespaces in XML 1.0, production 4), of whose rarer characters only letters, marks and digits are taken. */
export const isNcName = (text: string): boolean => ncName.test(text)

/** Whether the text may be an xs:ID of at most 256 characters. */
export const isId = (text: string): boolean => text.length <= 256 && isNcName(text)
