/**
 * From the bytes of a metadata file to its root element. How the file is written keeps no app out as long as every
 * reader reads the same text; what is still refused is reported with its place and with what to change.
 */
import { GatewayError } from '../core/errors.ts'
import { fileKindOf, startOf } from './file-kinds.ts'
import type { MetadataCode } from './metadata-codes.ts'
import { coded, MetadataFault, placed } from './metadata-fault.ts'
import { quoted } from './refusal.ts'
import { parseXml, type XmlPlaces } from './xml.ts'
import type { XmlElement, XmlLimits } from './xml-element.ts'

/** An aggregate of some thousand entities; beyond that the gateway would stall while it reads. */
export const metadataLimits: Partial<XmlLimits> = {
  length: 16 * 1024 * 1024,
  nodes: 1_000_000,
  attributes: 128,
  namespaces: 256,
  valuesInPieces: 'join',
  instructions: 'skip',
}

/**
 * The text of a file: UTF-8, or UTF-16 as its byte order mark or its first character shows (XML 1.0, 4.3.3 and F.1).
 * @throws MetadataFault where it is neither: another reader could read another text (attack 9)
 */
export function decodeMetadata(octets: Uint8Array): string {
  const encoding = encodingOf(octets)
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(octets)
    // The bytes have shown what it is, whatever it declares.
    return encoding === 'utf-8' ? text : withoutEncoding(text)
  } catch (cause) {
    throw (
      kindFault(startOf(octets), cause) ??
      encodingFault(cause, declaredEncoding.exec(Buffer.from(octets.subarray(0, 200)).toString('latin1'))?.[3])
    )
  }
}

function kindFault(start: string, cause: unknown): GatewayError | undefined {
  const found = fileKindOf(start)
  if (found === undefined) return undefined
  const { code, kind, name } = found
  return coded(new MetadataFault(`This is ${name}, not metadata.`, kindCures[code], cause), code, { kind })
}

const another =
  'Choose another file: the metadata is an XML file that the app shows at an address or lets you download.'
const kindCures = { picture: another, 'other-document': another, archive: 'Unpack it, and choose the XML file in it.' }

function encodingFault(cause: unknown, declared?: string): GatewayError {
  const says = declared === undefined || isUtf8(declared) ? '' : `; it says that it is ${quoted(declared)}`
  const fault = new MetadataFault(
    `The metadata is neither UTF-8 nor UTF-16${says}.`,
    `Save it as UTF-8: iconv -f ${declared === undefined || isUtf8(declared) ? 'ISO-8859-1' : declared} -t UTF-8 old.xml > new.xml, and write encoding="UTF-8" into its first line.`,
    cause,
  )
  return coded(fault, says === '' ? 'encoding-unknown' : 'encoding-unlike', { declared: declared ?? '' })
}

function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be'
  return 'utf-8'
}

const declaredEncoding = /^(\s*<\?xml\s+version\s*=\s*(?:"[^"]*"|'[^']*'))\s+encoding\s*=\s*(["'])([^"']*)\2/
const isUtf8 = (name: string): boolean => /^utf-?8$/i.test(name)
const withoutEncoding = (text: string): string => text.replace(declaredEncoding, '$1')
const beyondAscii = /[^\0-\x7f]/

/** @throws GatewayError `malformed_request`, a {@link MetadataFault} wherever the operator can change something */
export function parseMetadataXml(
  xml: string,
  places?: XmlPlaces,
): { readonly text: string; readonly root: XmlElement } {
  const text = opened(xml)
  const root = parsed(text, places)
  if (root.localName.toLowerCase() === 'html') throw pageFault(text)
  return { text, root }
}

function parsed(text: string, places?: XmlPlaces): XmlElement {
  try {
    return parseXml(text, metadataLimits, places)
  } catch (error) {
    if (!(error instanceof GatewayError) || error.status === 413) throw error
    throw explained(text, error)
  }
}

/** Without what stands before the XML declaration, and without an encoding that makes no difference. */
function opened(xml: string): string {
  const text = (xml.startsWith('\uFEFF') ? xml.slice(1) : xml).replace(/^\s+(?=<\?xml\s)/, '')
  const declared = declaredEncoding.exec(text)?.[3]
  if (declared === undefined || isUtf8(declared)) return text
  // All encodings that metadata declares agree on ASCII; generators copy `utf-16` and `ISO-8859-1` from elsewhere.
  if (!beyondAscii.test(text)) return withoutEncoding(text)
  const fault = new MetadataFault(
    `The metadata says that it is ${quoted(declared)}, and it is UTF-8 with other characters than ASCII.`,
    'Write encoding="UTF-8" into its first line, if all letters in it look right so.',
  )
  throw coded(fault, 'encoding-wrong', { declared: quoted(declared) })
}

const webPage = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b/i

/** For a text that can't be parsed: what it is, or where it goes wrong. */
function explained(text: string, error: GatewayError): GatewayError {
  const line = text.trimStart().startsWith('<') && !webPage.test(text) ? lineOf(text, error) : undefined
  return placed(inWords(text, error), { topic: 'text', ...(line !== undefined && { line }) })
}

