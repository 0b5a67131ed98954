/**
 * The RSA key of an X.509 certificate (RFC 5280, 4.1) without OpenSSL, which takes a quarter of a millisecond for each: ten
 * thousand apps have as many certificates, of which most are never used before the next restart. Only what is wholly
 * ordinary is read here. Anything else is left to OpenSSL, and what that makes of it counts.
 */
import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import type { VerificationKey } from './service-provider.ts'

export interface PlainCertificate {
  /** ms since 1970 */
  readonly notAfter: number
  /** Of the modulus. */
  readonly bits: number
  /** The subjectPublicKeyInfo, as OpenSSL would write it. */
  readonly publicKey: Buffer
}

const tag = {
  integer: 0x02,
  bitString: 0x03,
  utcTime: 0x17,
  generalizedTime: 0x18,
  oid: 0x06,
  sequence: 0x30,
  set: 0x31,
  version: 0xa0,
  extensions: 0xa3,
} as const

/** AlgorithmIdentifier of rsaEncryption, with its NULL. */
const rsaEncryption = Buffer.from('300d06092a864886f70d0101010500', 'hex')
/** 65537, which nearly every RSA key has. */
const usualExponent = Buffer.from('0203010001', 'hex')
const mostDepth = 16

/** From the serial number to the subjectPublicKeyInfo. */
const usualTags = [tag.integer, tag.sequence, tag.sequence, tag.sequence, tag.sequence, tag.sequence]
/** What the texts of a name may be: UTF8String, PrintableString, TeletexString, IA5String, BMPString. */
const textTags: ReadonlySet<number> = new Set([0x0c, 0x13, 0x14, 0x16, 0x1e])

/** @returns undefined where it is not an ordinary one with an RSA key, or not whole */
export function readPlainCertificate(der: Buffer): PlainCertificate | undefined {
  try {
    return read(der)
  } catch (error) {
    if (error instanceof NotPlain) return undefined
    throw error
  }
}

/**
 * The key, made when somebody asks for it. Its name is what `fingerprint` would make of it. Kept as text until then: a
 * Buffer as small as this is a part of one that is thirty times as large, which would be kept with it.
 */
export function keyLater({ notAfter, publicKey }: PlainCertificate): VerificationKey {
  let key: KeyObject | undefined
  const kept = publicKey.toString('latin1')
  const octets = () => Buffer.from(kept, 'latin1')
  return {
    notAfter,
    get id() {
      return createHash('sha256').update(octets()).digest('hex').slice(0, 16)
    },
    get key() {
      key ??= createPublicKey({ key: octets(), format: 'der', type: 'spki' })
      return key
    },
  }
}

class NotPlain extends Error {}

function read(der: Buffer): PlainCertificate {
  const whole = elementAt(der, 0, der.length, tag.sequence)
  if (whole.end !== der.length) throw new NotPlain()
  wellFormed(der, whole, 0)
  const [signed, algorithm, signature, ...others] = childrenOf(der, whole)
  const isSigned = algorithm?.tag === tag.sequence && signature?.tag === tag.bitString && others.length === 0
  if (signed?.tag !== tag.sequence || !isSigned) throw new NotPlain()
  const fields = childrenOf(der, signed)
  const fromSerial = fields[0]?.tag === tag.version ? fields.slice(1) : fields
  const [, , issuer, validity, subject, publicKey, extensions, ...more] = fromSerial
  const isUsual = usualTags.every((one, at) => fromSerial[at]?.tag === one) && more.length === 0
  if (!isUsual || (extensions !== undefined && extensions.tag !== tag.extensions)) throw new NotPlain()
  if (issuer === undefined || subject === undefined || validity === undefined || publicKey === undefined)
    throw new NotPlain()
  isName(der, issuer)
  isName(der, subject)
  return {
    notAfter: endOf(der, validity),
    bits: bitsOf(der, publicKey),
    publicKey: der.subarray(publicKey.start, publicKey.end),
  }
}

interface Element {
  readonly tag: number
  /** Where it begins, its content begins, and both end. */
  readonly start: number
  readonly content: number
  readonly end: number
}

