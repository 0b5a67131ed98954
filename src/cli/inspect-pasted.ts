/**
 * What somebody has pasted: out of an address bar, a form, a network tab, a log or a file. Found in it is the one thing
 * that can be inspected; what it says is read elsewhere, by the code that reads it in a login.
 */
import { inflateRawSync } from 'node:zlib'
import { messageLimits } from '../saml/xml.ts'

export type Pasted =
  /** As in a query or a form's body. `isAddress`: it was the query of an address. */
  | { readonly kind: 'parameters'; readonly raw: string; readonly isAddress: boolean }
  | { readonly kind: 'xml'; readonly xml: string }
  /** DER, or PEM. */
  | { readonly kind: 'certificate'; readonly octets: Buffer }
  | { readonly kind: 'artifact'; readonly artifact: string }
  | { readonly kind: 'json'; readonly value: JsonThing }
  /** A JWT or JWE, and the parameter that it was. */
  | { readonly kind: 'token'; readonly token: string; readonly name?: string }

export type JsonThing = Readonly<Record<string, unknown>>

/** Undefined where there is nothing of the kind. */
export function findIn(input: string): Pasted | undefined {
  const text = unquoted(input.trim())
  if (/^&lt;[?\w]/.test(text)) return findIn(withoutEntities(text))
  return (
    certificateIn(text) ??
    xmlIn(text) ??
    jsonIn(text) ??
    parametersIn(text) ??
    artifactIn(text) ??
    tokenIn(text) ??
    bareValue(text)
  )
}

