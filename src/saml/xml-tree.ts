/** Builds the tree of one document from the parser's events, and stops at the first limit that is passed. */
import { malformed, tooLarge } from './refusal.ts'
import type { XmlElement, XmlLimits } from './xml-element.ts'

interface Attribute {
  readonly name: string
  readonly prefix: string
  readonly local: string
  readonly uri: string
  readonly value: string
}

/** What the parser says about a start tag. */
export interface OpenTag {
  readonly name: string
  readonly prefix: string
  readonly local: string
  readonly uri: string
  readonly attributes: Readonly<Record<string, Attribute>>
}

/**
 * What the parser told, in order: a start tag, a run of text, `undefined` for an end tag. Comments are left out. By it a
 * message is canonicalised without being parsed again.
 */
export type XmlEvent = OpenTag | string | undefined

/** An element whose end tag has not come yet. */
interface Frame {
  readonly element: XmlElement & { readonly children: XmlElement[]; text: string }
  /** Runs of text and comments among its children: with more than one, the value is in pieces. */
  pieces: number
  /** Namespace declarations in scope. */
  readonly namespaces: number
}

const none: ReadonlyMap<string, string> = new Map()

export class XmlTree {
  readonly #limits: XmlLimits
  readonly #events: XmlEvent[] | undefined
  readonly #frames: Frame[] = []
  #root: XmlElement | undefined
  #nodes = 0
  /** Attributes, and namespace declarations among them, of the start tag that is being read. */
  #attributes = 0
  #declarations = 0

  /** @param events where they are noted, if they are wanted */
  constructor(limits: XmlLimits, events?: XmlEvent[]) {
    this.#limits = limits
    this.#events = events
  }

  /** Attributes are counted one by one, before the parser has collected all of their start tag. */
  countAttribute(): void {
    this.#countNode()
    this.#attributes += 1
    if (this.#attributes > this.#limits.attributes) throw tooLarge('An element of the XML has too many attributes.')
  }

  countNamespace(): void {
    this.#declarations += 1
    if (this.#namespacesInScope() > this.#limits.namespaces) throw tooLarge('The XML declares too many namespaces.')
  }

  #namespacesInScope(): number {
    return (this.#frames.at(-1)?.namespaces ?? 0) + this.#declarations
  }

  #countNode(): void {
    this.#nodes += 1
    if (this.#nodes > this.#limits.nodes) throw tooLarge('The XML has too many elements, attributes and comments.')
  }

  open(tag: OpenTag): XmlElement {
    this.#countNode()
    if (this.#frames.length >= this.#limits.depth) throw tooLarge('The XML is nested too deeply.')
    const { attributes, qualifiedAttributes } = attributesOf(tag)
    const element = {
      namespace: tag.uri,
      localName: tag.local,
      prefix: tag.prefix,
      attributes,
      qualifiedAttributes,
      children: [],
      text: '',
    }
    this.#events?.push(tag)
    this.#frames.at(-1)?.element.children.push(element)
    this.#root ??= element
    this.#frames.push({ element, pieces: 0, namespaces: this.#namespacesInScope() })
    this.#attributes = 0
    this.#declarations = 0
    return element
  }

  text(text: string): void {
    const frame = this.#frames.at(-1)
    if (frame === undefined || text === '') return
    this.#events?.push(text)
    frame.element.text += text
    frame.pieces += 1
  }

  cdata(text: string): void {
    this.#countNode()
    this.text(text)
  }

  /** They count like elements: they cost as much. */
  comment(): void {
    this.#countNode()
    const frame = this.#frames.at(-1)
    if (frame !== undefined) frame.pieces += 1
  }

  close(): void {
    this.#events?.push(undefined)
    const frame = this.#frames.pop()
    if (frame === undefined || frame.pieces < 2 || this.#limits.valuesInPieces === 'join') return
    const { children, text } = frame.element
    if (children.length === 0 && /\S/.test(text)) throw malformed('A value in the XML is split by a comment or CDATA.')
  }

  /** The root of the finished document. */
  finish(): XmlElement {
    if (this.#root === undefined) throw malformed('The XML has no element.')
    return this.#root
  }
}

function attributesOf(tag: OpenTag): Pick<XmlElement, 'attributes' | 'qualifiedAttributes'> {
  let attributes: Map<string, string> | undefined
  let qualifiedAttributes: Map<string, string> | undefined
  for (const key in tag.attributes) {
    const attribute = tag.attributes[key]
    if (attribute === undefined) continue
    const { name, prefix, local, uri, value } = attribute
    if (prefix === 'xmlns' || name === 'xmlns') continue
    if (prefix === '') {
      attributes ??= new Map()
      attributes.set(local, value)
    } else {
      qualifiedAttributes ??= new Map()
      qualifiedAttributes.set(`{${uri}}${local}`, value)
    }
  }
  return { attributes: attributes ?? none, qualifiedAttributes: qualifiedAttributes ?? none }
}
