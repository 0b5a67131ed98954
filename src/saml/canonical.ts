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
  const signatures = partsOf(events).filter(([tag]) => isSignature(tag))
  // From the last one on, as each moves what is behind it.
  const rest = signatures.reduceRight((left, [, begin, end]) => left.toSpliced(begin, end - begin), events)
  return written(rest, new Scope(), new Output(prefixes, longest))
}

/**
 * The SignedInfo of the ds:Signature directly in the message. Only what surrounds it is looked at: the root declares
 * all namespaces that come from outside.
 * @param longest as above
 */
export function canonicalSignedInfo(events: readonly XmlEvent[], prefixes: readonly string[], longest: number): string {
  const scope = new Scope()
  const output = new Output(prefixes, longest)
  const [root] = events
  if (typeof root === 'object') enter(scope, root)
  for (const [tag, begin, end] of partsOf(events)) {
    if (!isSignature(tag)) continue
    const signature = events.slice(begin, end)
    enter(scope, tag)
    for (const [{ local }, from, to] of partsOf(signature)) {
      if (local === 'SignedInfo') written(signature.slice(from, to), scope, output)
    }
    scope.leave()
  }
  return output.finish()
}

/** @param scope of what is around them. @returns what the output has then */
function written(events: readonly XmlEvent[], scope: Scope, output: Output): string {
  const open: string[] = []
  for (const event of events) {
    if (typeof event === 'string') output.text(event)
    else if (event !== undefined) {
      open.push(event.name)
      output.open(event, enter(scope, event), scope)
    } else {
      output.close(open.pop() ?? '')
      scope.leave()
    }
  }
  return output.finish()
}

/** The elements directly in the root of these events: each one's tag, where it begins, and where it has ended. */
function partsOf(events: readonly XmlEvent[]): readonly (readonly [tag: OpenTag, begin: number, end: number])[] {
  const parts: [OpenTag, number, number][] = []
  let depth = 0
  for (let index = 0; index < events.length; index += 1) {
    const event = events[index]
    if (typeof event === 'string') continue
    depth += event === undefined ? -1 : 1
    const last = parts.at(-1)
    if (event !== undefined && depth === 2) parts.push([event, index, index])
    else if (event === undefined && depth === 1 && last !== undefined) last[2] = index + 1
  }
  return parts
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
  const [, begin, end] = partsOf(events)[child] ?? []
  return begin === undefined ? [] : withNamespacesOf(events[0], events.slice(begin, end))
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