/** The parser says where it stopped; a DOCTYPE is found where it begins. */
function lineOf(text: string, { message }: GatewayError): number | undefined {
  const doctype = message.includes('DOCTYPE') ? text.search(/<!DOCTYPE/i) : -1
  if (doctype >= 0) return text.slice(0, doctype).split('\n').length
  const stopped = /“(\d{1,9}):\d{1,9}: /.exec(message)?.[1]
  return stopped === undefined ? undefined : Number(stopped)
}

function inWords(text: string, error: GatewayError): GatewayError {
  if (text.trim() === '') {
    return coded(new MetadataFault('The metadata is empty.', 'Get it from the app again.', error), 'empty')
  }
  if (webPage.test(text)) return pageFault(text, error)
  const kind = kindFault(text.replace(/^\ufffd/, ''), error)
  if (kind !== undefined) return kind
  // What an upload becomes that is text in no encoding that we read, or a picture.
  if (text.startsWith('\ufffd')) return encodingFault(error)
  if (error.message.includes('DOCTYPE')) {
    const cure = 'Delete <!DOCTYPE …>, from the < to the > that ends it.'
    return coded(new MetadataFault(error.message, cure, error), 'doctype')
  }
  const json = whatJsonIs(text)
  if (json !== undefined) {
    const [code, what] = json
    return coded(new MetadataFault(`This is no XML: it is ${what}.`, jsonCure, error), code)
  }
  if (!text.trimStart().startsWith('<')) {
    const found = quoted(text.trim().slice(0, 30))
    const cure = 'Save the XML itself: nothing may stand before its first <, and no copy of a page will do.'
    return coded(new MetadataFault(`This is no XML: it begins with ${found}.`, cure, error), 'not-xml', { found })
  }
  return ampersandFault(text, error) ?? prefixFault(error) ?? brokenFault(error)
}

/** The fault of a web page: an error page, a login page, or one that displays XML instead of serving it. */
function pageFault(text: string, cause?: unknown): MetadataFault {
  const title = /<title[^>]*>([^<]{1,200})/i.exec(text)?.[1]?.trim()
  const fault = new MetadataFault(
    `This is a web page${title === undefined ? '' : `, ${quoted(title)}`}, not metadata.`,
    'Open the address in a browser: a login or an error may stand before the metadata. Save the XML itself.',
    cause,
  )
  return title === undefined ? coded(fault, 'web-page') : coded(fault, 'web-page-titled', { title: quoted(title) })
}

function ampersandFault(text: string, cause: unknown): MetadataFault | undefined {
  const found = /&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)/.exec(text)
  if (found === null) return undefined
  const before = text.slice(0, found.index)
  const line = before.split('\n').length
  const column = found.index - before.lastIndexOf('\n')
  const what = quoted(text.slice(found.index, found.index + 20))
  const fault = new MetadataFault(
    `The XML has an & that is not written as &amp; in line ${line}, character ${column}: ${what}.`,
    'Write &amp; where & is meant, in addresses too.',
    cause,
  )
  return placed(fault, { line, code: 'ampersand', values: { column: String(column), found: what } })
}

const jsonCure =
  'That is for OpenID Connect. Get the SAML metadata of the app, which is XML; or register the app by OpenID Connect.'

/** What people hand in who take one protocol's description for the other's. */
function whatJsonIs(text: string): readonly [MetadataCode, string] | undefined {
  const start = text.trimStart()
  if (!/^[{[]\s*["{}\]]/.test(start)) return undefined
  if (/"(?:authorization_endpoint|token_endpoint|jwks_uri)"/.test(start)) {
    return ['discovery-document', 'a discovery document of OpenID Connect (JSON)']
  }
  if (/"(?:redirect_uris|client_id)"/.test(start)) {
    return ['client-description', 'the description of an OpenID Connect client (JSON)']
  }
  if (/"keys"\s*:/.test(start)) return ['key-set', 'a set of keys (JWKS, JSON)']
  return ['json', 'JSON']
}

function prefixFault(error: GatewayError): MetadataFault | undefined {
  const prefix = /unbound namespace prefix: \\?["“]?([\w.-]+)/.exec(error.message)?.[1]
  if (prefix === undefined) return undefined
  const fault = new MetadataFault(
    `The prefix ${quoted(prefix)} is declared nowhere in the XML.`,
    `Write xmlns:${prefix}="…" into its first element${knownPrefix[prefix] === undefined ? '' : `: ${knownPrefix[prefix]}`}.`,
    error,
  )
  return coded(fault, 'prefix-undeclared', { prefix, namespace: knownPrefix[prefix] ?? '…' })
}

const knownPrefix: Readonly<Record<string, string>> = {
  md: 'urn:oasis:names:tc:SAML:2.0:metadata',
  ds: 'http://www.w3.org/2000/09/xmldsig#',
  saml: 'urn:oasis:names:tc:SAML:2.0:assertion',
  mdui: 'urn:oasis:names:tc:SAML:metadata:ui',
}

const brokenFault = (error: GatewayError): MetadataFault =>
  coded(
    new MetadataFault(
      error.message,
      'Correct it there, or get it from the app again, as a file and not by copying.',
      error,
    ),
    'xml-broken',
    { detail: error.message },
  )