/** A text of JSON, or one in quotes, as a shell or a program shows it. */
function unquoted(text: string): string {
  const parsed = text.startsWith('"') ? jsonOf(text) : undefined
  if (typeof parsed === 'string') return parsed.trim()
  return /^(["'`])[^"'`]*\1$/.test(text) ? text.slice(1, -1).trim() : text
}

const html = /^<(?:!doctype\s+html|html|head|body|form|input|div|span|p|a\s)/i
const roots =
  'Response|AuthnRequest|Logout(?:Request|Response)|Artifact(?:Resolve|Response)|(?:Encrypted)?Assertion|Envelope'

/** All of it, or an element of ours within a line of a log. */
function xmlIn(text: string): Pasted | undefined {
  if (text.startsWith('<')) return html.test(text) ? undefined : { kind: 'xml', xml: text }
  const start = new RegExp(`<((?:[\\w.-]+:)?(?:${roots}))[\\s>]`).exec(text)
  if (start === null) return undefined
  const end = `</${start[1]}>`
  const last = text.lastIndexOf(end)
  return last < 0 ? undefined : { kind: 'xml', xml: text.slice(start.index, last + end.length) }
}

/** Keys, or a discovery document. */
function jsonIn(text: string): Pasted | undefined {
  const value = text.startsWith('{') ? (jsonOf(text) as JsonThing | undefined) : undefined
  if (value === undefined) return undefined
  const isOurs = Array.isArray(value.keys) || 'kty' in value || ('issuer' in value && 'authorization_endpoint' in value)
  return isOurs ? { kind: 'json', value } : undefined
}

const message = /\bSAML(?:Request|Response)=/
/** A query or body as it is sent; lines that it was broken into go on. */
const sent = /[^\s"'<>`]*\bSAML(?:Request|Response)=[^\s"'<>`]*(?:\r?\n[\w+/=%-]{20,})*/

function parametersIn(text: string): Pasted | undefined {
  const plain = text.replaceAll('&amp;', '&')
  const found = /\s/.test(plain) || plain.startsWith('<') ? sent.exec(plain)?.[0].replace(/[\r\n]/g, '') : plain
  if (found !== undefined && message.test(found)) {
    const start = Math.max(found.lastIndexOf('?', found.search(message)), found.lastIndexOf('#', found.search(message)))
    const [raw = ''] = found.slice(start + 1).split('#', 1)
    return { kind: 'parameters', raw, isAddress: start >= 0 || /(?:^|&)SigAlg=/.test(raw) }
  }
  // Within another address it is encoded once more.
  const decoded = /SAML(?:Request|Response)%3D/i.test(text) ? percentDecoded(text) : text
  return decoded === text ? labelled(text) : parametersIn(decoded)
}

/** As fields of a form, a table of a network tab, or JSON name them. */
function labelled(text: string): Pasted | undefined {
  const values = ['SAMLRequest', 'SAMLResponse'].map((name) => [name, fieldOf(name, text)] as const)
  const [name, value] = values.find(([, one]) => one !== undefined) ?? []
  if (name === undefined || value === undefined) return undefined
  const relayState = fieldOf('RelayState', text)
  const fields = { [name]: base64Of(value), ...(relayState !== undefined && { RelayState: relayState }) }
  return { kind: 'parameters', raw: new URLSearchParams(fields).toString(), isAddress: false }
}

function fieldOf(name: string, text: string): string | undefined {
  const patterns = [
    `\\bname\\s*=\\s*["']?${name}\\b[^>]*?\\bvalue\\s*=\\s*["']([^"']*)`,
    `\\bvalue\\s*=\\s*["']([^"']*)["'][^>]*?\\bname\\s*=\\s*["']?${name}\\b`,
    `"name"\\s*:\\s*"${name}"\\s*,\\s*"value"\\s*:\\s*"([^"]*)`,
    `"${name}"\\s*:\\s*"([^"]*)`,
    `(?:^|\\n)[ \\t]*${name}[ \\t]*[:\\t\\n]\\s*(\\S[^\\n]*)`,
  ]
  const found = patterns.flatMap((pattern) => new RegExp(pattern).exec(text)?.[1] ?? []).at(0)
  return found === undefined ? undefined : withoutEntities(found.replaceAll('\\/', '/')).trim()
}

/** The base64 that a value was before it was copied: percent codes, line ends, base64url, a plus sign read as a blank. */
export function base64Of(value: string): string {
  const plain = /%[0-9a-f]{2}/i.test(value) ? percentDecoded(value) : value
  return plain
    .replace(/[\r\n\t]/g, '')
    .trim()
    .replaceAll(' ', '+')
    .replaceAll('-', '+')
    .replaceAll('_', '/')
}

function certificateIn(text: string): Pasted | undefined {
  const [pem] = /-----BEGIN CERTIFICATE-----[\w+/=\s]+-----END CERTIFICATE-----/.exec(text) ?? []
  if (pem !== undefined) return { kind: 'certificate', octets: Buffer.from(pem) }
  // As metadata has it: DER of a SEQUENCE, which base64 writes as MI; one in PEM lacks its lines.
  const isBare = /^MI[\w+/=\s]{200,}$/.test(text)
  return isBare ? { kind: 'certificate', octets: Buffer.from(text, 'base64') } : undefined
}

/** In an address or a form's body, or alone. */
function artifactIn(text: string): Pasted | undefined {
  const found = /\bSAMLart=([\w+/=%-]+)/.exec(text)?.[1] ?? /^AAQ[\w+/%-]{56,90}=?$/.exec(text)?.[0]
  return found === undefined ? undefined : { kind: 'artifact', artifact: base64Of(found) }
}

const compact = /^[\w-]+(?:\.[\w-]*){2}$|^[\w-]+(?:\.[\w-]*){4}$/
const anywhere = /(?:\b([A-Za-z_]+)["']?\s*[=:]\s*["']?)?\b(eyJ[\w-]+(?:\.[\w-]*){2}(?:(?:\.[\w-]*){2})?)/g

/** Of several the ID Token. */
function tokenIn(text: string): Pasted | undefined {
  if (compact.test(text)) return { kind: 'token', token: text }
  const found = [...text.matchAll(anywhere)].map(([, name, token = '']) => ({
    token,
    ...(name !== undefined && { name }),
  }))
  const one = found.find(({ name }) => name === 'id_token') ?? found[0]
  return one === undefined ? undefined : { kind: 'token', ...one }
}

/** A message without the name of its parameter. */
function bareValue(text: string): Pasted | undefined {
  if (!/^[\w+/=%\s-]{16,}$/.test(text)) return undefined
  const base64 = base64Of(text)
  const octets = Buffer.from(base64, 'base64')
  if (isXml(octets))
    return {
      kind: 'xml',
      xml: octets
        .toString()
        .replace(/^\uFEFF/, '')
        .trim(),
    }
  const inflated = inflate(octets)
  if (inflated === undefined || !isXml(inflated)) return undefined
  const name = /^<(?:[\w.-]+:)?\w*Response[\s>]/.test(inflated.toString().trim()) ? 'SAMLResponse' : 'SAMLRequest'
  return { kind: 'parameters', raw: `${name}=${encodeURIComponent(base64)}`, isAddress: true }
}

/** Whether this is XML as it stands, and not compressed. */
export const isXml = (octets: Buffer): boolean => /^\uFEFF?\s*</.test(octets.subarray(0, 200).toString())

function inflate(octets: Buffer): Buffer | undefined {
  try {
    return inflateRawSync(octets, { maxOutputLength: messageLimits.length })
  } catch {
    return undefined
  }
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", plus: '+' }

/** Of HTML and XML, once. */
function withoutEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[name] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
