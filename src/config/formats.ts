/** The formats of single values. Each check returns the fault, `What is wrong. What to do about it.`, or undefined. */
import { isIP } from 'node:net'
import { networks } from '../core/ip-address.ts'
import { isLoopback } from '../core/loopback.ts'
import { type Sentence, said } from '../core/said.ts'
import { parseStorageUrl, StorageUrlProblem } from '../storage/url.ts'

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** A whole number and its unit; kept as text too, for the JSON Schema. */
export const durationPattern = '^[0-9]{1,9}(ms|s|m|h|d)$'

/** Milliseconds of `30s`, `5m`, `8h`, `1d`, `500ms`; undefined where it is not a duration. */
export function parseDuration(text: string): number | undefined {
  const [, amount, unit] = /^([0-9]{1,9})(ms|s|m|h|d)$/.exec(text) ?? []
  return amount === undefined ? undefined : Number(amount) * units[unit as keyof typeof units]
}

/** A check for a duration between two others. */
export function durationFault(least: string, most: string): (text: string) => Sentence | undefined {
  return (text) => {
    const value = parseDuration(text)
    if (value === undefined) return 'This is not a duration. Write a whole number with its unit: 30s, 5m, 8h or 1d.'
    if (value < (parseDuration(least) ?? 0))
      return said`${text} is too short. Choose something from ${least} to ${most}.`
    if (value > (parseDuration(most) ?? 0)) return said`${text} is too long. Choose something from ${least} to ${most}.`
    return undefined
  }
}

/** The URL, or undefined. */
export const parseUrl = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined)

/** https, or http on this machine; no user name, no fragment. @param secure how one gets to https here, a sentence */
export function webUrlFault(text: string, secure = 'Use https, with caFile for a CA of your own.'): string | undefined {
  const url = parseUrl(text)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return 'This is not a web address. Write all of it, beginning with https://.'
  }
  if (url.username !== '' || url.password !== '') return 'This address has a user name in it. Remove it.'
  if (text.includes('#')) return 'This address has a fragment. Remove the # and what follows.'
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return `${plainHttp} ${secure}`
  }
  return undefined
}

const plainHttp = 'Plain http is only for this machine (localhost, 127.0.0.1).'

/** A web address that other addresses are made from: no query. */
export function baseUrlFault(text: string, secure?: string): string | undefined {
  const fault = webUrlFault(text, secure)
  if (fault) return fault
  return text.includes('?') ? 'This address has a query. Remove the ? and what follows.' : undefined
}

/** An address that a browser posts to: plain http elsewhere is only worth a warning, which the registry gives. */
export function acsFault(text: string): string | undefined {
  const url = parseUrl(text)
  if (url?.protocol === 'http:' && !isLoopback(url.hostname)) return webUrlFault(text.replace(/^http:/i, 'https:'))
  return webUrlFault(text)
}

/** SAML Metadata 2.2.1: at most 1024 characters. Products have spaces in theirs, so a config may, as metadata may. */
export function entityIdFault(text: string): string | undefined {
  if (text.trim() === '') return 'The entityID is empty. Copy it from the metadata, character for character.'
  if (/\p{Cc}/u.test(text)) return 'The entityID has a line break or tab in it. Write it on one line, in quotes.'
  return text.length > 1024 ? 'An entityID has at most 1024 characters. Copy it from the metadata.' : undefined
}

/** Enough to tell an address from a name: it is only displayed and linked. */
export function emailFault(text: string): string | undefined {
  return /^[^\s@<>"]+@[^\s@<>"]+$/.test(text) ? undefined : 'This is not an e-mail address. Write help@home.internal.'
}

/** A fault in a domain, without what may stand before it. */
export function domainFault(text: string): string | undefined {
  if (/^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/.test(text)) return undefined
  return 'This is not a domain. Write one in small letters, like home.internal.'
}

const sha256 =
  'Write the SHA-256 of the certificate, 64 hexadecimal digits: openssl x509 -in FILE -noout -fingerprint -sha256'

/** A fault in the SHA-256 fingerprint of a certificate. */
export function fingerprintFault(text: string): string | undefined {
  const digits = text.replaceAll(/[:\s]/g, '')
  if (/^[0-9a-f]{64}$/i.test(digits)) return undefined
  const isSha1 = /^[0-9a-f]{40}$/i.test(digits)
  const what = isSha1 ? 'This is a SHA-1 fingerprint, which can be forged.' : 'This is not a fingerprint.'
  return `${what} ${sha256}`
}

export type SocketAddress = { readonly host: string; readonly port: number } | { readonly path: string }

/** `host:port`, `[IPv6]:port`, or the absolute path of a unix socket; undefined where it is none of these. */
export function parseSocketAddress(text: string): SocketAddress | undefined {
  if (text.startsWith('/')) return { path: text }
  const [, bracketed, plain, digits] = /^(?:\[([0-9a-fA-F:.]+)\]|([A-Za-z0-9.-]+)):([0-9]{1,5})$/.exec(text) ?? []
  const port = Number(digits)
  if (digits === undefined || port > 65_535 || (bracketed !== undefined && isIP(bracketed) !== 6)) return undefined
  return { host: bracketed ?? plain ?? '', port }
}

/** A fault in a listen address. */
export function listenFault(text: string): string | undefined {
  if (parseSocketAddress(text)) return undefined
  return 'This is not an address to listen on. Write 127.0.0.1:8080, "[::1]:8080", or /run/isthmus.sock.'
}

/** A fault in `connectTo`: a host, with or without a port. */
export function connectToFault(text: string): string | undefined {
  const address =
    parseSocketAddress(text) ?? parseSocketAddress(text.includes(':') && isIP(text) === 6 ? `[${text}]:1` : `${text}:1`)
  if (address && 'host' in address) return undefined
  return 'This is not a host to connect to. Write 10.0.0.5:9091, or a host name alone.'
}

/** A fault in a proxy's address or network. */
export function networkFault(text: string): string | undefined {
  try {
    networks([text])
    return undefined
  } catch {
    return 'This is not an address or a network. Write 127.0.0.1 or 10.0.0.0/8.'
  }
}

/** A fault in the storage's URL: memory, or Redis in one of its forms. */
export function storageFault(text: string): string | undefined {
  if (text === 'memory') return undefined
  try {
    parseStorageUrl(text)
    return undefined
  } catch (error) {
    if (error instanceof StorageUrlProblem) return `${error.message} ${error.cure}`
    throw error
  }
}
