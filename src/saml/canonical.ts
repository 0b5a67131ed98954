/**
 * Exclusive canonicalisation (Exclusive XML Canonicalization 1.0) of a signed message, in one pass over what its parser
 * met: the octets that a signature is about (enveloped.ts).
 */
import { SaxesParser } from 'saxes'
import { enter, Output, Scope } from './canonical-output.ts'
import { ns } from './constants.ts'
import { malformed } from './refusal.ts'
import type { OpenTag, XmlEvent } from './xml-tree.ts'

/** Prefixes of the InclusiveNamespaces PrefixList of either transform. */
export interface InclusivePrefixes {
  readonly message: readonly string[]
  readonly signedInfo: readonly string[]
}

/**
 * The message without the ds:Signature directly in it, and without comments.
 * @param longest characters of it
 * @throws GatewayError `malformed_request`, with status 413 where it is longer
 */
export function canonicalMessage(events: readonly XmlEvent[], prefixes: readonly string[], longest: number): string {
  const writer = new Writer(prefixes, longest)
  let depth = 0
  let signature = false
  for (const event of events) {
    if (typeof event === 'object') {
      depth += 1
      if (depth === 2 && isSignature(event)) signature = true
      if (!signature) writer.open(event)
    } else if (typeof event === 'string') {
      if (!signature) writer.text(event)
    } else {
      if (!signature) writer.close()
      else if (depth === 2) signature = false
      depth -= 1
    }
  }
  return writer.finish()
}

/**
 * The SignedInfo of the ds:Signature directly in the message. Only what surrounds it is looked at: the root declares
 * all namespaces that come from outside.
 * @param longest as above
 */
export function canonicalSignedInfo(events: readonly XmlEvent[], prefixes: readonly string[], longest: number): string {
  const writer = new Writer(prefixes, longest)
  let depth = 0
  let signature = false
  let signedInfo = false
  for (const event of events) {
    if (typeof event === 'object') {
      depth += 1
      if (depth === 2 && isSignature(event)) signature = true
      if (depth === 3 && signature && event.local === 'SignedInfo') signedInfo = true
      if (signedInfo) writer.open(event)
      else if (depth === 1 || (depth === 2 && signature)) writer.surround(event)
    } else if (typeof event === 'string') {
      if (signedInfo) writer.text(event)
    } else {
      if (signedInfo) writer.close()
      if (depth === 3) signedInfo = false
      if (depth === 2 && signature) {
        writer.leave()
        signature = false
      }
      depth -= 1
    }
  }
  return writer.finish()
}

/** Writes the parts of a document that it is given, in the namespaces of where they stand. */
class Writer {
  readonly #output: Output
  readonly #scope = new Scope()
  readonly #open: string[] = []

  constructor(prefixes: readonly string[], longest: number) {
    this.#output = new Output(prefixes, longest)
  }

  open(tag: OpenTag): void {
    this.#open.push(tag.name)
    this.#output.open(tag, enter(this.#scope, tag), this.#scope)
  }

  text(text: string): void {
    this.#output.text(text)
  }

  close(): void {
    this.#output.close(this.#open.pop() ?? '')
    this.#scope.leave()
  }

  /** An element that is not written, around one that is. */
  surround(tag: OpenTag): void {
    enter(this.#scope, tag)
  }

  leave(): void {
    this.#scope.leave()
  }

  finish(): string {
    return this.#output.finish()
  }
}

/**
 * What a parser tells about a document that our gate has passed.
 * @throws GatewayError `malformed_request` for a processing instruction in the root: a signature covers it, we don't read it
 */
export function eventsOf(xml: string): readonly XmlEvent[] {
  const events: XmlEvent[] = []
  const parser = new SaxesParser<{ xmlns: true }>({ xmlns: true })
  let depth = 0
  const push = (event: XmlEvent) => void events.push(event)
  parser.on('opentag', (tag) => {
    depth += 1
    push(tag)
  })
  parser.on('text', (text) => depth > 0 && push(text))
  parser.on('cdata', push)
  parser.on('closetag', () => {
    depth -= 1
    push(undefined)
  })
  parser.on('processinginstruction', () => {
    if (depth > 0) throw malformed('What is signed has a processing instruction in it.')
  })
  parser.write(xml).close()
  return events
}

/**
 * A child of the root as a document of its own, with the namespaces that the root declares.
 * @param child where it stands among the root's children
 */
export function eventsOfChild(events: readonly XmlEvent[], child: number): readonly XmlEvent[] {
  let depth = 0
  let before = child
  let begin = 0
  for (let index = 0; index < events.length; index += 1) {
    const event = events[index]
    if (typeof event === 'string') continue
    depth += event === undefined ? -1 : 1
    if (depth === 2 && event !== undefined) {
      if (before === 0) begin = index
      before -= 1
    } else if (depth === 1 && before < 0) return withNamespacesOf(events[0], events.slice(begin, index + 1))
  }
  return []
}

function withNamespacesOf(root: XmlEvent, events: readonly XmlEvent[]): readonly XmlEvent[] {
  const [tag, ...rest] = events
  if (typeof tag !== 'object' || typeof root !== 'object') return events
  const declared = Object.entries(root.attributes).filter(
    ([name, { prefix }]) => name === 'xmlns' || prefix === 'xmlns',
  )
  return [{ ...tag, attributes: { ...Object.fromEntries(declared), ...tag.attributes } }, ...rest]
}

export const isSignature = (tag: OpenTag): boolean => tag.local === 'Signature' && tag.uri === ns.ds
