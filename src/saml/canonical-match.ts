/**
 * Whether octets that were signed say what our parser has read: the canonical text is walked beside the tree. It reads
 * canonical XML only (Canonical XML 1.1, 2.3; Exclusive XML Canonicalization 1.0, 3), in which everything is written in
 * one way: there is nothing to choose and nothing to guess, and what is written otherwise is not the same
 * (docs/decisions/0013-signed-octets-beside-the-tree.md).
 */
import { checkNamespace } from './xml.ts'
import { isXmlText } from './xml-builder.ts'
import type { XmlElement } from './xml-element.ts'
import { isNcName } from './xml-values.ts'

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace'
const reserved: ReadonlySet<string> = new Set([xmlNamespace, 'http://www.w3.org/2000/xmlns/'])

/**
 * @param text of one element, as it was signed
 * @param element as it was read
 * @throws GatewayError `malformed_request` for a relative namespace name, which nothing that was read has
 * @returns true only where any XML parser that reads the text gets this element: names, attributes, text, children
 */
export function saysTheSame(text: string, element: XmlElement): boolean {
  try {
    return new Walk(text).document(element)
  } catch (error) {
    if (error instanceof Other) return false
    throw error
  }
}

/** The text says something else, or is not canonical. */
class Other extends Error {}

class Walk {
  readonly #text: string
  #at = 0
  /** Namespaces in scope, by prefix. */
  readonly #scope = new Map<string, string>([['xml', xmlNamespace]])

  constructor(text: string) {
    this.#text = text
  }

  document(root: XmlElement): boolean {
    this.#expect('<')
    this.#element(root)
    return this.#at === this.#text.length
  }

  #expect(part: string): void {
    if (!this.#text.startsWith(part, this.#at)) throw new Other()
    this.#at += part.length
  }

  /** From behind its `<`. */
  #element(element: XmlElement): void {
    this.#nameOf(element)
    const outside = this.#text.startsWith('>', this.#at) ? none : this.#declarations()
    this.#attributes(element)
    this.#expect('>')
    if ((this.#scope.get(element.prefix) ?? '') !== element.namespace) throw new Other()
    this.#content(element)
    this.#nameOf(element)
    this.#expect('>')
    for (const [prefix, uri] of outside) {
      if (uri === undefined) this.#scope.delete(prefix)
      else this.#scope.set(prefix, uri)
    }
  }

  #nameOf({ prefix, localName }: XmlElement): void {
    if (prefix !== '') {
      this.#expect(prefix)
      this.#expect(':')
    }
    this.#expect(localName)
  }

  /** They come first, by prefix. @returns what these prefixes meant before */
  #declarations(): readonly (readonly [prefix: string, uri: string | undefined])[] {
    const outside: [string, string | undefined][] = []
    while (this.#text.startsWith(' xmlns', this.#at) && ':='.includes(this.#text.charAt(this.#at + 6))) {
      this.#at += 6
      const isDefault = this.#text.charAt(this.#at) === '='
      if (!isDefault) this.#at += 1
      const prefix = isDefault ? '' : this.#name()
      const uri = this.#value()
      const last = outside.at(-1)?.[0]
      // XML Names 3: what only the default namespace may be, and what no prefix may.
      const isAllowed = isDefault || (uri !== '' && isNcName(prefix) && prefix !== 'xml' && prefix !== 'xmlns')
      checkNamespace(uri)
      if (!isAllowed || !isXmlText(uri) || reserved.has(uri) || (last !== undefined && last >= prefix))
        throw new Other()
      outside.push([prefix, this.#scope.get(prefix)])
      this.#scope.set(prefix, uri)
    }
    return outside
  }

  /** In their order, so that none comes twice: by namespace, those without one first, then by local name. */
  #attributes({ attributes, qualifiedAttributes }: XmlElement): void {
    let [lastNamespace, lastLocal] = ['', '']
    for (let left = attributes.size + qualifiedAttributes.size; left > 0; left -= 1) {
      this.#expect(' ')
      const name = this.#name()
      const colon = name.indexOf(':')
      const local = name.slice(colon + 1)
      const namespace = colon === -1 ? '' : (this.#scope.get(name.slice(0, colon)) ?? '')
      const known = colon === -1 ? attributes.get(local) : qualifiedAttributes.get(`{${namespace}}${local}`)
      const isNext = namespace > lastNamespace || (namespace === lastNamespace && local > lastLocal)
      if (!isNext || (colon !== -1 && !isNcName(local)) || known !== this.#value()) throw new Other()
      lastNamespace = namespace
      lastLocal = local
    }
  }

  #name(): string {
    const end = this.#text.indexOf('=', this.#at)
    const name = this.#text.slice(this.#at, end)
    if (end === -1) throw new Other()
    this.#at = end
    return name
  }

  #value(): string {
    this.#expect('="')
    const end = this.#text.indexOf('"', this.#at)
    const value = this.#text.slice(this.#at, end)
    if (end === -1 || notInValue.test(value)) throw new Other()
    this.#at = end + 1
    return unescaped(value, valueEscapes)
  }

  /** To behind the `</` of its end tag. */
  #content({ text: wanted, children }: XmlElement): void {
    let text = ''
    let child = 0
    for (;;) {
      const tag = this.#text.indexOf('<', this.#at)
      if (tag === -1) throw new Other()
      if (tag > this.#at) text += this.#run(tag)
      this.#at = tag + 1
      if (this.#text.charAt(this.#at) === '/') break
      const next = children[child]
      if (next === undefined) throw new Other()
      this.#element(next)
      child += 1
    }
    this.#at += 1
    if (child !== children.length || text !== wanted) throw new Other()
  }

  #run(end: number): string {
    const text = this.#text.slice(this.#at, end)
    if (notInText.test(text)) throw new Other()
    return unescaped(text, textEscapes)
  }
}

const none: readonly never[] = []

/** What is always escaped there (Canonical XML 1.1, 2.3). */
const notInValue = /[<\t\n\r]/
const notInText = /[>\r]/
const textEscapes = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&#xD;', '\r'],
])
const valueEscapes = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&quot;', '"'],
  ['&#x9;', '\t'],
  ['&#xA;', '\n'],
  ['&#xD;', '\r'],
])

function unescaped(text: string, escapes: ReadonlyMap<string, string>): string {
  if (!text.includes('&')) return text
  return text.replace(/&[^&;]{0,5};?/g, (found) => {
    const character = escapes.get(found)
    if (character === undefined) throw new Other()
    return character
  })
}
