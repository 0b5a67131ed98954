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
  const output = new Output(prefixes, longest)
  walk(events, (inside) => (inside === undefined ? output : undefined))
  return output.finish()
}

/**
 * The SignedInfo of the ds:Signature directly in the message. Only what surrounds it is looked at: the root declares
 * all namespaces that come from outside.
 * @param longest as above
 */
export function canonicalSignedInfo(events: readonly XmlEvent[], prefixes: readonly string[], longest: number): string {
  const output = new Output(prefixes, longest)
  walk(onlySignature(events), (inside) => (inside === 'SignedInfo' ? output : undefined))
  return output.finish()
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
  for (const [index, event] of events.entries()) {
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

export const isSignature = (tag: OpenTag): boolean => tag.local === 'Signature' && tag.uri === ns.ds
