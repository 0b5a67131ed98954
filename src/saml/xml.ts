/**
 * The folder's entry: the SAML codec that both SAML roles share. It knows no role and no HTTP server.
 *
 *   bindings.ts ─▶ xmldsig.ts ─▶ authn-request.ts   what comes in: decode → authenticate → parse
 *   signature-shape.ts ─▶ canonical.ts, public-key.ts, canonical-match.ts ─▶ enveloped.ts   an enveloped signature: the cheap checks come first
 *   verified.ts                                     what was verified not long ago is not verified again
 *   metadata-text.ts ─▶ metadata.ts, metadata-*.ts  service providers, from the bytes of their metadata
 *   der.ts ─▶ plain-certificate.ts                  the key of an ordinary certificate
 *   aggregate.ts ─▶ aggregate-entities.ts           a federation's metadata, too large to be read at once
 *   xml.ts, xml-values.ts, encoding.ts              one strict parse for all of it; typed values; base64, UTF-8
 *   xml-builder.ts ─▶ xml-sign.ts, xmlenc.ts        what goes out: build → sign → encrypt
 *   idp-metadata.ts                                 our own metadata
 *
 * This file is the gate: every SAML document, whatever it is, is parsed here and nowhere else. Of a signed one nothing is
 * read that the octets that were signed do not say (canonical-match.ts).
 */

import { SaxesParser } from 'saxes'
import { GatewayError } from '../core/errors.ts'
import { malformed, quoted, tooLarge } from './refusal.ts'
import type { XmlElement, XmlLimits } from './xml-element.ts'
import { type OpenTag, type XmlEvent, XmlTree } from './xml-tree.ts'

/**
 * For protocol messages: many times what real requests need (some 2 kB and 60 nodes, signed 8 kB). Reading costs about
 * 1 µs a node and 15 µs a kB, and anyone may send one.
 */
export const messageLimits: XmlLimits = {
  length: 64 * 1024,
  depth: 24,
  nodes: 450,
  references: 2_000,
  attributes: 64,
  namespaces: 64,
  valuesInPieces: 'refuse',
  instructions: 'refuse',
}

/** For answers with an assertion: people may be in a thousand groups. */
export const answerLimits: XmlLimits = { ...messageLimits, length: 192 * 1024, nodes: 8_000, references: 20_000 }

const notUnicode = /\p{Surrogate}/u
const absoluteUri = /^[A-Za-z][A-Za-z0-9+.-]*:\S*$/

/** The line on which each element begins, from 1. */
export type XmlPlaces = Map<XmlElement, number>

/**
 * Parses a document: XML 1.0 with namespaces in UTF-8, one root, well-formed to the last character. Also refused:
 * DOCTYPE, relative namespace names and, in messages, processing instructions (attacks 1–3, 7–9, 17, 18).
 *
 * @param text the decoded document, without byte order mark
 * @param places filled, for whoever shows faults beside the text
 * @throws GatewayError `malformed_request`, with status 413 where a limit is passed
 */
export function parseXml(text: string, limits: Partial<XmlLimits> = {}, places?: XmlPlaces): XmlElement {
  return parse(text, { ...messageLimits, ...limits }, undefined, places)
}

/** The same for a message, with the events of the parse: what is canonicalised is what was read. */
export function parseMessage(
  text: string,
  limits: XmlLimits = messageLimits,
): { readonly root: XmlElement; readonly events: readonly XmlEvent[] } {
  const events: XmlEvent[] = []
  return { root: parse(text, limits, events), events }
}

function parse(text: string, bounds: XmlLimits, events?: XmlEvent[], places?: XmlPlaces): XmlElement {
  if (text.length > bounds.length) throw tooLarge('The XML is too large.')
  // saxes skips one more.
  if (text.startsWith('\uFEFF')) throw malformed('The XML begins with a second byte order mark.')
  // A lone surrogate makes saxes swallow the markup after it.
  if (notUnicode.test(text)) throw malformed('The XML contains a lone surrogate, which is not a character.')
  if (text.split('&', bounds.references + 2).length > bounds.references + 1) {
    throw tooLarge('The XML has too many entity references.')
  }
  const tree = new XmlTree(bounds, events)
  const parser = listen(new (bounds.instructions === 'skip' ? LenientParser : StrictParser)({ xmlns: true }), tree)
  if (places !== undefined) locate(parser, tree, places)
  wellFormed(() => parser.write(text).close())
  return tree.finish()
}

/** Lets a parser go on. @throws GatewayError `malformed_request` for what it complains of */
export function wellFormed(parse: () => unknown): void {
  try {
    parse()
  } catch (cause) {
    if (cause instanceof GatewayError) throw cause
    const reason = cause instanceof Error ? cause.message : 'unreadable'
    throw malformed(`The XML is not well-formed: ${quoted(reason)}`, { cause })
  }
}

/** What no document may have here. */
class StrictParser extends SaxesParser<{ xmlns: true }> {}
/** Accepts processing instructions and ignores them. */
export class LenientParser extends SaxesParser<{ xmlns: true }> {}

// On the prototype: with a seventh handler of its own V8 makes the parser a dictionary, and parsing takes four times as
// long.
for (const { prototype } of [StrictParser, LenientParser]) {
  prototype.on('xmldecl', ({ version, encoding }) => {
    if (version !== '1.0') throw malformed('The XML declares a version other than 1.0.')
    // The text was decoded as UTF-8 already: another name here means that two readers could see two texts (attack 9).
    if (encoding !== undefined && !/^utf-?8$/i.test(encoding)) throw malformed('The XML is not in UTF-8.')
  })
  prototype.on('doctype', () => {
    throw malformed('The XML has a document type declaration (DOCTYPE), which SAML does not allow.')
  })
}
StrictParser.prototype.on('processinginstruction', () => {
  throw malformed('The XML has a processing instruction.')
})

/** A relative one makes canonicalisers fail, and a failure was once taken for an empty text (attack 18). */
export function checkNamespace(name: string): void {
  if (name === '' || absoluteUri.test(name)) return
  throw malformed(`A namespace name in the XML is not an absolute URI: ${quoted(name)}.`)
}

function listen(parser: SaxesParser<{ xmlns: true }>, tree: XmlTree): SaxesParser<{ xmlns: true }> {
  parser.on('attribute', ({ name, prefix, value }) => {
    tree.countAttribute()
    if (name !== 'xmlns' && prefix !== 'xmlns') return
    checkNamespace(value)
    tree.countNamespace()
  })
  parser.on('opentag', (tag: OpenTag) => tree.open(tag))
  parser.on('text', (text) => tree.text(text))
  parser.on('cdata', (text) => tree.cdata(text))
  parser.on('comment', () => tree.comment())
  parser.on('closetag', () => tree.close())
  return parser
}

/** Notes where each element begins. Another handler for the parser, which is slower with it. */
function locate(parser: SaxesParser<{ xmlns: true }>, tree: XmlTree, places: XmlPlaces): void {
  let line = 1
  parser.on('opentagstart', () => {
    line = parser.line
  })
  parser.on('opentag', (tag: OpenTag) => void places.set(tree.open(tag), line))
}
