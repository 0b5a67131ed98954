/** What exclusive canonicalisation writes (Exclusive XML Canonicalization 1.0), of a subtree whose parts come one by one. */
import { tooLarge } from './refusal.ts'
import type { OpenTag } from './xml-tree.ts'

/** Characters. */
const longestPiece = 64 * 1024

type Undo = (readonly [prefix: string, uri: string | undefined])[]

/**
 * Namespaces by prefix, for the open elements; '' is the default one. Leaving an element costs only what it declared.
 */
export class Scope {
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
export function enter(scope: Scope, tag: OpenTag): readonly Attribute[] {
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

/** The canonical text of one subtree, all at once or in pieces. */
export class Output {
  readonly #inclusive: readonly string[]
  /** What the open elements of the output declare. */
  readonly #rendered = new Scope()
  readonly #longest: number
  readonly #take: ((piece: string) => void) | undefined
  #depth = 0
  #text = ''

  /**
   * @param end how many characters the text may have: a namespace's name comes again at each element that uses it, so the
   * canonical text can be hundreds of times as long as what was sent (attack 6). Or who takes it in pieces, the last of
   * them by `finish`, and minds that
   */
  constructor(inclusive: readonly string[], end: number | ((piece: string) => void)) {
    this.#inclusive = inclusive.map((prefix) => (prefix === '#default' ? '' : prefix))
    this.#longest = typeof end === 'number' ? end : Number.POSITIVE_INFINITY
    this.#take = typeof end === 'number' ? undefined : end
  }

  open(tag: OpenTag, attributes: readonly Attribute[], scope: Scope): void {
    this.#rendered.enter()
    this.#text += `<${tag.name}`
    for (const prefix of this.#declared(tag, attributes, scope)) {
      this.#text += ` ${prefix === '' ? 'xmlns' : `xmlns:${prefix}`}="${escapeAttribute(scope.get(prefix))}"`
    }
    for (const { name, value } of attributes) this.#text += ` ${name}="${escapeAttribute(value)}"`
    this.#text += '>'
    if (this.#text.length > this.#longest) throw tooLarge('What is signed has too many namespaces to be written out.')
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
    if (this.#take !== undefined && this.#text.length > longestPiece) this.#give(this.#take)
  }

  /** All of it, or what no piece has had yet. */
  finish(): string {
    if (this.#take !== undefined) this.#give(this.#take)
    return this.#text
  }

  #give(take: (piece: string) => void): void {
    take(this.#text)
    this.#text = ''
  }
}

export type Attribute = OpenTag['attributes'][string]

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
