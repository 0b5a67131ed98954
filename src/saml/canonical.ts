/**
 * Exclusive canonicalisation (Exclusive XML Canonicalization 1.0) of a signed message, in one pass over what its parser
 * met: what a signature must match before the expensive verifier sees a message (enveloped.ts).
 */
import { SaxesParser } from 'saxes'
import { ns } from './constants.ts'
import type { OpenTag, XmlEvent } from './xml-tree.ts'

/** Prefixes of the InclusiveNamespaces PrefixList of either transform. */
export interface InclusivePrefixes {
  readonly message: readonly string[]
  readonly signedInfo: readonly string[]
}

/** The message without the ds:Signature directly in it, and without comments. */
export function canonicalMessage(events: readonly XmlEvent[], prefixes: readonly string[]): string {
  const output = new Output(prefixes)
  walk(events, (inside) => (inside === undefined ? output : undefined))
  return output.finish()
}

/**
 * The SignedInfo of the ds:Signature directly in the message. Only what surrounds it is looked at: the root declares
 * all namespaces that come from outside.
 */
export function canonicalSignedInfo(events: readonly XmlEvent[], prefixes: readonly string[]): string {
  const output = new Output(prefixes)
  walk(onlySignature(events), (inside) => (inside === 'SignedInfo' ? output : undefined))
  return output.finish()
}

/** What a parser tells about a document that our gate has passed. */
export function eventsOf(xml: string): readonly XmlEvent[] {
  const events: XmlEvent[] = []
  const parser = new SaxesParser<{ xmlns: true }>({ xmlns: true })
  const push = (event: XmlEvent) => void events.push(event)
  parser.on('opentag', push)
  parser.on('text', push)
  parser.on('cdata', push)
  parser.on('closetag', () => push(undefined))
  parser.write(xml).close()
  return events
}

/** Gives the events to the output that their place has: by the name of the Signature's part that they are in. */
function walk(events: Iterable<XmlEvent>, outputOf: (inside: string | undefined) => Output | undefined): void {
  const scope = new Scope()
  const open: OpenTag[] = []
  let signature = false
  const output = () => outputOf(signature ? (open[2]?.local ?? '') : undefined)
  for (const event of events) {
    if (typeof event === 'string') output()?.text(event)
    else if (event !== undefined) {
      open.push(event)
      if (open.length === 2 && isSignature(event)) signature = true
      const attributes = enter(scope, event)
      output()?.open(event, attributes, scope)
    } else {
      output()?.close(open.at(-1)?.name ?? '')
      scope.leave()
      open.pop()
      if (open.length === 1) signature = false
    }
  }
}

/** The root's tags and what is between those of a Signature in it. */
function* onlySignature(events: readonly XmlEvent[]): Iterable<XmlEvent> {
  let depth = 0
  let wanted = false
  for (const event of events) {
    if (event === undefined) depth -= 1
    else if (typeof event !== 'string') depth += 1
    if (typeof event === 'object' && depth === 2) wanted = isSignature(event)
    if (wanted || (depth === (event === undefined ? 0 : 1) && typeof event !== 'string')) yield event
    if (event === undefined && depth === 1) wanted = false
  }
}

const isSignature = (tag: OpenTag): boolean => tag.local === 'Signature' && tag.uri === ns.ds

type Undo = (readonly [prefix: string, uri: string | undefined])[]

/**
 * Namespaces by prefix, for the open elements; '' is the default one. Leaving an element costs only what it declared.
 */
class Scope {
  readonly #uris = new Map<string, string>()
  readonly #undo: (Undo | undefined)[] = []

  get(prefix: string): string {
    return this.#uris.get(prefix) ?? ''
  }

  enter(): void {
    this.#undo.push(undefined)
  }

  set(prefix: string, uri: string): void {
    const last = this.#undo.length - 1
    const undo = this.#undo[last] ?? []
    undo.push([prefix, this.#uris.get(prefix)])
    this.#undo[last] = undo
    this.#uris.set(prefix, uri)
  }

  /** Whether the innermost element declared anything. */
  get changed(): boolean {
    return this.#undo.at(-1) !== undefined
  }

  leave(): void {
    for (const [prefix, uri] of this.#undo.pop()?.reverse() ?? []) {
      if (uri === undefined) this.#uris.delete(prefix)
      else this.#uris.set(prefix, uri)
    }
  }
}

/** Enters an element; returns its attributes that are not declarations, in canonical order. */
function enter(scope: Scope, tag: OpenTag): readonly Attribute[] {
  scope.enter()
  const attributes: Attribute[] = []
  for (const name in tag.attributes) {
    const attribute = tag.attributes[name]
    if (attribute === undefined) continue
    if (name === 'xmlns') scope.set('', attribute.value)
    else if (attribute.prefix === 'xmlns') scope.set(attribute.local, attribute.value)
    else attributes.push(attribute)
  }
  return attributes.length > 1 ? attributes.sort(byName) : attributes
}

/** The canonical text of one subtree. */
class Output {
  readonly #inclusive: readonly string[]
  /** What the open elements of the output declare. */
  readonly #rendered = new Scope()
  #depth = 0
  #text = ''

  constructor(inclusive: readonly string[]) {
    this.#inclusive = inclusive.map((prefix) => (prefix === '#default' ? '' : prefix))
  }

  open(tag: OpenTag, attributes: readonly Attribute[], scope: Scope): void {
    this.#rendered.enter()
    this.#text += `<${tag.name}`
    for (const prefix of this.#declared(tag, attributes, scope)) {
      this.#text += ` ${prefix === '' ? 'xmlns' : `xmlns:${prefix}`}="${escapeAttribute(scope.get(prefix))}"`
    }
    for (const { name, value } of attributes) this.#text += ` ${name}="${escapeAttribute(value)}"`
    this.#text += '>'
    this.#depth += 1
  }

  /** The prefixes that this element uses and that nothing around it in the output declares as it means them. */
  #declared(tag: OpenTag, attributes: readonly Attribute[], scope: Scope): readonly string[] {
    const declared: string[] = []
    const use = (prefix: string): void => {
      const uri = scope.get(prefix)
      if (prefix === 'xml' || this.#rendered.get(prefix) === uri) return
      this.#rendered.set(prefix, uri)
      declared.push(prefix)
    }
    use(tag.prefix)
    for (const { prefix } of attributes) if (prefix !== '') use(prefix)
    // Inclusive prefixes are rendered wherever they changed: at the top, and where something is declared.
    if (this.#depth === 0 || scope.changed) this.#inclusive.forEach(use)
    return declared.length > 1 ? declared.sort() : declared
  }

  text(text: string): void {
    if (this.#depth > 0) this.#text += escapeText(text)
  }

  close(name: string): void {
    this.#text += `</${name}>`
    this.#depth -= 1
    this.#rendered.leave()
  }

  finish(): string {
    return this.#text
  }
}

type Attribute = OpenTag['attributes'][string]

/** Canonical XML 2.2: by namespace (those without one first), then by local name. */
function byName(one: Attribute, other: Attribute): number {
  return compare(one.uri, other.uri) || compare(one.local, other.local)
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
}
const escaped = (character: string): string => escapes[character] ?? character
const escapeText = (text: string): string => (/[&<>\r]/.test(text) ? text.replace(/[&<>\r]/g, escaped) : text)
const escapeAttribute = (text: string): string =>
  /[&<"\t\n\r]/.test(text) ? text.replace(/[&<"\t\n\r]/g, escaped) : text
