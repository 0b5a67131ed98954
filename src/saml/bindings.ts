/**
 * Decodes what browsers bring: HTTP-Redirect (Bindings 3.4) and HTTP-POST (3.5). One strict reading of the raw query
 * or form: what is decoded, and what a signature covers, are the same bytes (attacks 5, 9, 11, 51–53).
 */
import { inflateRawSync } from 'node:zlib'
import type { EntityId } from '../core/identifiers.ts'
import { namingSender } from './claimed-sender.ts'
import { ns } from './constants.ts'
import { decodeBase64Lines, decodeUtf8 } from './encoding.ts'
import type { MessageParameter, SamlMessage } from './messages.ts'
import { type Parameters, percentDecode, readParameters, samlParameters } from './parameters.ts'
import { malformed, quoted, signatureRefused, tooLarge } from './refusal.ts'
import { messageLimits, parseMessage } from './xml.ts'
import type { XmlLimits } from './xml-element.ts'
import { childOf, nameOf, textOf } from './xml-values.ts'

/** The parts of an HTTP request that the bindings read; core/http.ts HttpRequest has them. */
export interface SamlHttp {
  readonly method: string
  /** Raw, without `?`. */
  readonly query: string
  /** Raw, as text. */
  readonly body: string
  readonly contentType: string
}

const deflateEncoding = 'urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE'
/** Bytes: SPs put whole URLs into it, longer than the 80 that Bindings 3.4.3 allows. */
const maxRelayState = 8 * 1024

/**
 * Decodes the message of a GET (HTTP-Redirect) or POST (HTTP-POST) request.
 *
 * @param parameter which of the two the endpoint takes; a request that has the other is refused
 * @param limits of a posted one
 * @throws GatewayError `malformed_request` (413 where too large); `signature_refused` where only half a signature is
 * there
 */
export function decodeSamlMessage(
  http: SamlHttp,
  parameter: MessageParameter,
  limits: XmlLimits = messageLimits,
): SamlMessage {
  if (http.method === 'GET') return decodeRedirect(http, parameter)
  if (http.method === 'POST') return decodePost(http, parameter, limits)
  throw malformed(`SAML messages come by GET or POST, not by ${quoted(http.method)}.`)
}

/**
 * The issuer that a message claims, only to choose keys by: nothing is proved yet.
 * @throws GatewayError `malformed_request`
 */
export function peekIssuer(message: SamlMessage): EntityId {
  const issuer = childOf(message.root, ns.saml, 'Issuer')
  if (issuer === undefined) throw malformed(`The ${nameOf(message.root)} has no Issuer, so its sender is unknown.`)
  const value = textOf(issuer)
  if (value === '' || value.length > 1024) throw malformed('The Issuer of the message is empty or too long.')
  return value as EntityId
}

function decodeRedirect(http: SamlHttp, parameter: MessageParameter): SamlMessage {
  if (http.body !== '') throw malformed('The message came by GET but with a body.')
  const parameters = readParameters(http.query)
  const encoded = messageIn(parameters, parameter)
  const octets = decodeBase64Lines(encoded)
  if (octets === undefined) throw malformed(`${parameter} is not valid base64.`)
  const compressed = `${parameter} is not DEFLATE-compressed.`
  const xml = namingSender(octets, () => decodeText(inflate(octets, compressed), parameter))
  const detached = detachedSignature(parameters, parameter)
  return {
    binding: 'redirect',
    parameter,
    xml,
    ...namingSender(xml, () => parseMessage(xml)),
    ...relayStateIn(parameters),
    ...detached,
  }
}

function decodePost(http: SamlHttp, parameter: MessageParameter, limits: XmlLimits): SamlMessage {
  const [mediaType = ''] = http.contentType.split(';', 1)
  if (mediaType.trim().toLowerCase() !== 'application/x-www-form-urlencoded') {
    throw malformed('The message was not posted as a form (application/x-www-form-urlencoded).')
  }
  const [other] = readParameters(http.query).keys()
  // If both were read, one could be signed and the other used (attack 51).
  if (other !== undefined) throw malformed(`The message was posted, but ${other} is in the query too.`)
  const parameters = readParameters(http.body)
  if (parameters.has('Signature') || parameters.has('SigAlg')) {
    throw signatureRefused('The form carries a detached signature (HTTP-POST-SimpleSign), which is not offered.')
  }
  const octets = decodeBase64Lines(messageIn(parameters, parameter, limits))
  if (octets === undefined) throw malformed(`${parameter} is not valid base64.`)
  const neither = `${parameter} is neither XML nor DEFLATE-compressed XML.`
  // ruby-saml and node-saml compress posted requests too, which the binding does not foresee.
  const xml = namingSender(octets, () =>
    decodeText(looksLikeXml(octets) ? octets : inflate(octets, neither), parameter),
  )
  return {
    binding: 'post',
    parameter,
    xml,
    ...namingSender(xml, () => parseMessage(xml, limits)),
    ...relayStateIn(parameters),
  }
}