/** @throws NotPlain where its length is not written in as few octets as possible, or goes beyond what is around it */
function elementAt(der: Buffer, start: number, limit: number, expected?: number): Element {
  const found = der[start] ?? 0
  const short = der[start + 1] ?? 0xff
  if (start + 2 > limit || (found & 0x1f) === 0x1f || (expected !== undefined && found !== expected))
    throw new NotPlain()
  if (short < 0x80) return within({ tag: found, start, content: start + 2, end: start + 2 + short }, limit)
  const octets = short - 0x80
  if (octets < 1 || octets > 3 || start + 2 + octets > limit) throw new NotPlain()
  const length = der.readUIntBE(start + 2, octets)
  if (length < 0x80 || length < 256 ** (octets - 1)) throw new NotPlain()
  return within({ tag: found, start, content: start + 2 + octets, end: start + 2 + octets + length }, limit)
}

function within(element: Element, limit: number): Element {
  if (element.end > limit) throw new NotPlain()
  return element
}

function childrenOf(der: Buffer, { content, end }: Element): readonly Element[] {
  const found: Element[] = []
  for (let at = content; at < end; ) {
    const child = elementAt(der, at, end)
    found.push(child)
    at = child.end
  }
  return found
}

/** Every constructed element, however deep, is made of whole ones. */
function wellFormed(der: Buffer, element: Element, depth: number): void {
  if (depth > mostDepth) throw new NotPlain()
  for (let at = element.content; at < element.end; ) {
    const child = elementAt(der, at, element.end)
    if ((child.tag & 0x20) !== 0) wellFormed(der, child, depth + 1)
    at = child.end
  }
}

/** RFC 5280, 4.1.2.4. */
function isName(der: Buffer, name: Element): void {
  for (const set of childrenOf(der, name)) {
    for (const attribute of childrenOf(der, set)) {
      const [type, value, ...others] = childrenOf(der, attribute)
      const isUsual = set.tag === tag.set && attribute.tag === tag.sequence && type?.tag === tag.oid
      if (!isUsual || value === undefined || !textTags.has(value.tag) || others.length > 0) throw new NotPlain()
    }
  }
}

/** RFC 5280, 4.1.2.5: YYMMDDHHMMSSZ until 2049, YYYYMMDDHHMMSSZ from then on. */
function endOf(der: Buffer, validity: Element): number {
  const [from, until, ...others] = childrenOf(der, validity)
  if (from === undefined || until === undefined || others.length > 0) throw new NotPlain()
  timeOf(der, from)
  return timeOf(der, until)
}

function timeOf(der: Buffer, { tag: kind, content, end }: Element): number {
  if (kind !== tag.utcTime && kind !== tag.generalizedTime) throw new NotPlain()
  const text = der.toString('latin1', content, end)
  const century = kind === tag.utcTime ? (text < '50' ? '20' : '19') : ''
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(`${century}${text}`) ?? []
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
  const time = Date.parse(written)
  if (Number.isNaN(time) || new Date(time).toISOString() !== written) throw new NotPlain()
  return time
}

/** RFC 8017, A.1.1: two positive numbers, each in as few octets as possible. */
function bitsOf(der: Buffer, publicKey: Element): number {
  const [algorithm, bitString, ...others] = childrenOf(der, publicKey)
  if (algorithm === undefined || bitString?.tag !== tag.bitString || others.length > 0) throw new NotPlain()
  if (!rsaEncryption.equals(der.subarray(algorithm.start, algorithm.end))) throw new NotPlain()
  // No bit of the last octet is unused.
  if (der[bitString.content] !== 0) throw new NotPlain()
  const key = elementAt(der, bitString.content + 1, bitString.end, tag.sequence)
  const [modulus, exponent, ...more] = childrenOf(der, key)
  if (modulus?.tag !== tag.integer || exponent === undefined || more.length > 0 || key.end !== bitString.end)
    throw new NotPlain()
  if (!usualExponent.equals(der.subarray(exponent.start, exponent.end))) throw new NotPlain()
  const isPadded = der[modulus.content] === 0
  const first = der[modulus.content + (isPadded ? 1 : 0)] ?? 0
  const isEven = ((der[modulus.end - 1] ?? 0) & 1) === 0
  if (isPadded !== first >= 0x80 || first === 0 || isEven) throw new NotPlain()
  const octets = modulus.end - modulus.content - (isPadded ? 1 : 0)
  return octets * 8 - Math.clz32(first) + 24
}
