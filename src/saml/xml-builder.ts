/**
 * The builder for every XML document that we send. It emits text that is already exclusive canonical XML
 * (xml-exc-c14n, section 3): namespaces declared where visibly used and sorted by prefix, attributes sorted by
 * namespace and name, no empty-element tags, c14n's own escaping. So a digest is taken from the text itself, and
 * no DOM and no second serialisation can differ from what was signed.
 */

import { GatewayError } from '../core/errors.ts'
import type { Branded } from '../core/identifiers.ts'
import { ns } from './constants.ts'

const prefixes = {
  saml: ns.saml,
  samlp: ns.samlp,
  md: ns.md,
  alg: ns.alg,
  ds: ns.ds,
  xenc: ns.xenc,
  xenc11: ns.xenc11,
  ec: ns.ec,
  xs: ns.xs,
  xsi: ns.xsi,
} as const

type Prefix = keyof typeof prefixes
export type QualifiedName = `${Prefix}:${string}`

/** Exclusive canonical XML: made only here and by signXml, so that it may be digested and embedded as it is. */
export type CanonicalXml = Branded<{ readonly text: string }, 'CanonicalXml'>

export interface XmlNode {
  readonly name: QualifiedName
  readonly attributes: Attributes
  readonly children: readonly Child[]
}

/** Undefined ones are left out. `xmlns:xs` declares a prefix that only values use. */
export type Attributes = Readonly<Record<string, string | undefined>>
/** A string is text and gets escaped; canonical XML is taken as it is; undefined is left out. */
export type Child = XmlNode | CanonicalXml | string | undefined

/** An element. Names are ours and constant; every value is escaped when the text is made (attack 58). */
export function element(name: QualifiedName, attributes: Attributes = {}, children: readonly Child[] = []): XmlNode {
  return { name, attributes, children }
}

/** The canonical text of an element and all below it. Throws `internal` where a value has a character XML forbids. */
export function canonicalXml(root: XmlNode): CanonicalXml {
  return asCanonical(write(root, []))
}

/** Declares text canonical. The caller has made it from canonical text by adding canonical elements. */
export function asCanonical(text: string): CanonicalXml {
  return { text } as CanonicalXml
}

/**
 * The text to send. U+0085, U+2028 and U+2029 become character references, now that the digests are made: parsers
 * that follow XML 1.1's line ends (xmldom does) turn raw ones into LF, and a valid signature would fail. A
 * reference is the same character to every parser, and canonicalisation writes it raw again, as it was digested.
 */
export function encodeXml(xml: CanonicalXml): string {
  return xml.text.replace(/[\u0085\u2028\u2029]/g, (character) => `&#x${character.charCodeAt(0).toString(16)};`)
}

// XML 1.0, 2.2: everything that is not a Char, including lone surrogates.
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u
const allForbidden = new RegExp(forbidden, 'gu')

/** xs:dateTime in UTC (Core 1.3.3), of ms since 1970. */
export function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

/** Whether XML can carry this text. */
export function isXmlText(value: string): boolean {
  return !forbidden.test(value)
}

/**
 * The text with each character that XML can't carry (control characters, lone surrogates, U+FFFE, U+FFFF) replaced
 * by U+FFFD. Replaced, not dropped: `ad\0min` must never reach an app as `admin`.
 */
export function replaceForbidden(value: string): string {
  return isXmlText(value) ? value : value.replace(allForbidden, '\uFFFD')
}

function write(node: XmlNode, inScope: readonly string[]): string {
  const declared = declarations(node, inScope)
  const scope = declared.length === 0 ? inScope : [...inScope, ...declared]
  let text = `<${node.name}`
  for (const prefix of declared) text += ` xmlns:${prefix}="${prefixes[prefix]}"`
  text += `${writeAttributes(node.attributes)}>`
  for (const child of node.children) text += writeChild(child, scope)
  return `${text}</${node.name}>`
}

function writeChild(child: Child, scope: readonly string[]): string {
  if (child === undefined) return ''
  if (typeof child === 'string') return escapeText(child)
  return 'text' in child ? child.text : write(child, scope)
}

/** Prefixes that this element must declare: its own, its attributes', and those asked for; not yet in scope. */
function declarations(node: XmlNode, inScope: readonly string[]): readonly Prefix[] {
  const declared: Prefix[] = []
  const add = (prefix: string) => {
    if (isPrefix(prefix) && !inScope.includes(prefix) && !declared.includes(prefix)) declared.push(prefix)
  }
  add(prefixOf(node.name))
  for (const name in node.attributes) {
    if (node.attributes[name] !== undefined) add(name.startsWith('xmlns:') ? name.slice(6) : prefixOf(name))
  }
  return declared.length > 1 ? declared.sort() : declared
}

function writeAttributes(attributes: Attributes): string {
  const names = Object.keys(attributes).filter((name) => !name.startsWith('xmlns:'))
  if (names.length > 1) names.sort(byNamespaceThenName)
  let text = ''
  for (const name of names) {
    const value = attributes[name]
    if (value !== undefined) text += ` ${name}="${escapeAttribute(value)}"`
  }
  return text
}

/** Canonical XML 2.2: by namespace URI first (those without one lead), then by local name, in code point order. */
function byNamespaceThenName(a: string, b: string): number {
  const [left, right] = [namespaceOf(a), namespaceOf(b)]
  if (left !== right) return left < right ? -1 : 1
  return a < b ? -1 : 1
}

function namespaceOf(name: string): string {
  const prefix = prefixOf(name)
  if (prefix === 'xml') return 'http://www.w3.org/XML/1998/namespace'
  return isPrefix(prefix) ? prefixes[prefix] : ''
}

function prefixOf(name: string): string {
  return name.slice(0, Math.max(0, name.indexOf(':')))
}

function isPrefix(prefix: string): prefix is Prefix {
  return Object.hasOwn(prefixes, prefix)
}

const textEscapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' }
const attributeEscapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
}

function escapeText(value: string): string {
  refuseForbidden(value)
  return value.replace(/[&<>\r]/g, (character) => textEscapes[character] ?? character)
}

function escapeAttribute(value: string): string {
  refuseForbidden(value)
  return value.replace(/[&<"\t\n\r]/g, (character) => attributeEscapes[character] ?? character)
}

function refuseForbidden(value: string): void {
  if (!isXmlText(value)) throw new GatewayError('internal', 'A value has a character that XML cannot carry.')
}