function messageIn(parameters: Parameters, parameter: MessageParameter, { length } = messageLimits): string {
  if (parameters.has('SAMLRequest') && parameters.has('SAMLResponse')) {
    throw malformed('The message has both SAMLRequest and SAMLResponse.')
  }
  const raw = parameters.get(parameter)
  if (raw === undefined || raw === '') throw malformed(`The message has no ${parameter}.`)
  const encoding = parameters.get('SAMLEncoding')
  if (encoding !== undefined && percentDecode(encoding, 'SAMLEncoding') !== deflateEncoding) {
    throw malformed('SAMLEncoding names an encoding other than DEFLATE.')
  }
  const encoded = percentDecode(raw, parameter)
  // Characters of base64 that can still hold a message within the limits.
  if (encoded.length > 2 * length) throw tooLarge(`${parameter} is too large.`)
  return encoded
}

function relayStateIn(parameters: Parameters): Pick<SamlMessage, 'relayState' | 'plusForSpace'> {
  const raw = parameters.get('RelayState')
  if (raw === undefined) return {}
  const relayState = percentDecode(raw, 'RelayState')
  if (Buffer.byteLength(relayState) > maxRelayState) throw tooLarge('RelayState is longer than 8 KiB.')
  // A form turns a lone LF into CRLF and NUL into U+FFFD, so it could not be returned as it was.
  if (/[\r\n\0]/.test(relayState))
    throw malformed('RelayState contains a line break or a NUL character, so it could not be returned.')
  return { relayState, ...(raw.includes('+') && { plusForSpace: true }) }
}

/** Bindings 3.4.4.1: SAMLRequest, RelayState, SigAlg in this order, each as the raw bytes in which it came. */
function detachedSignature(parameters: Parameters, parameter: MessageParameter): Pick<SamlMessage, 'detached'> {
  const algorithm = parameters.get('SigAlg')
  const signature = parameters.get('Signature')
  if (algorithm === undefined && signature === undefined) return {}
  if (!algorithm || !signature) {
    throw signatureRefused('The message has only one of Signature and SigAlg, so its signature can’t be checked.')
  }
  const signedOctets = samlParameters
    .filter((name) => name === parameter || name === 'RelayState' || name === 'SigAlg')
    .filter((name) => parameters.has(name))
    .map((name) => `${name}=${parameters.get(name)}`)
    .join('&')
  return {
    detached: {
      signedOctets,
      algorithm: percentDecode(algorithm, 'SigAlg'),
      signature: percentDecode(signature, 'Signature'),
    },
  }
}

/** Inflates, and stops at the limit: 259 kB can become 200 MB (attack 5). Bytes after the stream are refused. */
function inflate(octets: Buffer, otherwise: string): Buffer {
  const options = { maxOutputLength: messageLimits.length, info: true }
  let result: unknown
  try {
    result = inflateRawSync(octets, options)
  } catch (cause) {
    if (cause instanceof RangeError) throw tooLarge('The decompressed message is too large.')
    throw malformed(otherwise, { cause })
  }
  if (!isInflated(result)) throw new Error('zlib gave no engine')
  if (result.engine.bytesWritten !== octets.length) throw malformed('There is more data after the compressed XML.')
  return result.buffer
}

/** What zlib returns when asked for `info`; its types don't know. */
interface Inflated {
  readonly buffer: Buffer
  /** `bytesWritten` is how many bytes of input it used. */
  readonly engine: { readonly bytesWritten: number }
}

function isInflated(result: unknown): result is Inflated {
  return typeof result === 'object' && result !== null && 'buffer' in result && 'engine' in result
}

function decodeText(octets: Buffer, parameter: MessageParameter): string {
  const text = decodeUtf8(octets)
  if (text === undefined) throw malformed(`${parameter} is not UTF-8.`)
  return text
}

/** Whether the first byte is one that XML begins with: `<`, white space or a byte order mark. */
function looksLikeXml(octets: Buffer): boolean {
  const [first = 0] = octets
  return first === 0x3c || first === 0xef || first === 0x20 || first === 0x09 || first === 0x0a || first === 0x0d
}
